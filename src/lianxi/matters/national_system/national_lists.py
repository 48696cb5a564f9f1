"""A list exported from the national system, as read: only the columns below leave the limited process.

A petitioner's columns and those of special persons, threats, political status or ethnicity stay in it, all but their
titles, which the page names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from lianxi.documents.columns import Column
from lianxi.documents.rows import Table
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.national_system.national import Found, with_time

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
#: what the exchange table's other codes mean, to name on the page what was not read
NAMED = {
    "yybz": "是否扬言", "rdwt": "热点问题", "xm": "姓名", "xfrxm": "信访人姓名", "djr": "登记人", "sxr": "受信人",
    "tsnr": "投诉内容", "gkxx": "概况信息", "bfyrhdw": "被反映人或单位", "bfyrzw": "被反映人职务", "zjhm": "证件号码",
    "lxdh": "联系电话", "sjhm": "手机号码", "zzmm": "政治面貌", "mzdm": "民族", "tsry": "特殊人员",
    "djjgmc": "登记机构名称",
    "nrfldm": "内容分类代码", "wtsddm": "问题属地代码", "xfmddm": "信访目的代码", "cfxfbz": "重复信访标志",
}  # fmt: skip
CHANNELS = {
    "网上信访": "online", "网上": "online", "网信": "online", "网上投诉": "online", "来信": "letter", "信": "letter",
    "来电": "call", "电话": "call", "电": "call", "传真": "fax", "来访": "visit", "走访": "visit", "访": "visit",
}  # fmt: skip
YES_NO = {"是": True, "1": True, "y": True, "初次": True, "已办结": True, "办结": True} | {
    "否": False, "0": False, "n": False, "重复": False, "未办结": False, "办理中": False,
}  # fmt: skip
_TIME = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:日)?(?:[ T]+(\d{1,2})[:：](\d{1,2}))?.*")


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
    forbidden = [title for title in read.ignored if _has(title, FORBIDDEN)]
    personal = [title for title in read.ignored if title not in forbidden and _has(title, PERSONAL)]
    unused = [title for title in read.ignored if title not in (*forbidden, *personal)]
    compared = tuple(label for code, label, _ in _READ if code in read.letters)
    return Listing(tuple(rows.values()), tuple(problems), _named(forbidden), _named(personal), _named(unused), compared)


def _named(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles to print, codes with their meaning."""
    return tuple(f"{title}（{NAMED[title.lower()]}）" if title.lower() in NAMED else title[:40] for title in titles)


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
    return Listing(
        rows=rows,
        problems=tuple((cell, words_) for cell, words_ in content["problems"]),
        **{name: tuple(content[name]) for name in ("forbidden", "personal", "unused", "compared")},
    )


def _restored(name: str, value: Any) -> Found:
    if name == "national_entered_at":
        return datetime.fromisoformat(value)
    if name in ("national_due", "petitioned_on"):
        return date.fromisoformat(value)
    found: Found = value
    return found
