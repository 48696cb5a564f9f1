"""What a number of a result opens to, one by one, for who looks; a matter he may not see is only counted.

Also single objections, and the decisions of meetings that may have approved a scheme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.assessment.measures import MEASURES
from lianxi.assessment.models import STATES as SCHEME_STATES
from lianxi.assessment.models import Indicator, Objection, Result
from lianxi.information.screening_periods import read as read_period
from lianxi.journal.frame import Actor
from lianxi.matters.scope import visible
from lianxi.matters.words import number_label
from lianxi.meetings.models import Decision
from lianxi.roster.names import titles
from lianxi.roster.roles import UNITS

#: kind of object → its words, where it has no name of its own to show
KINDS = {
    "task": "任务", "meeting": "会议", "document": "发文", "help": "协办商请", "inspection": "督办单",
    "suggestion": "工作建议书", "information": "重要敏感信息", "screening": "排查报告", "finding": "督查反馈问题",
    "interview": "约谈", "problem": "重大问题", "target": "责任目标",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing counted: ``task:12`` and what it is called."""

    object: str
    title: str

    @property
    def kind(self) -> str:
        return self.object.partition(":")[0]

    @property
    def number(self) -> int:
        return int(self.object.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Opened:
    """A count opened: ``things`` this reader may see, ``hidden``: how many more were counted."""

    name: str
    definition: str
    source: str
    count: int
    things: tuple[Thing, ...]
    hidden: int


def opened(conference: int, scheme: int, unit: int, actor: Actor) -> Mapping[str, Opened] | None:
    """Measure → what was counted for one unit; None where this seat may not see that. At most three queries."""
    if actor.role in UNITS and actor.unit != unit:
        return None
    row = Result.objects.filter(conference_id=conference, scheme__number=scheme, unit__number=unit).first()
    if row is None:
        return None
    names = _names(conference, actor, {each for found in row.evidence.values() for each in found})
    return {measure: _open(measure, found, names) for measure, found in row.evidence.items()}


def _open(measure: str, found: Sequence[str], names: Mapping[str, str]) -> Opened:
    told = MEASURES[measure]
    things = tuple(Thing(each, names[each]) for each in found if each in names)
    return Opened(measure, told.definition, told.source, len(found), things, len(found) - len(things))


def _names(conference: int, actor: Actor, objects: Iterable[str]) -> dict[str, str]:
    """What each is called; a matter only for who may see it."""
    matters = [int(each.partition(":")[2]) for each in objects if each.startswith("matter:")]
    others = [each for each in objects if not each.startswith(("matter:", "period:"))]
    found = {each: _period(each) for each in objects if each.startswith("period:")}
    told = titles(conference, others)
    found |= {each: told.get(each) or _numbered(each) for each in others}
    if matters:
        rows = visible(conference, actor).filter(number__in=matters)
        found |= {
            f"matter:{number}": f"{number_label(number)}　{title}"
            for number, title in rows.values_list("number", "title")
        }
    return found


def _period(code: str) -> str:
    period = read_period(code.partition(":")[2])
    return f"{period.label if period else ''}未报送排查报告"


def _numbered(code: str) -> str:
    kind, _, number = code.partition(":")
    return f"{KINDS.get(kind, '事项')}第 {number} 号"


# objections -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """One objection with the scheme and the indicator it is about."""

    number: int
    scheme: int
    scheme_title: str
    scheme_state: str
    unit: int
    unit_name: str
    indicator: str
    definition: str
    text: str
    on: date
    upheld: bool | None
    answer: str
    answered_on: date | None
    version: int

    @property
    def state(self) -> str:
        """For the step that answers it: open as long as the results are."""
        return self.scheme_state if self.upheld is None else "answered"

    @property
    def state_label(self) -> str:
        if self.upheld is None:
            return "待答复" if self.scheme_state == "open" else SCHEME_STATES[self.scheme_state]
        return "已采纳" if self.upheld else "未采纳"


def objection_for(conference: int, number: int, actor: Actor) -> ObjectionView | None:
    """One, if the seat may see it: the unit its own. Two queries."""
    rows = Objection.objects.filter(conference_id=conference, number=number)
    if actor.role in UNITS:
        rows = rows.filter(unit__number=actor.unit or 0)
    row = rows.select_related("scheme", "unit").first()
    if row is None:
        return None
    of = Indicator.objects.filter(scheme=row.scheme, conference_id=conference, place=row.place).first()
    return ObjectionView(
        row.number, row.scheme.number, row.scheme.title, row.scheme.state, row.unit.number, row.unit.name,
        of.name if of else "", of.definition if of else "", row.text, row.on, row.upheld, row.answer,
        row.answered_on, row.version,
    )  # fmt: skip


def decisions_since(conference: int, since: date, limit: int = 40) -> list[tuple[int, str]]:
    """Standing decisions of meetings from a day on, the newest first: one of them may have approved a scheme."""
    rows = Decision.objects.filter(conference_id=conference, withdrawn=False, meeting__day__gte=since)
    told = rows.order_by("-meeting__day", "-number").values_list("number", "meeting__day", "text")[:limit]
    return [(number, f"{day:%m-%d} 议定事项第 {number} 号：{text[:40]}") for number, day, text in told]
