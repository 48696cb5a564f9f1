"""Playing the village register, the leaders' part, and the vault's requests of the demo."""

from __future__ import annotations

from datetime import datetime

from lianxi.demo import ledger_acts as acts
from lianxi.demo.ledger_people import petitioner
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Call, Done
from lianxi.matters.identities import granting, opening, vault_queries
from lianxi.matters.leadership import charge_queries, charges, readings, reception_days, reception_queries, receptions
from lianxi.matters.villages import village, village_queries

HALL, HOURS = "信访接待室", "8:30—11:30"


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.CaseCame() | acts.CaseEnded():
            return _village(stage, step, now)
        case acts.Rota() | acts.Published() | acts.Received() | acts.MadeMatter():
            return _reception(stage, step, now)
        case acts.ChargeProposed() | acts.ChargeApproved() | acts.LetterRead():
            return _charge(stage, step, now)
        case acts.Asked() | acts.Allowed() | acts.Opened():
            return _identity(stage, step, now)
    return None


def matter_number(stage: Stage, tag: str) -> int:
    """The number of the matter that a tag names: itself, or what a village case or a reception became."""
    kind, _, number = stage.objects[tag].partition(":")
    if kind == "village_case":
        case = village_queries.case_for(stage.conference, int(number), role="director", unit=None)
        found = case.row.matter if case else None
    elif kind == "reception":
        visit = reception_queries.reception_for(stage.conference, int(number))
        found = visit.row.matter if visit else None
    else:
        found = stage.number(tag, "matter")
    assert found is not None
    return found


def _village(stage: Stage, step: acts.CaseCame | acts.CaseEnded, now: datetime) -> Done:
    call = stage.of_unit(step.unit, now, step.means)
    if isinstance(step, acts.CaseCame):
        given = village.CaseGiven(
            on=now.date(),
            channel=step.channel,
            title=step.title,
            text=step.text,
            locality=step.locality,
            people=step.people,
            petitioners=[petitioner(place) for place in step.who],
            result=step.result,
            measures=step.measures,
        )
        return village.register_case(call, given=given)
    number = stage.number(step.of, "village_case")
    case = village_queries.case_for(stage.conference, number, role="director", unit=None)
    assert case is not None
    if step.what == "report":
        return village.report_case(call, number=number, version=case.version, purpose="claim")
    return village.settle_case(
        call, number=number, version=case.version, result=step.result, settled_on=now.date(), measures=step.measures
    )


def _reception(stage: Stage, step: acts.Rota | acts.Published | acts.Received | acts.MadeMatter, now: datetime) -> Done:
    office = stage.office(now)
    match step:
        case acts.Rota():
            planned = [reception_days.PlannedDay(stage.person(name), day, HALL, HOURS) for name, day in step.days]
            return reception_days.plan_days(office, days=planned)
        case acts.Published():
            dates = [day for _, day in step.days]
            rows = reception_queries.days(stage.conference, since=min(dates), until=max(dates), states=["planned"])
            return reception_days.publish_days(office, numbers=[row.number for row in rows])
        case acts.Received():
            return receptions.record_reception(office, given=_visit(stage, step, now))
    number = stage.number(step.of, "reception")
    visit = reception_queries.reception_for(stage.conference, number)
    assert visit is not None
    return receptions.register_reception(
        office, number=number, version=visit.version, purpose=step.purpose, kind=step.kind, route=step.route
    )


def _visit(stage: Stage, step: acts.Received, now: datetime) -> receptions.ReceptionGiven:
    return receptions.ReceptionGiven(
        kind=step.kind,
        leader=stage.person(step.leader),
        on=now.date(),
        title=step.title,
        text=step.text,
        reply=step.reply,
        place=step.place,
        unit=stage.units[step.unit] if step.unit else None,
        people=step.people,
        settled=step.settled,
        petitioners=[petitioner(place) for place in step.who],
    )


def _charge(stage: Stage, step: acts.ChargeProposed | acts.ChargeApproved | acts.LetterRead, now: datetime) -> Done:
    match step:
        case acts.ChargeProposed():
            return charges.propose_charge(
                stage.office(now),
                matter=matter_number(stage, step.of),
                leader=stage.person(step.leader),
                duties=charges.duties_of(stage.conference),
                until=step.until,
            )
        case acts.LetterRead():
            number = matter_number(stage, step.of)
            return readings.read_letter(stage.of_convener(now, ""), matter=number, text=step.text)
    number = stage.number(step.of, "charge")
    found = charge_queries.charge_for(stage.conference, stage.clerk, number)
    assert found is not None
    head = Call(stage.conference, stage.people["机关负责人"], now)
    return charges.approve_charge(head, number=number, version=found.version)


def _identity(stage: Stage, step: acts.Asked | acts.Allowed | acts.Opened, now: datetime) -> Done:
    if isinstance(step, acts.Allowed):
        director, number = stage.people["主任"], stage.number(step.of, "identity_grant")
        found = vault_queries.request_for(stage.conference, director, number, now=now)
        assert found is not None
        call = Call(stage.conference, director, now)
        return granting.grant_identity(call, number=number, version=found.version)
    holder = f"matter:{matter_number(stage, step.of)}"
    call = stage.of_unit(step.unit, now, "")
    if isinstance(step, acts.Asked):
        return granting.ask_identity(call, holder=holder, reason=step.reason)
    return opening.open_identity(call, holder=holder)
