"""History before founding: what was done on paper comes in by a filled-in workbook, marked 补录. One entry, or nothing.

A room that wants its past brought in registers one ``Sheet`` at start-up (``AppConfig.ready``)::

    register_history(Sheet("papers", "收文", 50, columns, examine, lay, examples))

* ``columns(ground)``: what the template offers. Cells come back as texts; nothing is refused before ``examine``.
* ``examine(line)``: reads one row through its ``Line`` (``line.text("title", 120)``, ``line.day("on")``,
  ``line.unit("lead")`` …). Each of these names a bad cell in a plain sentence and goes on, so one look shows every
  mistake. The answer is a ``Found``: the sentence that the preview prints, the room's own plain ``value``, and
  ``known`` where the room has this very thing already (it is skipped, and the preview says so). It writes nothing.
  What a later sheet must refer to is put into ``line.shared`` (the meetings by the clerk's own number).
* ``lay(step, value, made)``: writes the row and its facts, on the day it happened, with ``HISTORY`` in their data; what
  a later sheet needs of it goes into ``made``. Register an undo for each of its verbs (``journal.actions``).

Sheets are read and written in the order of ``place``. Days lie in the past; those before ``judged_from`` are shown, and
absence on them counts for nothing (启用前，未纳入); those after it are evidence like anything recorded by hand. An
approval after that day still needs its scanned original: ``Line.approved`` refuses it and names 登记履行.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.documents.dates import typed_date
from lianxi.documents.rows import Row, Table
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Value, standing

BRING_IN = Move("evidence.recorded", "recorded", ("office",))
#: in the data of every fact of history
HISTORY: Mapping[str, Value] = {"by_hand": True, "history": True}
#: a day before it is taken for a slip of the pen
EARLIEST = date(1990, 1, 1)
#: rows of one workbook, all sheets together: one entry must stay readable
MOST_ROWS = 3000


@dataclass(frozen=True, slots=True)
class Place:
    """A member unit as a row may name it."""

    number: int
    name: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows are read against: the day, the start of judging, the units by every name they have or had."""

    conference: int
    today: date
    judged_from: date | None
    units: Mapping[str, Place]

    @property
    def unit_names(self) -> tuple[str, ...]:
        """The names the template offers, in the order of the roster."""
        return tuple(dict.fromkeys(unit.name for unit in self.units.values()))


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake: the sheet, the cell (``D5``; empty for the whole sheet), and what to do, in a sentence."""

    sheet: str
    row: int
    column: str
    key: str
    sentence: str

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}" if self.row else ""

    def __str__(self) -> str:
        return f"“{self.sheet}”表 {self.cell}：{self.sentence}" if self.cell else f"“{self.sheet}”表：{self.sentence}"


@dataclass(frozen=True, slots=True)
class Found:
    """A row that can be brought in: ``words`` for the preview, its day, the room's ``value``; ``known``: is there."""

    words: str
    day: date
    value: Any
    known: bool = False


@dataclass(slots=True)
class Line:
    """One row being read. Every mistake is noted with its cell; readers give back None (or "") and go on."""

    ground: Ground
    sheet: Sheet
    row: Row
    letters: Mapping[str, str]
    shared: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, sentence: str) -> None:
        self.problems.append(Problem(self.sheet.title, self.row.number, self.letters.get(key, "A"), key, sentence))

    def text(self, key: str, most: int, *, required: str = "") -> str:
        """The text of a cell, at most ``most`` characters; ``required``: the sentence for an empty one."""
        value = self.row.cells.get(key)
        text = "" if value is None else str(value).strip()
        if not text and required:
            self.wrong(key, required)
        if len(text) > most:
            self.wrong(key, f"太长（{len(text)} 字），最多 {most} 字。请精简。")
        return text

    def day(self, key: str, *, required: str = "", future: bool = False) -> date | None:
        """A day in the past (``future``: or to come), not before 1990."""
        text = self.text(key, 40, required=required)
        if not text or len(text) > 40:
            return None
        day = typed_date(text)
        if day is None:
            self.wrong(key, f"“{text}”不是日期。请写成 2024-03-02 的样子。")
        elif day < EARLIEST:
            self.wrong(key, f"{day:%Y-%m-%d} 早于 1990 年，请核对年份。")
        elif day > self.ground.today and not future:
            self.wrong(key, f"{day:%Y-%m-%d} 还没有到。补录只收已经发生的事；请核对日期。")
        else:
            return day
        return None

    def choice(self, key: str, words: Mapping[str, str], *, required: str) -> str | None:
        """The code (key of ``words``) of the words in the cell."""
        text = self.text(key, 40, required=required)
        found = next((code for code, each in words.items() if text in {each, code}), None)
        if text and found is None:
            self.wrong(key, f"“{text}”不在可选范围内。可选：{'、'.join(words.values())}。")
        return found

    def unit(self, key: str, *, required: str = "") -> Place | None:
        """The member unit, by its name or one of its other names."""
        text = self.text(key, 80, required=required)
        return self._unit(key, text) if text else None

    def units(self, key: str) -> list[Place]:
        """Several units, parted by 、，； or line breaks."""
        text = self.text(key, 1000)
        for sign in "，,;；\n":
            text = text.replace(sign, "、")
        found = [self._unit(key, name.strip()) for name in text.split("、") if name.strip()]
        return list({unit.number: unit for unit in found if unit is not None}.values())

    def _unit(self, key: str, name: str) -> Place | None:
        found = self.ground.units.get(name)
        if found is None:
            near = difflib.get_close_matches(name, list(self.ground.units), n=1, cutoff=0.4)
            hint = f"是不是“{self.ground.units[near[0]].name}”？" if near else "请从下拉列表中选择。"
            self.wrong(key, f"没有叫“{name}”的成员单位。{hint}")
        return found

    def approved(self, key: str) -> date | None:
        """The day of an approval on paper: only before the start of judging, later ones need the original."""
        day = self.day(key)
        start = self.ground.judged_from
        if day is not None and start is not None and day >= start:
            self.wrong(
                key,
                f"{start:%Y-%m-%d}（启用日期）以后的审定须附签字原件。请不要在这里填写，到“登记履行”逐件登记。",
            )
            return None
        return day

    def twice(self, key: str, mark: object) -> bool:
        """Whether an earlier row of this sheet says the same (then noted at ``key``)."""
        seen: dict[object, int] = self.shared.setdefault(f"seen:{self.sheet.key}", {})
        first = seen.setdefault(mark, self.row.number)
        if first != self.row.number:
            self.wrong(key, f"与第 {first} 行重复。请删去其中一行。")
        return first != self.row.number


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a room brings in; see the top of this file. ``place``: its order among the sheets, 10, 20, …"""

    key: str
    title: str
    place: int
    columns: Callable[[Ground], Sequence[Column]]
    examine: Callable[[Line], Found | None]
    lay: Callable[[Step, Any, dict[str, Any]], None]
    examples: Sequence[Sequence[str]] = ()
    note: str = ""


_sheets: dict[str, Sheet] = {}


def register_history(sheet: Sheet) -> None:
    """Called at start-up by the room that keeps what the sheet brings in."""
    _sheets[sheet.key] = sheet


def sheets() -> list[Sheet]:
    """Every sheet, in the order they are filled in."""
    return sorted(_sheets.values(), key=lambda sheet: sheet.place)


def lenient(columns: Sequence[Column]) -> list[Column]:
    """The same columns taking any text: every mistake is found by ``examine``, and what was typed is not lost."""
    return [replace(column, kind="text", choices=(), required=False) for column in columns]


@dataclass(frozen=True, slots=True)
class Examined:
    """A workbook gone through: what would be made (with its sheet and row), and every mistake."""

    found: tuple[tuple[Sheet, int, Found], ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> tuple[tuple[Sheet, int, Found], ...]:
        return tuple(each for each in self.found if not each[2].known)


def ground_of(conference: int, today: date) -> Ground:
    """Two queries."""
    units: dict[str, Place] = {}
    rows = list(Unit.objects.filter(conference_id=conference).order_by("number"))
    for row in rows:
        units[row.name] = Place(row.number, row.name, row.closed_on)
    for row in rows:
        for alias in row.aliases:
            units.setdefault(alias, units[row.name])
    founded = standing(facts(conference, verbs=frozenset({"conference.founded"})))
    starts = [str(fact.data["judged_from"]) for fact in founded if fact.data.get("judged_from")]
    return Ground(conference, today, date.fromisoformat(min(starts)) if starts else None, units)


def examine(ground: Ground, tables: Mapping[str, Table]) -> Examined:
    """Go through all rows of all sheets (by key). Writes nothing; the same look before the preview and the write."""
    shared: dict[str, Any] = {}
    found: list[tuple[Sheet, int, Found]] = []
    problems: list[Problem] = []
    for sheet in sheets():
        table = tables.get(sheet.key)
        if table is None:
            continue
        by_letter = {letter: key for key, letter in table.letters.items()}
        problems += [
            Problem(sheet.title, each.row, each.column, by_letter.get(each.column, ""), each.message)
            for each in table.problems
        ]
        for row in table.rows:
            line = Line(ground, sheet, row, table.letters, shared)
            seen = sheet.examine(line)
            problems += line.problems
            if seen is not None and not line.problems:
                found.append((sheet, row.number, seen))
    rows = sum(len(table.rows) for table in tables.values())
    if rows > MOST_ROWS:
        problems.insert(0, Problem("全部", 0, "", "", f"共 {rows} 行，一次最多补录 {MOST_ROWS} 行。请按年份分成几份。"))
    return Examined(tuple(found), tuple(problems))


@action(BRING_IN)
def bring_in_history(step: Step, *, tables: Mapping[str, Table]) -> str:
    """Bring in the rows of all sheets: one entry, all or nothing; what the rooms have already is left out.

    Raises ``Invalid`` naming the first bad cell, ``RuleBroken`` where nothing is new or a gate of the rules shuts.
    """
    examined = examine(ground_of(step.conference.pk, step.today), tables)
    if examined.problems:
        more = f"（共 {len(examined.problems)} 处）" if len(examined.problems) > 1 else ""
        raise Invalid(f"{examined.problems[0]}{more}没有补录任何一行。", "table")
    if not examined.new:
        raise RuleBroken("这些行系统里都已经有了，没有新的内容可以补录。")
    made: dict[str, Any] = {}
    for sheet, number, found in examined.found:
        if found.known:
            continue
        try:
            sheet.lay(step, found.value, made)
        except (Invalid, RuleBroken) as refusal:
            raise Invalid(f"“{sheet.title}”表第 {number} 行：{refusal}没有补录任何一行。", "table") from refusal
    return f"entry:{step.number}"
