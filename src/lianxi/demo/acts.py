"""What people do through the rooms themselves: meetings, minutes, tasks, help, directives, reports upward. Values only.

``means``: how the person told the office, which recorded it for him; empty where he did it himself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from lianxi.demo.steps import Step


@dataclass(frozen=True, slots=True)
class Matter:
    """One decision: what, who leads and helps, in how many days, or no task at all."""

    text: str
    unit: str = ""
    co_units: tuple[str, ...] = ()
    due: date | None = None
    major: bool = False
    key: bool = False
    no_task: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Step):
    """Something done to what ``of`` names."""

    of: str


# meetings -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Step):
    """A meeting is called; ``units`` empty: all. ``heard``: tags of tasks whose results it hears."""

    kind: str
    title: str
    day: date
    at: time
    place: str
    units: tuple[str, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    heard: tuple[str, ...] = ()
    guests: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed(Act):
    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Act):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attends(Act):
    """A unit signs in, asks for leave, sends somebody else."""

    unit: str
    status: str
    substitute: str = ""
    reason: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Act):
    """The office closes the meeting: who is not told otherwise was there; ``absent`` stayed away without leave."""

    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Act):
    """The minutes are written and sent to the convener (again, after he returned them)."""

    heard: str
    considered: str
    decided: tuple[Matter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedAhead(Act):
    """先行交办 of the decision at ``place``."""

    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Act):
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Act):
    """The convener approves: himself, or on paper with the scan."""

    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(Act):
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Act):
    unit: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Act):
    """A further revision that says what changed; ``decided`` repeats what is in force."""

    why: str
    heard: str
    considered: str
    decided: tuple[Matter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn(Act):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSet(Step):
    """本单位设定: whether minutes of this kind need the convener."""

    kind: str
    approval: bool


# tasks --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Step):
    title: str
    unit: str
    text: str = ""
    due: date | None = None
    co_units: tuple[str, ...] = ()
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Act):
    """``what``: accept, report, complete, ask_extension; of the office: see ``playing_tasks.OFFICE_STEPS``."""

    what: str
    unit: str = ""
    text: str = ""
    due: date | None = None
    means: str = ""
    photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Step):
    """商请协办."""

    unit: str
    asked: str
    text: str
    due: date | None = None
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAnswered(Act):
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Act):
    means: str = ""


# seats --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Step):
    """成员变更函: a unit says who will come into its seat."""

    unit: str
    name: str
    since: date
    document: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Act):
    """``what``: file, report, acknowledge."""

    what: str
