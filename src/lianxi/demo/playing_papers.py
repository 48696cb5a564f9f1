"""Playing what is done to documents out."""

from __future__ import annotations

from datetime import datetime

from lianxi.demo import paper_acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Call, Done
from lianxi.papers import incoming, incoming_queries, issuers, outgoing, queries
from lianxi.papers.content import Draft, PointText
from lianxi.tasks import queries as tasks
from lianxi.tasks.from_papers import assign_paper
from lianxi.tasks.parts import Part


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case paper_acts.IssuerSet():
            given = issuers.IssuerGiven("office", step.name, step.mark, step.code, "convener")
            return issuers.set_issuer(stage.office(now), issuer=given)
        case paper_acts.DocumentDrafted():
            return outgoing.draft_document(stage.office(now), draft=_draft(stage, step))
        case paper_acts.Document():
            return _document(stage, step, now)
        case paper_acts.PaperCame():
            came = incoming.Came(step.form, step.sender, step.title, now.date(), step.number, step.text, due=step.due)
            return incoming.register_paper(stage.office(now), came=came)
        case paper_acts.Paper():
            return _paper(stage, step, now)
    return None


def _paper(stage: Stage, step: paper_acts.Paper, now: datetime) -> Done:
    number, office = stage.number(step.of, "paper"), stage.office(now)
    found = incoming_queries.paper(stage.conference, number, now.date())
    assert found is not None
    version = found.version
    match step.what:
        case "propose":
            return incoming.propose_handling(office, number=number, version=version, proposal=step.text)
        case "instruct":
            files = [stage.sheet(f"{found.row.title}批示")] if step.means else []
            call = stage.of_convener(now, step.means)
            return incoming.instruct(call, number=number, version=version, instruction=step.text, files=files)
        case "assign":
            return _assign(stage, step, number, version, now)
        case "answer":
            return incoming.answer_paper(
                office, number=number, version=version, answer=step.text, answered_on=now.date()
            )
    return incoming.file_paper(office, number=number, version=version)


def _assign(stage: Stage, step: paper_acts.Paper, number: int, version: int, now: datetime) -> Done:
    parts = [Part(each.text, stage.units[each.unit], each.due) for each in step.parts]
    done = assign_paper(stage.office(now), number=number, version=version, parts=parts)
    for place, task in enumerate(tasks.of_origin(stage.conference, f"paper:{number}"), start=1):
        stage.objects[f"{step.of} {place}"] = f"task:{task}"
    return done


def _draft(stage: Stage, step: paper_acts.DocumentDrafted) -> Draft:
    points = tuple(PointText(each.text, stage.units[each.unit], each.due) for each in step.points)
    return Draft(
        step.kind,
        stage.number(step.issuer, "issuer"),
        step.title,
        addressee=step.addressee,
        body=step.body,
        points=points,
    )


def _document(stage: Stage, step: paper_acts.Document, now: datetime) -> Done:
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
