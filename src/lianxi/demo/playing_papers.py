"""Playing what is done to documents out."""

from __future__ import annotations

from datetime import datetime

from lianxi.demo import acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Call, Done
from lianxi.papers import issuers, outgoing, queries
from lianxi.papers.content import Draft, PointText
from lianxi.tasks import queries as tasks


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.IssuerSet():
            given = issuers.IssuerGiven("office", step.name, step.mark, step.code, "convener")
            return issuers.set_issuer(stage.office(now), issuer=given)
        case acts.DocumentDrafted():
            return outgoing.draft_document(stage.office(now), draft=_draft(stage, step))
        case acts.Document():
            return _document(stage, step, now)
    return None


def _draft(stage: Stage, step: acts.DocumentDrafted) -> Draft:
    points = tuple(PointText(each.text, stage.units[each.unit], each.due) for each in step.points)
    return Draft(
        step.kind,
        stage.number(step.issuer, "issuer"),
        step.title,
        addressee=step.addressee,
        body=step.body,
        points=points,
    )


def _document(stage: Stage, step: acts.Document, now: datetime) -> Done:
    number = stage.number(step.of, "document")
    found = queries.document_for(stage.conference, number, role="director", unit=None, year=now.year)
    assert found is not None
    match step.what:
        case "check":
            director = Call(stage.conference, stage.people["主任"], now)
            return outgoing.check_document(director, number=number, version=found.version)
        case "sign":
            return outgoing.sign_document(stage.of_convener(now, ""), number=number, version=found.version)
        case "issue":
            units = [stage.units[name] for name in step.units or stage.units]
            done = outgoing.issue_document(stage.office(now), number=number, version=found.version, units=units)
            _remember_tasks(stage, step.of, number)
            return done
        case "receive":
            return outgoing.receive_document(stage.of_unit(step.unit, now, step.means), number=number)
    return outgoing.file_document(stage.office(now), number=number, version=found.version)


def _remember_tasks(stage: Stage, tag: str, document: int) -> None:
    given = tasks.of_origin(stage.conference, f"document:{document}")
    for place, number in enumerate(given, start=1):
        stage.objects[f"{tag} {place}"] = f"task:{number}"
