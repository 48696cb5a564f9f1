"""办理回执: a sheet goes out to a unit with everything it owes, comes back filled in, and is recorded in one entry.

For units that work on paper or with Excel. Each sheet is signed for one conference, one unit and the things printed on
it; what comes back is looked at row by row: mistakes by their cell, what was settled meanwhile by name, the rest is
recorded on the unit's behalf (代录), or as its own act where it uploads it itself, through the same ``lay_…`` functions
as the single steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core import signing

from lianxi.documents.columns import Column
from lianxi.documents.dates import typed_date
from lianxi.documents.plain import clean
from lianxi.documents.rows import Row, Table
from lianxi.journal.attachments import Upload
from lianxi.journal.canonical import digest
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Conference
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings.actions import Presence, lay_attendance
from lianxi.meetings.minutes import lay_receipt
from lianxi.meetings.owing import Owes, owes
from lianxi.papers.outgoing import lay_receipt as lay_document_receipt
from lianxi.roster.roles import UNITS
from lianxi.tasks import queries as tasks
from lianxi.tasks.actions import lay_answer, lay_completion, lay_progress
from lianxi.tasks.demands import lay_demand_answer

TAKE_IN = Move("evidence.recorded", "recorded", ("office", "unit"), behalf_roles=("unit",))
SALT = "lianxi.return"
#: kind of thing → how its number is printed
KINDS = {
    "task": "任务",
    "minutes": "纪要",
    "document": "文件",
    "meeting": "会议",
    "help": "商请",
    "inspection": "督办",
    "suggestion": "建议",
}
_CODE = re.compile(rf"({'|'.join(KINDS.values())})\s*(\d{{1,9}})")
#: kind (``borne``: a task another unit leads) → result → its words in the drop-down
RESULTS: Mapping[str, Mapping[str, str]] = {
    "task": {"reported": "办理中", "completed": "已办结"},
    "borne": {"reported": "反馈办理情况"},
    "minutes": {"received": "已签收"},
    "document": {"signed": "已签收"},
    "meeting": {"leave": "请假", "substitute": "代会"},
    "help": {"answered": "答复"},
    "inspection": {"inspected": "书面答复"},
    "suggestion": {"adopted": "书面答复"},
}
#: what the text of a row must say, in the words of its refusal
_TEXTS = {
    "reported": "请写明办理情况。",
    "completed": "请写明办理情况。",
    "leave": "请写明请假事由。",
    "substitute": "请写明由谁代会（姓名、职务）。",
    "answered": "请写明答复意见。",
    "inspected": "请写明答复内容。",
    "adopted": "请写明答复内容。",
}
LOCKED = (
    Column("code", "编号", 10),
    Column("kind", "类别", 12),
    Column("title", "事项", 44),
    Column("due", "期限", 14),
)
WHITE = (
    Column("result", "办理结果", 15),
    Column(
        "text", "办理情况", 46, help="办理进展、办结情况、请假事由、代会人姓名职务、答复意见。请勿写信访人姓名、电话。"
    ),
    Column("on", "办理日期", 14, kind="date", help="实际办理（签收、请假、答复）的日期，例如 2026-03-02。"),
    Column("by", "填报人", 12),
)
LONGEST = {"text": 2000, "by": 60}
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something open that a sheet asks about. ``kind``: of ``RESULTS``; ``number``: of minutes, the meeting's."""

    kind: str
    number: int
    label: str
    title: str
    due: str

    @property
    def key(self) -> str:
        return f"{'task' if self.kind == 'borne' else self.kind}:{self.number}"

    @property
    def code(self) -> str:
        return f"{KINDS['task' if self.kind == 'borne' else self.kind]}{self.number}"

    @property
    def mark(self) -> str:
        """Changes when what is asked changes: a meeting moved, minutes corrected."""
        return _mark(self.title)


def _mark(title: str) -> str:
    return digest("".join(clean(title).split()))[:10]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sheet's seal says: for which unit, when it was made, the things on it and their marks."""

    unit: int
    made_on: date
    things: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake: its cell, and what to do, in a sentence."""

    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A row that can be recorded."""

    row: int
    thing: Thing
    result: str
    text: str
    on: date
    by: str

    @property
    def result_words(self) -> str:
        return RESULTS[self.thing.kind][self.result]

    @property
    def words(self) -> str:
        return f"{self.thing.code} {self.thing.title}：{self.result_words}"


@dataclass(frozen=True, slots=True)
class Settled:
    """A filled row whose thing was settled meanwhile: it is named and skipped."""

    row: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Examined:
    answers: tuple[Answer, ...]
    settled: tuple[Settled, ...]
    problems: tuple[Problem, ...]


# out ------------------------------------------------------------------------------------------------------------------


def things(owed: Owes) -> list[Thing]:
    """What a sheet asks a unit about, overdue and soonest first within each kind."""
    found = [Thing("task", row.number, "牵头任务", row.title, _due(row.due)) for row in owed.led]
    found += [Thing("borne", row.number, "协办任务", row.title, _due(row.due)) for row in owed.borne]
    for one in owed.receipts:
        issued = f"（{one.issued_on:%Y-%m-%d}印发）" if one.issued_on else ""
        found.append(Thing("minutes", one.meeting, "签收纪要", f"{one.title}纪要{issued}", "尽快"))
    for paper in owed.documents:
        told = f"（{paper.document_number}）" if paper.document_number else ""
        found.append(Thing("document", paper.number, "签收文件", f"{paper.title}{told}", "尽快"))
    for each in owed.unanswered:
        day = each.row.day
        found.append(Thing("meeting", each.row.number, "会议答复", f"{each.row.title}（{day:%Y-%m-%d}）", _due(day)))
    for help_ in owed.asked_of_it:
        title = f"{help_.asking_name}商请：{' '.join(help_.text.split())[:200]}"
        found.append(Thing("help", help_.number, "协办答复", title, _due(help_.due)))
    for demand in owed.demands:
        back = f"（已退回：{demand.opinion[:100]}）" if demand.state == "returned" else ""
        title = f"{demand.title}：{' '.join(demand.text.split())[:200]}{back}"
        found.append(Thing(demand.kind, demand.number, f"答复{demand.label}", title, _due(demand.due)))
    return found


def _due(day: date | None) -> str:
    return day.isoformat() if day else "未定"


def sealed(conference: int, unit: int, made_on: date, asked: Sequence[Thing]) -> str:
    """The seal of a sheet. One query."""
    marks = {thing.key: thing.mark for thing in asked}
    payload = {"c": _uid(conference), "u": unit, "d": made_on.isoformat(), "t": marks}
    return signing.dumps(payload, salt=SALT, compress=True)


def opened(conference: int, seal: str, *, uid: str = "") -> Sealed:
    """Read a seal. Raises ``Invalid`` for one of another conference, an altered one, or none.

    ``uid``: the conference's own, where it is known; else one query.
    """
    if not seal:
        raise Invalid(
            "这份表里没有回执标识，不知道是哪个单位的。请用从本系统下载的回执表填写，不要把内容复制到新表里。", "table"
        )
    try:
        payload: dict[str, Any] = signing.loads(seal, salt=SALT)
    except signing.BadSignature:
        raise Invalid(
            "这份回执的标识被改动过，或不是由本系统发出的。请从单位履职清单重新下载后填写。", "table"
        ) from None
    if payload["c"] != (uid or _uid(conference)):
        raise Invalid("这份回执是另一个联席会议发出的，不能在这里登记。请核对文件。", "table")
    return Sealed(payload["u"], date.fromisoformat(payload["d"]), payload["t"])


def _uid(conference: int) -> str:
    return str(Conference.objects.values_list("uid", flat=True).get(pk=conference))


# back -----------------------------------------------------------------------------------------------------------------


def examine(conference: int, seal: Sealed, table: Table, on: date) -> Examined:
    """Go through the filled rows. Writes nothing; the same look before preview and write. Eight queries."""
    reader = _Reader(conference, seal, table, on)
    for row in table.rows:
        reader.read(row)
    return Examined(tuple(reader.answers), tuple(reader.settled), tuple(reader.problems))


class _Reader:
    """One sheet being read."""

    def __init__(self, conference: int, seal: Sealed, table: Table, on: date) -> None:
        self._seal, self._on, self._letters = seal, on, table.letters
        self._open = {thing.key: thing for thing in things(owes(conference, seal.unit, on))}
        self._conference = conference
        self._tasks = [int(key.partition(":")[2]) for key in seal.things if key.startswith("task:")]
        self._told = tasks.reported(conference, seal.unit, self._tasks)
        self._states: dict[int, tasks.TaskRow] | None = None
        self._seen: dict[str, int] = {}
        self.answers: list[Answer] = []
        self.settled: list[Settled] = []
        self.problems = [Problem(f"{each.column}{each.row}", each.message) for each in table.problems]

    def _wrong(self, row: Row, key: str, sentence: str) -> None:
        self.problems.append(Problem(f"{self._letters.get(key, 'A')}{row.number}", sentence))

    def read(self, row: Row) -> None:
        typed = {key: _text(row.cells.get(key)) for key in ("code", "title", "result", "text", "on", "by")}
        if not any(typed[key] for key in ("result", "text", "on", "by")):
            return
        key = self._asked(row, typed)
        if key is None:
            return
        thing = self._open.get(key)
        why = self._why_settled(key, thing)
        if thing is None or why:
            self.settled.append(Settled(row.number, f"{typed['code']} {typed['title'][:60]}", why))
            return
        before = len(self.problems)
        answer = self._answer(row, typed, thing)
        if answer is None or len(self.problems) > before:
            return
        if (thing.number, answer.on, answer.text) in self._told and thing.key.startswith("task:"):
            self.settled.append(Settled(row.number, answer.words, "同样的反馈已经登记过。"))
        else:
            self.answers.append(answer)

    def _asked(self, row: Row, typed: Mapping[str, str]) -> str | None:
        """The key of the thing the row answers; None when the number is none of this sheet's, or stands twice."""
        found = _CODE.fullmatch(typed["code"])
        kind = next((kind for kind, words in KINDS.items() if found and words == found.group(1)), "")
        key = f"{kind}:{int(found.group(2))}" if found else ""
        mark = self._seal.things.get(key)
        if mark is None:
            self._wrong(row, "code", f"编号“{typed['code'][:20]}”不是这份回执上的。请不要改动编号，也不要自己加行。")
        elif mark != _mark(typed["title"]):
            self._wrong(row, "title", "事项与编号对不上。请不要改动灰色的格子；改乱了的，请重新下载回执表。")
        elif self._seen.setdefault(key, row.number) != row.number:
            self._wrong(row, "code", f"与第 {self._seen[key]} 行是同一件事。请删去其中一行的填写。")
        else:
            return key
        return None

    def _why_settled(self, key: str, thing: Thing | None) -> str:
        if thing is not None:
            return "" if thing.mark == self._seal.things[key] else "其间已改期或已更正，请用新的回执答复。"
        kind, _, number = key.partition(":")
        if kind == "task":
            if self._states is None:
                self._states = tasks.some(self._conference, self._tasks, self._on)
            row = self._states.get(int(number))
            return f"任务现为“{row.state_label}”。" if row else "没有这项任务。"
        return {
            "minutes": "这份纪要已经签收。",
            "document": "这份文件已经签收，或已收回。",
            "meeting": "已经登记过答复，或会议已开、已取消。",
            "help": "这份协办商请已经答复。",
            "inspection": "这份督办单已经答复，或已撤回。",
            "suggestion": "这份工作建议书已经答复，或已撤回。",
        }[kind]

    def _answer(self, row: Row, typed: Mapping[str, str], thing: Thing) -> Answer | None:
        words = RESULTS[thing.kind]
        result = next((code for code, each in words.items() if each == typed["result"]), None)
        if result is None:
            offered = "、".join(words.values())
            said = f"“{typed['result'][:20]}”不在可选范围内。" if typed["result"] else ""
            self._wrong(row, "result", f"{said}请选择：{offered}。")
        if result in _TEXTS and not typed["text"]:
            self._wrong(row, "text", _TEXTS[result])
        for key, most in LONGEST.items():
            if len(typed[key]) > most:
                self._wrong(row, key, f"太长（{len(typed[key])} 字），最多 {most} 字。请精简。")
        day = self._day(row, typed["on"])
        return Answer(row.number, thing, result, typed["text"], day, typed["by"]) if result and day else None

    def _day(self, row: Row, text: str) -> date | None:
        day = typed_date(text)
        if not text:
            self._wrong(row, "on", "请填写办理日期。")
        elif day is None:
            self._wrong(row, "on", f"“{text[:20]}”不是日期。请写成 2026-03-02 的样子。")
        elif day < EARLIEST:
            self._wrong(row, "on", f"{day:%Y-%m-%d} 早于 1990 年，请核对年份。")
        elif day > self._on:
            self._wrong(row, "on", f"{day:%Y-%m-%d} 还没有到。请填写实际办理的日期。")
        else:
            return day
        return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


_LAY: Mapping[str, Callable[[Step, int, Answer], Any]] = {
    "reported": lambda step, unit, row: lay_progress(step, row.thing.number, row.text, on=row.on),
    "completed": lambda step, unit, row: lay_completion(step, row.thing.number, None, row.text, on=row.on),
    "received": lambda step, unit, row: lay_receipt(step, row.thing.number, on=row.on),
    "signed": lambda step, unit, row: lay_document_receipt(step, row.thing.number, on=row.on),
    "leave": lambda step, unit, row: lay_attendance(
        step, row.thing.number, Presence(unit, "leave", reason=row.text), on=row.on
    ),
    "substitute": lambda step, unit, row: lay_attendance(
        step, row.thing.number, Presence(unit, "substitute", substitute=row.text), on=row.on
    ),
    "answered": lambda step, unit, row: lay_answer(step, row.thing.number, row.text, on=row.on),
    "inspected": lambda step, unit, row: lay_demand_answer(
        step, "inspection", row.thing.number, None, row.text, on=row.on
    ),
    "adopted": lambda step, unit, row: lay_demand_answer(
        step, "suggestion", row.thing.number, None, row.text, on=row.on
    ),
}


@action(TAKE_IN)
def take_in_return(step: Step, *, seal: str, table: Table, files: Sequence[Upload] = ()) -> str:
    """Record a unit's filled-in sheet: one entry, all open rows or none; settled ones are left out.

    The office records it on the unit's behalf by the days written on it. What a unit sends in itself is its own act of
    today: nobody dates his own steps back. ``files``: the sheet as it came, and photos of it.

    Raises ``Invalid`` naming the first bad cell or row, ``RuleBroken`` where no row is left to be recorded.
    """
    found = opened(step.conference.pk, seal)
    behalf = step.call.behalf
    if behalf is None and step.actor.role in UNITS and step.actor.unit != found.unit:
        raise RuleBroken("这份回执不是发给本单位的。请上传本单位的回执。")
    if behalf.unit != found.unit if behalf else step.actor.role not in UNITS:
        raise RuleBroken("回执由办公室代该单位登记。请选择回执所属单位的席位和方式。")
    examined = examine(step.conference.pk, found, table, step.today)
    if examined.problems:
        first = examined.problems[0]
        more = f"（共 {len(examined.problems)} 处）" if len(examined.problems) > 1 else ""
        raise Invalid(f"{first.cell}：{first.sentence}{more}没有登记任何一行。", "table")
    if not examined.answers:
        raise RuleBroken("没有新的内容可以登记：填写的事项都已经办理过了。")
    for row in examined.answers:
        try:
            _LAY[row.result](step, found.unit, row if behalf else replace(row, on=step.today))
        except (Invalid, RuleBroken) as refusal:
            raise Invalid(f"第 {row.row} 行：{refusal}没有登记任何一行。", "table") from refusal
    step.text("return", "\n".join(f"{row.words}{f'（填报人 {row.by}）' if row.by else ''}" for row in examined.answers))
    for upload in files:
        step.attach(upload)
    return f"entry:{step.number}"
