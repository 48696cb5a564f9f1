"""The life of a meeting and of a task, as steps: called, held, written down, approved, issued, carried out, reported.

Whatever would fall on today or later is left out, and with it all that would have followed: so what happened last
stands half-way, and somebody's inbox has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import takewhile

from lianxi.demo import acts, words
from lianxi.demo.acts import Matter
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Acknowledged, Step

#: units whose people have a login and do their own steps; the office records for all others what they told it
OWN = frozenset({"双棠村", "鹭汀派出所", "平安建设办公室"})
TOLD = ("wechat", "phone", "paper", "wechat", "in_person")
VILLAGES = ("芦花村", "双棠村", "石埠头村", "杏子坞村", "竹篱村", "云岭脚村", "渡口社区", "汀中社区")
#: all member units
UNITS = (
    "党政办公室", "平安建设办公室", "社会事务办公室", "农业农村办公室", "自然资源和村镇建设办公室", "财政所",
    "综合执法队", "便民服务中心", "鹭汀派出所", "鹭汀司法所", *VILLAGES,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it went. ``issued_after``: calendar days; ``paper``: the convener signed the printed minutes."""

    tag: str
    kind: str
    title: str
    held: date
    units: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    heard: tuple[str, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    leave: str = ""
    substitute: tuple[str, str] | None = None
    issued_after: int = 4
    paper: bool = False
    returned: str = ""
    ahead: int = 0
    guests: str = ""
    reason: str = ""
    #: the convener has confirmed what was recorded for him
    confirmed: bool = True
    #: units that have not signed for the minutes
    unsigned: tuple[str, ...] = ()
    #: the day it was called for at first
    moved_from: date | None = None
    #: days after the meeting when the draft went to the convener
    draft_after: int = 1
    #: the day of the next meeting that hears the results; without it they are circulated
    heard_on: date | None = None

    @property
    def topics(self) -> tuple[tuple[str, str], ...]:
        """The agenda: what is named, else what was decided in the end."""
        return self.agenda or tuple((words.topic(each.text), each.unit) for each in self.matters)


#: who comes to a work meeting besides the villages
PRESENT = (*VILLAGES, "党政办公室", "平安建设办公室", "鹭汀派出所", "鹭汀司法所")


def matters(held: date, number: int, count: int) -> tuple[Matter, ...]:
    """The decisions of a meeting, due before their results are owed to the conference."""
    found = [words.decision(number + place) for place in range(count)]
    return tuple(
        Matter(f"{text}。", unit, due=held + 18 * DAY, key=place == 1) for place, (text, unit) in enumerate(found)
    )


def lived(days: Days, meeting: Meeting, number: int) -> Iterator[Step]:
    """A meeting and what came of its decisions, in the order of the days."""
    issued = max(meeting.held, on_or_before(meeting.held + meeting.issued_after * DAY))
    steps = list(life(days, meeting))
    for place, matter in enumerate(meeting.matters, start=1):
        if not matter.no_task and issued <= days.last:
            tag, on = f"{meeting.tag} {place}", meeting.heard_on
            by = on + DAY if on else meeting.held + 18 * DAY
            steps += carried_out(days, tag, matter.unit, issued, number + place, report_by=by, circulated=on is None)
    yield from sorted(steps, key=lambda step: step.recorded)


def until(days: Days, steps: Iterable[Step]) -> Iterator[Step]:
    """The steps up to the last recorded day; what comes after the first that is too late is left out."""
    return takewhile(lambda step: step.recorded <= days.last, steps)


def means_of(unit: str, number: int) -> str:
    """How a unit's step comes to the office; empty where it has a login of its own."""
    return "" if unit in OWN else TOLD[(number + len(unit)) % len(TOLD)]


def life(days: Days, meeting: Meeting) -> Iterator[Step]:
    """From the notice to the receipts."""
    return until(days, _life(days, meeting))


def _life(days: Days, meeting: Meeting) -> Iterator[Step]:
    held, tag = meeting.held, meeting.tag
    called = max(on_or_before(held - 5 * DAY), on_or_before(days.founding))
    yield acts.Called(
        recorded=called,
        tag=tag,
        kind=meeting.kind,
        title=meeting.title,
        day=meeting.moved_from or held,
        at=time(14, 30),
        place=words.HALL,
        units=meeting.units,
        agenda=meeting.topics,
        heard=meeting.heard,
        guests=meeting.guests,
        reason=meeting.reason,
    )
    if meeting.moved_from is not None:
        yield acts.Postponed(recorded=called, of=tag, day=held, reason="与县里调度会时间冲突，改期召开。")
    yield from _attendance(meeting, max(called, on_or_before(held - DAY)))
    yield acts.Held(recorded=held, of=tag, absent=meeting.absent)
    yield from _minutes(meeting)


def _attendance(meeting: Meeting, before: date) -> Iterator[Step]:
    tag, units = meeting.tag, meeting.units or UNITS
    if meeting.leave in units:
        told = means_of(meeting.leave, 0)
        yield acts.Attends(
            recorded=before, of=tag, unit=meeting.leave, status="leave", reason="参加县里业务培训", means=told
        )
    if meeting.substitute is not None and meeting.substitute[0] in units:
        unit, name = meeting.substitute
        told = means_of(unit, 1)
        yield acts.Attends(recorded=before, of=tag, unit=unit, status="substitute", substitute=name, means=told)
    sent = meeting.substitute[0] if meeting.substitute else ""
    for unit in sorted(OWN.intersection(units)):
        if unit not in {meeting.leave, sent, *meeting.absent}:
            yield acts.Attends(recorded=meeting.held, of=tag, unit=unit, status="present")


def _minutes(meeting: Meeting) -> Iterator[Step]:
    tag, held = meeting.tag, meeting.held
    issued = on_or_before(held + meeting.issued_after * DAY)
    issued = issued if issued >= held else held
    drafted = min(issued, on_or_after(held + meeting.draft_after * DAY)) if meeting.draft_after else held
    heard = "\n".join(f"会议听取了{unit or '办公室'}关于“{title}”的汇报。" for title, unit in meeting.topics)
    if meeting.heard:
        heard += "\n会议听取了上次工作会议议定事项和交办任务的落实情况。"
    draft = acts.Drafted(
        recorded=drafted,
        of=tag,
        heard=heard,
        considered="会议认为，要坚持属地管理、分级负责，把问题解决在当地、解决在初始。",
        decided=meeting.matters,
    )
    yield draft
    if meeting.ahead:
        yield acts.AssignedAhead(recorded=drafted, of=tag, place=meeting.ahead)
    if meeting.returned:
        yield acts.Returned(recorded=drafted, of=tag, opinion=meeting.returned)
        yield acts.Drafted(
            recorded=drafted, of=tag, heard=draft.heard, considered=draft.considered, decided=draft.decided
        )
    approved = max(drafted, on_or_before(issued - DAY))
    means = "paper" if meeting.paper else ""
    yield acts.Approved(recorded=approved, of=tag, tag=f"approved {tag}", means=means)
    yield acts.Issued(recorded=issued, of=tag)
    yield from receipts(meeting, issued)


def receipts(meeting: Meeting, issued: date) -> Iterator[Step]:
    """Each unit that got the minutes signs within days."""
    steps: list[Step] = []
    concerned = [unit for each in meeting.matters for unit in (each.unit, *each.co_units) if unit]
    names = dict.fromkeys([*VILLAGES, *(meeting.units or UNITS), *concerned])
    for place, unit in enumerate(name for name in names if name not in meeting.unsigned):
        day = on_or_after(issued + (place % 4) * DAY)
        steps.append(acts.Received(recorded=day, of=meeting.tag, unit=unit, means=means_of(unit, place)))
    if meeting.paper and meeting.confirmed:
        steps.append(Acknowledged(recorded=on_or_after(issued + 3 * DAY), of=f"approved {meeting.tag}"))
    yield from sorted(steps, key=lambda step: step.recorded)


# tasks --------------------------------------------------------------------------------------------------------------


def carried_out(
    days: Days, tag: str, unit: str, since: date, number: int, *, report_by: date, circulated: bool = True
) -> Iterator[Step]:
    """A task on its usual way: accepted, reported, done before ``report_by``, verified, its results circulated."""
    steps = _carried_out(tag, unit, since, number, report_by)
    return until(days, (step for step in steps if circulated or getattr(step, "what", "") != "circulate"))


def _carried_out(tag: str, unit: str, since: date, number: int, report_by: date) -> Iterator[Step]:
    told = means_of(unit, number)
    day = on_or_after(since + DAY)
    text = words.PROGRESS[number % len(words.PROGRESS)]
    yield acts.Task(recorded=day, of=tag, what="accept", means=told)
    if number % 3 == 1:
        day = on_or_after(day + 3 * DAY)
        yield acts.Task(recorded=day, of=tag, what="report", text=text, means=told, photo=number % 2 == 1)
    done = max(day, on_or_before(report_by - (2 + number % 3) * DAY))
    urged = max(day, on_or_before(done - DAY))
    if number % 4 == 2:
        yield acts.Task(recorded=urged, of=tag, what="chase")
    yield acts.Task(
        recorded=done, of=tag, what="complete", text=words.DONE[number % len(words.DONE)], means=told, photo=not told
    )
    if number % 5 == 2:
        yield acts.Task(recorded=done, of=tag, what="return", text="缺现场照片和签收单，请补齐后再报。")
        yield acts.Task(recorded=done, of=tag, what="complete", text="已补齐现场照片和签收单。", means=told, photo=True)
    yield acts.Task(recorded=done, of=tag, what="verify")
    yield acts.Task(recorded=max(done, on_or_before(report_by)), of=tag, what="circulate")
