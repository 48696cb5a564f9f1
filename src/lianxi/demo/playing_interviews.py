"""Playing comments, attention, measures and interviews, each through the action that people use."""

from __future__ import annotations

from datetime import date, datetime

from lianxi.demo import interviews as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.oversight import attention, attention_queries, comments, interview_queries, interviews
from lianxi.oversight import unit_measures as measures


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    office = stage.office(now)
    match step:
        case acts.Commented():
            meeting = attention_queries.held_meetings(stage.conference)[0][0]
            said = comments.Said(stage.units[step.unit], meeting, step.good, step.owed)
            return comments.make_comment(office, said=said)
        case acts.Listed():
            entered = attention.Entered(
                stage.units[step.unit], step.ground, step.reason, step.measures, step.exit_when, step.until,
                _basis(stage, step.on),
            )  # fmt: skip
            return attention.enter_attention(office, entered=entered)
        case acts.MeasureProposed():
            proposed = measures.Proposed(
                step.kind, stage.units[step.unit], step.ground, step.text, demand=step.demand, due=step.due
            )
            return measures.propose_measure(office, proposed=proposed)
        case acts.InterviewWanted():
            return _want(stage, step, now)
        case acts.InterviewHeld():
            return _hold(stage, step, now)
        case acts.OfUnit():
            return _of_unit(stage, step, now)
        case acts.OfOffice():
            return _of_office(stage, step, now)
    return None


def _basis(stage: Stage, tag: str) -> str:
    return stage.objects[tag] if tag else ""


def _want(stage: Stage, step: acts.InterviewWanted, now: datetime) -> Done:
    unit = stage.units[step.unit]
    head = next((s for s in stage.seats() if s.role == "unit_head" and s.unit == unit and s.holder), None)
    wanted = interviews.Wanted(
        unit=unit,
        ground=step.ground,
        reason=step.reason,
        basis=_basis(stage, step.on),
        person=f"{head.holder.name}（{head.post}）" if head and head.holder else "",
        planned_on=step.planned_on,
        place=step.place,
    )
    if step.proposed:
        return interviews.propose_interview(stage.office(now), wanted=wanted)
    return interviews.decide_interview(stage.of_convener(now, ""), wanted=wanted)


def _hold(stage: Stage, step: acts.InterviewHeld, now: datetime) -> Done:
    found = _interview(stage, step.of, now.date())
    convener = next(seat for seat in stage.seats() if seat.role == "convener" and seat.holder)
    record = interviews.Record(
        convener.number, now.date(), step.problem, step.cause, step.measures, step.due, step.statement
    )
    scan = [stage.sheet(f"约谈记录第{found.row.number}号")]
    return interviews.hold_interview(
        stage.office(now), number=found.row.number, version=found.version, record=record, files=scan
    )


def _of_unit(stage: Stage, step: acts.OfUnit, now: datetime) -> Done:
    kind, _, text = stage.objects[step.of].partition(":")
    number = int(text)
    names = {each: name for name, each in stage.units.items()}
    unit, version = _standing(stage, kind, number, now.date())
    call = stage.of_unit(names[unit], now, step.means)
    match step.what:
        case "reply":
            return comments.reply_to_comment(call, number=number, version=version, text=step.text)
        case "respond":
            return attention.reply_to_attention(call, number=number, version=version, text=step.text)
        case "answer":
            return measures.answer_measure(call, number=number, version=version, text=step.text)
        case "state":
            return interviews.state_view(call, number=number, text=step.text)
        case "rectify":
            return interviews.report_rectification(call, number=number, version=version, text=step.text)
    raise LookupError(step.what)


def _of_office(stage: Stage, step: acts.OfOffice, now: datetime) -> Done:
    kind, _, text = stage.objects[step.of].partition(":")
    number = int(text)
    version = _standing(stage, kind, number, now.date())[1]
    match step.what:
        case "close":
            return interviews.close_interview(stage.office(now), number=number, version=version, opinion=step.text)
        case "lift":
            return measures.lift_measure(stage.office(now), number=number, version=version, opinion=step.text)
        case "approve":
            return measures.approve_measure(
                stage.of_convener(now, ""), number=number, version=version, opinion=step.text
            )
    raise LookupError(step.what)


def _interview(stage: Stage, tag: str, on: date) -> interview_queries.InterviewView:
    found = interview_queries.interview_for(stage.conference, stage.number(tag, "interview"), stage.clerk, on)
    assert found is not None
    return found


def _standing(stage: Stage, kind: str, number: int, on: date) -> tuple[int, int]:
    """The unit it is about and its version."""
    if kind == "interview":
        whole = interview_queries.interview_for(stage.conference, number, stage.clerk, on)
        assert whole is not None
        return whole.row.unit, whole.version
    found: attention_queries.CommentView | attention_queries.MeasureView | attention_queries.AttentionView | None
    if kind == "comment":
        found = attention_queries.comment_for(stage.conference, number, stage.clerk)
    elif kind == "measure":
        found = attention_queries.measure_for(stage.conference, number, stage.clerk, on)
    else:
        found = attention_queries.attention_for(stage.conference, number, stage.clerk, on)
    assert found is not None
    return found.unit, found.version
