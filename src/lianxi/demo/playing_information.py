"""Playing what is done with information: each step through its action, at the version that the queries give."""

from __future__ import annotations

from datetime import datetime, timedelta

from lianxi.demo import information as acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.information import circulating, information_queries, information_setting, reporting, urgent
from lianxi.information.circulating import Told
from lianxi.information.information_setting import Setting
from lianxi.information.reporting import Given
from lianxi.journal.frame import Done

GOVERNMENT = "鹭汀镇党委、镇政府"


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.HoursSet():
            given = Setting(step.hours, step.basis, GOVERNMENT, "month", 0)
            return information_setting.set_information(stage.office(now), given=given)
        case acts.Reported():
            return _report(stage, step, now)
        case acts.Of():
            return _further(stage, step, now)
    return None


def _report(stage: Stage, step: acts.Reported, now: datetime) -> Done:
    given = Given(
        title=step.title,
        urgency=step.urgency,
        place=step.place,
        text=step.text,
        people=step.people,
        happened_at=now - timedelta(hours=step.before),
        sent_at=now - timedelta(minutes=10) if step.means else None,
    )
    files = [stage.sheet(step.title[:12])] if step.photo else []
    return reporting.report_information(stage.of_unit(step.unit, now, step.means), given=given, files=files)


def _further(stage: Stage, step: acts.Of, now: datetime) -> Done:
    number = stage.number(step.of, "information")
    found = information_queries.information_for(stage.conference, stage.clerk, number, on=now.date(), given=Setting())
    assert found is not None
    clerk, seen = stage.office(now), {"number": number, "version": found.version}
    match step:
        case acts.Circulated():
            told = [Told(stage.units[name], True, step.asked) for name in step.verify]
            told += [Told(stage.units[name], False) for name in step.know]
            return circulating.circulate_information(clerk, **seen, told=told, due=step.due)
        case acts.Received():
            return circulating.receive_information(stage.of_unit(step.unit, now, step.means), number=number)
        case acts.Verified():
            call = stage.of_unit(step.unit, now, step.means)
            return circulating.verify_information(call, number=number, result=step.text)
        case acts.Settled():
            return circulating.settle_information(clerk, number=number, version=found.version, result=step.text)
        case acts.Closed():
            return circulating.close_information(clerk, **seen, reason=step.reason)
        case acts.Up():
            names = (GOVERNMENT, step.department, "鹭汀镇信访工作联席会议办公室")
            up = urgent.Up(step.stage, names, "phone", step.text, now)
            return urgent.report_up(clerk, **seen, up=up)
    raise TypeError(step)
