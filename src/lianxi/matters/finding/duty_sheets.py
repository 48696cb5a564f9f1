"""职责对照表 as a workbook: out with every unit and the categories that have words, back whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.documents.books import Page
from lianxi.documents.columns import Column, column_letters
from lianxi.documents.rows import Row, Table
from lianxi.matters.finding import duty_table
from lianxi.matters.finding.duty_table import FIELDS, MOST_ROWS, TERRITORIES, DutyList, Names
from lianxi.roster.queries import UnitView

SHEET = "职责对照表"
COLUMNS = (
    Column("field", "建议哪一项", 14, choices=tuple(FIELDS.values()), required=True),
    Column("target", "单位或分类", 36, help="单位写成员名单里的名称；分类写六位代码或名称", required=True),
    Column("words", "提到这些词时建议", 80, help="词之间用顿号或空格隔开，每个词 2 到 40 个字"),
)
GUIDE = (
    "一、这份表是现在的职责对照表。一行一个单位或一类；词之间用顿号或空格隔开，越长的词分量越重。",
    "二、增加：加一行，或在已有的行里加词。删去：删去词或整行；没有词的行不起作用，可以留着。",
    "三、单位要写成员名单里的名称，分类写六位代码或名称。请勿写信访人的姓名。",
    "四、上传后逐格检查，有一处不对，一行也不改；预览确认后成为新的一版，以前各版保留可查。",
)
_FIELD = {label: field for field, label in FIELDS.items()}
_NO_ZERO = re.compile(r"\d{5}", re.ASCII)
Rows = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one target: words added and taken away."""

    field: str
    name: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def page(found: DutyList, names: Names, units: Iterable[UnitView]) -> Page:
    """The sheet of a table: territories, competent units, categories; open units without words too."""
    rows: list[tuple[str, str, str]] = []
    kinds = {str(unit.number): unit.kind in TERRITORIES for unit in units if unit.closed_on is None}
    for field, label in FIELDS.items():
        words: dict[str, list[str]] = {}
        for word, target in found.of(field):
            words.setdefault(target, []).append(word)
        known = names.of(field)
        bare = [] if field == "category" else [unit for unit, place in kinds.items() if place == (field == "territory")]
        for target in [*(each for each in words if each in known), *(each for each in bare if each not in words)]:
            called = f"{target} {known[target]}" if field == "category" else known[target]
            rows.append((label, called, "、".join(words.get(target, ()))))
    return Page(SHEET, COLUMNS, rows)


def from_workbook(read: Table, names: Names) -> tuple[Rows, list[tuple[str, str]]]:
    """The rows (field, word, target) of an uploaded workbook, and every mistake: cell and sentence."""
    wrong = [(f"{each.column}{each.row}", each.message) for each in read.problems]
    letters = {column.key: column_letters(place) for place, column in enumerate(COLUMNS)} | dict(read.letters)
    rows: list[tuple[str, str, str]] = []
    for row in read.rows:
        found, mistakes = _row(row, names)
        rows += found
        wrong += [(f"{letters[key]}{row.number}", sentence) for key, sentence in mistakes]
    rows = list(dict.fromkeys(rows))
    if not wrong and not rows:
        wrong.append(("", "表里一个词也没有。请至少填写一行。"))
    if len(rows) > MOST_ROWS:
        wrong.append(("", f"一共 {len(rows)} 个词，最多 {MOST_ROWS} 个。请删去很少用到的词。"))
    return tuple(rows), wrong


def _row(row: Row, names: Names) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """The words of one row, and its mistakes by column."""
    told, words = str(row.cells.get("target") or ""), str(row.cells.get("words") or "")
    field = _FIELD.get(str(row.cells.get("field") or ""), "")
    if not field or not told:
        return [], []  # named by the reader already
    if field == "category" and _NO_ZERO.fullmatch(told):
        told = f"0{told}"
    target = duty_table.target_of(told, field, names)
    mistakes = []
    if target is None:
        what = "类别（写六位代码或名称）" if field == "category" else "单位（写成员名单里的名称）"
        mistakes.append(("target", f"“{told[:20]}”不是现有的{what}。"))
    split = duty_table.words_of(words)
    bad = next((word for word in split if not duty_table.usable(word)), None)
    if bad is not None:
        mistakes.append(("words", f"“{bad[:20]}”不能用：每个词 2 到 {duty_table.LONGEST_WORD} 个字。"))
    return ([], mistakes) if mistakes or target is None else ([(field, word, target) for word in split], [])


def changes(present: DutyList, rows: Sequence[tuple[str, str, str]], names: Names) -> list[Change]:
    """What a new version would change, target by target."""
    before, after = set(present.rows), set(rows)
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for place, each in enumerate((rows, present.rows)):
        for field, word, target in each:
            if (field, word, target) not in (before if place == 0 else after):
                found.setdefault((field, target), ([], []))[place].append(word)
    return [
        Change(FIELDS[field], names.of(field).get(target, "已不在名册或分类表里的"), tuple(added), tuple(gone))
        for (field, target), (added, gone) in found.items()
    ]
