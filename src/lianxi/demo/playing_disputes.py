"""Doing the demo's steps of screening, disputes and outside figures through the same actions that people use."""

from __future__ import annotations

from datetime import datetime

from lianxi.demo import disputes as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.information import dispute_queries, disputes, outside_figures, screening
from lianxi.information.disputes import Told
from lianxi.information.outside_rows import Row
from lianxi.information.owing import VILLAGES
from lianxi.journal.frame import Done
from lianxi.roster import queries as roster


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.ScreeningBegun():
            there = [unit for unit in roster.units(stage.conference) if unit.closed_on is None]
            units = [unit.number for unit in there if unit.kind in VILLAGES]
            return screening.set_screening(stage.office(now), units=units, version=0)
        case acts.Screened():
            seen = screening.found_in(stage.conference, stage.units[step.unit], step.period)
            call = stage.of_unit(step.unit, now, step.means)
            return screening.report_screening(call, period=step.period, seen=seen)
        case acts.ScreeningChased():
            return screening.chase_screenings(stage.office(now), period=step.period)
        case acts.DisputeFound():
            return _find(stage, step, now)
        case acts.DisputeStep():
            return _step(stage, step, now)
        case acts.FiguresLoaded():
            rows = [
                Row(month, stage.units[unit] if unit else None, category, count, settled)
                for month, unit, category, count, settled in step.rows
            ]
            return outside_figures.load_figures(stage.office(now), source=step.source, rows=rows)
    return None


def _find(stage: Stage, step: acts.DisputeFound, now: datetime) -> Done:
    told = Told(
        found_on=now.date(),
        kind=step.kind,
        risk=step.risk,
        title=step.title,
        place=step.place,
        text=step.text,
        people=step.people,
        settles=stage.units[step.settles] if step.settles else None,
        responsible=step.responsible,
        due=step.due,
        measure=step.measure,
        result=step.result,
    )
    return disputes.find_dispute(stage.of_unit(step.unit, now, step.means), told=told)


def _step(stage: Stage, step: acts.DisputeStep, now: datetime) -> Done:
    number, call = stage.number(step.of, "dispute"), stage.of_unit(step.unit, now, step.means)
    found = dispute_queries.dispute_for(stage.conference, stage.clerk, number, on=now.date(), units={})
    assert found is not None
    at = {"number": number, "version": found.version}
    match step.what:
        case "measure":
            return disputes.take_measure(call, **at, text=step.text, on=now.date())
        case "settle":
            return disputes.settle_dispute(call, **at, result=step.text, settled_on=now.date())
        case "reopen":
            return disputes.reopen_dispute(call, **at, reason=step.text)
        case "to_matter":
            return disputes.escalate_to_matter(call, **at, purpose="claim", channel="visit")
    raise LookupError(step.what)
