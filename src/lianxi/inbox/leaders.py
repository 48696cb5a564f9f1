"""The village register and the leaders' part (15(3), 18(2)): what waits for a village, a leader, the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.matters.leadership import charge_queries as charges
from lianxi.matters.leadership import reception_queries as receptions
from lianxi.matters.villages import village_queries as village

#: a reception day is announced to its leader this long before: calendar days
AHEAD = timedelta(days=14)
#: how long the office is asked what became of a past day: calendar days
BACK = timedelta(days=31)


def of_a_village(conference: int, unit: int) -> Iterable[Waiting]:
    """Cases that it has neither settled nor reported."""
    for row in village.open_of(conference, unit):
        note = f"村级登记，{row.on.month}月{row.on.day}日反映"
        yield Waiting(row.title, None, False, note, "village_case", (row.number,), "化解或上报")


def of_a_leader(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """Charges to decide on, his own charges, his coming reception days."""
    for row in charges.charges(conference, actor, states=["proposed"]):
        note = f"提请{row.leader_name}包案，待审批"
        yield Waiting(row.matter_title, None, False, note, "charge", (row.number,), "审批包案", first=True)
    for row in charges.charges(conference, actor, states=["approved"], leader=actor.person):
        note = f"本人包案，事项{row.matter_state_label}"
        yield Waiting(row.matter_title, row.until, row.overdue(on), note, "charge", (row.number,), "查看包案")
    days = receptions.days(conference, since=on, until=on + AHEAD, leader=actor.person, states=["published"])
    for day in days:
        note = f"{day.hours} {day.place}".strip()
        if day.on == on:
            query = f"?leader={day.leader}&on={day.on.isoformat()}"
            yield Waiting("今天接访", day.on, False, note, "reception_new", (), "登记来访", query)
        else:
            occasion = day.on.isoformat()
            yield Waiting("领导接访日", day.on, False, note, "reception_days", (), "查看", occasion=occasion)


def of_the_registers(conference: int, on: date) -> Iterable[Waiting]:
    """For the office: past reception days of which nothing is said, visits neither settled nor made a matter."""
    past = receptions.days(conference, since=on - BACK, until=on - timedelta(days=1), states=["planned", "published"])
    if past:
        first = past[0].on
        note = f"{first.month}月{first.day}日起 {len(past)} 天" if len(past) > 1 else f"{first.month}月{first.day}日"
        yield Waiting(
            "登记领导接访情况", None, False, note, "reception_days", (), "登记", occasion=past[-1].on.isoformat()
        )
    for row in receptions.receptions(conference, shown="open"):
        note = f"{row.leader_name}{row.on.month}月{row.on.day}日{row.kind_label}，待处理"
        yield Waiting(row.title, None, False, note, "reception", (row.number,), "转入登记或办结")
