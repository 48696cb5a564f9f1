"""Playing targets and assessment, each through the action that people use."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from lianxi.assessment import queries, results, schemes, target_queries, targets
from lianxi.assessment.starter import GRADES, STARTER
from lianxi.demo import assessments as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    office = stage.office(now)
    match step:
        case acts.LettersDrafted():
            units = [stage.units[name] for name in step.units]
            return targets.draft_letters(
                office, year=step.year, units=units, aims=[targets.Aim(*each) for each in step.aims]
            )
        case acts.LetterSigned():
            number = stage.number(step.of, "target_letter") + step.place
            scan = [stage.sheet(f"责任书第{number}号")]
            return targets.sign_letter(
                office, number=number, version=1, signed_on=now.date(), signer=step.signer, files=scan
            )
        case acts.TargetReported():
            return _report(stage, step, now)
        case acts.SchemeDrafted():
            offered = [
                schemes.Wanted(each.name, each.definition, each.formula, Decimal(each.weight)) for each in STARTER
            ]
            grades = [(Decimal(str(points)), str(word)) for points, word in GRADES]
            outline = schemes.Outline(step.title, step.first_day, step.last_day, grades=grades)
            return schemes.draft_scheme(office, outline=outline, indicators=offered)
        case acts.SchemeStep():
            return _of_scheme(stage, step, now)
    return None


def _report(stage: Stage, step: acts.TargetReported, now: datetime) -> Done:
    first = stage.number(step.of, "target_letter")
    letter = target_queries.letter_for(stage.conference, first, stage.clerk, now.date())
    assert letter is not None
    number = letter.targets[0].number + step.place
    call = stage.of_unit(step.unit, now, step.means)
    done = targets.report_target(call, number=number, version=1, text=step.text)
    if step.accepted:
        return targets.accept_target(stage.office(now), number=number, version=2, opinion="属实。")
    return done


def _of_scheme(stage: Stage, step: acts.SchemeStep, now: datetime) -> Done:
    number = stage.number(step.of, "assessment")
    view = queries.scheme_for(stage.conference, number, stage.clerk)
    assert view is not None
    ground: dict[str, Any] = {"number": number, "version": view.version}
    office, convener = stage.office(now), stage.of_convener(now, "")
    match step.what:
        case "submit":
            return schemes.submit_scheme(office, **ground)
        case "confirm":
            return schemes.confirm_scheme(convener, **ground, opinion=step.text)
        case "compute":
            return results.compute_results(office, **ground)
        case "object":
            call = stage.of_unit(step.unit, now, step.means)
            place = next(each.place for each in view.indicators if each.name == "参加会议")
            return results.object_to_result(call, number=number, place=place, text=step.text)
        case "answer":
            (open_,) = [each for each in view.objections if each.upheld is None]
            return results.answer_objection(
                office, number=open_.number, version=open_.version, upheld=False, answer=step.text
            )
        case "settle":
            return results.settle_results(convener, **ground, opinion=step.text)
        case "publish":
            return results.publish_results(office, **ground)
    raise LookupError(step.what)
