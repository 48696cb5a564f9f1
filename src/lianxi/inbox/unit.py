"""What waits for a unit: its tasks, receipts, meetings, requests for help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.meetings import queries as meetings
from lianxi.papers import queries as papers
from lianxi.papers import regulation_queries as regulations
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import queries as tasks

#: how long a unit is told that a document was recalled: calendar days
TOLD_OF_RECALL = timedelta(days=7)


def of_a_unit(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    for task in tasks.tasks(conference, role=actor.role, unit=actor.unit, on=on):
        verb = "接收" if task.state == "assigned" and task.lead == actor.unit else "反馈"
        note = "牵头" if task.lead == actor.unit else f"协办，{task.lead_name}牵头"
        yield Waiting(task.title, task.due, task.overdue, note, "task", (task.number,), verb)
    for receipt in meetings.receipts_due(conference, unit=actor.unit):
        yield Waiting(
            f"{receipt.title}纪要",
            receipt.issued_on,
            False,
            "印发待签收",
            "minutes_receive",
            (receipt.meeting,),
            "签收",
        )
    for document in papers.to_receive(conference, actor.unit or 0):
        note = f"{document.document_number}，待签收"
        yield Waiting(document.title, document.issued_on, False, note, "document_receive", (document.number,), "签收")
    for document in papers.recalled_from(conference, actor.unit or 0, on - TOLD_OF_RECALL):
        note = f"{document.document_number}已收回，请勿再使用"
        yield Waiting(document.title, None, False, note, "document", (document.number,), "查看")
    for meeting in meetings.coming(conference, on, unit=actor.unit):
        verb = "签到" if meeting.day == on else "请假或代会"
        note = f"{meeting.time:%H:%M} {meeting.place}" if meeting.time else meeting.place
        yield Waiting(meeting.title, meeting.day, False, note, "meeting_sign_in", (meeting.number,), verb)
    for demand in demands.unanswered(conference, on, unit=actor.unit):
        note = f"{demand.label}第 {demand.number} 号，{demand.state_label}"
        yield Waiting(demand.title, demand.due, demand.overdue, note, demand.kind, (demand.number,), "答复")
    for asked in regulations.to_comment(conference, actor.unit or 0):
        late = bool(asked.due and asked.due < on)
        yield Waiting(asked.title, asked.due, late, "制度文件征求意见", "regulation", (asked.number,), "反馈意见")
    for help_ in tasks.helps(conference, role=actor.role, unit=actor.unit, open_only=True):
        if help_.asked == actor.unit:
            yield Waiting(
                f"协办商请：{help_.text[:30]}", help_.due, bool(help_.due and help_.due < on),
                f"{help_.asking_name}商请", "help", (help_.number,), "答复",
            )  # fmt: skip
