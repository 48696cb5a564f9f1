"""Forms that an office keeps for itself (办文用单), as plain values; what is empty is filled in by hand.

They are case papers, not official documents of a kind of their own (《党政机关公文处理工作条例》 article 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody wrote in his box, his name and the day; ``behalf``: recorded for him, by whom (代录)."""

    text: str = ""
    name: str = ""
    day: date | None = None
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class DispatchSheet:
    """发文稿纸: goes with a document from draft to issue."""

    issuer: str
    title: str
    kind: str = ""
    number: str = ""
    urgency: str = ""
    addressee: str = ""
    cc: str = ""
    attachments: tuple[str, ...] = ()
    drafted_by: str = ""
    drafting_unit: str = ""
    drafted: Opinion = Opinion()
    checked: Opinion = Opinion()
    signed: Opinion = Opinion()
    printed_on: date | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class HandlingSheet:
    """文件处理单: goes with a paper that came in. ``running``: the office's own number of it (收文编号)."""

    office: str
    title: str
    from_whom: str = ""
    their_number: str = ""
    running: str = ""
    received_on: date | None = None
    urgency: str = ""
    pages: int = 0
    due: date | None = None
    proposed: Opinion = Opinion()
    instructed: tuple[Opinion, ...] = ()
    handlers: tuple[str, ...] = ()
    outcome: Opinion = Opinion()


@dataclass(frozen=True, slots=True)
class UrgingSheet:
    """督办单: what is to be done by whom until when, how it stands, what the unit answers."""

    office: str
    unit: str
    matter: str
    number: str = ""
    basis: str = ""
    demand: str = ""
    issued_on: date | None = None
    due: date | None = None
    approved: Opinion = Opinion()
    answer: Opinion = Opinion()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """工作建议书: what the office suggests to a unit, to be answered in writing."""

    office: str
    unit: str
    subject: str
    number: str = ""
    problem: str = ""
    advice: str = ""
    basis: str = ""
    issued_on: date | None = None
    due: date | None = None
    answer: Opinion = Opinion()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """电话记录单. ``at``: day and time as text."""

    office: str
    at: str = ""
    caller: str = ""
    caller_phone: str = ""
    receiver: str = ""
    subject: str = ""
    content: str = ""
    number: str = ""
    incoming: bool = True
    proposed: Opinion = Opinion()
    instructed: tuple[Opinion, ...] = ()
    outcome: Opinion = Opinion()
