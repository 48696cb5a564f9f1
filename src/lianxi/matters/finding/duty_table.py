"""职责对照表: which words speak for a unit of territory, a competent unit, a category. Edited by versions.

Version 0 is made from the names of the roster and common words, and is what holds until the office edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from lianxi.analysis.grams import plain
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, Stale
from lianxi.matters import moves
from lianxi.matters.finding.duty_words import OF_CATEGORIES
from lianxi.matters.models import DutyRow, DutyTable
from lianxi.matters.tables import categories
from lianxi.matters.tables.category_tree import OTHER, SHIPPED
from lianxi.roster import queries as roster
from lianxi.roster.queries import UnitView

FIELDS = {"territory": "属地单位", "responsible": "责任单位", "category": "内容分类"}
LONGEST_WORD, MOST_ROWS = 40, 3_000
TERRITORIES = frozenset({"village", "community"})
#: offices a township has one of
OFFICES = (
    "派出所", "司法所", "财政所", "卫生院", "中心校", "供电所", "市场监管所", "自然资源所", "交警中队", "林业站",
    "水利站", "畜牧站", "税务所", "人社所",
)  # fmt: skip
_BETWEEN = re.compile(r"[、，,；;\s]+")
_BEFORE = re.compile(r"^(.*?)[:：](.*)$")
_PLACE = re.compile(r"^[^村城]{0,3}(?:街道|镇|乡)(?=.{2,})")


@dataclass(frozen=True, slots=True)
class DutyList:
    """One version. ``rows``: (field, word, target) with a unit's number or a category's code as target."""

    version: int
    rows: tuple[tuple[str, str, str], ...]
    since: date | None = None

    def of(self, field: str) -> tuple[tuple[str, str], ...]:
        """The words and targets of one field."""
        return tuple((word, target) for each, word, target in self.rows if each == field)


@dataclass(frozen=True, slots=True)
class Names:
    """What targets are called, in their order: open units by number, categories in force by code."""

    units: Mapping[str, str]
    categories: Mapping[str, str]
    by_name: Mapping[str, str]

    def of(self, field: str) -> Mapping[str, str]:
        return self.categories if field == "category" else self.units


def names_of(conference: int) -> Names:
    """Two queries."""
    units = [unit for unit in roster.units(conference) if unit.closed_on is None]
    known = categories.table(conference)
    by_name = {spelling: str(unit.number) for unit in units for spelling in (*unit.aliases, unit.name)}
    return Names({str(unit.number): unit.name for unit in units}, known.names, by_name)


# reading ------------------------------------------------------------------------------------------------------------


def table(conference: int, version: int | None = None) -> DutyList:
    """The table in force, or one version. One query; two more while none was set."""
    rows = DutyRow.objects.filter(table__conference_id=conference)
    if version is None:
        newest = DutyTable.objects.filter(conference_id=OuterRef("table__conference_id")).order_by("-version")
        rows = rows.filter(table__version=Subquery(newest.values("version")[:1]))
    else:
        rows = rows.filter(table__version=version)
    found = list(rows.order_by("pk").values_list("table__version", "table__since", "field", "word", "target"))
    if not found:
        return starter(conference)
    number, since = found[0][:2]
    return DutyList(number, tuple((field, word, target) for *_, field, word, target in found), since)


def starter(conference: int) -> DutyList:
    """The table while none was set: names and other spellings of units, words of the shipped categories."""
    rows: list[tuple[str, str, str]] = []
    for unit in (unit for unit in roster.units(conference) if unit.closed_on is None):
        field = "territory" if unit.kind in TERRITORIES else "responsible"
        rows += [(field, word, str(unit.number)) for word in called(unit)]
    shipped = dict(SHIPPED)
    by_name = {name: code for code, name in SHIPPED}  # of two with one name the more particular stands last
    for code, name in categories.table(conference).names.items():
        if shipped.get(code) == name and len(name) > 3 and code != OTHER:
            rows.append(("category", name, code))
    for name, words in OF_CATEGORIES.items():
        rows += [("category", word, by_name[name]) for word in words.split()]
    return DutyList(0, tuple(dict.fromkeys(rows)))


def called(unit: UnitView) -> list[str]:
    """Name and other spellings; also without the township's name before it, and what everybody calls such an office."""
    found = [unit.name, *unit.spellings]
    offices = [office for office in OFFICES if any(name.endswith(office) for name in found)]
    return list(dict.fromkeys([*found, *(_PLACE.sub("", name) for name in found), *offices]))


def versions(conference: int) -> list[tuple[int, date]]:
    """The versions that were set, newest first. One query."""
    rows = DutyTable.objects.filter(conference_id=conference).order_by("-version")
    return list(rows.values_list("version", "since"))


def lines(found: DutyList, field: str, names: Names) -> str:
    """One line a target, as it is edited: 派出所：打架、盗窃; targets that are gone are left out."""
    words: dict[str, list[str]] = {}
    for word, target in found.of(field):
        words.setdefault(target, []).append(word)
    known = names.of(field)
    return "\n".join(
        f"{target} {known[target]}：{'、'.join(found_)}"
        if field == "category"
        else f"{known[target]}：{'、'.join(found_)}"
        for target, found_ in words.items()
        if target in known
    )


def read_lines(text: str, field: str, names: Names) -> list[tuple[str, str, str]]:
    """Lines as typed, read back. Raises ``Invalid`` beside ``field`` with the line that is wrong."""
    rows: list[tuple[str, str, str]] = []
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = _BEFORE.match(line.strip())
        if parts is None:
            raise Invalid(f"第 {place} 行没有冒号。每行写“名称：词、词”，例如“派出所：打架、盗窃”。", field)
        target = target_of(parts[1].strip(), field, names)
        if target is None:
            what = "类别（写六位代码或名称）" if field == "category" else "单位（写成员名单里的名称）"
            raise Invalid(f"第 {place} 行的“{parts[1].strip()[:20]}”不是现有的{what}。", field)
        words = words_of(parts[2])
        for word in words:
            if not usable(word):
                raise Invalid(f"第 {place} 行的“{word[:20]}”不能用：每个词 2 到 {LONGEST_WORD} 个字。", field)
        rows += [(field, word, target) for word in words]
    return list(dict.fromkeys(rows))


def words_of(text: str) -> list[str]:
    """打架、盗窃 → each by itself."""
    return [word for word in _BETWEEN.split(text.strip()) if word]


def usable(word: str) -> bool:
    """Whether a word may speak for something."""
    return len(word) <= LONGEST_WORD and len(plain(word)) >= 2


def target_of(name: str, field: str, names: Names) -> str | None:
    """A unit's number by any of its names, a category's code by code or name; None where there is none such."""
    if field != "category":
        return names.by_name.get(name)
    code = name.split()[0] if name.split() else ""
    if code in names.categories:
        return code
    return next((each for each, called in reversed(list(names.categories.items())) if called == name), None)


# writing ------------------------------------------------------------------------------------------------------------


@action(moves.SET_DUTIES)
def set_duties(step: Step, *, rows: Sequence[tuple[str, str, str]], version: int) -> str:
    """A new version of the table; ``version``: what it was made from. Raises ``Invalid``, ``Stale``."""
    present = table(step.conference.pk)
    if present.version != version:
        raise Stale("职责对照表其间已经由别人修订过。请重新打开，在最新的表上修改。", now=f"第 {present.version} 版")
    if not rows:
        raise Invalid("表里一个词也没有。请至少填写一行。", "territory")
    if len(rows) > MOST_ROWS:
        raise Invalid(f"一共 {len(rows)} 个词，最多 {MOST_ROWS} 个。请删去很少用到的词。", "category")
    if set(rows) == set(present.rows) and version:
        raise Invalid("和现在的职责对照表完全一样，没有要修订的内容。", "territory")
    _check_targets(step, rows)
    made = DutyTable.objects.create(conference=step.conference, version=version + 1, since=step.today)
    DutyRow.objects.bulk_create(DutyRow(table=made, field=field, word=word, target=to) for field, word, to in rows)
    counts = {field: sum(each == field for each, _, _ in rows) for field in FIELDS}
    step.fact(moves.SET_DUTIES.verb, f"duty_table:{made.version}", data=counts)
    return f"duty_table:{made.version}"


def _check_targets(step: Step, rows: Iterable[tuple[str, str, str]]) -> None:
    names = names_of(step.conference.pk)
    for field, word, target in rows:
        if field not in FIELDS or target not in names.of(field):
            raise Invalid(f"“{word}”所指的单位或类别已经没有了。请重新打开修改。", field if field in FIELDS else "")
