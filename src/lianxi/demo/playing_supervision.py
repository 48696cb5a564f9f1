"""Playing joint supervision: proposed, approved, carried out, put right, reported."""

from __future__ import annotations

from datetime import date, datetime

from lianxi.demo import supervisions as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.oversight import findings, supervision
from lianxi.oversight.supervision_queries import FindingView, SupervisionView, finding_for, supervision_for


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    office = stage.office(now)
    match step:
        case acts.Proposed():
            call = stage.of_unit(step.unit, now, step.means) if step.unit else office
            units = [stage.units[name] for name in step.units]
            plan = supervision.Plan(step.title, step.reason, units, first_day=step.first_day, last_day=step.last_day)
            return supervision.propose_supervision(call, plan=plan)
        case acts.Approved():
            view = _seen(stage, step.of, now.date())
            return supervision.approve_supervision(
                stage.of_convener(now, ""), number=view.row.number, version=view.version, opinion=step.opinion
            )
        case acts.Organised():
            view = _seen(stage, step.of, now.date())
            return supervision.organise_supervision(
                office,
                number=view.row.number,
                version=view.version,
                senders=[stage.units[name] for name in step.senders],
                arrangement=step.arrangement,
                checklist=[supervision.CheckItem(*item) for item in step.items],
            )
        case acts.Joined():
            people = [
                supervision.Person(name, post, step.leads and place == 0)
                for place, (name, post) in enumerate(step.people)
            ]
            call = stage.of_unit(step.unit, now, step.means)
            return supervision.name_team(call, number=stage.number(step.of, "supervision"), people=people)
        case acts.Started():
            view = _seen(stage, step.of, now.date())
            return supervision.start_supervision(
                office, number=view.row.number, version=view.version, started_on=now.date()
            )
        case acts.Reported():
            view = _seen(stage, step.of, now.date())
            return supervision.report_supervision(
                office, number=view.row.number, version=view.version, text=step.text, agenda=step.agenda
            )
    return _at_a_unit(stage, step, now)


def _at_a_unit(stage: Stage, step: Step, now: datetime) -> Done | None:
    office = stage.office(now)
    match step:
        case acts.Checked():
            return findings.record_results(
                office,
                number=stage.number(step.of, "supervision"),
                unit=stage.units[step.unit],
                results=dict(enumerate(step.results, start=1)),
            )
        case acts.Found():
            return findings.record_finding(
                office,
                supervision=stage.number(step.of, "supervision"),
                unit=stage.units[step.unit],
                text=step.text,
                demand=step.demand,
                due=step.due,
                item=step.item,
                files=[stage.sheet("现场查看照片")],
            )
        case acts.FedBack():
            view = _seen(stage, step.of, now.date())
            return findings.feed_back(
                office, number=view.row.number, version=view.version, unit=stage.units[step.unit], clean=step.clean
            )
        case acts.Rectified():
            found = _found(stage, step.of, now.date())
            call = stage.of_unit(found.row.unit_name, now, step.means)
            return findings.rectify_finding(
                call, number=found.row.number, version=found.version, text=step.text, files=[stage.sheet("整改照片")]
            )
        case acts.Verified():
            found = _found(stage, step.of, now.date())
            return findings.verify_finding(office, number=found.row.number, version=found.version, opinion=step.opinion)
    return None


def _seen(stage: Stage, tag: str, on: date) -> SupervisionView:
    found = supervision_for(stage.conference, stage.clerk, stage.number(tag, "supervision"), on=on)
    assert found is not None
    return found


def _found(stage: Stage, tag: str, on: date) -> FindingView:
    found = finding_for(stage.conference, stage.clerk, stage.number(tag, "finding"), on=on)
    assert found is not None
    return found
