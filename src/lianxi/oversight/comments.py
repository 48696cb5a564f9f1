"""Writes on 点评 (article 15): what is said of a unit's handling at a held meeting, and the unit's reply."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.meetings.models import Meeting
from lianxi.oversight import attention_moves as moves
from lianxi.oversight.grounds import check_no_count
from lianxi.oversight.models import Comment
from lianxi.oversight.models.interview import COMMENT_STATES
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one unit at a meeting (its number): what is good, what is owed. One of the two at least."""

    unit: int
    meeting: int
    good: str = ""
    owed: str = ""


@action(moves.MAKE)
def make_comment(step: Step, *, said: Said) -> str:
    """Record the comment; it happened on the day of the meeting."""
    unit = unit_of(step, said.unit, "unit")
    meeting = Meeting.objects.filter(conference=step.conference, number=said.meeting, state="held").first()
    if meeting is None:
        raise Invalid("请选择一次已经召开的会议。", "meeting")
    good, owed = said.good.strip(), said.owed.strip()
    if not (good or owed):
        raise Invalid("请写明点评内容：办得好的，或者还欠缺的。", "owed")
    check_no_count(good, "good")
    check_no_count(owed, "owed")
    row = Comment.objects.create(
        conference=step.conference,
        number=step.next("comment"),
        unit=unit,
        meeting=meeting.number,
        on=meeting.day,
        good=good,
        owed=owed,
    )
    data = {"meeting": meeting.number}
    step.fact(moves.MAKE.verb, f"comment:{row.number}", on=meeting.day, unit=unit.number, data=data)
    step.text("good", good)
    step.text("owed", owed)
    return f"comment:{row.number}"


@action(moves.REPLY_TO_COMMENT)
def reply_to_comment(step: Step, *, number: int, version: int, text: str) -> str:
    """The unit replies; once."""
    row = Comment.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None or row.unit.number != hands.unit(step):
        raise Invalid(f"没有对本单位的第 {number} 号点评。请核对编号。", "number")
    check_standing(row, version, moves.REPLY_TO_COMMENT, what="这次点评", states=COMMENT_STATES)
    if not text.strip():
        raise Invalid("请写明回应的内容。", "text")
    hands.check_day(step, hands.day(step), row.on, "behalf_on")
    row.reply, row.replied_on = text.strip(), hands.day(step)
    save_next(row, "reply", "replied_on")
    step.fact(moves.REPLY_TO_COMMENT.verb, f"comment:{number}", on=row.replied_on, unit=row.unit.number)
    step.text("reply", text)
    return f"comment:{number}"
