"""办理回执: the sheet goes out from the unit's page; filled in it is uploaded, looked at, and recorded in one entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.answers import SEAL, SEAL_COLUMNS, Question, write_answers
from lianxi.documents.child import read_book_safely
from lianxi.documents.rows import Table
from lianxi.documents.unreadable import Unreadable
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import MEANS, Done
from lianxi.journal.refusals import Invalid
from lianxi.meetings import history_drafts, returns
from lianxi.meetings.owing import owes
from lianxi.roster import queries as roster
from lianxi.roster.history import lenient
from lianxi.roster.roles import UNITS
from lianxi.web.behalf import behalf_of_unit
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, FilesField, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.units import unit_or_404

SHEET = "办理回执"
COLUMNS = [*returns.LOCKED, *returns.WHITE]
HINTS = {
    "task": "有进展选“办理中”，全部做完选“已办结”，并在右边写明情况。",
    "borne": "选“反馈办理情况”，在右边写明本单位配合的情况。",
    "minutes": "收到纪要选“已签收”。",
    "document": "收到文件选“已签收”。",
    "meeting": "不能参加的才填：选“请假”写明事由，或选“代会”写明代会人姓名、职务。能参加的不用填。",
    "help": "选“答复”，在右边写明答复意见。",
    "inspection": "选“书面答复”，在右边写明办理和整改情况。",
    "suggestion": "选“书面答复”，在右边写明是否采纳、怎样改进。",
}


@page("return.send")
def sheet(visit: Visit, number: int) -> HttpResponse:
    """The workbook of one unit with everything it owes today."""
    unit, _ = unit_or_404(visit, number)
    asked = returns.things(owes(visit.conference, number, visit.today))
    day = visit.today
    lines = [
        f"填报单位：{unit.name}　　制表日期：{day.year}年{day.month}月{day.day}日　　"
        f"发出：{visit.access.head.name}办公室",
        "白色的格子由你单位填写，灰色的格子请不要改动。没有办的事不用填，整行留空即可；能按时参加的会议不用填。",
        "填好后原样发回联席会议办公室（微信、邮件都可以），或打印后由负责人签字送回。请勿填写信访人姓名、电话、住址。",
    ]
    data = write_answers(
        title=f"{unit.name}办理回执",
        sheet=SHEET,
        lines=lines,
        locked=returns.LOCKED,
        white=returns.WHITE,
        questions=[
            Question(
                (thing.code, thing.label, thing.title, thing.due),
                tuple(returns.RESULTS[thing.kind].values()),
                HINTS[thing.kind],
            )
            for thing in asked
        ],
        seal=returns.sealed(visit.conference, number, visit.today, asked),
    )
    return xlsx(f"{unit.name}办理回执（{visit.today:%Y%m%d}）", data)


class UploadForm(ActionForm):
    table = forms.FileField(
        label="填好的回执", help_text="从本系统下载、由单位填好的 .xlsx。上传后先看预览，不会直接登记。"
    )


@page("return.send")
def upload(visit: Visit) -> HttpResponse:
    """Take a filled-in sheet; it is kept as it came and as read, and shown before anything is written."""
    form = UploadForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data["table"]
        data = given.read()
        try:
            tables = _read(given.name, data)
            _check_own(visit, _opened(visit, tables))
        except (Unreadable, Invalid) as error:
            form.add_error("table", str(error))
        else:
            token = history_drafts.begin(
                visit.conference,
                visit.access.actor.account,
                file_name=given.name,
                file_sha256=hashlib.sha256(data).hexdigest(),
                tables=tables,
                now=visit.now,
                kind="return",
                file=data,
            )
            return HttpResponseRedirect(reverse("return_preview", args=[visit.slug, token]))
    own = _own(visit)
    units = [] if own else [unit for unit in roster.units(visit.conference) if unit.closed_on is None]
    return visit.render("units/upload.html", {"form": form, "units": units, "own": own}, status=status_of(form))


def _own(visit: Visit) -> int | None:
    """The unit whose person this is; None for the office."""
    actor = visit.access.actor
    return actor.unit if actor.role in UNITS else None


def _opened(visit: Visit, tables: Mapping[str, Table]) -> returns.Sealed:
    return returns.opened(visit.conference, seal_of(tables), uid=visit.access.head.uid)


def _check_own(visit: Visit, seal: returns.Sealed) -> None:
    """A unit sends in its own sheet only."""
    if visit.access.actor.role in UNITS and seal.unit != visit.access.actor.unit:
        raise Invalid("这份回执不是发给本单位的。请上传本单位的回执。", "table")


def _read(name: str, data: bytes) -> dict[str, Table]:
    book = read_book_safely(name, data, {SHEET: lenient(COLUMNS)}, unseen={SEAL: SEAL_COLUMNS})
    return {"return": book.tables[SHEET], "seal": book.tables.get(SEAL, Table(SEAL, (), (), ()))}


def seal_of(tables: Mapping[str, Table]) -> str:
    """The seal of a sheet; empty where it has none."""
    rows = tables["seal"].rows
    return str(rows[0].cells.get("seal") or "") if rows else ""


class OwnForm(ActionForm):
    """A unit's own sheet: nothing more to be said."""


class ConfirmForm(ActionForm):
    means = forms.ChoiceField(label="回执怎么送来的", choices=[("", "请选择"), *MEANS.items()])
    scans = FilesField(label="回执原件的照片或扫描件", required=False, help_text="纸质送来的可以附上，不是必须。")


@page("return.send")
def preview(visit: Visit, token: str) -> HttpResponse:
    """What will be recorded for which unit, what is settled already, every mistake with its cell; then one entry."""
    draft = _draft(visit, token)
    if draft.entry is not None:
        return visit.render("units/done.html", {"draft": draft, "own": _own(visit)})
    tables, own = draft.tables, _own(visit)
    seal = _opened(visit, tables)
    if own is not None and seal.unit != own:
        raise Http404
    examined = returns.examine(visit.conference, seal, tables["return"], visit.today)
    form = (OwnForm if own else ConfirmForm)(visit.request.POST or None, visit.request.FILES or None)

    def write() -> Done:
        given = form.cleaned_data
        files = [Upload(draft.file_name, draft.file)] if draft.file else []
        read = tables["return"]
        if own:
            return returns.take_in_return(visit.call(draft.key), seal=seal_of(tables), table=read, files=files)
        day = max((answer.on for answer in examined.answers), default=visit.today)
        behalf = behalf_of_unit(roster.seats(visit.conference, unit=seal.unit), seal.unit, given["means"], day)
        call = visit.call(draft.key, behalf)
        return returns.take_in_return(call, seal=seal_of(tables), table=read, files=[*files, *given["scans"]])

    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(write)
        if done is not None:
            history_drafts.mark(visit.conference, visit.access.actor.account, token, entry=done.entry)
            return HttpResponseRedirect(reverse("return_preview", args=[visit.slug, token]))
    return visit.render(
        "units/preview.html",
        {
            "draft": draft,
            "form": form,
            "examined": examined,
            "made_on": seal.made_on,
            "unit": seal.unit,
            "own": own,
            "today": visit.today,
            "unit_name": visit.access.unit_name if own else roster.unit_names(visit.conference).get(seal.unit, ""),
        },
        status=status_of(form),
    )


@page("return.send")
def discard(visit: Visit, token: str) -> HttpResponse:
    """Drop the draft by POST; by GET there is nothing to see."""
    _draft(visit, token)
    if visit.request.method == "POST":
        history_drafts.discard(visit.conference, visit.access.actor.account, token)
        return HttpResponseRedirect(reverse("returns", args=[visit.slug]))
    return HttpResponseRedirect(reverse("return_preview", args=[visit.slug, token]))


def _draft(visit: Visit, token: str) -> history_drafts.Draft:
    found = history_drafts.draft_for(visit.conference, visit.access.actor.account, token, kind="return")
    if found is None:
        raise Http404
    return found
