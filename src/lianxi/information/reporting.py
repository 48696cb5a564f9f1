"""报送重要敏感信息: what, where, when, how urgent, by a unit, a convener or the office (article 11 of the genre)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxi.documents.official import marks_secrecy
from lianxi.information import information_moves as moves
from lianxi.information.information_setting import beyond_limit, setting
from lianxi.information.models.report import URGENCY, Information
from lianxi.information.taking import attach, take
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import HERE, Step, action
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import save_next
from lianxi.matters import hands
from lianxi.matters.life.registering import SECRET
from lianxi.roster.models import Unit
from lianxi.roster.roles import OFFICE
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

#: a clock of a phone may run ahead a little
AHEAD = timedelta(minutes=5)


#: who reports for nobody but himself
OWN_SOURCE = OFFICE | {"convener"}


@dataclass(frozen=True, slots=True)
class Given:
    """What is reported. The times are the sender's own, aware; ``sent_at`` empty: the moment of the call."""

    title: str
    urgency: str = "ordinary"
    place: str = ""
    text: str = ""
    people: int | None = None
    happened_at: datetime | None = None
    learned_at: datetime | None = None
    sent_at: datetime | None = None


@action(moves.REPORT)
def report_information(step: Step, *, given: Given, files: Sequence[Upload] = ()) -> str:
    """Report one piece. What came by phone or on paper the office records for the unit, with the unit's own time.

    Raises ``Invalid`` for what is missing, marked secret, or told of a time to come.
    """
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    unit = None if role in OWN_SOURCE else hands.unit(step)
    row = lay_information(step, given, unit=None if unit is None else unit_of(step, unit, "unit"))
    attach(step, files)
    return f"information:{row.number}"


def lay_information(step: Step, given: Given, *, unit: Unit | None, origin: str = "") -> Information:
    """Add a piece and its fact to the entry being written; ``origin``: ``dispute:4`` where it came from there."""
    sent = _at(given.sent_at or step.now)
    _check(step, given, sent)
    row = Information.objects.create(
        conference=step.conference,
        number=step.next("information"),
        unit=unit,
        reporter=step.call.behalf.person if step.call.behalf else step.actor.person,
        urgency=given.urgency,
        title=given.title.strip()[:120],
        text=given.text.strip(),
        place=given.place.strip()[:120],
        people=given.people,
        happened_at=given.happened_at,
        learned_at=given.learned_at,
        sent_at=sent,
        origin=origin,
        state="reported",
    )
    data: dict[str, Value] = {"urgency": given.urgency}
    if beyond_limit(row, sent, setting(step.conference.pk)) is not None:
        data["late"] = True
    kind, _, number = origin.partition(":")
    if number:
        data[kind] = int(number)
    on = sent.astimezone(HERE).date()
    step.fact(moves.REPORT.verb, f"information:{row.number}", on=on, unit=unit.number if unit else None, data=data)
    step.text("title", row.title)
    step.text("text", row.text)
    return row


def _at(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _check(step: Step, given: Given, sent: datetime) -> None:
    if not given.title.strip():
        raise Invalid("请用一句话写明什么事。", "title")
    if marks_secrecy(given.title) or marks_secrecy(given.text) or marks_secrecy(given.place):
        raise Invalid(SECRET, "title")
    if given.urgency not in URGENCY:
        raise Invalid("请选择紧急程度。", "urgency")
    if given.people is not None and given.people < 1:
        raise Invalid("涉及人数应为 1 以上；不清楚的留空。", "people")
    if sent > step.now + AHEAD:
        raise Invalid("报送时间还没有到。请核对。", "sent_at")
    for name, moment, words in (
        ("happened_at", given.happened_at, "发生时间"),
        ("learned_at", given.learned_at, "得知时间"),
    ):
        if moment is not None and moment > step.now + AHEAD:
            raise Invalid(f"{words}还没有到。请核对。", name)
        if moment is not None and given.sent_at is not None and moment > given.sent_at:
            raise Invalid(f"{words}晚于报送时间。请核对。", name)
    if given.happened_at and given.learned_at and given.learned_at < given.happened_at:
        raise Invalid("得知时间早于发生时间。请核对。", "learned_at")


@action(moves.GRADE)
def grade_information(step: Step, *, number: int, version: int, urgency: str, reason: str) -> str:
    """The office settles how urgent it is, with the reason: a wrong 紧急 owes no 首报."""
    row = take(step, number, version, moves.GRADE)
    if urgency not in URGENCY or urgency == row.urgency:
        raise Invalid("请选择与现在不同的紧急程度。", "urgency")
    if not reason.strip():
        raise Invalid("请写明理由。", "reason")
    row.urgency = urgency
    save_next(row, "urgency")
    step.fact(moves.GRADE.verb, f"information:{number}", data={"urgency": urgency})
    step.text("reason", reason)
    return f"information:{number}"
