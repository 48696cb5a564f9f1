"""Reconciliation: a list of the national system beside the ledger, every difference shown, nothing automatic.

Only the columns below are read; a petitioner's and those of special persons, threats, political status or ethnicity
stay in the limited process that read the file, all but their titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from lianxi.documents.columns import Column
from lianxi.documents.rows import Table
from lianxi.documents.unreadable import Unreadable
from lianxi.journal.frame import HERE, Actor
from lianxi.matters import moves, words
from lianxi.matters.models import Matter
from lianxi.matters.national import FIELDS, Found, Taken, with_time
from lianxi.matters.scope import visible

#: the exchange table's codes and labels; nothing else is read
_READ = (
    ("xfjbh", "信访件编号", "text"),
    ("xfrq", "信访日期", "date"),
    ("djsj", "登记时间", "text"),
    ("xbjzsj", "限办截止时间", "date"),
    ("cxm", "查询码", "text"),
    ("xfxs", "信访形式", "text"),
    ("xfrs", "信访人数", "int"),
    ("sjrs", "涉及人数", "int"),
    ("qgccbz", "全国初次标志", "text"),
    ("bjbz", "办结标志", "text"),
    ("xfjzt", "信访件状态", "text"),
)
_OTHER_TITLES = {"xfrq": ("来访日期",), "xbjzsj": ("限办期限", "限办日期"), "xfjbh": ("信访编号",)}
COLUMNS = tuple(
    Column(code, label, 18, kind, also=(code, code.upper(), *_OTHER_TITLES.get(code, ())), optional=True)  # type: ignore[arg-type]
    for code, label, kind in _READ
)
#: parts of titles that are never read: what the law gives no reason to hold, and who petitioned or was complained of
FORBIDDEN = ("扬言", "yybz", "特殊人", "特殊群体", "tsry", "政治面貌", "zzmm", "民族", "mzdm", "宗教")
PERSONAL = (
    "姓名", "xm", "证件", "身份证", "zjhm", "sfzh", "电话", "手机", "lxdh", "sjhm", "住址", "地址", "性别", "出生",
    "年龄", "职业", "邮箱", "信访人", "被反映人", "bfyr", "登记人", "djr", "受信人", "sxr",
)  # fmt: skip
CHANNELS = {
    "网上信访": "online", "网上": "online", "网信": "online", "网上投诉": "online", "来信": "letter", "信": "letter",
    "来电": "call", "电话": "call", "电": "call", "传真": "fax", "来访": "visit", "走访": "visit", "访": "visit",
}  # fmt: skip
YES_NO = {"是": True, "1": True, "y": True, "初次": True, "已办结": True, "办结": True} | {
    "否": False, "0": False, "n": False, "重复": False, "未办结": False, "办理中": False,
}  # fmt: skip
_TIME = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:日)?(?:[ T]+(\d{1,2})[:：](\d{1,2}))?.*")
CLOSED = ("closed", "reviewed", "concluded")
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class NationalRow:
    """One row of the list. ``values``: column of the ledger → what it says, only what is filled in and understood."""

    row: int
    number: str
    values: Mapping[str, Found]
    closed: bool | None
    state: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as read. ``problems``: cell and sentence; titles by why they were not read."""

    rows: tuple[NationalRow, ...]
    problems: tuple[tuple[str, str], ...]
    forbidden: tuple[str, ...]
    personal: tuple[str, ...]
    unused: tuple[str, ...]
    compared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs. ``token``: names it in a form; empty where it is not to be taken over."""

    field: str
    label: str
    here: str
    there: str
    token: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A matter that stands in both, with what differs."""

    number: int
    label: str
    title: str
    national_number: str
    row: int
    differences: tuple[Difference, ...]

    @property
    def takeable(self) -> bool:
        return any(each.token for each in self.differences)


@dataclass(frozen=True, slots=True)
class OnlyThere:
    """A row without a matter here; ``candidate``: the one matter without a number that fits, to be looked at."""

    row: int
    national_number: str
    said: str
    candidate: int | None = None
    candidate_label: str = ""
    candidate_title: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A matter with a number that the list does not have, of the days the list covers."""

    number: int
    label: str
    title: str
    national_number: str
    petitioned_on: date
    state_label: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The list beside the ledger. ``since``, ``until``: the days of petition that the list covers."""

    same: int
    differing: tuple[Differing, ...]
    only_there: tuple[OnlyThere, ...]
    only_here: tuple[OnlyHere, ...]
    without_number: int
    since: date | None
    until: date | None
    takes: Mapping[str, tuple[int, int, str, Found]]


# reading the list ---------------------------------------------------------------------------------------------------


def listing(read: Table) -> Listing:
    """What the limited process read, understood. Raises ``Unreadable`` without numbers or rows."""
    if "xfjbh" not in read.letters:
        raise Unreadable("找不到“信访件编号”（xfjbh）这一列，无法对账。请导出时带上编号，或按下载的空表整理。")
    problems = [(f"{each.column}{each.row}", each.message) for each in read.problems]
    rows: dict[str, NationalRow] = {}
    for row in read.rows:
        found = _row(row.number, row.cells, read.letters, problems)
        if not found.number:
            problems.append((f"{read.letters['xfjbh']}{row.number}", "这一行没有信访件编号，没有参加比对。"))
        elif found.number in rows:
            problems.append(
                (
                    f"{read.letters['xfjbh']}{row.number}",
                    f"编号 {found.number} 在第 {rows[found.number].row} 行已经出现过，以先出现的为准。",
                )
            )
        else:
            rows[found.number] = found
    if not rows:
        raise Unreadable("表里没有带编号的行。请检查导出的文件。")
    forbidden = tuple(title for title in read.ignored if _has(title, FORBIDDEN))
    personal = tuple(title for title in read.ignored if title not in forbidden and _has(title, PERSONAL))
    unused = tuple(title for title in read.ignored if title not in (*forbidden, *personal))
    compared = tuple(label for code, label, _ in _READ if code in read.letters)
    return Listing(tuple(rows.values()), tuple(problems), forbidden, personal, unused, compared)


def _has(title: str, parts: Sequence[str]) -> bool:
    small = title.lower()
    return any(part in small if not part.isascii() or len(part) > 3 else part == small for part in parts)


def _row(
    number: int, cells: Mapping[str, Any], letters: Mapping[str, str], problems: list[tuple[str, str]]
) -> NationalRow:
    def said(code: str) -> str:
        return str(cells.get(code) or "").strip()

    def known(code: str, table: Mapping[str, Any], what: str) -> Any:
        words_ = said(code)
        if not words_:
            return None
        found = table.get(words_.lower())
        if found is None:
            problems.append((f"{letters[code]}{number}", f"看不懂{what}“{words_[:20]}”，这一格没有参加比对。"))
        return found

    first = known("qgccbz", YES_NO, "全国初次标志")
    values: dict[str, Found] = {
        "national_entered_at": _moment(said("djsj"), letters.get("djsj", ""), number, problems),
        "national_due": cells.get("xbjzsj"),
        "query_code": said("cxm") or None,
        "petitioned_on": cells.get("xfrq"),
        "channel": known("xfxs", CHANNELS, "信访形式"),
        "people": cells.get("xfrs"),
        "involved": cells.get("sjrs"),
        "national_first": None if first is None else "first" if first else "repeat",
    }
    given = {name: value for name, value in values.items() if value is not None}
    state = said("xfjzt")
    closed = known("bjbz", YES_NO, "办结标志") if said("bjbz") else True if state in ("已办结", "办结") else None
    return NationalRow(number, said("xfjbh")[:40], given, closed, state[:20])


def _moment(text: str, letter: str, number: int, problems: list[tuple[str, str]]) -> datetime | None:
    if not text:
        return None
    found = _TIME.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})()()", text)
    try:
        if found is not None:
            year, month, day, hour, minute = (int(part) if part else 0 for part in found.groups())
            return with_time(date(year, month, day), hour, minute)
    except ValueError:
        pass
    problems.append((f"{letter}{number}", f"登记时间“{text[:20]}”不是日期，这一格没有参加比对。"))
    return None


def as_content(found: Listing) -> dict[str, Any]:
    """The list as a draft keeps it."""
    content = asdict(found)
    for row in content["rows"]:
        row["values"] = {name: _stored(value) for name, value in row["values"].items()}
    return content


def _stored(value: Found) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def from_content(content: Mapping[str, Any]) -> Listing:
    """The reverse of ``as_content``."""
    rows = tuple(
        NationalRow(
            row["row"],
            row["number"],
            {name: _restored(name, value) for name, value in row["values"].items()},
            row["closed"],
            row["state"],
        )
        for row in content["rows"]
    )
    titles = (tuple(content[name]) for name in ("forbidden", "personal", "unused", "compared"))
    return Listing(rows, tuple((cell, words_) for cell, words_ in content["problems"]), *titles)


def _restored(name: str, value: Any) -> Found:
    if name == "national_entered_at":
        return datetime.fromisoformat(value)
    if name in ("national_due", "petitioned_on"):
        return date.fromisoformat(value)
    found: Found = value
    return found


# beside the ledger --------------------------------------------------------------------------------------------------


def compare(conference: int, actor: Actor, rows: Sequence[NationalRow]) -> Comparison:
    """Every difference between the list and the matters this person may see. Two queries."""
    days = [day for row in rows if isinstance(day := row.values.get("petitioned_on"), date)]
    since, until = min(days, default=None), max(days, default=None)
    mine = visible(conference, actor).filter(stub=False).exclude(state="voided")
    numbers = [row.number for row in rows]
    known = {matter.national_number: matter for matter in mine.filter(national_number__in=numbers)[:MOST_ROWS]}
    others: list[Matter] = []
    if since is not None:
        within = mine.filter(petitioned_on__range=(since, until)).exclude(national_number__in=numbers)
        others = list(within.order_by("number")[:MOST_ROWS])
    takes: dict[str, tuple[int, int, str, Found]] = {}
    pairs = [(row, known[row.number]) for row in rows if row.number in known]
    differing = [_differing(row, matter, takes) for row, matter in pairs]
    unnumbered = [matter for matter in others if not matter.national_number]
    missing = [row for row in rows if row.number not in known]
    return Comparison(
        sum(not each.differences for each in differing),
        tuple(each for each in differing if each.differences),
        tuple(_only_there(missing, unnumbered, takes)),
        tuple(_only_here(matter) for matter in others if matter.national_number),
        len(unnumbered),
        since,
        until,
        takes,
    )


def _differing(row: NationalRow, matter: Matter, takes: dict[str, tuple[int, int, str, Found]]) -> Differing:
    found = [
        _difference(matter, name, value, takes)
        for name, value in row.values.items()
        if _shown(name, getattr(matter, name)) != _shown(name, value)
    ]
    if row.closed is not None and row.closed != (matter.state in CLOSED):
        there = row.state or ("已办结" if row.closed else "未办结")
        found.append(Difference("state", "办理状态", words.STATES[matter.state], there, ""))
    return Differing(
        matter.number, words.number_label(matter.number), matter.title, matter.national_number, row.row, tuple(found)
    )


def _difference(matter: Matter, name: str, value: Found, takes: dict[str, tuple[int, int, str, Found]]) -> Difference:
    token = ""
    if matter.state in moves.ENTER_NATIONALLY.from_ and matter.void_asked_by is None:
        token = f"{matter.number}.{matter.version}.{name}"
        takes[token] = (matter.number, matter.version, name, value)
    return Difference(name, FIELDS[name], _shown(name, getattr(matter, name)), _shown(name, value), token)


def _shown(name: str, value: Found) -> str:
    """A value in words; a moment by its day, for lists often leave out the time."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, datetime):
        return value.astimezone(HERE).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if name == "channel":
        return words.CHANNELS.get(str(value), str(value))
    return words.FIRST.get(str(value), str(value)) if name == "national_first" else str(value)


def _only_there(
    missing: Sequence[NationalRow], unnumbered: Sequence[Matter], takes: dict[str, tuple[int, int, str, Found]]
) -> Iterable[OnlyThere]:
    """Rows without a matter; where exactly one row and one matter fit each other, the matter is offered."""
    fits = {row.row: [matter for matter in unnumbered if _fits(row, matter)] for row in missing}
    wanted = Counter(matter.number for found in fits.values() if len(found) == 1 for matter in found)
    for row in missing:
        shown = (_shown(name, row.values[name]) for name in ("petitioned_on", "channel") if name in row.values)
        said = "，".join([*shown, *([f"{row.values['people']}人"] if "people" in row.values else []), row.state])
        found = fits[row.row]
        if len(found) != 1 or wanted[found[0].number] != 1:
            yield OnlyThere(row.row, row.number, said.rstrip("，"))
            continue
        matter = found[0]
        token = f"{matter.number}.{matter.version}.entry.{row.row}"
        for name in ("national_entered_at", "national_due", "query_code"):
            if name in row.values:
                takes[f"{token}.{name}"] = (matter.number, matter.version, name, row.values[name])
        takes[token] = (matter.number, matter.version, "national_number", row.number)
        yield OnlyThere(
            row.row,
            row.number,
            said.rstrip("，"),
            matter.number,
            words.number_label(matter.number),
            matter.title,
            token if "national_entered_at" in row.values and matter.state in moves.ENTER_NATIONALLY.from_ else "",
        )


def _fits(row: NationalRow, matter: Matter) -> bool:
    same = all(row.values.get(name) == getattr(matter, name) for name in ("petitioned_on", "channel"))
    return same and row.values.get("people", matter.people) == matter.people


def _only_here(matter: Matter) -> OnlyHere:
    return OnlyHere(
        matter.number,
        words.number_label(matter.number),
        matter.title,
        matter.national_number,
        matter.petitioned_on,
        words.STATES[matter.state],
    )


def chosen(found: Comparison, tokens: Iterable[str], whole: int | None = None) -> list[Taken]:
    """What was ticked (``whole``: everything of one matter), by matter. An entry brings its time, due and code."""
    wanted = set(tokens) & set(found.takes)
    wanted |= {token for token, (number, *_) in found.takes.items() if number == whole and ".entry." not in token}
    taken: dict[int, tuple[int, dict[str, Found]]] = {}
    for token, (number, version, name, value) in found.takes.items():
        if token in wanted or any(token.startswith(f"{each}.") for each in wanted if ".entry." in each):
            taken.setdefault(number, (version, {}))[1][name] = value
    return [Taken(number, version, values) for number, (version, values) in sorted(taken.items())]
