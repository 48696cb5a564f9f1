"""Writes on the results of a scheme: computed from the record, objected to, settled by a convener, published.

No score is ever typed. An objection that is upheld means that the record was put right where it stands (a withdrawal, a
correction); the unit's score is then computed anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from lianxi.assessment import moves, scoring
from lianxi.assessment.gathering import assessed_units, records
from lianxi.assessment.measures import Record
from lianxi.assessment.models import Indicator, Objection, Result, Scheme
from lianxi.assessment.schemes import take_scheme
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.versioned import save_next
from lianxi.roster.models import Unit

#: how long units may object, calendar days
TO_OBJECT = 7


@action(moves.COMPUTE)
def compute_results(step: Step, *, number: int, version: int, until: date | None = None) -> str:
    """Score every unit from the record of the whole period, and open the results to objections until a day."""
    scheme = take_scheme(step, number, version, moves.COMPUTE)
    if step.today <= scheme.last_day:
        raise RuleBroken(f"考核期到 {scheme.last_day:%Y年%m月%d日} 才结束。期间可以看“试算”，期满后再计算得分。")
    last = until or step.today + timedelta(days=TO_OBJECT)
    if last <= step.today:
        raise Invalid("提出异议的截止日期要晚于今天。", "until")
    units = assessed_units(step.conference.pk, scheme.kinds)
    told = records(step.conference.pk, units, scheme.first_day, scheme.last_day, on=step.today)
    rules = rules_of(scheme)
    for unit in units:
        _lay(scheme, unit, rules, told[unit.number])
    scheme.computed_on, scheme.objections_until, scheme.state = step.today, last, "open"
    save_next(scheme, "computed_on", "objections_until", "state")
    step.fact(moves.COMPUTE.verb, f"assessment:{number}", data={"units": len(units), "until": last.isoformat()})
    return f"assessment:{number}"


@action(moves.OBJECT)
def object_to_result(step: Step, *, number: int, place: int, text: str, files: Sequence[Upload] = ()) -> str:
    """A unit says what is wrong with one indicator of its own result; once while it is not answered."""
    scheme = take_scheme(step, number, None, moves.OBJECT)
    behalf = step.call.behalf
    unit, day = (behalf.unit, behalf.on) if behalf else (step.actor.unit, step.today)
    result = Result.objects.filter(scheme=scheme, unit__number=unit or 0).select_related("unit").first()
    if result is None:
        raise Invalid("本单位不在这次考核范围内。", "number")
    if scheme.objections_until is not None and day > scheme.objections_until:
        raise RuleBroken(f"提出异议的期限到 {scheme.objections_until:%Y年%m月%d日}为止。有疑问请与办公室联系。")
    if not any(line["place"] == place for line in result.lines):
        raise Invalid("请选择对哪一项指标有异议。", "place")
    if not text.strip():
        raise Invalid("请写明异议的事实和依据。", "text")
    waiting = Objection.objects.filter(scheme=scheme, unit=result.unit, place=place, upheld=None)
    if waiting.exists():
        raise RuleBroken("对这项指标的异议还在处理。请等办公室答复。")
    row = Objection.objects.create(
        conference=step.conference,
        number=step.next("objection"),
        scheme=scheme,
        unit=result.unit,
        place=place,
        text=text.strip(),
        on=day,
    )
    data = {"assessment": number, "place": place}
    step.fact(moves.OBJECT.verb, f"objection:{row.number}", on=day, unit=result.unit.number, data=data)
    step.text("objection", text)
    for file in files:
        step.attach(file)
    return f"objection:{row.number}"


@action(moves.ANSWER)
def answer_objection(step: Step, *, number: int, version: int, upheld: bool, answer: str) -> str:
    """Answer it. Upheld: the record has been put right, so this unit's whole result is computed anew."""
    row = Objection.objects.filter(conference=step.conference, number=number).select_related("scheme", "unit").first()
    if row is None:
        raise Invalid("没有这件异议。", "number")
    if row.version != version or row.upheld is not None:
        raise Stale("其间有人答复过这件异议。请看过最新情况。", now="已答复")
    scheme = take_scheme(step, row.scheme.number, None, moves.ANSWER)
    if not answer.strip():
        raise Invalid("请写明答复意见：采纳的写明更正了什么记录，不采纳的写明理由。", "answer")
    if upheld:
        _compute_again(step, scheme, row.unit)
    row.upheld, row.answer, row.answered_on = upheld, answer.strip(), step.today
    save_next(row, "upheld", "answer", "answered_on")
    data = {"assessment": scheme.number, "upheld": upheld}
    step.fact(moves.ANSWER.verb, f"objection:{number}", unit=row.unit.number, data=data)
    step.text("answer", answer)
    return f"objection:{number}"


@action(moves.SETTLE)
def settle_results(step: Step, *, number: int, version: int, opinion: str = "", files: Sequence[Upload] = ()) -> str:
    """A convener confirms the results: after the time to object, with every objection answered."""
    scheme = take_scheme(step, number, version, moves.SETTLE)
    behalf = step.call.behalf
    day = behalf.on if behalf else step.today
    if scheme.objections_until is not None and day <= scheme.objections_until:
        raise RuleBroken(f"各单位可在 {scheme.objections_until:%Y年%m月%d日} 前提出异议，之后再审定结果。")
    if Objection.objects.filter(scheme=scheme, upheld=None).exists():
        raise RuleBroken("还有异议没有答复。请办公室答复后再审定结果。")
    if behalf is not None and not files:
        raise Invalid("代录召集人的审定，须附其签批原件的扫描件或照片。", "scans")
    for file in files:
        step.attach(file)
    scheme.state = "settled"
    save_next(scheme, "state")
    step.fact(moves.SETTLE.verb, f"assessment:{number}", on=day)
    step.text("opinion", opinion)
    return f"assessment:{number}"


@action(moves.PUBLISH)
def publish_results(step: Step, *, number: int, version: int) -> str:
    """Publish the results within the conference."""
    scheme = take_scheme(step, number, version, moves.PUBLISH)
    scheme.state, scheme.published_on = "published", step.today
    save_next(scheme, "state", "published_on")
    count = Result.objects.filter(scheme=scheme).count()
    step.fact(moves.PUBLISH.verb, f"assessment:{number}", data={"units": count})
    return f"assessment:{number}"


# shared -------------------------------------------------------------------------------------------------------------


def rules_of(scheme: Scheme) -> list[scoring.Rule]:
    rows = Indicator.objects.filter(conference=scheme.conference_id, scheme=scheme).order_by("place")
    return [scoring.Rule(row.place, row.name, row.formula, row.weight, row.cap) for row in rows]


def _compute_again(step: Step, scheme: Scheme, unit: Unit) -> None:
    told = records(step.conference.pk, [unit], scheme.first_day, scheme.last_day, on=step.today)
    Result.objects.filter(scheme=scheme, unit=unit).delete()
    _lay(scheme, unit, rules_of(scheme), told[unit.number])


def _lay(scheme: Scheme, unit: Unit, rules: Sequence[scoring.Rule], record: Record) -> None:
    lines = [scoring.line(rule, record) for rule in rules]
    Result.objects.create(
        conference=scheme.conference,
        scheme=scheme,
        unit=unit,
        total=scoring.total(lines),
        lines=[line_data(line) for line in lines],
        evidence=scoring.evidence(rules, record),
    )


def line_data(line: scoring.Line) -> Mapping[str, object]:
    """A line as it is kept: numbers as text, so that nothing is rounded again; counts in the formula's order."""
    return {
        "place": line.place,
        "value": str(line.value),
        "score": str(line.score),
        "counts": [[name, count] for name, count in line.counts.items()],
        "nothing": line.nothing,
    }
