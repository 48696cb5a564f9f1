"""内容分类: a table by versions. A change makes a new version; a matter keeps the version it was filed under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import OuterRef, Subquery

from lianxi.documents.columns import Column
from lianxi.documents.rows import Row, Table
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, Stale
from lianxi.matters import moves
from lianxi.matters.models import Category, CategoryTable
from lianxi.matters.tables.category_tree import OTHER, SHIPPED

CODE = re.compile(r"\d{6}", re.ASCII)
LONGEST_NAME = 40
MOST_ROWS = 2000
SHEET = "内容分类"
#: the columns of the workbook that goes out and comes back; mistakes are ours to name, so nothing is required here
COLUMNS = (
    Column("code", "代码", 12, help="六位数字，两位一级：010000 为一级，010200 为二级，010203 为三级"),
    Column("name", "名称", 40),
)
#: which column a mistake stands in, where the file does not say
LETTERS = {"code": "A", "name": "B"}

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CategoryList:
    """One version of the table. ``rows``: code and name in the order of codes; version 0 is the one that ships."""

    version: int
    rows: Rows
    since: date | None = None
    basis: str = ""
    names: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def shipped(self) -> bool:
        return self.version == 0

    def branches(self) -> list[Branch]:
        """The table as a tree."""
        return tree(self.rows)


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with those below it."""

    code: str
    name: str
    below: tuple[Branch, ...] = ()

    @property
    def count(self) -> int:
        """How many stand below it, on all levels."""
        return sum(1 + each.count for each in self.below)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake: in which row (from 0; None: of the whole table) and column. ``cell``: as Excel names it, of a file."""

    place: int | None
    key: str
    sentence: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version changes: (code, name) added and ended; (code, old name, new name) renamed."""

    added: Rows
    renamed: tuple[tuple[str, str, str], ...]
    ended: Rows

    def __bool__(self) -> bool:
        return bool(self.added or self.renamed or self.ended)


# reading ------------------------------------------------------------------------------------------------------------


def listed(version: int, rows: Iterable[tuple[str, str]], since: date | None = None, basis: str = "") -> CategoryList:
    ordered = tuple(sorted(rows))
    return CategoryList(version, ordered, since, basis, dict(ordered))


_SHIPPED = listed(0, SHIPPED)


def table(conference: int, version: int | None = None) -> CategoryList:
    """The table in force or one earlier version; the one that ships where none was set. One query (version 0: none)."""
    if version == 0:
        return _SHIPPED
    rows = Category.objects.filter(table__conference_id=conference)
    if version is None:
        newest = CategoryTable.objects.filter(conference_id=OuterRef("table__conference_id")).order_by("-version")
        rows = rows.filter(table__version=Subquery(newest.values("version")[:1]))
    else:
        rows = rows.filter(table__version=version)
    found = list(rows.values_list("table__version", "table__since", "table__basis", "code", "name"))
    if not found:
        return _SHIPPED
    number, since, basis = found[0][:3]
    return listed(number, ((code, name) for *_, code, name in found), since, basis)


def name_of(known: CategoryList, code: str) -> str:
    """“农村农业 / 村务管理 / 村务公开”; the bare code where this version does not have it, nothing for no code."""
    if not code:
        return ""
    parts = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    names = [known.names[part] for part in parts if part in known.names]
    return " / ".join(names) if code in known.names else code


def names_of(conference: int, filed: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Names of categories by the version and code a matter was filed under, for a page of matters. One query."""
    wanted = {(version, code) for version, code in filed if code}
    versions = {version for version, _ in wanted if version}
    rows: dict[int, list[tuple[str, str]]] = {}
    if versions:
        found = Category.objects.filter(table__conference_id=conference, table__version__in=versions)
        for version, code, name in found.values_list("table__version", "code", "name"):
            rows.setdefault(version, []).append((code, name))
    tables = {0: _SHIPPED} | {version: listed(version, rows.get(version, ())) for version in versions}
    return {(version, code): name_of(tables[version], code) for version, code in wanted}


def versions(conference: int) -> list[tuple[int, date, str]]:
    """The versions that were set, newest first: number, since when, basis. One query."""
    rows = CategoryTable.objects.filter(conference_id=conference).order_by("-version")
    return list(rows.values_list("version", "since", "basis"))


def tree(rows: Rows) -> list[Branch]:
    """Rows as branches; a row whose parent is missing stands nowhere."""

    def below(start: str, level: int) -> tuple[Branch, ...]:
        ends = "00" * (2 - level)
        own = [
            row for row in rows if row[0].startswith(start) and row[0].endswith(ends) and _level(row[0]) == level + 1
        ]
        return tuple(Branch(code, name, below(code[: 2 * level + 2], level + 1)) for code, name in own)

    return list(below("", 0))


def _level(code: str) -> int:
    """1, 2 or 3; 990000 is of the first."""
    return 1 if code[2:] == "0000" else 2 if code[4:] == "00" else 3


# looking at a new version ---------------------------------------------------------------------------------------------


def from_workbook(read: Table) -> tuple[Rows, list[Wrong]]:
    """The rows of an uploaded workbook and every mistake by its cell. A leading zero that Excel dropped is put back."""
    letters = {**LETTERS, **read.letters}
    rows = tuple((_code(row), str(row.cells.get("name") or "").strip()) for row in read.rows)
    wrong = [Wrong(None, "", each.message, f"{each.column}{each.row}") for each in read.problems]
    for each in problems(rows):
        cell = "" if each.place is None else f"{letters[each.key]}{read.rows[each.place].number}"
        wrong.append(replace(each, cell=cell))
    return rows, wrong


def _code(row: Row) -> str:
    code = str(row.cells.get("code") or "").strip()
    return f"0{code}" if re.fullmatch(r"\d{5}", code, re.ASCII) else code


def problems(rows: Sequence[tuple[str, str]]) -> list[Wrong]:
    """Every mistake of a table as it would be put in force, in the order of the rows."""
    wrong: list[Wrong] = []
    seen: dict[str, str] = {}
    siblings: dict[tuple[str, str], str] = {}
    codes = {code for code, _ in rows}
    for place, (code, name) in enumerate(rows):
        sentence = _wrong_code(code, name, codes, seen)
        if sentence:
            wrong.append(Wrong(place, "code", sentence))
        sentence = _wrong_name(code, name, siblings)
        if sentence:
            wrong.append(Wrong(place, "name", sentence))
        seen.setdefault(code, name)
        siblings.setdefault((_parent(code), name), code)
    if OTHER not in codes:
        wrong.append(Wrong(None, "", f"缺少“其他”（{OTHER}）。归不进各类的事项要有地方登记，请补上这一行。"))
    if len(rows) > MOST_ROWS:
        wrong.append(Wrong(None, "", f"一共 {len(rows)} 行，超过 {MOST_ROWS} 行的上限。请并去用不到的细类。"))
    return wrong


def _wrong_code(code: str, name: str, codes: set[str], seen: dict[str, str]) -> str:
    if not CODE.fullmatch(code) or code[:2] == "00" or (code[2:4] == "00" and code[4:] != "00"):
        who, shown = name or "没有名称的一行", code[:20] or "空"
        return f"“{who}”的代码“{shown}”不对。应为六位数字，两位一级，例如 010000、010200、010203。"
    if code in seen:
        return f"代码 {code} 出现了两次（“{seen[code]}”和“{name}”）。一个代码只能对应一类。"
    parent = _parent(code)
    if parent and parent not in codes:
        return f"“{name}”（{code}）的上一级 {parent} 不在表里。请先加上一级，或改代码。"
    return ""


def _wrong_name(code: str, name: str, siblings: dict[tuple[str, str], str]) -> str:
    if not name:
        return f"代码 {code} 没有名称。请填写名称；不用的类请删去整行。"
    if len(name) > LONGEST_NAME:
        return f"代码 {code} 的名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个字。"
    other = siblings.get((_parent(code), name))
    if other is not None and other != code:
        return f"同一级里有两个“{name}”（{other} 和 {code}）。请改名或合并。"
    return ""


def _parent(code: str) -> str:
    """The code one level up, empty for the first level."""
    if len(code) != 6 or code[2:] == "0000":
        return ""
    return f"{code[:2]}0000" if code[4:] == "00" else f"{code[:4]}00"


def changes(before: CategoryList, rows: Iterable[tuple[str, str]]) -> Changes:
    """What a new version would change."""
    after = dict(rows)
    old = before.names
    return Changes(
        tuple(sorted((code, name) for code, name in after.items() if code not in old)),
        tuple(sorted((code, old[code], name) for code, name in after.items() if code in old and old[code] != name)),
        tuple(sorted((code, name) for code, name in old.items() if code not in after)),
    )


# writing ------------------------------------------------------------------------------------------------------------


@action(moves.SET_CATEGORIES)
def set_categories(step: Step, *, rows: Sequence[tuple[str, str]], version: int, basis: str = "") -> str:
    """A new version of the table from today on; ``version``: what it was made from. Raises ``Invalid``, ``Stale``."""
    present = table(step.conference.pk)
    if present.version != version:
        raise Stale("内容分类其间已经由别人修订过。请重新打开，在最新的表上修改。", now=f"第 {present.version} 版")
    wrong = problems(rows)
    if wrong:
        raise Invalid(wrong[0].sentence, "rows")
    found = changes(present, rows)
    if not found:
        raise Invalid("和现在的内容分类完全一样，没有要修订的内容。", "rows")
    made = CategoryTable.objects.create(
        conference=step.conference, version=version + 1, since=step.today, basis=basis.strip()[:200]
    )
    Category.objects.bulk_create(Category(table=made, code=code, name=name) for code, name in sorted(rows))
    step.fact(
        moves.SET_CATEGORIES.verb,
        f"category_table:{made.version}",
        data={
            "rows": len(rows),
            "added": len(found.added),
            "renamed": len(found.renamed),
            "ended": len(found.ended),
        },
    )
    step.text("basis", basis)
    return f"category_table:{made.version}"
