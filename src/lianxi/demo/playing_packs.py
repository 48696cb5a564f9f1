"""Playing what is done with analysis packs, through the same two steps as the page: worked out, then written."""

from __future__ import annotations

from datetime import datetime

from lianxi.analysis import periods
from lianxi.demo import packs as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.meetings import pack_content, packs
from lianxi.meetings import pack_queries as queries


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.PackMade():
            prepared = pack_content.prepare(stage.conference, periods.month_of(step.month), now.date())
            return packs.make_pack(stage.office(now), prepared=prepared)
        case acts.ConcernAdded():
            number = stage.number(step.of, "analysis")
            return packs.add_concern(stage.office(now), pack=number, title=step.title, kind=step.kind, text=step.text)
        case acts.PackConfirmed():
            return _confirmed(stage, step, now)
    return None


def _confirmed(stage: Stage, step: acts.PackConfirmed, now: datetime) -> Done:
    number = stage.number(step.of, "analysis")
    clerk = stage.office(now)
    found = queries.pack(stage.conference, number, now.date(), small_hidden=False)
    assert found is not None
    for each in found.concerns:
        if each.state == "proposed":
            packs.confirm_concern(clerk, number=each.number, version=each.version)
    packs.confirm_pack(clerk, number=number, version=found.version, text=step.text)
    return packs.table_pack(clerk, number=number, version=found.version + 1)
