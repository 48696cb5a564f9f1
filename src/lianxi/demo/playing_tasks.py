"""Playing what is done to tasks, requests for help, directives and reports upward."""

from __future__ import annotations

from datetime import date, datetime

from lianxi.demo import acts, paper_acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Call, Done
from lianxi.tasks import actions, directive_queries, directives, queries, upward
from lianxi.tasks.parts import Part


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.Assigned():
            return actions.assign_task(
                stage.office(now),
                title=step.title,
                text=step.text,
                lead=stage.units[step.unit],
                due=step.due,
                co_units={stage.units[name]: "" for name in step.co_units},
                key=step.key,
            )
        case acts.Task():
            return _task(stage, step, now)
        case acts.Asked():
            call = stage.of_unit(step.unit, now, step.means)
            return actions.ask_help(call, asked=stage.units[step.asked], text=step.text, due=step.due)
        case acts.HelpAnswered():
            number = stage.number(step.of, "help")
            call = stage.of_unit(_help(stage, number).asked_name, now, step.means)
            return actions.answer_help(call, number=number, text=step.text)
        case acts.Escalated():
            number = stage.number(step.of, "help")
            found = _help(stage, number)
            return actions.escalate_help(stage.of_unit(found.asking_name, now, step.means), number=number)
    return _play_upper(stage, step, now)


def _help(stage: Stage, number: int) -> queries.HelpView:
    found = queries.help_for(stage.conference, number, role="director", unit=None)
    assert found is not None
    return found


OFFICE_STEPS = frozenset({"extend", "refuse_extension", "verify", "return", "chase", "cancel", "circulate"})


def _task(stage: Stage, step: acts.Task, now: datetime) -> Done:
    number = stage.number(step.of, "task")
    found = queries.task_for(stage.conference, number, role="director", unit=None, on=now.date())
    assert found is not None
    if step.what in OFFICE_STEPS:
        return _task_of_office(stage.office(now), step, found)
    unit = stage.of_unit(step.unit or found.row.lead_name, now, step.means)
    files = [stage.sheet(f"{found.row.title}现场照片")] if step.photo else []
    match step.what:
        case "accept":
            return actions.accept_task(unit, number=number, version=found.version)
        case "report":
            return actions.report_on_task(unit, number=number, text=step.text, files=files)
        case "complete":
            return actions.complete_task(unit, number=number, version=found.version, text=step.text, files=files)
        case "ask_extension":
            assert step.due is not None
            return actions.ask_extension(unit, number=number, wanted=step.due, reason=step.text)
    raise LookupError(step.what)


def _task_of_office(office: Call, step: acts.Task, found: queries.TaskView) -> Done:
    number, version = found.row.number, found.version
    match step.what:
        case "extend":
            assert step.due is not None
            return actions.extend_task(office, number=number, version=version, due=step.due)
        case "refuse_extension":
            return actions.refuse_extension(office, number=number, reason=step.text)
        case "verify":
            return actions.verify_task(office, number=number, version=version)
        case "return":
            return actions.return_task(office, number=number, version=version, reason=step.text)
        case "cancel":
            return actions.cancel_task(office, number=number, version=version, reason=step.text)
        case "chase":
            return actions.chase_tasks(office, numbers=[number])
    return actions.circulate_reports(office, tasks=[number])


def _play_upper(stage: Stage, step: Step, now: datetime) -> Done | None:
    office = stage.office(now)
    match step:
        case paper_acts.DirectiveReceived():
            received = directives.Received(
                "county", step.title, now.date(), step.due, step.sender, step.number, step.text
            )
            return directives.receive_directive(office, received=received)
        case paper_acts.BrokenDown():
            return _break_down(stage, step, now)
        case paper_acts.DirectiveAnswered():
            view = _directive(stage, step.of)
            return directives.answer_directive(
                office,
                number=view.row.number,
                version=view.version,
                text=step.text,
                answered_on=now.date(),
                document_number=step.number,
            )
        case paper_acts.ReportDrafted():
            return upward.draft_report(
                office,
                kind="report",
                title=step.title,
                text=step.text,
                addressees=step.to,
                origin=stage.objects[step.of],
            )
        case paper_acts.ReportSent():
            report = _report(stage, step.of)
            return upward.send_report(
                office,
                number=report.number,
                version=report.version,
                sendings=[report.sendings[place].number for place in step.places],
                sent_on=now.date(),
                means=step.means,
                document_number=step.number,
            )
        case paper_acts.ReportAnswered():
            report = _report(stage, step.of)
            return upward.take_answer(
                office,
                number=report.number,
                version=report.version,
                sending=report.sendings[step.place].number,
                answered_on=now.date(),
                answer=step.text,
            )
    return None


def _directive(stage: Stage, tag: str) -> directive_queries.DirectiveView:
    found = directive_queries.directive(stage.conference, stage.number(tag, "directive"), date.max)
    assert found is not None
    return found


def _report(stage: Stage, tag: str) -> directive_queries.UpwardView:
    found = directive_queries.report(stage.conference, stage.number(tag, "report"))
    assert found is not None
    return found


def _break_down(stage: Stage, step: paper_acts.BrokenDown, now: datetime) -> Done:
    view = _directive(stage, step.of)
    parts = [
        Part(each.text, stage.units[each.unit], each.due, co_units=[stage.units[name] for name in each.co_units])
        for each in step.parts
    ]
    done = directives.break_down_directive(stage.office(now), number=view.row.number, version=view.version, parts=parts)
    given = sorted(task.number for task in _directive(stage, step.of).tasks)
    for place, number in enumerate(given, start=1):
        stage.objects[f"{step.of} {place}"] = f"task:{number}"
    return done
