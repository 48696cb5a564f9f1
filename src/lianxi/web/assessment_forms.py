"""The forms of assessment: the editor of a scheme as a table of indicators, the steps on a scheme and on objections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from lianxi.assessment.queries import SchemeView
from lianxi.assessment.schemes import MOST_INDICATORS, Outline, Wanted, faults
from lianxi.assessment.starter import GRADES, STARTER
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.roster_view import KINDS
from lianxi.web.step_cards import VersionStep

#: parts of an indicator → label
PARTS = {"name": "名称", "definition": "口径说明", "formula": "计分公式", "weight": "分值", "cap": "最高得分"}
PLACES_OF_GRADES = (1, 2, 3, 4, 5)
#: empty lines offered below the last indicator; how many "再加几行" adds
SPARE, MORE = 2, 5


@dataclass(frozen=True, slots=True)
class Start:
    """What an editor begins with: the values of its fields, and how many indicators they are."""

    values: Mapping[str, Any]
    count: int


def from_starter(today: date) -> Start:
    """通用考核办法, for the running year."""
    rows = [Wanted(each.name, each.definition, each.formula, Decimal(each.weight)) for each in STARTER]
    grades = [(str(points), str(word)) for points, word in GRADES]
    return _start(f"{today.year}年度信访工作责任目标考核办法", _year(today.year), rows, grades)


def empty(today: date) -> Start:
    grades = [(str(points), str(word)) for points, word in GRADES]
    return _start(f"{today.year}年度信访工作责任目标考核办法", _year(today.year), [], grades)


def copy_of(view: SchemeView, today: date) -> Start:
    """Last year's scheme for the running year."""
    title = view.row.title.replace(str(view.row.first_day.year), str(today.year))
    return _of_view(view, title, _year(today.year))


def of(view: SchemeView) -> Start:
    """What stands in a draft."""
    return _of_view(view, view.row.title, (view.row.first_day, view.row.last_day))


def _of_view(view: SchemeView, title: str, span: tuple[date, date]) -> Start:
    rows = [
        Wanted(each.name, each.definition, each.formula, each.weight, None if each.cap == each.weight else each.cap)
        for each in view.indicators
    ]
    grades = [(f"{points.normalize():f}", word) for points, word in view.grades]
    start = _start(title, span, rows, grades)
    return Start({**start.values, "kinds": list(view.kinds), "note": view.note}, start.count)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _start(title: str, span: tuple[date, date], rows: Sequence[Wanted], grades: Sequence[tuple[str, str]]) -> Start:
    values: dict[str, Any] = {"title": title, "first_day": span[0], "last_day": span[1]}
    for place, each in enumerate(rows, 1):
        values |= {f"{part}_{place}": getattr(each, part) for part in PARTS}
    for place, (points, word) in enumerate(grades, 1):
        values |= {f"points_{place}": points, f"word_{place}": word}
    return Start(values, len(rows))


class SchemeForm(ActionForm):
    """A scheme: its outline, and as many lines of indicators as were sent (or stand there), with some to spare."""

    title = forms.CharField(label="名称", max_length=120)
    first_day = DayField(label="考核期第一天")
    last_day = DayField(label="考核期最后一天")
    kinds = forms.MultipleChoiceField(
        label="考核哪些单位",
        choices=list(KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="都不选为全部成员单位。",
    )
    note = forms.CharField(
        label="说明", widget=forms.Textarea, required=False, help_text="指导思想、结果运用等，印在办法里。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = str(self.data.get("count", "")) if self.is_bound else ""
        asked = (int(sent) if sent.isdecimal() and len(sent) < 3 else 0) or count + SPARE
        if self.is_bound and self.data.get("do") == "more":
            asked += MORE
        self.count = min(asked, MOST_INDICATORS)
        for place in self.places:
            self._add_line(place)
        for place in PLACES_OF_GRADES:
            self.fields[f"points_{place}"] = forms.DecimalField(
                label=f"第 {place} 等分数线", max_digits=5, decimal_places=1, required=False
            )
            self.fields[f"word_{place}"] = forms.CharField(label=f"第 {place} 等名称", max_length=12, required=False)

    @property
    def places(self) -> range:
        return range(1, self.count + 1)

    def _add_line(self, place: int) -> None:
        two = {"rows": 2}
        self.fields[f"name_{place}"] = forms.CharField(label="名称", max_length=40, required=False)
        self.fields[f"definition_{place}"] = forms.CharField(
            label="口径说明", max_length=200, required=False, widget=forms.Textarea(attrs=two)
        )
        self.fields[f"formula_{place}"] = forms.CharField(
            label="计分公式",
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={**two, "spellcheck": "false"}),
        )
        for part in ("weight", "cap"):
            self.fields[f"{part}_{place}"] = forms.DecimalField(
                label=PARTS[part], max_digits=5, decimal_places=1, required=False
            )

    @property
    def lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Every line with its fields, in the order of ``PARTS``."""
        return [(place, [self[f"{part}_{place}"] for part in PARTS]) for place in self.places]

    @property
    def grade_lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"points_{place}"], self[f"word_{place}"]) for place in PLACES_OF_GRADES]

    @property
    def outline_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "first_day", "last_day", "kinds", "note")]

    @property
    def wrong_lines(self) -> list[int]:
        return [place for place in self.places if any(f"{part}_{place}" in self.errors for part in PARTS)]

    def filled(self) -> list[int]:
        """The lines in which something stands, by place."""
        given = self.cleaned_data
        return [place for place in self.places if any(given.get(f"{part}_{place}") for part in ("name", "formula"))]

    def indicators(self) -> list[Wanted]:
        given = self.cleaned_data
        return [
            Wanted(
                given[f"name_{place}"],
                given[f"definition_{place}"],
                given[f"formula_{place}"],
                given.get(f"weight_{place}") or Decimal(0),
                given.get(f"cap_{place}"),
            )
            for place in self.filled()
        ]

    def outline(self) -> Outline:
        given = self.cleaned_data
        grades = [
            (given[f"points_{place}"], given[f"word_{place}"])
            for place in PLACES_OF_GRADES
            if given.get(f"word_{place}") and given.get(f"points_{place}") is not None
        ]
        return Outline(
            given["title"], given["first_day"], given["last_day"], given["kinds"], grades, given["note"]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every line that cannot stand has its reason beside it, all of them at once."""
        given: dict[str, Any] = super().clean() or {}
        places = self.filled()
        if any(f"{part}_{place}" in self.errors for place in places for part in PARTS):
            return given
        for place, why in faults(self.indicators()).items():
            self.add_error(f"formula_{places[place - 1]}", why.replace(f"第 {place} 项", f"第 {places[place - 1]} 行"))
        return given


# steps ----------------------------------------------------------------------------------------------------------------


class AdoptStep(VersionStep):
    decision = forms.TypedChoiceField(label="审定考核办法的议定事项", coerce=int)


class ComputeStep(VersionStep):
    until = DayField(label="异议截止日期", help_text="各单位在这一天（含）之前可以提出异议。")


class ObjectStep(VersionStep):
    place = forms.TypedChoiceField(label="对哪一项指标", coerce=int)
    text = forms.CharField(
        label="异议的事实和依据",
        widget=forms.Textarea,
        help_text="写明哪一件计错了、应当是什么。请勿写信访人姓名、电话。",
    )
    scans = FilesField(label="附件", required=False)


class AnswerStep(VersionStep):
    upheld = forms.TypedChoiceField(
        label="是否采纳",
        coerce=lambda value: value == "yes",
        choices=[("yes", "采纳：记录已经更正，重新计算该单位得分"), ("no", "不采纳：记录属实")],
        widget=forms.RadioSelect,
        help_text="得分只由记录算出，不能手改。采纳前请先到有关事项补登或更正记录。",
    )
    answer = forms.CharField(
        label="答复意见", widget=forms.Textarea, help_text="采纳的写明更正了什么记录，不采纳的写明理由。"
    )


class PlainStep(VersionStep):
    """Nothing to fill in."""


class SpanForm(forms.Form):
    """Of 试算: whose data."""

    first = DayField(label="从")
    last = DayField(label="到")
