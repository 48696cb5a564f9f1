"""首报、续报、终报 of urgent information: one step records all addressees (条例 25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lianxi.documents.official import marks_secrecy
from lianxi.information import information_moves as moves
from lianxi.information.models.report import MEANS_UP as MEANS_UP
from lianxi.information.models.report import STAGES as STAGES
from lianxi.information.models.report import Information, UrgentReport
from lianxi.information.reporting import AHEAD
from lianxi.information.taking import take
from lianxi.journal.canonical import utc
from lianxi.journal.frame import HERE, Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands
from lianxi.matters.life.registering import SECRET
from lianxi.roster.roles import UNITS

#: stage of the last report → what may follow
FOLLOWS = {"": ("first",), "first": ("further", "final"), "further": ("further", "final"), "final": ()}


@dataclass(frozen=True, slots=True)
class Up:
    """One urgent report: its stage, to whom (at once), how, what it says, and when the sender sent it (aware)."""

    stage: str
    addressees: Sequence[str]
    means: str
    text: str
    sent_at: datetime


@action(moves.REPORT_UP)
def report_up(step: Step, *, number: int, version: int, up: Up) -> str:
    """Report to the Party committee and government, the competent department and the conference office at once.

    Raises ``Invalid``, ``Stale``, ``RuleBroken``: what is not urgent owes none, and the order of stages is kept.
    """
    row = take(step, number, version, moves.REPORT_UP)
    _check_who(step, row)
    if row.urgency == "ordinary" and not row.stage:
        raise RuleBroken("这条信息不是紧急信息，不用首报、续报、终报。确属紧急的，请办公室先核定紧急程度。")
    if up.stage not in FOLLOWS[row.stage]:
        raise RuleBroken(_out_of_order(row.stage))
    _check(step, row, up)
    serial = 1 + len(set(row.urgent_reports.values_list("serial", flat=True)))
    names = list(dict.fromkeys(name.strip()[:80] for name in up.addressees if name.strip()))
    UrgentReport.objects.bulk_create(
        UrgentReport(
            conference=step.conference,
            information=row,
            serial=serial,
            stage=up.stage,
            addressee=name,
            means=up.means,
            text=up.text.strip(),
            sent_at=up.sent_at,
        )
        for name in names
    )
    row.stage = up.stage
    save_next(row, "stage")
    step.fact(
        moves.REPORT_UP.verb,
        f"information:{number}",
        on=up.sent_at.astimezone(HERE).date(),
        unit=hands.unit(step),
        data={
            "stage": up.stage,
            "serial": serial,
            "addressees": len(names),
            "means": up.means,
            "sent_at": utc(up.sent_at),
        },
    )
    step.text("text", up.text)
    return f"information:{number}"


def _check_who(step: Step, row: Information) -> None:
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    if role in UNITS and (row.unit is None or row.unit.number != hands.unit(step)):
        raise Invalid("没有这条信息。", "number")


def _out_of_order(stage: str) -> str:
    if stage == "final":
        return "这条紧急信息已经终报，不再续报。又有新情况的，请另报一条。"
    return "还没有首报。请先首报。" if not stage else "已经首报，请续报或者终报。"


def _check(step: Step, row: Information, up: Up) -> None:
    if up.stage not in STAGES or up.means not in MEANS_UP:
        raise Invalid("请选择报送方式：电话、书面或工作系统。", "means")
    if not any(name.strip() for name in up.addressees):
        raise Invalid("请填写报送对象。", "addressees")
    if not up.text.strip():
        raise Invalid("请写明报送的内容：现在什么情况、采取了什么措施、下一步怎么办。", "text")
    if marks_secrecy(up.text):
        raise Invalid(SECRET, "text")
    if up.sent_at > step.now + AHEAD:
        raise Invalid("报送时间还没有到。请核对。", "sent_at")
    last = row.urgent_reports.order_by("-serial").first()
    if last is not None and up.sent_at < last.sent_at:
        raise Invalid(f"报送时间早于上一次{STAGES[last.stage]}。请核对。", "sent_at")
    earliest = row.learned_at or row.happened_at
    if last is None and earliest is not None and up.sent_at < earliest:
        raise Invalid("首报的时间早于得知这件事的时间。请核对。", "sent_at")
