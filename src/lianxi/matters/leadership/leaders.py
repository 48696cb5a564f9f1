"""Who the leaders are: persons that hold a convener's or an organ head's seat today."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid
from lianxi.roster.models import Tenure
from lianxi.roster.roles import LEADERS


@dataclass(frozen=True, slots=True)
class Leader:
    """A person and the post of his seat; of several seats the first."""

    person: int
    name: str
    post: str

    @property
    def words(self) -> str:
        return f"{self.name}（{self.post}）"


def leaders(conference: int) -> list[Leader]:
    """Those who lead now, in the order of their seats. One query."""
    rows = (
        Tenure.objects.filter(conference_id=conference, until=None, seat__role__in=LEADERS, seat__closed_on=None)
        .select_related("person", "seat")
        .order_by("seat__number")
    )
    found: dict[int, Leader] = {}
    for row in rows:
        found.setdefault(row.person.number, Leader(row.person.number, row.person.name, row.seat.post))
    return list(found.values())


def leader_of(step: Step, person: int, field: str = "leader") -> Leader:
    """The leader of that number. Raises ``Invalid`` when the person leads nothing (any more)."""
    found = next((each for each in leaders(step.conference.pk) if each.person == person), None)
    if found is None:
        raise Invalid("请选择在任的领导（召集人或机关负责人）。没有列出的，请先在“成员”中补充席位。", field)
    return found


def acting_person(step: Step) -> int:
    """Whose act it is: the person on whose behalf the office records, else who acts. Raises ``Invalid`` for nobody."""
    if step.call.behalf is None:
        return step.actor.person
    if step.call.behalf.person is None:
        raise Invalid("该席位没有在任人员，不能代录。请先在“成员”中登记任职。", "behalf_seat")
    return step.call.behalf.person
