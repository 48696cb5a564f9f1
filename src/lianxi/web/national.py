"""国家信访信息系统: what is not entered there yet, one matter's entry, and the reconciliation with an exported list."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.books import Page, write_book
from lianxi.documents.child import read_listing_safely
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.identities.covering import covers
from lianxi.matters.national_system import national, national_lists, reconciling
from lianxi.matters.national_system.national_lists import Listing
from lianxi.matters.national_system.reconciling import Comparison
from lianxi.matters.tables import upload_drafts
from lianxi.web import national_register
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.ledger_forms import ListForm, NationalForm, TakeForm, known_values
from lianxi.web.pages import Visit, page

#: rows of one part of the comparison that the page shows
SHOWN = 200
EXPORTED = 5000
LIST = "国家系统导出"
GUIDE = (
    "一、从国家信访信息系统导出列表后直接上传即可，不用改成这份表的样子；没有导出功能的，按这份表手工整理。",
    "二、表头写编码（xfjbh、xfrq……）或中文名称都可以。“信访件编号”必须有，其余有什么比什么。",
    "三、请不要填写信访人姓名、证件号码、电话、住址；表里有这些列也不会读取。",
)


@page("national.manage")
def not_entered(visit: Visit) -> HttpResponse:
    """未录入国家系统: the matters that are not entered there yet, the oldest first."""
    typed = visit.request.GET.get("after", "")
    after = int(typed) if typed.isdecimal() and len(typed) < 12 else 0
    rows = national.not_entered(visit.conference, visit.access.actor, visit.today, after=after)
    listed = rows[: national.PAGE]
    values = {"rows": listed, "after": after, "next": listed[-1].number if len(rows) > national.PAGE else None}
    return visit.render("national/list.html", values)


@page("national.manage")
def export(visit: Visit) -> HttpResponse:
    """The same list as .xlsx; names that stand in a title covered."""
    columns = [
        Column("label", "登记编号", 14),
        Column("title", "事项概况", 40),
        Column("kind", "类别", 16),
        Column("channel", "信访形式", 12),
        Column("on", "登记日期", 14, "date"),
        Column("days", "登记后天数", 12, "int"),
    ]
    rows = national.not_entered(visit.conference, visit.access.actor, visit.today, limit=EXPORTED)
    covered = covers(visit.conference, visit.access.actor, [f"matter:{each.number}" for each in rows], now=visit.now)
    cells = [
        (
            each.label,
            covered[f"matter:{each.number}"](each.title),
            each.kind_label,
            each.channel_label,
            each.registered_on,
            each.days,
        )
        for each in rows
    ]
    return xlsx("未录入国家系统", write_sheet(columns, cells, title="未录入国家信访信息系统的信访事项"))


@page("national.manage")
def entry(visit: Visit, number: int) -> HttpResponse:
    """One matter's entry in the national system: registered, or put right."""
    matter = national.national_of(visit.conference, visit.access.actor, number)
    if matter is None:
        raise Http404
    listed = national_register.listed(visit, visit.request.GET.get("row", "")) if not matter.national_number else None
    first = known_values(matter) | (national_register.entry_of(listed) if listed else {})
    form = NationalForm(visit.request.POST or None, initial=first)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        call = visit.call(given["key"])
        done = form.perform(
            lambda: national.enter_nationally(call, number=number, version=given["version"], given=form.given())
        )
        if done is not None:
            back = "national_compare" if listed else "national"
            return HttpResponseRedirect(reverse(back, args=[visit.slug]))
    return visit.render(
        "national/entry.html", {"matter": matter, "form": form, "listed": listed}, status=status_of(form)
    )


@page("national.manage")
def template(visit: Visit) -> HttpResponse:
    """An empty list, for who has to put it together by hand."""
    sheet = Page(LIST, list(national_lists.COLUMNS))
    return xlsx("国家系统对账表", write_book([sheet], title="国家系统对账表", guide=GUIDE))


@page("national.manage")
def compare(visit: Visit) -> HttpResponse:
    """对账: upload a list, see every difference, take over what is chosen. The list is this person's alone."""
    posted = visit.request.POST if visit.request.method == "POST" else None
    taking = posted is not None and posted.get("step") == "take"
    upload = ListForm(None if taking else posted, None if taking else visit.request.FILES or None)
    if upload.is_bound and upload.is_valid() and _read(visit, upload):
        return HttpResponseRedirect(reverse("national_compare", args=[visit.slug]))
    kept = upload_drafts.kept(visit.conference, visit.access.actor.account, upload_drafts.NATIONAL)
    if kept is None:
        return visit.render("national/upload.html", {"form": upload}, status=status_of(upload))
    listing = national_lists.from_content(kept.content)
    found = reconciling.compare(visit.conference, visit.access.actor, listing.rows)
    form = TakeForm(posted if taking else None)
    if form.is_bound and form.is_valid() and _take(visit, form, found):
        return HttpResponseRedirect(reverse("national_compare", args=[visit.slug]))
    values: dict[str, Any] = {
        "kept": kept,
        "listing": listing,
        "found": found,
        "form": form,
        "upload": upload,
        "shown": SHOWN,
    }
    return visit.render("national/compare.html", values | _cut(found), status=max(map(status_of, (form, upload))))


def _cut(found: Comparison) -> dict[str, Any]:
    """As much of each part as a page can bear."""
    parts = {"differing": found.differing, "only_there": found.only_there, "only_here": found.only_here}
    return {name: part[:SHOWN] for name, part in parts.items()}


def _read(visit: Visit, form: ListForm) -> bool:
    """Read what was uploaded and keep it for this person; what cannot be read is said beside the field."""
    file = form.cleaned_data["table"]
    try:
        listing: Listing = national_lists.listing(read_listing_safely(file.name, file.read(), national_lists.COLUMNS))
    except Unreadable as error:
        form.add_error("table", str(error))
        return False
    upload_drafts.keep(
        visit.conference,
        visit.access.actor.account,
        upload_drafts.NATIONAL,
        content=national_lists.as_content(listing),
        now=visit.now,
        file_name=file.name,
    )
    return True


def _take(visit: Visit, form: TakeForm, found: Comparison) -> bool:
    """Take over what was ticked, or everything of the one matter whose button was pressed."""
    posted = visit.request.POST
    whole = posted.get("whole", "")
    number = int(whole) if whole.isdecimal() and len(whole) < 12 else None
    ticked = [] if number is not None else posted.getlist("take")
    call = visit.call(form.cleaned_data["key"])
    taken = reconciling.chosen(found, ticked, number)
    return form.perform(lambda: national.take_over(call, taken=taken)) is not None


@page("national.manage")
def discard(visit: Visit) -> HttpResponse:
    """Drop the list by POST; by GET there is nothing to see."""
    if visit.request.method == "POST":
        upload_drafts.discard(visit.conference, visit.access.actor.account, upload_drafts.NATIONAL)
    return HttpResponseRedirect(reverse("national_compare", args=[visit.slug]))
