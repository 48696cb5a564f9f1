"""来信阅批 (18(2)): a leader read a matter's letter and instructed; typed by himself, or recorded with the scan."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Step, action
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import check_standing
from lianxi.matters import moves, words
from lianxi.matters.leadership.leaders import acting_person
from lianxi.matters.models import Matter, Reading
from lianxi.matters.scope import visible


@action(moves.READ_LETTER)
def read_letter(step: Step, *, matter: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The leader's instruction on a matter that he may see. Recorded for him it needs the scan of what he wrote."""
    row = _matter(step, matter)
    check_standing(row, None, moves.READ_LETTER, what="这件信访事项", states=words.STATES)
    if not text.strip():
        raise Invalid("请写明阅批意见。", "text")
    if step.call.behalf is not None and not files:
        raise Invalid("代录阅批须附批示原件的扫描件或照片。", "scans")
    person = acting_person(step)
    day = step.call.behalf.on if step.call.behalf else step.today
    Reading.objects.create(
        conference=step.conference, matter=row, leader=person, on=day, text=text.strip(), entry=step.number
    )
    step.fact("matter.letter_read", f"matter:{matter}", on=day, data={"leader": person})
    for file in files:
        step.attach(file)
    return f"matter:{matter}"


def _matter(step: Step, number: int) -> Matter:
    """The matter, if the actor and the leader himself may see it."""
    rows = visible(step.conference.pk, step.actor).filter(number=number)
    behalf = step.call.behalf
    if behalf is not None:
        leader = Actor(0, behalf.person or 0, behalf.seat, behalf.role, behalf.unit)
        rows = rows & visible(step.conference.pk, leader)
    row = rows.first()
    if row is None:
        raise Invalid(f"没有编号为 {words.number_label(number)} 的信访事项，或者这位领导应当回避。请核对。", "matter")
    return row
