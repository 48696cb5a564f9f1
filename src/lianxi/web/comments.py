"""点评: what was said of units at meetings, and what they reply."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.oversight import attention_moves as moves
from lianxi.oversight import attention_queries as queries
from lianxi.oversight import comments as actions
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.interview_forms import CommentForm
from lianxi.web.pages import Visit, page
from lianxi.web.step_cards import Kind

KINDS: tuple[Kind, ...] = (
    Kind(
        "reply", "回应点评", moves.REPLY_TO_COMMENT, steps.WordsStep,
        lambda call, number, given: actions.reply_to_comment(
            call, number=number, version=given["version"], text=given["text"]
        ),
        main=True, text_label="回应",
    ),
)  # fmt: skip


def _rows(visit: Visit, limit: int) -> list[queries.CommentView]:
    meeting, before = things.number_in(visit, "meeting"), things.number_in(visit, "before")
    return queries.comments(visit.conference, visit.access.actor, meeting=meeting, before=before, limit=limit)


@page("attention.see")
def comments(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    last = listed[-1].number if len(rows) > queries.PAGE else None
    return visit.render(
        "attention/comments.html",
        {"rows": listed, "meeting": visit.request.GET.get("meeting", ""), "next": last},
    )


@page("attention.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("on", "日期", 13, kind="date"),
        Column("meeting", "会议", 30),
        Column("unit", "被点评单位", 24),
        Column("good", "办得好的", 40),
        Column("owed", "还欠缺的", 40),
        Column("reply", "单位回应", 40),
        Column("replied", "回应日期", 13, kind="date"),
    ]
    rows = [
        (row.number, row.on, row.meeting_title, row.unit_name, row.good, row.owed, row.reply, row.replied_on)
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("点评", write_sheet(columns, rows, title="会议点评"))


@page("attention.manage")
def new(visit: Visit) -> HttpResponse:
    """What was said of a unit at a held meeting; ``?meeting=``: which."""
    meetings = queries.held_meetings(visit.conference)
    first = {"meeting": things.number_in(visit, "meeting"), "unit": things.number_in(visit, "unit")}
    form = CommentForm(visit.request.POST or None, initial={key: each for key, each in first.items() if each})
    form.set_choices("meeting", [(number, f"{title}（{day:%Y-%m-%d}）") for number, title, day in meetings])
    form.set_choices("unit", [("", "请选择"), *[(unit.number, unit.name) for unit in things.open_units(visit)]])
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(lambda: actions.make_comment(visit.call(given["key"]), said=form.said()))
        if done is not None and visit.request.POST.get("do") == "more":
            place = reverse("comment_new", args=[visit.slug])
            return HttpResponseRedirect(f"{place}?meeting={given['meeting']}")
        if done is not None:
            return HttpResponseRedirect(reverse("comment", args=[visit.slug, done.number]))
    return visit.render("attention/make.html", {"form": form, "meetings": meetings}, status=status_of(form))


@page("attention.see")
def comment(visit: Visit, number: int) -> HttpResponse:
    """One comment with the unit's reply, or the form for it."""
    found = queries.comment_for(visit.conference, number, visit.access.actor)
    if found is None:
        raise Http404
    thing = steps.Thing(number, found.state, found.unit, found.version, things.seats_to_record_for(visit))
    cards = steps.offered(visit, thing, KINDS, {})
    status = steps.sent(visit, cards, found.state_label, reverse("comment", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"comment:{number}", "", comment=found)
    return visit.render("attention/comment.html", dict(values), status=status)
