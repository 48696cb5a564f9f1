"""What became of member units in the past of the demo: one set up and merged again, one renamed, each by a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lianxi.demo.days import Days
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.roster import queries as roster
from lianxi.roster import units

TEAM, CENTRE = "集镇改造工作专班", "便民服务中心"
#: the name of the founding document, and the one it has now
RENAMED = ("财政所", "财政和资产管理所")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCreated(Step):
    name: str
    head: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(Step):
    unit: str
    name: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMerged(Step):
    unit: str
    into: str
    document: str


def unit_changes(days: Days) -> Iterator[Step]:
    """In the order of their days; later steps go on to speak of the renamed unit by its first name."""
    created, renamed, merged = days.ago(290), days.ago(170), days.ago(75)
    yield UnitCreated(
        recorded=created, tag="team", name=TEAM, head="骆春生",
        document=f"鹭政发〔{created.year}〕{created.month}号《关于成立集镇改造工作专班的通知》",
    )  # fmt: skip
    yield UnitRenamed(
        recorded=renamed, unit=RENAMED[0], name=RENAMED[1],
        document=f"鹭政发〔{renamed.year}〕{renamed.month}号《关于调整部分镇属机构名称的通知》",
    )  # fmt: skip
    yield UnitMerged(
        recorded=merged, unit=TEAM, into=CENTRE,
        document=f"鹭政发〔{merged.year}〕{merged.month}号《关于集镇改造工作专班并入便民服务中心的通知》",
    )  # fmt: skip


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    call, day = stage.office(now), now.date()
    match step:
        case UnitCreated():
            return units.create_unit(
                call, name=step.name, kind="other", on=day, document=step.document, head=step.head,
                files=[stage.sheet(step.document)],
            )  # fmt: skip
        case UnitRenamed():
            done = units.rename_unit(
                call, unit=stage.units[step.unit], version=_version(stage, stage.units[step.unit]), name=step.name,
                on=day, document=step.document, files=[stage.sheet(step.document)],
            )  # fmt: skip
            stage.first_names[step.name] = step.unit
        case UnitMerged():
            number = stage.number("team", "unit")
            done = units.merge_unit(
                call, unit=number, version=_version(stage, number), into=stage.units[step.into], on=day,
                document=step.document, files=[stage.sheet(step.document)],
            )  # fmt: skip
        case _:
            return None
    stage.forget_seats()
    return done


def _version(stage: Stage, number: int) -> int:
    return next(unit.version for unit in roster.units(stage.conference) if unit.number == number)
