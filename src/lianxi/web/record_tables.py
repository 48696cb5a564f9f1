"""登记履行 by the table: an .xlsx template goes out and comes back filled in; one entry, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.documents.child import read_rows_safely
from lianxi.documents.columns import Cell, Column
from lianxi.documents.rows import Row
from lianxi.documents.sheets import write_sheet
from lianxi.documents.unreadable import Unreadable
from lianxi.journal.refusals import Invalid
from lianxi.roster import by_hand, names
from lianxi.roster import queries as roster
from lianxi.rulebook.duties import Duty, Gate, Periodic, Response
from lianxi.rulebook.vocabulary import MEETING_KINDS, VERBS
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit, page


@dataclass(frozen=True, slots=True)
class Ground:
    """What a row of the table is read against: duties and subjects by the words that the template offers."""

    duties: dict[str, tuple[Duty, str]]
    subjects: dict[str, str]
    units: dict[str, int]

    def columns(self) -> list[Column]:
        return [
            Column("duty", "履行哪一项", 36, choices=tuple(self.duties), required=True),
            Column("title", "事项名称", 30, required=True, help="请勿写信访人姓名、电话。"),
            Column("happened_on", "发生日期", 13, kind="date", required=True),
            Column(
                "subject", "对应事项", 26, choices=tuple(self.subjects), help="反馈、报告、印发等须选所对应的事项。"
            ),
            Column("meeting_kind", "会议类型", 14, choices=tuple(MEETING_KINDS.values())),
            Column("unit", "单位", 20, choices=tuple(self.units)),
            Column("place", "地点", 16),
            Column("attended", "参加人员", 30),
            Column("note", "备注", 30),
        ]


class TableForm(ActionForm):
    table = forms.FileField(
        label="填好的表格", help_text="按模板填写的 .xlsx。有一行不对，整份都不登记，会指出在哪一格。"
    )


@page("record.by_hand")
def template(visit: Visit) -> HttpResponse:
    """The empty table, with the duties, open matters and units of this conference to choose from."""
    data = write_sheet(
        _ground(visit).columns(),
        [],
        title="履职登记表",
        note="一行一件；带下拉的格子请从中选择。审批类事项（审定、批准）须附签字原件，请在网页上逐件登记。",
    )
    return xlsx("履职登记表", data)


@page("record.by_hand")
def record_many(visit: Visit) -> HttpResponse:
    """Read the table, show every problem in its cell, or record all rows in one entry."""
    form = TableForm(visit.request.POST or None, visit.request.FILES or None)
    problems: list[str] = []
    if visit.request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["table"]
        try:
            records, problems = _read(upload.name, upload.read(), _ground(visit))
        except Unreadable as error:
            form.add_error("table", str(error))
        else:
            if not problems:
                done = form.perform(
                    lambda: by_hand.record_many(
                        visit.call(form.cleaned_data["key"]),
                        records=[record for _, record in records],
                        places=[f"第 {number} 行" for number, _ in records],
                    )
                )
                if done is not None:
                    return HttpResponseRedirect(reverse("entry", args=[visit.slug, done.entry]))
    wrong = bool(form.errors or problems)
    return visit.render("records/many.html", {"form": form, "problems": problems[:50]}, status=422 if wrong else 200)


def _ground(visit: Visit) -> Ground:
    judged = board(visit.access.head, on=visit.today)
    edition = charter.edition_on(visit.conference, visit.today)
    duties: dict[str, tuple[Duty, str]] = {}
    for duty in edition.duties if edition else ():
        for part in ("done", "began") if isinstance(duty, Response | Gate) else ("done",):
            verb = by_hand.verb_of(duty, part)
            if verb in by_hand.APPROVALS or not isinstance(duty, Periodic | Response | Gate):
                continue
            name = duty.short if isinstance(duty, Periodic) else VERBS[verb]
            words = f"{duty.article} {name}" + ("（重点时期）" if getattr(duty, "when", "") == "key_period" else "")
            duties.setdefault(words, (duty, part))
    subjects = {item.subject for line in judged.lines for item in line.items if item.subject and item.open}
    named = names.titles(visit.conference, subjects)
    offered = {f"{named.get(subject, '')}（{subject.replace(':', ' ')}）": subject for subject in sorted(subjects)}
    units = {unit.name: unit.number for unit in roster.units(visit.conference) if unit.closed_on is None}
    return Ground(duties, offered, units)


def _read(name: str, data: bytes, ground: Ground) -> tuple[list[tuple[int, by_hand.Record]], list[str]]:
    """The records with their row numbers, and the problems as sentences that name the cell."""
    table = read_rows_safely(name, data, ground.columns())
    problems = [f"{problem.column}{problem.row}：{problem.message}" for problem in table.problems]
    records = []
    for row in table.rows:
        try:
            records.append((row.number, _record(row, ground)))
        except Invalid as refusal:
            problems.append(f"第 {row.number} 行：{refusal}")
    if not records and not problems:
        problems.append("表格里没有可登记的行。请按模板逐行填写后再上传。")
    return records, problems


def _record(row: Row, ground: Ground) -> by_hand.Record:
    cells = row.cells
    found = ground.duties.get(_text(cells.get("duty")))
    day = cells.get("happened_on")
    if found is None or not isinstance(day, date):
        raise Invalid("请填写“履行哪一项”和“发生日期”。")
    kinds = {words: kind for kind, words in MEETING_KINDS.items()}
    duty, part = found
    return by_hand.Record(
        duty=duty.key,
        part=part,
        happened_on=day,
        title=_text(cells.get("title")),
        subject=ground.subjects.get(_text(cells.get("subject"))),
        unit=ground.units.get(_text(cells.get("unit"))),
        meeting_kind=kinds.get(_text(cells.get("meeting_kind"))),
        place=_text(cells.get("place")),
        attended=_text(cells.get("attended")),
        note=_text(cells.get("note")),
    )


def _text(value: Cell) -> str:
    return "" if value is None else str(value)
