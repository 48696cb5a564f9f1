"""约谈: the list, deciding or proposing one, one whole with the steps that are next (article 15)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal.frame import Done
from lianxi.oversight import interview_moves as moves
from lianxi.oversight import interview_queries as queries
from lianxi.oversight import interviews as actions
from lianxi.roster import queries as roster
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.interview_forms import RecordStep, SignedStep, WantedForm, record_of
from lianxi.web.pages import Visit, page
from lianxi.web.step_cards import Kind

SHOWN = {"open": "未办结", "overdue": "逾期未反馈整改", "all": "全部"}


def _of(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "version": given["version"]}


KINDS: tuple[Kind, ...] = (
    Kind(
        "agree", "同意约谈", moves.AGREE, steps.DecisionStep,
        lambda call, number, given: actions.agree_to_interview(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        main=True, help="同意后即为召集人的约谈决定，被约谈单位随后可以看到。",
    ),
    Kind(
        "decline", "不采纳", moves.DECLINE, steps.ReasonedDecisionStep,
        lambda call, number, given: actions.decline_interview(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        help="被约谈单位不会知道这件建议。",
    ),
    Kind(
        "withdraw", "撤回建议", moves.WITHDRAW, steps.OpinionStep,
        lambda call, number, given: actions.withdraw_proposal(call, **_of(number, given), opinion=given["opinion"]),
    ),
    Kind(
        "rectify", "反馈整改情况", moves.RECTIFY, steps.TextStep,
        lambda call, number, given: actions.report_rectification(
            call, **_of(number, given), text=given["text"], files=given["scans"]
        ),
        main=True, text_label="整改情况",
    ),
    Kind(
        "close", "认可整改，办结", moves.CLOSE, steps.MaybeOpinionStep,
        lambda call, number, given: actions.close_interview(call, **_of(number, given), opinion=given["opinion"]),
        main=True,
    ),
    Kind(
        "hold", "登记约谈记录", moves.HOLD, RecordStep,
        lambda call, number, given: actions.hold_interview(
            call, **_of(number, given), record=record_of(given), files=given["scans"]
        ),
    ),
    Kind(
        "view", "陈述意见", moves.STATE_VIEW, steps.TextStep,
        lambda call, number, given: actions.state_view(call, number=number, text=given["text"], files=given["scans"]),
        text_label="意见", help="约谈前后都可以陈述，可以多次陈述，原文存档。",
    ),
    Kind(
        "return", "退回整改", moves.RETURN, steps.ReturnStep,
        lambda call, number, given: actions.return_rectification(
            call, **_of(number, given), opinion=given["opinion"], due=given["due"]
        ),
    ),
    Kind(
        "extend", "延长整改期限", moves.EXTEND, steps.ExtendStep,
        lambda call, number, given: actions.extend_rectification(
            call, **_of(number, given), due=given["due"], reason=given["reason"]
        ),
    ),
    Kind(
        "sign", "上传签字的约谈记录", moves.SIGN, SignedStep,
        lambda call, number, given: actions.file_signed_record(call, **_of(number, given), files=given["scans"]),
    ),
    Kind(
        "cancel", "取消约谈", moves.CANCEL, steps.ReasonedDecisionStep,
        lambda call, number, given: actions.cancel_interview(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
    ),
)  # fmt: skip


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.InterviewRow]:
    return queries.interviews(
        visit.conference,
        visit.access.actor,
        visit.today,
        shown=_shown(visit),
        of_unit=things.number_in(visit, "unit"),
        before=things.number_in(visit, "before"),
        limit=limit,
    )


@page("interview.see")
def interviews(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "interviews/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": SHOWN,
            "unit": visit.request.GET.get("unit", ""),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("interview.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("unit", "被约谈单位", 24),
        Column("person", "被约谈人", 18),
        Column("ground", "事由", 26),
        Column("decided", "决定日期", 13, kind="date"),
        Column("held", "约谈日期", 13, kind="date"),
        Column("due", "整改期限", 13, kind="date"),
        Column("rectified", "反馈整改", 13, kind="date"),
        Column("closed", "办结日期", 13, kind="date"),
        Column("state", "状态", 16),
    ]
    rows = [
        (
            row.number, row.unit_name, row.person, row.ground_label, row.decided_on, row.held_on, row.due,
            row.rectified_on, row.closed_on, "逾期未反馈整改" if row.overdue else row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]  # fmt: skip
    return xlsx("约谈", write_sheet(columns, rows, title=f"约谈台账（{SHOWN[_shown(visit)]}）"))


@page("interview.begin")
def new(visit: Visit) -> HttpResponse:
    """A convener decides; the office proposes, or records what he decided on paper. ``?unit=``: whom."""
    convener = visit.may("interview.decide")
    title, back = "决定约谈" if convener else "提出约谈", reverse("interviews", args=[visit.slug])
    unit = things.chosen_unit(visit)
    if unit is None:
        return things.choose_unit(visit, title, back, "先选择要约谈的单位，下一步列出可以作为依据的事项。")
    form = WantedForm(visit.request.POST or None, visit.request.FILES or None, initial=_first(visit, unit.number))
    things.offer_bases(visit, form, unit.number)
    if convener:
        form.no_behalf()
    else:
        conveners = [seat for seat in roster.seats(visit.conference) if seat.role == "convener"]
        form.offer_seats(conveners, nobody="不是代录，提请召集人决定")
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: _write(visit, form, unit.number))
        if done is not None:
            return HttpResponseRedirect(reverse("interview", args=[visit.slug, done.number]))
    values = {"form": form, "unit": unit, "title": title, "back": back, "decides": convener}
    return visit.render("interviews/new.html", values, status=status_of(form))


def _first(visit: Visit, unit: int) -> dict[str, Any]:
    """The head of the unit is asked for by name."""
    seats = roster.seats(visit.conference, unit=unit)
    head = next((seat for seat in seats if seat.role == "unit_head" and seat.holder), None)
    person = f"{head.holder.name}（{head.post}）" if head and head.holder else ""
    return {"person": person, "behalf_on": visit.today, **things.first_of(visit)}


def _write(visit: Visit, form: WantedForm, unit: int) -> Done:
    given, wanted = form.cleaned_data, form.wanted(unit)
    if visit.may("interview.decide"):
        return actions.decide_interview(visit.call(given["key"]), wanted=wanted)
    behalf = form.behalf()
    if behalf is None:
        return actions.propose_interview(visit.call(given["key"]), wanted=wanted)
    return actions.decide_interview(visit.call(given["key"], behalf), wanted=wanted, files=given["scans"])


def interview_or_404(visit: Visit, number: int) -> queries.InterviewView:
    found = queries.interview_for(visit.conference, number, visit.access.actor, visit.today)
    if found is None:
        raise Http404
    return found


@page("interview.see")
def interview(visit: Visit, number: int) -> HttpResponse:
    """One whole; the step that is next stands first."""
    found = interview_or_404(visit, number)
    cards = _cards(visit, found)
    status = steps.sent(visit, cards, found.row.state_label, reverse("interview", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"interview:{number}", found.basis, interview=found)
    return visit.render("interviews/interview.html", dict(values), status=status)


def _cards(visit: Visit, found: queries.InterviewView) -> list[steps.Card]:
    row = found.row
    recording = row.state == "decided" and visit.access.actor.role in {"convener"}
    seats = roster.seats(visit.conference) if recording else things.seats_to_record_for(visit)
    thing = steps.Thing(row.number, row.state, row.unit, found.version, seats)
    initial = {
        "held_on": visit.today,
        "place": found.place,
        "person": row.person,
        "problem": found.reason,
    }
    cards = steps.offered(visit, thing, KINDS, initial)
    for card in cards:
        if isinstance(card.form, RecordStep):
            card.form.offer([seat for seat in seats if seat.role == "convener" and seat.closed_on is None])
    return cards


@page("interview.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of one, for who may see it."""
    interview_or_404(visit, number)
    return things.file_of(visit, f"interview:{number}", file)
