"""年度工作要点: each point of the year's work becomes a task of its unit when the document is issued."""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.papers.models import Document
from lianxi.tasks.actions import lay_task


def give_out(step: Step, document: Document) -> None:
    """Add a task for every point to the entry that issues the document (registered with ``papers``)."""
    for point in document.points.select_related("unit").order_by("place"):
        if point.unit is not None:
            lay_task(
                step,
                title=point.text[:60].rstrip("。；;"),
                text=point.text,
                lead=point.unit.number,
                due=point.due,
                co_units={},
                key=True,
                origin=f"document:{document.number}",
            )
