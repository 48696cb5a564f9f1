"""The national petition system (21 obliges entry there): number, time of entry, 限办期限, 查询码; what is missing.

Its 限办期限 judges the handling. Once given it can be put right but not taken away, and no correction makes a matter's
date later: only an approved extension does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.journal.frame import HERE, Actor, Step, action
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import save_next
from lianxi.matters import moves, words
from lianxi.matters.clockwork import recompute
from lianxi.matters.finding import search_index
from lianxi.matters.models import Deadline, Matter
from lianxi.matters.scope import visible
from lianxi.matters.standing import take
from lianxi.rulebook.facts import Value

PAGE = 50
MOST_PEOPLE = 1_000_000
NUMBER = re.compile(r"[0-9A-Za-z〔〕\[\]（）()\-—_/号]{1,40}")
QUERY_CODE = re.compile(r"[0-9A-Za-z\-]{1,40}")
#: what can be taken over from a list of the national system, column → words
FIELDS = {
    "national_number": "国家系统编号",
    "national_entered_at": "登记时间",
    "national_due": "限办截止时间",
    "query_code": "查询码",
    "petitioned_on": "信访日期",
    "channel": "信访形式",
    "people": "信访人数",
    "involved": "涉及人数",
    "national_first": "全国初次标志",
}
Found = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class National:
    """How a matter stands in the national system. ``due``: its 限办期限, a calendar day."""

    number: str
    entered_at: datetime
    due: date | None = None
    query_code: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken over for one matter: column (``FIELDS``) → value; ``version``: the one looked at."""

    number: int
    version: int
    values: Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class NotEntered:
    """A matter that is not in the national system yet, ready to print. ``days`` since registration."""

    number: int
    label: str
    title: str
    kind_label: str
    channel_label: str
    registered_on: date
    days: int


@dataclass(frozen=True, slots=True)
class NationalView:
    """What is known of a matter in the national system."""

    number: int
    label: str
    title: str
    state: str
    state_label: str
    registered_on: date
    received_on: date
    national_number: str
    entered_at: datetime | None
    due: date | None
    query_code: str
    version: int

    @property
    def open(self) -> bool:
        """Whether its entry may still be registered or put right."""
        return self.state in moves.ENTER_NATIONALLY.from_


# reading ------------------------------------------------------------------------------------------------------------


def not_entered(
    conference: int, actor: Actor, today: date, *, after: int = 0, limit: int = PAGE + 1
) -> list[NotEntered]:
    """未录入国家系统: matters without a number there, the oldest first, from after a number on. One query."""
    rows = visible(conference, actor).filter(
        national_number="", state__in=moves.ENTER_NATIONALLY.from_, void_asked_by=None, number__gt=after
    )
    values = rows.order_by("number").values_list("number", "title", "kind", "channel", "registered_on")[:limit]
    return [
        NotEntered(
            number,
            words.number_label(number),
            title,
            words.KINDS[kind],
            words.CHANNELS.get(channel, channel),
            on,
            (today - on).days,
        )
        for number, title, kind, channel, on in values
    ]


def national_of(conference: int, actor: Actor, number: int) -> NationalView | None:
    """One matter's standing in the national system; hidden and absent are the same None. One query."""
    row = visible(conference, actor).filter(number=number, stub=False).first()
    if row is None:
        return None
    return NationalView(
        row.number,
        words.number_label(row.number),
        row.title,
        row.state,
        words.STATES[row.state],
        row.registered_on,
        row.received_on,
        row.national_number,
        row.national_entered_at,
        row.national_due,
        row.query_code,
        row.version,
    )


# writing ------------------------------------------------------------------------------------------------------------


@action(moves.ENTER_NATIONALLY)
def enter_nationally(step: Step, *, number: int, version: int, given: National) -> str:
    """Register that a matter is in the national system (21), or put right what was registered of it."""
    matter = take(step, number, version, moves.ENTER_NATIONALLY)
    values: dict[str, Found] = {
        "national_number": given.number.strip(),
        "national_entered_at": given.entered_at,
        "national_due": given.due,
        "query_code": given.query_code.strip(),
    }
    changed = {name: value for name, value in values.items() if getattr(matter, name) != value}
    if not changed:
        raise Invalid("和已登记的完全一样，没有要更正的内容。", "number")
    try:
        _write(step, matter, changed)
    except Invalid as refusal:
        raise _beside(refusal) from refusal
    return f"matter:{matter.number}"


def _beside(refusal: Invalid) -> Invalid:
    """The same refusal beside the form's own field."""
    names = {"national_number": "number", "national_entered_at": "entered_on", "national_due": "due"}
    return Invalid(str(refusal), names.get(refusal.field or "", refusal.field))


@action(moves.ENTER_NATIONALLY)
def take_over(step: Step, *, taken: Sequence[Taken]) -> str:
    """Take over what a list of the national system says, for one matter or many: one entry, a fact for each matter.

    All or nothing. Raises ``Invalid``, ``Stale`` or ``RuleBroken`` and names the matter.
    """
    if not taken:
        raise Invalid("请勾选要采用的内容。", "take")
    for each in sorted(taken, key=lambda one: one.number):
        matter = take(step, each.number, each.version, moves.ENTER_NATIONALLY)
        try:
            _write(step, matter, each.values)
        except Invalid as refusal:
            raise Invalid(f"{words.number_label(each.number)}：{refusal}", "take") from refusal
    return f"matter:{min(each.number for each in taken)}"


def _write(step: Step, matter: Matter, values: Mapping[str, Found]) -> None:
    """Check and save these columns of a matter, bring its deadlines up to date, add the fact."""
    before = matter.national_due
    for name, value in values.items():
        if name not in FIELDS:
            raise Invalid(f"“{name}”不能采用。", "take")
        setattr(matter, name, value)
    _check(step, matter, before)
    save_next(matter, *values)
    if "national_number" in values:
        search_index.put_again(matter)
    if matter.national_due != before:
        recompute(step, matter, cause="national" if _may_be_later(matter, before) else "")
    data: dict[str, Value] = {"fields": ",".join(sorted(values))}
    if matter.national_entered_at is not None:
        data["entered"] = matter.national_entered_at.astimezone(HERE).date().isoformat()
    if matter.national_due is not None:
        data["due"] = matter.national_due.isoformat()
    step.fact(moves.ENTER_NATIONALLY.verb, f"matter:{matter.number}", data=data)
    if "national_number" in values:
        step.text(f"national_number.{matter.number}", matter.national_number)


def _check(step: Step, matter: Matter, due_before: date | None) -> None:
    _check_codes(step, matter)
    entered = matter.national_entered_at
    if entered is None:
        raise Invalid("请填写在国家系统登记的时间。", "national_entered_at")
    if entered > step.now:
        raise Invalid("在国家系统登记的时间还没有到。请核对。", "national_entered_at")
    if matter.national_due is None and due_before is not None:
        raise Invalid("限办期限登记后不能清空，只能更正为国家系统里的日期。", "national_due")
    if matter.national_due is not None and matter.national_due < matter.petitioned_on:
        raise Invalid(f"限办期限早于信访日期（{matter.petitioned_on.isoformat()}）。请核对。", "national_due")
    if matter.petitioned_on > matter.received_on:
        raise Invalid(f"信访日期晚于收到日期（{matter.received_on.isoformat()}）。请核对。", "petitioned_on")
    if not 1 <= matter.people <= MOST_PEOPLE or (matter.involved or 0) > MOST_PEOPLE:
        raise Invalid("人数应为 1 人以上，不超过一百万人。请核对。", "people")
    if matter.involved is not None and matter.involved < matter.people:
        raise Invalid("涉及人数少于信访人数。请核对。", "involved")


def _check_codes(step: Step, matter: Matter) -> None:
    if not NUMBER.fullmatch(matter.national_number):
        raise Invalid("请填写国家系统里的信访件编号（字母、数字和括号、横线，最多 40 个字）。", "national_number")
    if matter.query_code and not QUERY_CODE.fullmatch(matter.query_code):
        raise Invalid("查询码只有字母、数字和横线，最多 40 个字。请核对。", "query_code")
    same = Matter.objects.filter(conference=step.conference, national_number=matter.national_number)
    other = visible(step.conference.pk, step.actor).filter(pk__in=same.exclude(pk=matter.pk).values("pk")).first()
    if other is not None:
        raise Invalid(
            f"这个编号已登记在 {words.number_label(other.number)} 名下。请核对是哪一件；登错的先到那一件更正。",
            "national_number",
        )
    if same.exclude(pk=matter.pk).exists():
        raise Invalid("这个编号已登记在另一件信访事项名下。请核对，或请办公室主任查对。", "national_number")


def _may_be_later(matter: Matter, before: date | None) -> bool:
    """The first 限办期限 may be later than our own count; a later correction only within an approved extension."""
    if before is None:
        return True
    if not matter.extended_days or matter.national_due is None:
        return False
    handling = Deadline.objects.filter(matter=matter, rule="handling").first()
    return handling is not None and matter.national_due <= handling.strict


def with_time(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of that day, here."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)
