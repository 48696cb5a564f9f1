"""What came from outside is broken down: several tasks laid in one entry, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid
from lianxi.tasks.actions import lay_task


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's share of a directive or of a paper in, to become a task."""

    title: str
    lead: int
    due: date | None = None
    text: str = ""
    co_units: Sequence[int] = ()


def lay_parts(step: Step, parts: Sequence[Part], *, origin: str, key: bool = False) -> None:
    """Add a task for each part to the entry being written. Raise ``Invalid`` where there is none."""
    if not parts:
        raise Invalid("请至少填写一项任务：内容和牵头单位。", "parts")
    for part in parts:
        lay_task(
            step,
            title=part.title,
            text=part.text,
            lead=part.lead,
            due=part.due,
            co_units=dict.fromkeys(part.co_units, ""),
            key=key,
            origin=origin,
        )
