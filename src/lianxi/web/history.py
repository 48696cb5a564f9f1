"""启用前历史补录: a template goes out, the filled-in workbook comes back, is looked at, and is brought in whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.books import Page, write_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.columns import Column
from lianxi.documents.rows import Table
from lianxi.documents.unreadable import Unreadable
from lianxi.meetings import history_drafts
from lianxi.roster import history
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit, page

#: mistakes and rows that one page shows; the marked copy has them all
SHOWN = 100
GUIDE = (
    "一、这份表用来补录本系统启用以前（或启用后没有及时登记）的会议、到会、纪要和任务。"
    "补录的内容都标明“补录”，同时保留发生日期和登记日期。",
    "二、一张工作表一类，一行一件。带下拉的格子请从列表中选择；日期写成 2023-02-14 的样子。"
    "不用的表留空即可，请不要改工作表名称和表头。",
    "三、先填“会议”表，给每次会议编一个序号；“到会”“纪要”“任务”表用这个序号指明是哪次会议。",
    "四、单位可以写现在的名称，也可以写规则里用过的其他名称。",
    "五、启用日期以前的日子在履职总览上注明“启用前，未纳入”，没有记录也不算未履行；启用日期以后的记录照常作为履职依据。",
    "六、启用日期以后的审定须附签字原件，请到“登记履行”逐件登记，不要填在这里。",
    "七、上传后先预览，确认才会登记；有一处不对，整份都不登记。系统里已经有的行会自动跳过，同一份表重复上传不会重复登记。",
    "八、请勿填写信访人姓名、电话、住址等个人信息。",
)


class HistoryForm(ActionForm):
    table = forms.FileField(label="填好的表格", help_text="按模板填写的 .xlsx。上传后先看预览，不会直接登记。")


@dataclass(frozen=True, slots=True)
class Made:
    """One sheet in the preview: what will be made, how many rows are there already."""

    title: str
    new: tuple[tuple[int, str, bool], ...]
    known: int
    more: int

    @property
    def count(self) -> int:
        return len(self.new) + self.more


@page("record.by_hand")
def template(visit: Visit) -> HttpResponse:
    """The empty workbook with the units of this conference to choose from."""
    ground = history.ground_of(visit.conference, visit.today)
    pages = [
        Page(sheet.title, sheet.columns(ground), note=sheet.note, examples=sheet.examples) for sheet in history.sheets()
    ]
    return xlsx("启用前历史补录表", write_book(pages, title="启用前历史补录表填写说明", guide=GUIDE))


@page("record.by_hand")
def upload(visit: Visit) -> HttpResponse:
    """Take a filled-in workbook; it is kept as read and shown before anything is written."""
    form = HistoryForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data["table"]
        data = given.read()
        try:
            tables = _read(visit, given.name, data)
        except Unreadable as error:
            form.add_error("table", str(error))
        else:
            token = history_drafts.begin(
                visit.conference,
                visit.access.actor.account,
                file_name=given.name,
                file_sha256=hashlib.sha256(data).hexdigest(),
                tables=tables,
                now=visit.now,
            )
            return HttpResponseRedirect(reverse("history_preview", args=[visit.slug, token]))
    start = history.ground_of(visit.conference, visit.today).judged_from
    values = {"form": form, "judged_from": start, "sheets": history.sheets()}
    return visit.render("history/upload.html", values, status=422 if form.errors else 200)


@page("record.by_hand")
def preview(visit: Visit, token: str) -> HttpResponse:
    """What will be made, sheet by sheet, and every mistake with its cell; confirming brings in all or nothing."""
    draft = _draft(visit, token)
    if draft.entry is not None:
        return visit.render("history/done.html", {"draft": draft})
    form = ActionForm(visit.request.POST if visit.request.method == "POST" else None)
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: history.bring_in_history(visit.call(draft.key), tables=draft.tables))
        if done is not None:
            history_drafts.mark(visit.conference, visit.access.actor.account, token, entry=done.entry)
            return HttpResponseRedirect(reverse("history_preview", args=[visit.slug, token]))
    examined = history.examine(history.ground_of(visit.conference, visit.today), draft.tables)
    made = [_made(examined, sheet) for sheet in history.sheets()]
    return visit.render(
        "history/preview.html",
        {
            "draft": draft,
            "form": form,
            "made": [each for each in made if each.count or each.known],
            "count": sum(each.count for each in made),
            "known": sum(each.known for each in made),
            "problems": examined.problems[:SHOWN],
            "wrong": len(examined.problems),
        },
        status=form.status,
    )


@page("record.by_hand")
def marked(visit: Visit, token: str) -> HttpResponse:
    """The workbook as it came, with each mistake in red, a comment on it and its sentence at the end of the row."""
    draft = _draft(visit, token)
    ground = history.ground_of(visit.conference, visit.today)
    problems = history.examine(ground, draft.tables).problems
    pages = [_marked(ground, sheet, draft.tables.get(sheet.key), problems) for sheet in history.sheets()]
    return xlsx("历史补录表（已标出问题）", write_book(pages, title="启用前历史补录表填写说明", guide=GUIDE))


@page("record.by_hand")
def discard(visit: Visit, token: str) -> HttpResponse:
    """Drop the draft by POST; by GET there is nothing to see."""
    _draft(visit, token)
    if visit.request.method == "POST":
        history_drafts.discard(visit.conference, visit.access.actor.account, token)
        return HttpResponseRedirect(reverse("history", args=[visit.slug]))
    return HttpResponseRedirect(reverse("history_preview", args=[visit.slug, token]))


def _draft(visit: Visit, token: str) -> history_drafts.Draft:
    found = history_drafts.draft_for(visit.conference, visit.access.actor.account, token)
    if found is None:
        raise Http404
    return found


def _read(visit: Visit, name: str, data: bytes) -> dict[str, Table]:
    """The tables by the key of their sheet. Raises ``Unreadable`` for what is no such workbook, or an empty one."""
    ground = history.ground_of(visit.conference, visit.today)
    wanted = {sheet.title: history.lenient(sheet.columns(ground)) for sheet in history.sheets()}
    book = read_book_safely(name, data, wanted)
    if book.unknown:
        names = "、".join(book.unknown[:5])
        raise Unreadable(f"工作簿里有模板以外的工作表：{names}。请删去，或改回模板的名称（{'、'.join(wanted)}）。")
    tables = {sheet.key: book.tables[sheet.title] for sheet in history.sheets() if sheet.title in book.tables}
    if not any(table.rows or table.problems for table in tables.values()):
        raise Unreadable("表格里没有可补录的行。请按模板逐行填写后再上传。")
    return tables


def _made(examined: history.Examined, sheet: history.Sheet) -> Made:
    own = [(number, found) for each, number, found in examined.found if each.key == sheet.key]
    new = [(number, found.words, "请核对" in found.words) for number, found in own if not found.known]
    return Made(sheet.title, tuple(new[:SHOWN]), len(own) - len(new), len(new[SHOWN:]))


def _marked(
    ground: history.Ground, sheet: history.Sheet, table: Table | None, problems: Sequence[history.Problem]
) -> Page:
    columns = [*sheet.columns(ground), Column("wrong", "请改正（改好后可不删）", 46)]
    keys = [column.key for column in columns]
    rows, marks = [], {}
    own: dict[int, list[history.Problem]] = {}
    for problem in problems:
        if problem.sheet == sheet.title:
            own.setdefault(problem.row, []).append(problem)
    for place, row in enumerate(table.rows if table else ()):
        wrong = own.get(row.number, [])
        cells = {**row.cells, "wrong": " ".join(each.sentence for each in wrong)}
        rows.append([cells.get(key) for key in keys])
        marks.update({(place, keys.index(each.key)): each.sentence for each in wrong if each.key in keys})
    return Page(sheet.title, columns, rows, sheet.note, marks, sheet.examples)
