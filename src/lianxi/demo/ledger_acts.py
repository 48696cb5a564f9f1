"""What people do in the ledger of petition matters, the village register and the leaders' part. Values only.

``of``: the tag of the matter (or of the village case or reception that became one). ``means``: how somebody told the
office, which recorded it for him; empty where he did it himself. ``who``: places in ``ledger_people``, never names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxi.demo.acts import Act
from lianxi.demo.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSet(Step):
    """Who issues the papers, and the organ above."""

    organs: tuple[str, ...]
    higher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSet(Step):
    """A local row of 简易办理 for handling, in working days."""

    amount: int
    place: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came(Step):
    """A matter came in. Units by name; ``category`` by its name in the table that ships."""

    channel: str
    title: str
    text: str
    who: tuple[int, ...] = ()
    purpose: str = "claim"
    kind: str = "appeal_claim"
    route: int | None = None
    people: int = 1
    involved: int | None = None
    source: str = "petitioner"
    sender: str = ""
    sender_number: str = ""
    sender_due: date | None = None
    territory: str = ""
    locality: str = ""
    category: str = ""
    first: str = "first"
    accused: tuple[str, ...] = ()
    scan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered(Act):
    """It is in the national system; ``due``: its 限办期限."""

    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Act):
    """交办. ``named``: the head of the leading unit is the handler, who sees who petitioned."""

    lead: str
    helpers: Mapping[str, str] = field(default_factory=dict)
    helpers_due: date | None = None
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(Act):
    """Decided and told in writing: notify, accept, decline, bar, divert."""

    what: str
    reason: str = ""
    route: int = 0
    content: Mapping[str, str] = field(default_factory=dict)
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Act):
    """It left: discipline, judicial, elsewhere."""

    what: str
    to: str
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(Act):
    """Any other step. ``code``: the measure, result, value or execution; ``text``: what was written."""

    what: str
    text: str = ""
    code: str = ""
    unit: str = ""
    means: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Act):
    """A paper is drafted by the office, or by the leading unit; complete ones go to be approved."""

    kind: str
    content: Mapping[str, str]
    unit: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(Act):
    """The paper of that kind is approved by the head of the organ, or signed, or sent up. ``scan``: on paper."""

    kind: str
    opinion: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Act):
    kind: str
    mode: str = "in_person"
    receipt: str = "signed"
    answer: str = ""
    note: str = ""


# the village and the leaders ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCame(Step):
    """村级登记; with a result it was settled on the spot."""

    unit: str
    title: str
    text: str
    channel: str = "visit"
    locality: str = ""
    who: tuple[int, ...] = ()
    people: int = 1
    result: str = ""
    measures: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded(Act):
    """settle or report."""

    what: str
    unit: str
    result: str = ""
    measures: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota(Step):
    """Reception days planned, and published at once where ``published``: who on which day."""

    days: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Act):
    days: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Step):
    """A leader received somebody, or went to see him (field_visit)."""

    leader: str
    title: str
    text: str
    kind: str = "reception"
    reply: str = ""
    place: str = ""
    unit: str = ""
    who: tuple[int, ...] = ()
    people: int = 1
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeMatter(Act):
    """A reception becomes a matter."""

    purpose: str = "claim"
    kind: str = "appeal_claim"
    route: int | None = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeProposed(Act):
    leader: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeApproved(Act):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead(Act):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Act):
    """Somebody asks to see who petitioned."""

    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed(Act):
    """The director lets him; ``of``: the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Act):
    unit: str
