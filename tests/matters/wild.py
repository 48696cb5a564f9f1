# ruff: noqa: E501 (tables of words)
"""Ledgers as clerks keep them: one set of fictional matters, laid out in very many wild ways."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

SAMPLES = Path(__file__).parent.parent / "samples"
VILLAGES = ("柳塘村", "柳河村", "柳山村")
UNITS = ("镇司法所", "柳塘镇派出所", "镇综治办公室")
NAMES = ("何小满", "欧阳立春", "顾谷雨", "何白露、顾霜降", "严冬至", "苗芒种", "夏立夏")
CHANNELS = (("来访", "visit"), ("来信", "letter"), ("网上信访", "online"), ("来电", "call"))
TEXTS = (
    "反映通村路灯三个月不亮",
    "要求兑现2025年退耕还林补助",
    "反映邻居占用排水沟",
    "咨询危房改造条件",
    "反映灌溉水渠淤塞，影响春耕",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One matter as the ledger tells it; what is compared after it was brought in."""

    number: str
    name: str
    phone: str
    village: str
    text: str
    channel: str
    on: date
    unit: str
    closed: date | None
    note: str
    people: int


def told(count: int = 7, year: int = 2025) -> list[Told]:
    """So many matters, from the second of January on."""
    return [
        Told(
            f"LT{year}-{place + 1:03d}",
            NAMES[place % len(NAMES)],
            f"1380000{place:04d}",
            VILLAGES[place % 3],
            f"{TEXTS[place % len(TEXTS)]}（第{place + 1}件）",
            CHANNELS[place % 4][0],
            date(year, 1, 2) + timedelta(days=place * 3),
            UNITS[place % 3],
            None if place % 5 == 4 else date(year, 1, 20) + timedelta(days=place * 3),
            f"已到现场核实{place + 1}次",
            2 if place % len(NAMES) == 3 else 1,
        )
        for place in range(count)
    ]


Heads = Sequence[str | tuple[str, Sequence[str]]]
STANDARD: Heads = (
    "编号", "姓名", "联系电话", "所在村", "反映问题", "信访形式", "信访日期", "责任单位", "办结时间", "办理情况", "人数",
)  # fmt: skip
GROUPED: Heads = (
    "序号", "编号", ("信访人", ("姓名", "电话", "所在村")), "主要内容", "信访方式", "来访时间",
    ("办理情况", ("责任单位", "办结时间", "办理结果")), "人数",
)  # fmt: skip
SEEN: Heads = (
    "编号", "责任科室", "信访方式", "标题", "接件时间", "举报类型", "乡镇", "转办时间", "应结办日期", "办理情况", "办结时间",
    "接件人", "办理人",
)  # fmt: skip


def flat(heads: Heads) -> list[tuple[str, str]]:
    """Every column as (group, head)."""
    return [
        (each[0], part) if isinstance(each, tuple) else ("", each)
        for each in heads
        for part in (each[1] if isinstance(each, tuple) else ("",))
    ]


def cell(one: Told, group: str, head: str, place: int) -> Any:
    """What stands under a head for a matter; nothing under heads the matter says nothing of."""
    values: dict[str, Any] = {
        "编号": one.number, "登记号": one.number, "信访编号": one.number, "序号": place + 1, "NO.": place + 1,
        "姓名": one.name, "信访人": one.name, "来访人姓名": one.name, "反映人": one.name, "信访人姓名": one.name, "xfrxm": one.name,
        "联系电话": one.phone, "电话": one.phone, "手机号码": one.phone, "联系方式": one.phone,
        "所在村": one.village, "村（社区）": one.village, "乡镇": one.village, "村别": one.village, "wtsddm": one.village,
        "反映问题": one.text, "主要内容": one.text, "标题": one.text, "信访事由": one.text, "内容摘要": one.text, "来访诉求": one.text,
        "反映的主要问题": one.text, "tsnr": one.text, "诉求": one.text,
        "信访形式": one.channel, "信访方式": one.channel, "来源渠道": one.channel, "xfxs": one.channel, "信访渠道": one.channel,
        "信访日期": one.on, "来访时间": one.on, "接件时间": one.on, "登记时间": one.on, "日期": one.on, "xfrq": one.on, "来信时间": one.on,
        "责任单位": one.unit, "责任科室": one.unit, "承办单位": one.unit, "主办单位": one.unit,
        "办结时间": one.closed, "结案日期": one.closed, "化解时间": one.closed, "办结日期": one.closed,
        "办理情况": one.note, "办理结果": one.note, "处理结果": one.note, "化解措施": one.note, "备注": one.note,
        "人数": one.people, "来访人数": one.people, "信访人数": one.people, "xfrs": one.people,
        "是否办结": "是" if one.closed else "否", "办结标志": "已办结" if one.closed else "办理中", "bjbz": "1" if one.closed else "0",
        "是否扬言": "机密词甲", "重点人员": "机密词甲", "政治面貌": "机密词甲", "民族": "机密词甲", "是否息访": "机密词甲",
    }  # fmt: skip
    return values.get(head or group)


def rows_of(matters: Sequence[Told], heads: Heads, day: Callable[[date], Any] | None = None) -> list[list[Any]]:
    """The cells of the matters under these heads, days written as ``day`` does."""
    columns = flat(heads)
    made = []
    for place, one in enumerate(matters):
        row = [
            cell(one, group, head, place)
            for group, head in ((g if not h else "", h or g) for g, h in map(_pair, columns))
        ]
        made.append([day(value) if day and isinstance(value, date) else value for value in row])
    return made


def _pair(column: tuple[str, str]) -> tuple[str, str]:
    group, part = column
    return ("", part) if not group else (group, part) if part else (group, "")


@dataclass
class Layout:
    """How a ledger is laid out as a workbook."""

    heads: Heads = STANDARD
    titles: Sequence[str] = ("柳塘镇信访事项台账",)
    day: Callable[[date], Any] | None = None
    matters: Sequence[Told] = field(default_factory=told)
    notes: Sequence[str] = ()
    again: int = 0
    totals: int = 0
    sections: Sequence[str] = ()
    blanks: int = 0
    left: int = 0
    since_1904: bool = False
    sheet: str = "台账"
    monthly: bool = False
    cover: bool = False
    spaced: bool = False
    star: bool = False
    numbers_as_numbers: bool = False
    serials_below: int = 0

    def workbook(self) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": self.since_1904}) as book:
            self._days = book.add_format({"num_format": "yyyy-mm-dd"})
            if self.cover:
                book.add_worksheet("封面").write(3, 2, "柳塘镇信访工作台账")
            if self.monthly:
                half = len(self.matters) // 2
                for name, part in (("1月", self.matters[:half]), ("2月", self.matters[half:])):
                    self._sheet(book.add_worksheet(name), part)
            else:
                self._sheet(book.add_worksheet(self.sheet), self.matters)
        return out.getvalue()

    def _sheet(self, sheet: Any, matters: Sequence[Told]) -> None:
        columns = flat(self.heads)
        row = 0
        for title in self.titles:
            sheet.merge_range(row, self.left, row, self.left + len(columns) - 1, title)
            row += 1
        row = self._head(sheet, row)
        for place, cells in enumerate(rows_of(matters, self.heads, self.day)):
            if self.sections and place % max(1, len(matters) // len(self.sections)) == 0:
                which = place // max(1, len(matters) // len(self.sections))
                if which < len(self.sections):
                    sheet.merge_range(row, self.left, row, self.left + len(columns) - 1, self.sections[which])
                    row += 1
            if self.again and place and place % self.again == 0:
                row = self._head(sheet, row)
            for column, value in enumerate(cells):
                self._write(sheet, row, self.left + column, value)
            row += 1 + self.blanks
            if self.totals and place % self.totals == self.totals - 1:
                sheet.write(row, self.left, "小计")
                sheet.write(row, self.left + len(columns) - 1, self.totals)
                row += 1
        for serial in range(self.serials_below):
            sheet.write(row, self.left, len(matters) + serial + 1)
            row += 1
        for note in self.notes:
            sheet.write(row, self.left, note)
            row += 1

    def _head(self, sheet: Any, row: int) -> int:
        two = any(isinstance(each, tuple) for each in self.heads)
        column = self.left
        for each in self.heads:
            if isinstance(each, tuple):
                sheet.merge_range(row, column, row, column + len(each[1]) - 1, each[0])
                for place, part in enumerate(each[1]):
                    sheet.write(row + 1, column + place, self._title(part))
                column += len(each[1])
                continue
            if two:
                sheet.merge_range(row, column, row + 1, column, self._title(each))
            else:
                sheet.write(row, column, self._title(each))
            column += 1
        return row + (2 if two else 1)

    def _title(self, head: str) -> str:
        if self.spaced and len(head) == 2:
            head = f"{head[0]}　{head[1]}"
        return f"*{head}" if self.star else head

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, self._days)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif self.numbers_as_numbers and isinstance(value, str) and value.isdecimal():
            sheet.write_number(row, column, int(value))
        elif value is not None:
            sheet.write_string(row, column, value)


def csv_of(matters: Sequence[Told], heads: Heads = STANDARD, *, mark: str = ",", encoding: str = "utf-8", bom: bool = False,
           above: Sequence[str] = (), ends: str = "\r\n") -> bytes:  # fmt: skip
    """The same as text."""
    columns = [part or group for group, part in ((g, h) for g, h in flat(heads))]
    lines = [*above, mark.join(columns)]
    for row in rows_of(matters, heads, lambda day: f"{day.year}/{day.month}/{day.day}"):
        lines.append(mark.join(_quoted(value, mark) for value in row))
    text = ends.join(lines) + ends
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    return (codecs.BOM_UTF8 if bom else b"") + text.encode(encoding)


def _quoted(value: Any, mark: str) -> str:
    told_ = "" if value is None else str(value)
    return f'"{told_}"' if mark in told_ or "\n" in told_ else told_


def chinese(day: date) -> str:
    """二〇二五年一月二日"""
    return f"{''.join('〇一二三四五六七八九'[int(sign)] for sign in str(day.year))}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")


def swapped(**names: str) -> Heads:
    """The standard heads with other words."""
    return tuple(names.get(str(each), each) for each in STANDARD)


def layouts() -> dict[str, tuple[str, bytes]]:
    """Name → file name and bytes."""
    forbidden = (*STANDARD, "是否扬言", "重点人员", "政治面貌", "民族", "是否息访")
    books = {
        "plain": Layout(titles=()),
        "one merged title": Layout(),
        "three merged titles": Layout(titles=("柳塘镇", "2025年信访事项台账", "填报单位：柳塘镇联席办　填报日期：2025年12月31日")),
        "two-row head": Layout(heads=GROUPED),
        "two-row head without a title": Layout(heads=GROUPED, titles=()),
        "head again on every page": Layout(again=3),
        "two-row head again": Layout(heads=GROUPED, again=3),
        "subtotals": Layout(totals=2),
        "empty rows between": Layout(blanks=1),
        "three empty rows between": Layout(blanks=3),
        "sections by quarter": Layout(sections=("一季度", "二季度")),
        "notes below": Layout(notes=("注：本表由联席办填报", "填表人：联席办　审核人：联席办主任")),
        "everything at once": Layout(heads=GROUPED, again=4, totals=3, blanks=1, sections=("一、上半年", "二、下半年"), notes=("说明：含村级上报",)),
        "moved to the right": Layout(left=2),
        "1904": Layout(since_1904=True),
        "days as 2025/1/2": Layout(day=lambda d: f"{d.year}/{d.month}/{d.day}"),
        "days as 2025.1.2": Layout(day=lambda d: f"{d.year}.{d.month}.{d.day}"),
        "days as 2025年1月2日": Layout(day=lambda d: f"{d.year}年{d.month}月{d.day}日"),
        "days as 20250102": Layout(day=lambda d: f"{d:%Y%m%d}"),
        "days as a number 20250102": Layout(day=lambda d: int(f"{d:%Y%m%d}")),
        "days as serial numbers": Layout(day=lambda d: (d - date(1899, 12, 30)).days),
        "days without year, year in the title": Layout(titles=("柳塘镇2025年信访台账",), day=lambda d: f"{d.month}月{d.day}日"),
        "days as 1.2, year in the title": Layout(titles=("2025年度信访事项登记表",), day=lambda d: f"{d.month}.{d.day}"),
        "days without year, year in the sheet": Layout(titles=(), sheet="2025年", day=lambda d: f"{d.month}月{d.day}日"),
        "days without year, year in sections": Layout(titles=(), sections=("2025年",), day=lambda d: f"{d.month}月{d.day}日"),
        "days in Chinese numerals": Layout(day=chinese),
        "days with a time": Layout(day=lambda d: f"{d:%Y-%m-%d} 09:30"),
        "days with a weekday": Layout(day=lambda d: f"{d.year}年{d.month}月{d.day}日（星期{'一二三四五六日'[d.weekday()]}）"),
        "days as 25年1月2日": Layout(titles=("2025年台账",), day=lambda d: f"{d:%y}年{d.month}月{d.day}日"),
        "full-width days": Layout(day=lambda d: f"{d.year}－{d.month}－{d.day}".translate({ord("0") + n: ord("０") + n for n in range(10)})),
        "a cover in front": Layout(cover=True),
        "a sheet a month": Layout(monthly=True),
        "a sheet a month, with covers": Layout(monthly=True, cover=True, titles=("2025年",)),
        "spaces in the heads": Layout(spaced=True),
        "stars in the heads": Layout(star=True),
        "numbers as numbers": Layout(numbers_as_numbers=True),
        "numbered lines below": Layout(heads=("序号", *STANDARD), serials_below=5),
        "columns that must not be kept": Layout(heads=forbidden),
        "other words 1": Layout(heads=swapped(编号="登记号", 姓名="来访人姓名", 联系电话="手机号码", 反映问题="信访事由", 信访日期="来访时间", 责任单位="承办单位", 办结时间="结案日期", 办理情况="处理结果", 人数="来访人数")),
        "other words 2": Layout(heads=swapped(编号="信访编号", 姓名="反映人", 联系电话="联系方式", 所在村="村（社区）", 反映问题="内容摘要", 信访形式="来源渠道", 信访日期="登记时间", 责任单位="主办单位", 办结时间="化解时间", 办理情况="化解措施")),
        "codes of the exchange table": Layout(heads=swapped(姓名="xfrxm", 所在村="wtsddm", 反映问题="tsnr", 信访形式="xfxs", 信访日期="xfrq", 人数="xfrs")),
        "a serial column besides": Layout(heads=("序号", *STANDARD, "是否办结")),
        "the columns backwards": Layout(heads=tuple(reversed(STANDARD))),
    }  # fmt: skip
    made = {name: ("台账.xlsx", layout.workbook()) for name, layout in books.items()}
    matters = told()
    made |= {
        # "everything at once", saved by LibreOffice as Excel 97
        "old Excel": ("台账.xls", (SAMPLES / "old_ledger.xls").read_bytes()),
        "csv": ("台账.csv", csv_of(matters)),
        "csv with a mark": ("台账.csv", csv_of(matters, bom=True)),
        "csv in GB18030": ("台账.csv", csv_of(matters, encoding="gb18030")),
        "csv in UTF-16": ("台账.csv", csv_of(matters, encoding="utf-16", mark="\t")),
        "csv with titles": ("台账.csv", csv_of(matters, above=("柳塘镇2025年信访台账", ""))),
        "csv with tabs": ("台账.txt", csv_of(matters, mark="\t")),
        "csv with semicolons": ("台账.csv", csv_of(matters, mark=";")),
        "csv of a Mac": ("台账.csv", csv_of(matters, ends="\n")),
    }
    return made
