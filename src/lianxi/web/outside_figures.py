"""12345热线和网格数据: figures by month and unit, brought in by a workbook that is looked at first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.analysis import periods
from lianxi.documents.books import Page, write_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.unreadable import Unreadable
from lianxi.information import outside_figures as figures
from lianxi.information import outside_rows
from lianxi.matters.tables import upload_drafts
from lianxi.roster import history
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page

DRAFT = "outside"
SHOWN = 100
GUIDE = (
    "一、一行一个数：某月、某单位、某类别的件数。月份写成 2026-10 的样子；单位从下拉列表中选择，不分单位的留空。",
    "二、类别按热线或网格自己的分类写，不分类的留空。已办结没有数据的留空，不要填 0。",
    "三、可以一次填几个月。同一来源、同一月份重新上传的，整月替换，不会重复累加。",
    "四、只填数字。请不要填写来电人、当事人的姓名、电话、证件号码、住址：这样的列不会读入。",
    "五、上传后先预览，确认才会导入；有一处不对，整份都不导入。",
)


class UploadForm(ActionForm):
    source = forms.ChoiceField(
        label="数据来源", choices=list(figures.SOURCES.items()), widget=forms.RadioSelect, initial="line"
    )
    table = forms.FileField(label="填好的表格", help_text="按模板填写的 .xlsx。")


@page("dispute.see")
def outside_figures(visit: Visit) -> HttpResponse:
    """A source's months side by side; a unit sees its own line."""
    given = visit.request.GET
    source = given.get("source", "line") if given.get("source", "line") in figures.SOURCES else "line"
    named = periods.read(given.get("until", ""))
    until = min(named.span.since, visit.today) if named else visit.today
    shown = figures.figures(visit.conference, visit.access.actor, source, until=until)
    return visit.render("disputes/figures.html", {"figures": shown, "sources": figures.SOURCES})


@page("dispute.manage")
def template(visit: Visit) -> HttpResponse:
    """The empty workbook with the units of this conference to choose from."""
    ground = history.ground_of(visit.conference, visit.today)
    examples = [("2026-10", "（成员单位名称）", "噪声", "12", "10"), ("2026-10", "", "咨询", "30", "")]
    sheet = Page(outside_rows.SHEET, outside_rows.columns(ground), examples=examples)
    return xlsx("热线网格月度数据表", write_book([sheet], title="12345热线、网格月度数据填写说明", guide=GUIDE))


@page("dispute.manage")
def upload(visit: Visit) -> HttpResponse:
    """Take the filled-in workbook; it is kept as read, with every mistake by its cell, and shown."""
    form = UploadForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid() and _read(visit, form):
        return HttpResponseRedirect(reverse("outside_preview", args=[visit.slug]))
    return visit.render("disputes/figures_upload.html", {"form": form}, status=status_of(form))


def _read(visit: Visit, form: UploadForm) -> bool:
    """What cannot be read is said beside the field."""
    file, ground = form.cleaned_data["table"], history.ground_of(visit.conference, visit.today)
    columns = history.lenient(outside_rows.columns(ground))
    try:
        book = read_book_safely(file.name, file.read(), {outside_rows.SHEET: columns})
    except Unreadable as error:
        form.add_error("table", str(error))
        return False
    examined = outside_rows.examine(ground, book.tables[outside_rows.SHEET])
    upload_drafts.keep(
        visit.conference,
        visit.access.actor.account,
        DRAFT,
        content={
            "source": form.cleaned_data["source"],
            "rows": outside_rows.stored(examined.rows),
            "wrong": [(each.cell, each.sentence) for each in examined.problems],
            "personal": list(examined.personal),
            "ignored": list(examined.ignored),
        },
        now=visit.now,
        file_name=file.name,
    )
    return True


@page("dispute.manage")
def preview(visit: Visit) -> HttpResponse:
    """What would be brought in and what it takes the place of, or every mistake; confirming takes all or nothing."""
    kept = upload_drafts.kept(visit.conference, visit.access.actor.account, DRAFT)
    if kept is None:
        return visit.render("disputes/figures_preview.html", {"kept": None})
    content = kept.content
    rows, source = outside_rows.restored(content["rows"]), str(content["source"])
    form = ActionForm(visit.request.POST if visit.request.method == "POST" else None)
    if visit.request.method == "POST" and form.is_valid() and not content["wrong"]:
        call = visit.call(form.cleaned_data["key"])
        if form.perform(lambda: figures.load_figures(call, source=source, rows=rows)) is not None:
            upload_drafts.discard(visit.conference, visit.access.actor.account, DRAFT)
            return HttpResponseRedirect(f"{reverse('outside_figures', args=[visit.slug])}?source={source}")
    replaced = figures.replaced(visit.conference, source, rows)
    values: dict[str, Any] = {
        "kept": kept,
        "label": figures.SOURCES[source],
        "rows": rows,
        "replaced": replaced,
        "all_same": bool(replaced) and all(each.same for each in replaced),
        "wrong": [tuple(each) for each in content["wrong"]][:SHOWN],
        "wrong_count": len(content["wrong"]),
        "personal": content["personal"],
        "ignored": content["ignored"],
        "form": form,
    }
    return visit.render("disputes/figures_preview.html", values, status=form.status)


@page("dispute.manage")
def discard(visit: Visit) -> HttpResponse:
    """Drop the draft by POST; by GET there is nothing to see."""
    if visit.request.method == "POST":
        upload_drafts.discard(visit.conference, visit.access.actor.account, DRAFT)
        return HttpResponseRedirect(reverse("outside_figures", args=[visit.slug]))
    return HttpResponseRedirect(reverse("outside_preview", args=[visit.slug]))
