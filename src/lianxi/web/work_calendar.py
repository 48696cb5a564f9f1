"""工作日历: which years' days off are known; loading the notice of the next one by table or lines, preview first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import actions
from lianxi.charter import queries as charter
from lianxi.clocks.calendar import BUILT_IN
from lianxi.clocks.notice import WORDS, BadNotice, Line, as_text, holidays, notice_of, read_lines
from lianxi.clocks.wording import run_words, spans
from lianxi.documents.child import read_rows_safely
from lianxi.documents.columns import Column
from lianxi.documents.rows import Row
from lianxi.documents.sheets import write_sheet
from lianxi.documents.unreadable import Unreadable
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, FilesField, status_of
from lianxi.web.pages import Visit, page

COLUMNS = (
    Column("day", "日期", 16, kind="date", required=True, help="一行一天，例如 2027-01-01。"),
    Column("word", "休/班", 10, choices=tuple(WORDS), required=True, help="放假填“休”，周末调休上班填“班”。"),
    Column("note", "说明", 30, help="可不填，例如“元旦”。"),
)
#: years before this one that the page lists; the rest are named in a line
BACK = 2
SHOWN = 50


class LoadForm(ActionForm):
    year = forms.IntegerField(label="年份", min_value=BUILT_IN[0], max_value=2200)
    basis = forms.CharField(
        label="依据",
        max_length=200,
        help_text="放假通知的名称和文号，例如“国务院办公厅关于2027年部分节假日安排的通知”。",
    )
    table = forms.FileField(label="填好的表格", required=False, help_text="按模板填写的 .xlsx；上传后替换下面的内容。")
    days = forms.CharField(
        label="放假和调休",
        required=False,
        max_length=8000,
        widget=forms.Textarea,
        help_text="不用表格的，一行一天或一段，例如“2027-10-01至10-07 休”“2027-10-09 班”。周末本来休息，可以不写。",
    )
    scans = FilesField(label="通知原文", required=False, help_text="可附扫描件或文件，在确认载入时选择。")
    correction = forms.BooleanField(
        label="更正：这一年已随软件内置，我已核对通知原文，按以上内容计算。", required=False
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A correction is confirmed only for a year that ships; the notice itself is asked for with the preview."""
        super().__init__(*args, **kwargs)
        self.fields["days"].widget.attrs["rows"] = 12
        if not self.is_bound:
            del self.fields["scans"]
        year = str(self["year"].value() or "")
        if not (year.isdecimal() and len(year) == 4 and int(year) in BUILT_IN):
            del self.fields["correction"]


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year as the page prints it: its state, the holidays and the weekend days worked, in words."""

    view: charter.YearView
    rest: str
    made_up: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would do: in words, and against what holds now."""

    year: int
    rest: str
    made_up: str
    changes: tuple[str, ...]


@page("calendar.see")
def years(visit: Visit) -> HttpResponse:
    """The years from two back to the next one, each with its notice or 暂定."""
    this = visit.today.year
    found = charter.calendar_years(visit.conference, this - BACK, this + 1)
    missing = [view.year for view in found if not view.known and view.year >= this]
    return visit.render(
        "calendar/years.html",
        {"years": [_line(view) for view in found], "missing": missing, "first": BUILT_IN[0], "before": this - BACK - 1},
    )


@page("calendar.manage")
def template(visit: Visit) -> HttpResponse:
    """The empty table: day, off or worked, a remark."""
    data = write_sheet(
        COLUMNS,
        [],
        title="年度放假安排",
        note="按国务院办公厅放假通知填写，一行一天：放假的填“休”，周末调休上班的填“班”。周末本来休息，可以不填。",
    )
    return xlsx("年度放假安排", data)


@page("calendar.manage")
def load(visit: Visit) -> HttpResponse:
    """Read table or lines, show every problem where it stands, show the year in words, then load it as one entry."""
    request = visit.request
    form = LoadForm(request.POST or None, request.FILES or None, initial=_first_values(visit))
    problems: Sequence[str] = ()
    preview: Preview | None = None
    if request.method == "POST" and form.is_valid():
        lines, problems = _lines(form)
        days: dict[date, bool] = {}
        if not problems:
            days, problems = _notice(form.cleaned_data["year"], lines)
        if not problems:
            sure = request.POST.get("do") == "load" and not form.cleaned_data["table"]
            if sure and _loaded(visit, form, days):
                return HttpResponseRedirect(reverse("calendar", args=[visit.slug]))
            preview = _preview(visit, form.cleaned_data["year"], days)
            form = _shown_again(visit, form, days)
    wrong = 422 if problems else status_of(form)
    values = {"form": form, "problems": problems[:SHOWN], "preview": preview}
    return visit.render("calendar/load.html", values, status=wrong)


def _first_values(visit: Visit) -> dict[str, int | str]:
    """The year asked for, else the next one, with what holds there now."""
    asked, this = visit.request.GET.get("year", ""), visit.today.year
    year = int(asked) if re.fullmatch(r"2\d{3}", asked, re.ASCII) else this + 1
    found = {view.year: view for view in charter.calendar_years(visit.conference, year, year)}
    view = found[year]
    return {"year": year, "days": as_text(view.days), "replaces": view.version}


def _lines(form: LoadForm) -> tuple[list[Line], Sequence[str]]:
    """The days of the table where one was sent, else of the typed lines, with the problems that stop the reading."""
    upload = form.cleaned_data["table"]
    try:
        if upload:
            return _of_table(upload)
        return read_lines(form.cleaned_data["days"]), ()
    except Unreadable as error:
        form.add_error("table", str(error))
        return [], (str(error),)
    except BadNotice as wrong:
        return [], wrong.problems


def _of_table(upload: UploadedFile) -> tuple[list[Line], Sequence[str]]:
    table = read_rows_safely(upload.name or "", upload.read(), COLUMNS, max_rows=400)
    lines = [line for row in table.rows if (line := _of_row(row, table.letters.get("day", "")))]
    return lines, [f"{problem.column}{problem.row}：{problem.message}" for problem in table.problems]


def _of_row(row: Row, column: str) -> Line | None:
    day, word = row.cells.get("day"), str(row.cells.get("word"))
    return Line(f"{column}{row.number}", day, WORDS[word]) if isinstance(day, date) and word in WORDS else None


def _notice(year: int, lines: Sequence[Line]) -> tuple[dict[date, bool], Sequence[str]]:
    try:
        return notice_of(year, lines), ()
    except BadNotice as wrong:
        return {}, wrong.problems


def _loaded(visit: Visit, form: LoadForm, days: Mapping[date, bool]) -> bool:
    given = form.cleaned_data
    done = form.perform(
        lambda: actions.load_calendar(
            visit.call(given["key"]),
            year=given["year"],
            days=days,
            basis=given["basis"],
            replaces=given["replaces"] or 0,
            correction=given.get("correction", False),
            files=given["scans"],
        )
    )
    return done is not None


def _shown_again(visit: Visit, form: LoadForm, days: Mapping[date, bool]) -> LoadForm:
    """The form with the days as read, to be confirmed or mended; a refusal stays beside its field."""
    if form.errors:
        return form
    data = visit.request.POST.copy()
    data["days"] = as_text(days)
    return LoadForm(data, visit.request.FILES or None)


def _preview(visit: Visit, year: int, days: Mapping[date, bool]) -> Preview:
    (view,) = [each for each in charter.calendar_years(visit.conference, year, year) if each.year == year]
    changes: tuple[str, ...] = ()
    if view.known:
        differing = sorted({*days.items()} ^ {*view.days.items()})
        changes = tuple(_change(day, days) for day in dict.fromkeys(day for day, _ in differing))
    return Preview(year, _rest(year, days), _made_up(days), changes)


def _change(day: date, days: Mapping[date, bool]) -> str:
    worked = days.get(day, day.weekday() < 5)
    return f"{day.month}月{day.day}日改为{'上班' if worked else '休息'}"


def _line(view: charter.YearView) -> YearLine:
    return YearLine(view, _rest(view.year, view.days), _made_up(view.days))


def _rest(year: int, days: Mapping[date, bool]) -> str:
    return "、".join(run_words(first, last) for first, last in holidays(year, days))


def _made_up(days: Mapping[date, bool]) -> str:
    return spans([day for day, worked in sorted(days.items()) if worked])
