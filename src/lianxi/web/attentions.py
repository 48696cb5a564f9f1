"""重点关注单位 (article 15): the list, listing a unit, one whole with the step that is next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.oversight import attention as actions
from lianxi.oversight import attention_moves as moves
from lianxi.oversight import attention_queries as queries
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.interview_forms import EnterForm, LeaveStep, ReviewStep
from lianxi.web.pages import Visit, page
from lianxi.web.step_cards import Kind

SHOWN = {"open": "关注中", "review": "到期待复核", "all": "全部"}


def _of(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "version": given["version"]}


KINDS: tuple[Kind, ...] = (
    Kind(
        "reply", "回应", moves.REPLY, steps.WordsStep,
        lambda call, number, given: actions.reply_to_attention(call, **_of(number, given), text=given["text"]),
        main=True, text_label="本单位的意见或者已采取的措施",
    ),
    Kind(
        "review", "复核，继续关注", moves.REVIEW, ReviewStep,
        lambda call, number, given: actions.review_attention(
            call, **_of(number, given), until=given["until"], opinion=given["opinion"], measures=given["measures"]
        ),
    ),
    Kind(
        "leave", "退出重点关注", moves.LEAVE, LeaveStep,
        lambda call, number, given: actions.leave_attention(call, **_of(number, given), reason=given["reason"]),
    ),
)  # fmt: skip


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.AttentionView]:
    actor, shown = visit.access.actor, _shown(visit)
    before = things.number_in(visit, "before")
    return queries.attentions(visit.conference, actor, visit.today, shown=shown, before=before, limit=limit)


@page("attention.see")
def attentions(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    last = listed[-1].number if len(rows) > queries.PAGE else None
    values = {"rows": listed, "shown": _shown(visit), "choices": SHOWN, "next": last}
    return visit.render("attention/list.html", values)


@page("attention.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("unit", "单位", 24),
        Column("ground", "事由", 26),
        Column("reason", "具体理由", 40),
        Column("measures", "关注措施", 36),
        Column("exit", "退出条件", 30),
        Column("entered", "列入日期", 13, kind="date"),
        Column("until", "复核日期", 13, kind="date"),
        Column("left", "退出日期", 13, kind="date"),
        Column("because", "退出理由", 30),
    ]
    rows = [
        (
            row.number, row.unit_name, row.ground_label, row.reason, row.measures, row.exit_when, row.entered_on,
            row.until, row.left_on, row.left_because,
        )
        for row in _rows(visit, queries.PAGE)
    ]  # fmt: skip
    return xlsx("重点关注单位", write_sheet(columns, rows, title=f"重点关注单位（{SHOWN[_shown(visit)]}）"))


@page("attention.manage")
def new(visit: Visit) -> HttpResponse:
    """List a unit; ``?unit=``: which."""
    unit, back, title = things.chosen_unit(visit), reverse("attentions", args=[visit.slug]), "列入重点关注"
    if unit is None:
        return things.choose_unit(visit, title, back, "先选择单位，下一步列出可以作为依据的事项。")
    form = EnterForm(visit.request.POST or None, initial=things.first_of(visit))
    things.offer_bases(visit, form, unit.number)
    form.no_behalf()
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.enter_attention(visit.call(form.cleaned_data["key"]), entered=form.entered(unit.number))
        )
        if done is not None:
            return HttpResponseRedirect(reverse("attention", args=[visit.slug, done.number]))
    values = {"form": form, "unit": unit, "title": title, "back": back}
    return visit.render("attention/new.html", values, status=status_of(form))


@page("attention.see")
def attention(visit: Visit, number: int) -> HttpResponse:
    """One whole; the step that is next stands on the page."""
    found = queries.attention_for(visit.conference, number, visit.access.actor, visit.today)
    if found is None:
        raise Http404
    thing = steps.Thing(number, found.state, found.unit, found.version, things.seats_to_record_for(visit))
    cards = steps.offered(visit, thing, KINDS, {})
    status = steps.sent(visit, cards, found.state_label, reverse("attention", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"attention:{number}", found.basis, attention=found)
    return visit.render("attention/attention.html", dict(values), status=status)
