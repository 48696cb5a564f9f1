"""Forms of bringing in a ledger, its columns with their samples, and the copy with every problem marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from lianxi.documents.columns import Cell, Column, column_letters
from lianxi.documents.ledger.days import day_in
from lianxi.documents.ledger.fields import BY_KEY, FIELDS
from lianxi.documents.ledger.reading import Ledger
from lianxi.documents.sheets import write_marked
from lianxi.matters.identities.people import mask
from lianxi.matters.imports.import_checks import DAYS, Checked, Choices
from lianxi.matters.words import CHANNELS
from lianxi.web.forms import ActionForm

SAMPLES, SAMPLE = 3, 24
#: rows of a marked copy; of a larger ledger it has only those with problems
COPIED = 10_000
NOT_KEPT = "不导入"
_DIGITS = re.compile(r"(\d{3})\d{4,}(\d{2}[\dXx])")


class LedgerFileForm(ActionForm):
    table = forms.FileField(
        label="原有台账", help_text="Excel（.xlsx、.xls）或 CSV，原样上传，不用改格式。上传后先核对，不会直接登记。"
    )


class ColumnsForm(ActionForm):
    """What every column means, and what stands for what the ledger does not say."""

    channel = forms.ChoiceField(label="没写信访形式的，按", choices=list(CHANNELS.items()))
    unsaid = forms.ChoiceField(
        label="看不出是否办结的，按",
        choices=[("old", "往年的按已办结，今年的按未办结"), ("closed", "都按已办结"), ("open", "都按未办结")],
        help_text="有办结时间、或写明“已办结”“办理中”的，以表里写的为准。",
    )
    known = forms.ChoiceField(
        label="系统里已经有的",
        choices=[("skip", "跳过，不改动"), ("update", "用表里的内容更新（只限以前导入、其间没有办理过的）")],
    )
    year = forms.TypedChoiceField(
        label="没写年份的日期，是", coerce=int, empty_value=None, required=False,
        help_text="表名、工作表名或分段标题里写了年份的，以那里为准。",
    )  # fmt: skip

    def __init__(self, *args: Any, ledger: Ledger, mapping: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices(
            "year", [("", "（都写了年份）"), *((year, f"{year}年") for year in range(today.year, today.year - 12, -1))]
        )
        offered = [("", NOT_KEPT), *((each.key, _meaning(each.key)) for each in FIELDS)]
        for place, column in enumerate(ledger.columns):
            if not column.forbidden:
                self.fields[f"c{place}"] = forms.ChoiceField(
                    label=f"{column.letter} 列 {column.title}", choices=offered, required=False, initial=mapping[place]
                )

    def choices(self, words: Mapping[str, str]) -> Choices:
        """What was chosen, and what words of units and categories mean."""
        given = self.cleaned_data
        return Choices(given["channel"], given["unsaid"], given["known"], given["year"], words)

    def mapping(self, ledger: Ledger) -> list[str]:
        """The field of every column."""
        return [self.cleaned_data.get(f"c{place}", "") for place in range(len(ledger.columns))]

    def clean(self) -> dict[str, Any]:
        """A field that may come once stands at one column only; a day and the content must be there."""
        given: dict[str, Any] = super().clean() or {}
        seen: dict[str, str] = {}
        for name, key in list(given.items()):
            if not re.fullmatch(r"c\d+", name) or not key:
                continue
            if key in seen and not BY_KEY[key].many:
                self.add_error(name, f"“{BY_KEY[key].label}”已经选给了另一列。只能选一列，其余请选“附记”。")
            seen[key] = name
        if not {"petitioned_on", "received_on", "assigned_on"} & seen.keys():
            self.add_error(None, "请指明哪一列是信访日期（或收到日期）。")
        if not {"title", "text", "demand"} & seen.keys():
            self.add_error(None, "请指明哪一列是反映的问题（或事项概况）。")
        return given


def _meaning(key: str) -> str:
    field = BY_KEY[key]
    return f"{field.label}（加密保存）" if field.personal else field.label


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column on the page. ``field``: its choice, None where it is dropped unread."""

    letter: str
    title: str
    samples: tuple[str, ...]
    field: Any


def column_lines(form: ColumnsForm, ledger: Ledger, mapping: Sequence[str]) -> list[ColumnLine]:
    """Every column with its first values, personal ones masked."""
    lines = []
    for place, column in enumerate(ledger.columns):
        if column.forbidden:
            continue
        values = dict.fromkeys(str(row.cells[place]) for row in ledger.rows[:200] if row.cells[place] is not None)
        samples = tuple(_sample(value, mapping[place]) for value in list(values)[:SAMPLES])
        lines.append(ColumnLine(column.letter, column.title, samples, form[f"c{place}"]))
    return lines


def _sample(value: str, key: str) -> str:
    if key == "name":
        return mask(value)
    told = _DIGITS.sub(lambda found: f"{found.group(1)}****{found.group(2)}", value)
    if key in BY_KEY and BY_KEY[key].personal and told == value:
        told = f"{value[:3]}＊＊"
    return told if len(told) <= SAMPLE else f"{told[: SAMPLE - 1]}…"


def marked_copy(ledger: Ledger, mapping: Sequence[str], found: Checked, choices: Choices) -> bytes:
    """The ledger as read, every problem red with its sentence; put right it can be uploaded again as it is."""
    kept = [place for place, column in enumerate(ledger.columns) if not column.forbidden]
    wrong: dict[int, dict[int, str]] = {}
    for each in found.problems:
        wrong.setdefault(each.row, {}).setdefault(each.column, each.sentence)
    columns = [Column(f"c{place}", _head(ledger, place), 16) for place in kept]
    columns.append(Column("wrong", "请改正（改好后可不删）", 60))
    shown = range(len(ledger.rows)) if len(ledger.rows) <= COPIED else sorted(wrong)
    rows, marks = [], {}
    for line, place in enumerate(shown):
        row, said = ledger.rows[place], wrong.get(place, {})
        rows.append(
            [
                *(_cell(ledger, row.cells[c], mapping[c], row.year or choices.year) for c in kept),
                " ".join(said.values()),
            ]
        )
        marks.update({(line, kept.index(column)): sentence for column, sentence in said.items() if column in kept})
        if -1 in said:
            marks[line, len(kept)] = said[-1]
    note = "标红的格子要改正，旁边有说明。改好后把这份表重新上传。"
    return write_marked(columns, rows, marks, title="台账（已标出问题）", note=note)


def _head(ledger: Ledger, place: int) -> str:
    title = ledger.columns[place].title
    return f"{column_letters(place)}列" if title.startswith("（") else title.replace(" · ", "")


def _cell(ledger: Ledger, value: Any, key: str, year: int | None) -> Cell:
    """A cell to be written; a day without its year gets it, since the titles do not stand in the copy."""
    day = day_in(value, year, since_1904=ledger.since_1904) if key in DAYS else None
    cell: Cell = day or value
    return cell
