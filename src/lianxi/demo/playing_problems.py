"""Playing what is done to major problems."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lianxi.demo import problems as story
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.information import policy_advice, problems
from lianxi.information.problem_queries import ProblemView, problem_for
from lianxi.information.problems import Investigation, Opened, Option
from lianxi.journal.frame import Call, Done
from lianxi.meetings import from_problems


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    office = stage.office(now)
    if isinstance(step, story.Opened):
        sources = [stage.objects[tag] for tag in step.sources]
        unit = stage.units[step.unit]
        opened = Opened(step.title, step.text, step.kind, unit, step.due, sources, step.major)
        return problems.open_problem(office, opened=opened)
    if not isinstance(step, story.Of):
        return None
    found = _found(stage, step.of, now.date())
    ground: dict[str, Any] = {"number": found.row.number, "version": found.version}
    match step:
        case story.Investigated():
            call = stage.of_unit(found.row.unit_name, now, step.means)
            options = [Option(*each) for each in step.options]
            inquiry = Investigation(step.findings, step.policy, options, step.proposal)
            return problems.investigate_problem(call, **ground, investigation=inquiry)
        case story.Grounded():
            return problems.set_ground(office, **ground, ground=step.ground, reason=step.reason)
        case story.Tabled():
            return from_problems.table_problem(office, **ground, item=step.item, reason=step.reason)
        case story.Decided():
            offers = from_problems.offers(stage.conference, found.row.number)
            return from_problems.decide_problem(office, **ground, decisions=[each.number for each in offers])
    return _of_its_end(office, step, found, ground, now.date())


def _of_its_end(office: Call, step: Step, found: ProblemView, ground: dict[str, Any], on: date) -> Done:
    match step:
        case story.Advised():
            return policy_advice.send_advice(
                office, **ground, addressee=step.addressee, text=step.text, sent_on=on, document_number=step.number
            )
        case story.AdviceAnswered():
            advice = found.unanswered[0].number
            return policy_advice.take_advice_answer(
                office, **ground, advice=advice, answered_on=on, adopted=step.adopted, answer=step.answer
            )
        case story.Closed():
            return problems.close_problem(office, **ground, solved=True, outcome=step.outcome)
    raise TypeError(step)


def _found(stage: Stage, tag: str, on: date) -> ProblemView:
    found = problem_for(stage.conference, stage.clerk, stage.number(tag, "problem"), on)
    assert found is not None
    return found
