"""取数: the figures of a brief, counted from the record of a period. Facts in, plain values out; nobody is ranked.

What was withdrawn does not count. Units stand in the order of the roster. Days are the body's own, both ends included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lianxi.papers.content import FiguresText
from lianxi.rulebook.facts import Fact, standing
from lianxi.rulebook.vocabulary import MEETING_KINDS

#: what is counted one by one: verb → words, in the order of the table
PAPERS = {
    "directive.received": "接收上级交办",
    "directive.answered": "报结上级交办",
    "report.sent": "向上级报告",
    "document.issued": "印发文件",
    "minutes.issued": "印发会议纪要",
    "brief.issued": "编印简报",
    "inspection.ordered": "下达督办单",
    "inspection.answered": "督办单答复",
}
TASKS = ("task.assigned", "task.extended", "task.completed", "task.verified", "task.cancelled", "task.reassigned")
HEARD = "execution.reported_to_conference"
VERBS = frozenset({*PAPERS, *TASKS, HEARD, "meeting.held", "decision.made", "decision.withdrawn"})


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter: ``name`` as printed, first and last day."""

    code: str
    name: str
    start: date
    end: date


def periods(today: date, back: int = 12) -> list[Period]:
    """What may be chosen: the months and quarters up to today, the newest first."""
    found: list[Period] = []
    first = today.replace(day=1)
    for _ in range(back):
        last = _month_after(first) - timedelta(days=1)
        if first.month % 3 == 1:
            quarter = first.month // 3 + 1
            end = _month_after(_month_after(_month_after(first))) - timedelta(days=1)
            found.append(
                Period(f"{first.year}-Q{quarter}", f"{first.year}年第{'一二三四'[quarter - 1]}季度", first, end)
            )
        found.append(Period(f"{first.year}-{first.month:02d}", f"{first.year}年{first.month}月", first, last))
        first = (first - timedelta(days=1)).replace(day=1)
    return sorted(found, key=lambda each: (each.start, each.end), reverse=True)


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


@dataclass(slots=True)
class Life:
    """One task as the record tells it until the end of the period."""

    unit: int
    given: date
    due: date | None
    done: date | None = None
    verified: bool = False
    cancelled: bool = False
    decision: int | None = None

    def in_time(self) -> bool:
        return self.done is not None and (self.due is None or self.done <= self.due)


@dataclass(slots=True)
class Counted:
    """The figures of a period. ``tasks``: unit → given, verified, overdue at its end."""

    period: Period
    meetings: Counter[str] = field(default_factory=Counter)
    decisions: int = 0
    #: those that somebody has to carry out
    to_do: int = 0
    carried_out: int = 0
    in_time: int = 0
    tasks: dict[int, list[int]] = field(default_factory=dict)
    papers: Counter[str] = field(default_factory=Counter)
    #: objects of the period that can be told one by one
    held: list[tuple[date, str]] = field(default_factory=list)
    decided: list[tuple[date, str]] = field(default_factory=list)

    def total(self, place: int) -> int:
        return sum(row[place] for row in self.tasks.values())


def count(facts: Iterable[Fact], period: Period, on: date) -> Counted:
    """Count what happened in a period; how tasks stand is told for its last day, or for ``on`` while it still runs."""
    last = min(period.end, on)
    known = [fact for fact in standing(facts) if fact.happened_on <= last]
    found = Counted(period)
    gone = {fact.object for fact in known if fact.verb == "decision.withdrawn"}
    lives = _lives(known)
    heard = {fact.data.get("decision") for fact in known if fact.verb == HEARD}
    carried = {life.decision: life for life in lives.values() if life.decision is not None and not life.cancelled}
    for fact in known:
        if fact.happened_on < period.start:
            continue
        if fact.verb == "meeting.held":
            found.meetings[str(fact.data.get("kind") or "work")] += 1
            found.held.append((fact.happened_on, fact.object))
        elif fact.verb == "decision.made" and fact.object not in gone:
            found.decisions += 1
            found.decided.append((fact.happened_on, fact.object))
            number = int(fact.object.partition(":")[2])
            life = carried.get(number)
            if life is None and fact.data.get("no_task"):
                continue
            found.to_do += 1
            found.carried_out += life.done is not None if life else number in heard
            found.in_time += life.in_time() if life else number in heard
        elif fact.verb in PAPERS:
            found.papers[fact.verb] += 1
    _count_tasks(found, known, lives, last)
    return found


def _lives(known: Sequence[Fact]) -> dict[str, Life]:
    lives: dict[str, Life] = {}
    for fact in known:
        if fact.verb == "task.assigned":
            decision = fact.data.get("decision")
            lives[fact.object] = Life(
                fact.unit or 0, fact.happened_on, _day(fact), decision=decision if isinstance(decision, int) else None
            )
        life = lives.get(fact.object)
        if life is None:
            continue
        if fact.verb == "task.extended":
            life.due = _day(fact) or life.due
        elif fact.verb == "task.reassigned":
            life.unit = fact.unit or life.unit
        elif fact.verb == "task.completed":
            life.done = fact.happened_on
        elif fact.verb == "task.verified":
            life.verified, life.done = True, life.done or fact.happened_on
        elif fact.verb == "task.cancelled":
            life.cancelled = True
    return lives


def _day(fact: Fact) -> date | None:
    due = fact.data.get("due")
    return date.fromisoformat(due) if isinstance(due, str) else None


def _count_tasks(found: Counted, known: Sequence[Fact], lives: Mapping[str, Life], last: date) -> None:
    verified = [fact for fact in known if fact.verb == "task.verified" and fact.happened_on >= found.period.start]
    for life in lives.values():
        late = not life.cancelled and life.done is None and life.due is not None and life.due < last
        if life.given >= found.period.start or late:
            row = found.tasks.setdefault(life.unit, [0, 0, 0])
            row[0] += life.given >= found.period.start
            row[2] += late
    for fact in verified:
        if fact.object in lives:
            found.tasks.setdefault(lives[fact.object].unit, [0, 0, 0])[1] += 1


def tables(counted: Counted, units: Mapping[int, str]) -> tuple[FiguresText, ...]:
    """The figures as tables; a table without a row is left out."""
    meetings = tuple(
        (MEETING_KINDS[kind], str(counted.meetings[kind])) for kind in MEETING_KINDS if counted.meetings[kind]
    )
    tasks = tuple((units.get(unit, f"单位{unit}"), *map(str, counted.tasks[unit])) for unit in sorted(counted.tasks))
    papers = tuple((words, str(counted.papers[verb])) for verb, words in PAPERS.items() if counted.papers[verb])
    whole = ("合计", *(str(counted.total(place)) for place in range(3)))
    found = (
        FiguresText("会议召开情况", ("会议类型", "次数"), meetings),
        FiguresText(
            "任务办理情况", ("单位", "交办", "核验办结", "逾期未办结"), (*tasks, whole) if len(tasks) > 1 else tasks
        ),
        FiguresText("办文和督办情况", ("项目", "件数"), papers),
    )
    return tuple(each for each in found if each.rows)


def body(counted: Counted, chosen: Sequence[str] = ()) -> str:
    """The text of the brief in the official manner; ``chosen``: sentences about meetings and decisions."""
    kinds = "、".join(
        f"{MEETING_KINDS[kind]}{counted.meetings[kind]}次" for kind in MEETING_KINDS if counted.meetings[kind]
    )
    held = sum(counted.meetings.values())
    name, papers = counted.period.name, counted.papers
    lines = [
        "一、会议和议定事项",
        f"{name}共召开会议{held}次{f'，其中{kinds}' if kinds else ''}。形成议定事项{counted.decisions}项，"
        f"需要落实的{counted.to_do}项，到期末已落实{counted.carried_out}项，其中按期落实{counted.in_time}项。",
        "二、任务办理",
        f"交办任务{counted.total(0)}项，核验办结{counted.total(1)}项，期末逾期未办结{counted.total(2)}项。",
        "三、上级交办、向上报告和办文",
        f"接收上级交办{papers['directive.received']}件，报结{papers['directive.answered']}件；"
        f"向上级报告{papers['report.sent']}次；印发文件{papers['document.issued']}件。",
    ]
    if chosen:
        lines += ["四、主要工作", *chosen]
    return "\n".join(lines)
