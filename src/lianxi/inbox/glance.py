"""领导一览: what is overdue and with whom, and what changed since somebody's last look.

Counted is work that is owed: duties of the rules, tasks, answers. Petitions are never counted, nobody is ranked: units
stand in the order of the roster.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.inbox.models import LastLook
from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Board, bearer_of
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import queries as tasks

#: entries shown of what changed; the rest stands in the journal
SHOWN = 4
#: what a kind of object is owed as; everything else is a duty of the rules
SORTS = {"task": "任务", "inspection": "答复", "suggestion": "答复", "help": "答复"}
DUTY = "履职"


@dataclass(frozen=True, slots=True)
class Late:
    """One bearer with overdue work: its number (None: the office or the convener, as the rules call them), how many of
    each sort, the oldest due date.
    """

    name: str
    unit: int | None
    counts: tuple[tuple[str, int], ...]
    oldest: date | None

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Changes:
    """What was recorded since the last look: the newest steps, how many entries in all, when he last looked."""

    steps: tuple[journal.Step, ...]
    number: int
    since: datetime | None


#: what is owed, by whom, since when: an object (``task:12``) counts once, whatever rooms tell of it
_Owed = tuple[str, str, date | None]


def late(conference: int, on: date, board: Board, units: dict[int, str]) -> list[Late]:
    """Who has overdue work, in the order of the roster, then the bearers that the rules name. Four queries."""
    order = {unit.name: unit.number for unit in roster.units(conference)}
    found: dict[str, dict[str, tuple[str, date | None]]] = {name: {} for name in order}
    for object_, name, due in _owed(conference, on, board, units):
        sort = SORTS.get(object_.partition(":")[0], DUTY)
        found.setdefault(name, {}).setdefault(object_, (sort, due))
    return [_late(name, order.get(name), list(things.values())) for name, things in found.items() if things]


def _late(name: str, unit: int | None, things: list[tuple[str, date | None]]) -> Late:
    sorts = [sort for sort, _ in things]
    counts = tuple((sort, sorts.count(sort)) for sort in (DUTY, "任务", "答复") if sort in sorts)
    return Late(name, unit, counts, min((due for _, due in things if due), default=None))


def _owed(conference: int, on: date, board: Board, units: dict[int, str]) -> Iterator[_Owed]:
    for task in tasks.overdue(conference, on):
        yield f"task:{task.number}", task.lead_name, task.due
    for demand in demands.unanswered(conference, on):
        if demand.overdue:
            yield f"{demand.kind}:{demand.number}", units.get(demand.unit, ""), demand.due
    for help_ in tasks.helps(conference, role="director", unit=None, open_only=True):
        if help_.due is not None and help_.due < on:
            yield f"help:{help_.number}", units.get(help_.asked, ""), help_.due
    for line in board.lines:
        for item in line.items:
            about = item.subject or f"{line.duty.key}:{item.start}"
            if line.dated and item.state == "overdue" and not about.startswith("matter:"):
                yield about, bearer_of(line.duty, item, units), item.due


def changes(head: journal.Head, person: int) -> Changes:
    """What was recorded since this person last pressed 已阅; before the first time the newest entries. Two queries."""
    look = LastLook.objects.filter(conference_id=head.id, person=person).first()
    fresh = head.number - (look.number if look else 0)
    steps, _ = journal.recent(head, person, limit=max(0, min(SHOWN, fresh)))
    return Changes(tuple(steps), max(0, fresh), look.looked_at if look else None)


def look(head: journal.Head, person: int, *, number: int, now: datetime) -> None:
    """He has read up to this entry. No deed of the conference: it stands outside the journal, as announcements do.

    A number beyond the newest entry, or below what he had read before, changes nothing wrongly: it is bounded by both.
    """
    row, made = LastLook.objects.get_or_create(
        conference_id=head.id, person=person, defaults={"number": min(number, head.number), "looked_at": now}
    )
    if not made:
        row.number, row.looked_at = max(row.number, min(number, head.number)), now
        row.save()
