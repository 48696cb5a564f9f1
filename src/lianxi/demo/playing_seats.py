"""Playing what is done to seats: a change of holder, announced, registered, filed, reported, taken notice of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from lianxi.demo import acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Changed, Step
from lianxi.journal.frame import Done
from lianxi.roster import actions, change_queries, changes
from lianxi.roster import queries as roster


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case Changed():
            return _change(stage, step, now)
        case acts.Announced():
            call, seat = stage.of_unit(step.unit, now, step.means), _seat(stage, step.unit)
            return changes.announce_change(
                call, seat=seat.number, name=step.name, since=step.since, document=step.document
            )
        case acts.Change():
            return _carry_on(stage, step, now)
    return None


def _seat(stage: Stage, unit: str) -> roster.SeatView:
    number = stage.units[unit]
    return next(s for s in stage.seats() if s.role == "unit_head" and s.unit == number)


def _change(stage: Stage, step: Changed, now: datetime) -> Done:
    """Registered; later steps answer the change under its own number, not under its seat's."""
    seat = _seat(stage, step.unit)
    done = actions.change_holder(
        stage.office(now), seat=seat.number, name=step.name, since=step.on, document=step.document, version=seat.version
    )
    stage.forget_seats()
    newest = max(found.number for found in change_queries.changes(stage.conference, unit=stage.units[step.unit]))
    return replace(done, object=f"change:{newest}")


def _carry_on(stage: Stage, step: acts.Change, now: datetime) -> Done:
    number = stage.number(step.of, "change")
    found = change_queries.change(stage.conference, number)
    assert found is not None
    office, version = stage.office(now), found.version
    match step.what:
        case "file":
            return changes.file_change(office, number=number, version=version, filed_on=now.date())
        case "report":
            return changes.report_change(office, number=number, version=version, reported_on=now.date())
    return changes.acknowledge_change(stage.of_convener(now, ""), number=number, version=version)
