"""督办单 and 工作建议 of the demo, and playing them: one answered and accepted, one open, one suggestion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.tasks import demand_queries, demands


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded(Step):
    """``kind``: inspection or suggestion."""

    kind: str
    unit: str
    title: str
    text: str
    due: date
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Step):
    of: str
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Step):
    of: str


def demands_of(days: Days) -> Iterator[Step]:
    """Counted back from today; the open ones are due in the days to come, so nothing more is overdue."""
    yield Demanded(
        recorded=days.ago(24), tag="inspection answered", kind="inspection", unit="石埠头村", due=days.ago(14),
        title="集体鱼塘续租公示进展迟缓", text="请说明未按计划公示的原因，明确完成日期和责任人。",
        basis="联席会议工作会议议定事项",
    )  # fmt: skip
    yield Answered(
        recorded=days.ago(16), of="inspection answered", means=means_of("石埠头村", 0),
        text="公示内容与承租户核对耽误一周，现已在村务公开栏公示，由村会计负责，公示期满后补签合同。",
    )  # fmt: skip
    yield Accepted(recorded=days.ago(15), of="inspection answered")
    yield Demanded(
        recorded=days.ago(3), tag="inspection open", kind="inspection", unit="渡口社区", due=days.today + 5 * DAY,
        title="夜市摊位油烟反映重复出现", text="请书面答复已采取的措施、效果和下一步安排。",
        basis="联席会议办公室日常督促检查",
    )  # fmt: skip
    yield Demanded(
        recorded=days.ago(2), tag="suggestion", kind="suggestion", unit="便民服务中心", due=days.today + 8 * DAY,
        title="减少窗口排队时间",
        text="上午集中办理时段排队较长，群众多有反映。建议试行分时预约，并增设一个综合窗口。",
    )  # fmt: skip


_SEND = {"inspection": demands.order_inspection, "suggestion": demands.make_suggestion}
_ANSWER = {"inspection": demands.answer_inspection, "suggestion": demands.answer_suggestion}
_ACCEPT = {"inspection": demands.accept_inspection, "suggestion": demands.accept_suggestion}


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case Demanded():
            asked = demands.Asked(stage.units[step.unit], step.title, step.text, step.due, step.basis)
            return _SEND[step.kind](stage.office(now), asked=asked)
        case Answered():
            kind, found = _found(stage, step.of, now.date())
            call = stage.of_unit(found.row.unit_name, now, step.means)
            return _ANSWER[kind](call, number=found.row.number, version=found.version, text=step.text)
        case Accepted():
            kind, found = _found(stage, step.of, now.date())
            return _ACCEPT[kind](stage.office(now), number=found.row.number, version=found.version)
    return None


def _found(stage: Stage, tag: str, on: date) -> tuple[str, demand_queries.DemandView]:
    kind, _, number = stage.objects[tag].partition(":")
    found = demand_queries.demand_for(stage.conference, kind, int(number), role="director", unit=None, on=on)
    assert found is not None
    return kind, found
