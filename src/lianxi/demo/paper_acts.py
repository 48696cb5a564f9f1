"""What people do with directives, reports upward, documents out and papers in. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.demo.acts import Act, Matter
from lianxi.demo.steps import Step

# from above and upward ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveReceived(Step):
    title: str
    text: str
    sender: str
    number: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenDown(Act):
    """The parts become tasks under the tags ``<tag of the directive> 1`` and so on."""

    parts: tuple[Matter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveAnswered(Act):
    text: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDrafted(Act):
    """A report about the decision of that tag."""

    title: str
    text: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent(Act):
    """To the addressees at these places, counted from 0."""

    places: tuple[int, ...]
    means: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswered(Act):
    place: int
    text: str


# documents out ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerSet(Step):
    """The office says in whose name it issues documents, and that its number book begins with 1."""

    name: str
    mark: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDrafted(Step):
    """``issuer``: the tag of the issuer. The points become tasks under ``<tag> 1`` and so on when it is issued."""

    kind: str
    issuer: str
    title: str
    addressee: str = ""
    body: str = ""
    points: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Act):
    """``what``: check, sign, issue, file; or receive, by a unit."""

    what: str
    units: tuple[str, ...] = ()
    unit: str = ""
    means: str = ""


# papers in ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCame(Step):
    """A paper or a call is registered."""

    sender: str
    title: str
    number: str = ""
    form: str = "document"
    text: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Act):
    """``what``: propose, instruct (``means``: on paper), assign (``parts``), answer, file."""

    what: str
    text: str = ""
    parts: tuple[Matter, ...] = ()
    means: str = ""
