"""Everything that is open for one unit: its tasks, papers to sign for, meetings, requests for help. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.meetings import queries
from lianxi.papers import queries as papers
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import queries as tasks

#: open tasks of one unit that its page and its 办理回执 hold
MOST = 200


@dataclass(frozen=True, slots=True)
class Owes:
    """What a unit's own page shows and its 办理回执 asks for."""

    led: tuple[tasks.TaskRow, ...]
    borne: tuple[tasks.TaskRow, ...]
    receipts: tuple[queries.ToSign, ...]
    documents: tuple[papers.DocumentRow, ...]
    invitations: tuple[queries.Invitation, ...]
    asked_of_it: tuple[tasks.HelpView, ...]
    asked_by_it: tuple[tasks.HelpView, ...]
    #: 督办单 and 工作建议书 without an answer
    demands: tuple[demands.DemandRow, ...]

    @property
    def overdue(self) -> int:
        return sum(task.overdue for task in (*self.led, *self.borne)) + sum(each.overdue for each in self.demands)

    @property
    def unanswered(self) -> tuple[queries.Invitation, ...]:
        return tuple(each for each in self.invitations if not each.status)

    @property
    def count(self) -> int:
        """How many things wait for the unit; what it asked of others waits for them."""
        waiting = (self.led, self.borne, self.receipts, self.documents, self.unanswered, self.asked_of_it, self.demands)
        return sum(map(len, waiting))


def owes(conference: int, unit: int, on: date) -> Owes:
    """What is open for a unit on a day. Six queries."""
    open_tasks = tasks.tasks(conference, role="unit_head", unit=unit, on=on, limit=MOST)
    helps = tasks.helps(conference, role="unit_head", unit=unit, open_only=True)
    return Owes(
        led=tuple(task for task in open_tasks if task.lead == unit),
        borne=tuple(task for task in open_tasks if task.lead != unit),
        receipts=tuple(queries.receipts_due(conference, unit=unit)),
        documents=tuple(papers.to_receive(conference, unit)),
        invitations=tuple(queries.invitations(conference, unit, on)),
        asked_of_it=tuple(help_ for help_ in helps if help_.asked == unit),
        asked_by_it=tuple(help_ for help_ in helps if help_.asking == unit),
        demands=tuple(demands.unanswered(conference, on, unit=unit)),
    )
