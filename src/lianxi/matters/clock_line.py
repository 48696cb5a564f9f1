"""The statutory clock of one matter as points of a line: what began, what is due, what may still be extended. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lianxi.clocks.statute import ROWS
from lianxi.matters.clockwork import OWED
from lianxi.matters.words import LONGEST_EXTENSION

#: rule → (what is due, what its beginning is called)
LABELS = {
    "bureau_disposal": ("登记转送期限", "收到"),
    "direct_notice": ("告知期限", "收到信访事项"),
    "assigned_notice": ("告知期限", "收到来文"),
    "assigned_objection": ("异议截止", "收到来文"),
    "superior_assigned": ("交办期限", "收到交办"),
    "handling": ("办结期限", "受理"),
    "review_request": ("可请求复查至", "收到处理意见"),
    "review": ("复查期限", "请求复查"),
    "recheck_request": ("可请求复核至", "收到复查意见"),
    "recheck": ("复核期限", "请求复核"),
}
#: what was done, where the duty was met
MET = {"direct_notice": "已告知", "assigned_notice": "已告知", "handling": "已出具结果", "superior_assigned": "已报结"}
#: rights that lapse: nobody is late
RIGHTS = frozenset({"assigned_objection", "review_request", "recheck_request"})
#: from how many days between two points the line is drawn so much longer
STEPS = (4, 10, 20, 35, 60)


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline with how it came about. ``judged``: the date it is judged by, ``judged_words`` why that one.

    ``met_on``: the day it was done; ``late``: done after its date, or not done and past.
    """

    rule: str
    label: str
    article: str
    started_on: date
    strict: date
    rolled: date
    judged: date
    judged_words: str
    provisional: bool
    explanation: str
    met_on: date | None
    late: bool
    owed: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point. ``state``: done, late, now, due, overdue, later, lapsed; ``note``: what to say of it beside its day.

    ``length``: 1–6, how long the line is drawn to the next point; ``rule``: its deadline, if it is one.
    """

    label: str
    on: date
    state: str
    note: str = ""
    rule: str = ""
    provisional: bool = False
    length: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """What the line needs beside the deadlines."""

    received_on: date
    source: str
    state: str
    open: bool
    closed_on: date | None
    extended_days: int


def points(found: Course, deadlines: Sequence[DeadlineView], today: date) -> list[Point]:
    """The points in the order of their days; ``today`` stands among them while the matter is open."""
    marks = [Point("收到信访事项" if found.source == "petitioner" else "收到来文", found.received_on, "done")]
    for deadline in deadlines:
        marks += _began(found, deadline)
        marks.append(_due(found, deadline, today))
    marks += _extendable(found, deadlines, today)
    if found.closed_on is not None:
        marks.append(Point("办结", found.closed_on, "done"))
    if found.open:
        marks.append(Point("今天", today, "now"))
    return _spaced(sorted(marks, key=lambda point: (point.on, point.state != "done", point.state == "now")))


def _began(found: Course, deadline: DeadlineView) -> Iterable[Point]:
    """Where the clock of a deadline started, unless that is the receipt."""
    if deadline.rule == "handling" or deadline.rule.startswith(("review", "recheck")):
        yield Point(LABELS[deadline.rule][1], deadline.started_on, "done")


def _due(found: Course, deadline: DeadlineView, today: date) -> Point:
    label, on = LABELS.get(deadline.rule, (deadline.rule, ""))[0], deadline.judged
    if deadline.met_on is not None:
        on = deadline.met_on
        done = MET.get(deadline.rule, "已办")
        note = f"限{deadline.judged.month}月{deadline.judged.day}日" + ("，已超期" if deadline.late else "")
        return Point(done, on, "late" if deadline.late else "done", note, deadline.rule)
    if deadline.rule in RIGHTS:
        return _right(found, deadline, today)
    if not deadline.owed:
        state, note = ("lapsed", "已过") if on < today else ("later", "")
        return Point(label, on, state, note, deadline.rule, deadline.provisional)
    if not found.open and deadline.rule != "superior_assigned":
        return Point(label, on, "lapsed", "不再计", deadline.rule)
    days = (on - today).days
    note = "今天到期" if days == 0 else f"还有 {days} 天" if days > 0 else f"已逾期 {-days} 天"
    return Point(label, on, "overdue" if days < 0 else "due", note, deadline.rule, deadline.provisional)


def _right(found: Course, deadline: DeadlineView, today: date) -> Point:
    label, on = LABELS[deadline.rule][0], deadline.judged
    if deadline.rule == "assigned_objection":
        raised = found.state in ("objected_up", "returned")
        note = (
            "已提出" if raised else "未提" if on < today else f"还有 {(on - today).days} 天" if on > today else "今天"
        )
    else:
        note = "已过" if on < today else ""
    return Point(label, on, "lapsed" if on < today else "later", note, deadline.rule, deadline.provisional)


def _extendable(found: Course, deadlines: Sequence[DeadlineView], today: date) -> Iterable[Point]:
    """How far the handling may be extended at most (34); not once its time is over."""
    left = LONGEST_EXTENSION - found.extended_days
    for deadline in deadlines:
        running = deadline.met_on is None and deadline.judged >= today
        if deadline.rule == "handling" and running and found.state == "handling" and left > 0:
            on = deadline.judged + timedelta(days=left)
            yield Point("经批准可延至", on, "later", "", "", deadline.provisional)


def _spaced(marks: Sequence[Point]) -> list[Point]:
    """The same points with the length of the line to the next; two on one day and of one name are one."""
    kept: list[Point] = []
    for point in marks:
        if not any((point.label, point.on) == (other.label, other.on) for other in kept):
            kept.append(point)
    following = [*kept[1:], None]
    return [
        Point(
            point.label,
            point.on,
            point.state,
            point.note,
            point.rule,
            point.provisional,
            1 + sum((after.on - point.on).days >= step for step in STEPS) if after else 1,
        )
        for point, after in zip(kept, following, strict=True)
    ]


def view_of(
    rule: str,
    *,
    started_on: date,
    strict: date,
    rolled: date,
    judged: date,
    provisional: bool,
    explanation: str,
    met_on: date | None,
    national_due: date | None,
    today: date,
    article: str,
) -> DeadlineView:
    """A kept deadline as it is shown."""
    words = f"第{article}条" if rule not in ROWS else f"《信访工作条例》{ROWS[rule].label}"
    if rule == "handling" and national_due is not None and judged == national_due:
        why = "以国家信访信息系统的限办期限为准"
    elif judged == strict:
        why = "由交办机关指定" if rule == "superior_assigned" else "按自然日到期日判定，遇休息日不顺延"
        why = "按工作日计算" if rule == "assigned_objection" else why
    elif judged == rolled:
        why = "按顺延后的到期日判定"
    else:
        why = "沿用原定期限，更正、变更类别和重新办理不使期限延后"
    return DeadlineView(
        rule=rule,
        label=LABELS.get(rule, (rule, ""))[0],
        article=words,
        started_on=started_on,
        strict=strict,
        rolled=rolled,
        judged=judged,
        judged_words=why,
        provisional=provisional,
        explanation=explanation,
        met_on=met_on,
        late=(met_on if met_on is not None else today) > judged,
        owed=rule in OWED,
    )
