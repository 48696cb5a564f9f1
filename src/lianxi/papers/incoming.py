"""Writes on papers that came in: 登记 → 拟办 → 批示 → 承办 → 办复 → 归档; telephone calls go the same way.

Not every paper needs every step: what is only to be known is filed at once, what the office can do itself is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.papers import incoming_moves as moves
from lianxi.papers.models import PAPER_FORMS, PAPER_STATES, URGENCIES, Incoming
from lianxi.rulebook.facts import Value


@dataclass(frozen=True, slots=True)
class Came:
    """A paper or a call as it is registered. ``due``: the day the sender wants an answer by."""

    form: str
    sender: str
    title: str
    received_on: date
    their_number: str = ""
    text: str = ""
    urgency: str = ""
    due: date | None = None


@action(moves.REGISTER)
def register_paper(step: Step, *, came: Came, files: Sequence[Upload] = ()) -> str:
    """收文登记; the same number of the same sender is registered once."""
    _check(step, came)
    row = Incoming.objects.create(
        conference=step.conference,
        number=step.next("paper"),
        form=came.form,
        sender=came.sender.strip()[:80],
        their_number=came.their_number.strip()[:60],
        title=came.title.strip()[:150],
        text=came.text.strip(),
        urgency=came.urgency,
        received_on=came.received_on,
        due=came.due,
    )
    data: dict[str, Value] = {"form": came.form}
    if came.due is not None:
        data["due"] = came.due.isoformat()
    step.fact("paper.received", f"paper:{row.number}", on=came.received_on, data=data)
    for file in files:
        step.attach(file)
    return f"paper:{row.number}"


def _check(step: Step, came: Came) -> None:
    if came.form not in PAPER_FORMS or came.urgency not in URGENCIES:
        raise Invalid("请选择来文或电话记录。", "form")
    if not came.sender.strip():
        raise Invalid("请填写来文（来电）单位。", "sender")
    if not came.title.strip():
        raise Invalid("请填写标题或者事由。", "title")
    if came.received_on > step.today:
        raise Invalid("收到日期还没有到。请核对。", "received_on")
    if marks_secrecy(came.title) or marks_secrecy(came.text):
        raise RuleBroken("本系统不处理标注密级的文件。请通过涉密渠道办理。")
    known = Incoming.objects.filter(
        conference=step.conference, sender=came.sender.strip(), their_number=came.their_number.strip()
    ).exclude(state="withdrawn")
    twin = known.first() if came.their_number.strip() else None
    if twin is not None:
        raise RuleBroken(f"{came.their_number.strip()}已登记为第 {twin.number} 号收文《{twin.title}》。请勿重复登记。")


@action(moves.PROPOSE)
def propose_handling(step: Step, *, number: int, version: int, proposal: str) -> str:
    """拟办: what the office suggests to whoever decides."""
    if not proposal.strip():
        raise Invalid("请写明拟办意见。", "proposal")
    row = take(step, number, version, moves.PROPOSE)
    row.proposal, row.state = proposal.strip(), "proposed"
    save_next(row, "proposal", "state")
    step.fact("paper.proposed", f"paper:{number}")
    return f"paper:{number}"


@action(moves.INSTRUCT)
def instruct(step: Step, *, number: int, version: int, instruction: str, files: Sequence[Upload] = ()) -> str:
    """批示 by a convener, the organ head or the director; typed, or on paper with the scan (代录)."""
    row = take(step, number, version, moves.INSTRUCT)
    behalf = step.call.behalf
    if behalf is not None and not files:
        raise Invalid("代录批示须附批示原件的扫描件或照片。", "scans")
    if not instruction.strip():
        raise Invalid("请写明批示内容；字迹在扫描件里的，照录要点。", "instruction")
    row.instruction, row.state = instruction.strip(), "instructed"
    row.instructed_by = behalf.person if behalf else step.actor.person
    save_next(row, "instruction", "state", "instructed_by")
    step.fact("paper.instructed", f"paper:{number}", on=behalf.on if behalf else None)
    for file in files:
        step.attach(file)
    return f"paper:{number}"


def lay_assignment(step: Step, number: int, version: int, parts: int) -> Incoming:
    """Mark a paper as given to units; the tasks room adds the tasks to the same entry."""
    row = take(step, number, version, moves.ASSIGN)
    row.state = "assigned"
    save_next(row, "state")
    step.fact("paper.assigned", f"paper:{number}", data={"parts": parts})
    return row


@action(moves.ANSWER)
def answer_paper(
    step: Step, *, number: int, version: int, answer: str, answered_on: date, files: Sequence[Upload] = ()
) -> str:
    """办复: how the paper was answered, with the answer as file."""
    row = take(step, number, version, moves.ANSWER)
    if not answer.strip():
        raise Invalid("请写明办理结果和答复情况。", "answer")
    if answered_on < row.received_on:
        raise Invalid(
            f"办复日期早于收到日期（{row.received_on:%Y年%m月%d日}）。请核对是不是这件来文的答复。", "answered_on"
        )
    row.answer, row.answered_on, row.state = answer.strip(), answered_on, "answered"
    save_next(row, "answer", "answered_on", "state")
    step.fact("paper.answered", f"paper:{number}", on=answered_on)
    for file in files:
        step.attach(file)
    return f"paper:{number}"


@action(moves.FILE)
def file_paper(step: Step, *, number: int, version: int) -> str:
    """归档, after the answer or at once (阅存)."""
    row = take(step, number, version, moves.FILE)
    if row.state == "assigned":
        raise RuleBroken("这件来文已经交办，还没有办复。请先登记办复，再归档。")
    row.state = "filed"
    save_next(row, "state")
    step.fact("paper.filed", f"paper:{number}")
    return f"paper:{number}"


def take(step: Step, number: int, version: int, move: Move) -> Incoming:
    row = Incoming.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn").first()
    if row is None:
        raise Invalid("没有这件来文。", "number")
    check_standing(row, version, move, what="这件来文", states=PAPER_STATES)
    return row
