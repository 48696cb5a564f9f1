"""What is owed besides and after the result: measures of care (37(3)), execution (32(2)), evaluation (21(2))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.models import CasePaper, Evaluation, Measure
from lianxi.matters.standing import take
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Value

#: after the end of the procedures the township still owes care
AFTER = ("closed", "reviewed", "concluded")


@action(moves.TAKE_MEASURE)
def take_measure(step: Step, *, number: int, kind: str, on: date, text: str, files: Sequence[Upload] = ()) -> str:
    """疏导教育, 帮扶救助, 调解 …; after closing and after the recheck it counts as aftercare (37(3))."""
    matter = take(step, number, None, moves.TAKE_MEASURE)
    if kind not in words.MEASURES:
        raise Invalid("请选择措施。", "kind")
    if not text.strip():
        raise Invalid("请写明做了什么。请勿写信访人姓名、电话。", "text")
    hands.check_day(step, on, matter.received_on)
    hands.check_recusal(step, matter)
    behalf = step.call.behalf
    unit = behalf.unit if behalf else step.actor.unit
    Measure.objects.create(
        conference=step.conference,
        matter=matter,
        kind=kind,
        unit=Unit.objects.filter(conference=step.conference, number=unit).first() if unit is not None else None,
        on=on,
        text=text.strip(),
        aftercare=matter.state in AFTER,
        entry=step.number,
    )
    save_next(matter)
    data: dict[str, Value] = {"kind": kind, "aftercare": matter.state in AFTER}
    step.fact(moves.TAKE_MEASURE.verb, f"matter:{number}", on=on, unit=unit, data=data)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.EXECUTE)
def record_execution(
    step: Step, *, number: int, version: int, execution: str, on: date, text: str, files: Sequence[Upload] = ()
) -> str:
    """What was done about an opinion that supports the claim (32(2)); a refusal to execute stays visible (42(4))."""
    matter = take(step, number, version, moves.EXECUTE)
    if matter.result != "support":
        raise RuleBroken("只有支持信访请求的处理意见需要登记执行情况（条例第三十二条第二款）。")
    if execution not in ("done", "refused"):
        raise Invalid("请选择执行情况。", "execution")
    if matter.execution == "done":
        raise RuleBroken("这件信访事项已登记执行完毕。")
    if not text.strip():
        raise Invalid("请写明执行的情况；没有执行的，写明原因和督促情况。", "text")
    hands.check_bearer(step, matter)
    opinion = CasePaper.objects.filter(matter=matter, kind="opinion", state="issued").order_by("-number").first()
    hands.check_day(step, on, opinion.issued_on if opinion and opinion.issued_on else matter.received_on)
    matter.execution, matter.executed_on = execution, on if execution == "done" else None
    save_next(matter, "execution", "executed_on")
    step.fact(moves.EXECUTE.verb, f"matter:{number}", on=on, data={"execution": execution})
    step.text("execution", text)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.EVALUATE)
def record_evaluation(step: Step, *, number: int, of: str, status: str, value: str = "", on: date | None = None) -> str:
    """满意度评价 as the petitioner gave it, of the petition department and of the responsible unit apart."""
    matter = take(step, number, None, moves.EVALUATE)
    if of not in words.EVALUATED:
        raise Invalid("请选择评价对象：信访部门或责任单位。", "of")
    if status not in words.EVALUATION_STATUS:
        raise Invalid("请选择评价状态。", "status")
    if (status == "given") != bool(value) or (value and value not in words.VALUES):
        raise Invalid("已评价的，请选择满意、基本满意或不满意；其他状态不选。", "value")
    if status == "given" and on is None:
        raise Invalid("请填写信访人评价的日期。", "on")
    if on is not None:
        hands.check_day(step, on, matter.received_on)
    Evaluation.objects.update_or_create(
        matter=matter, of=of, defaults={"conference": step.conference, "status": status, "value": value, "on": on}
    )
    save_next(matter)
    data: dict[str, Value] = {"of": of, "status": status}
    step.fact(moves.EVALUATE.verb, f"matter:{number}", on=on, data={**data, "value": value} if value else data)
    return f"matter:{number}"
