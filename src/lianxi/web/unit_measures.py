"""通报、挂牌督办、责令限期整改 (条例 39(3)): the list, proposing one, one whole with the step that is next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.oversight import attention_moves as moves
from lianxi.oversight import attention_queries as queries
from lianxi.oversight import unit_measures as measures
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.interview_forms import ProposeMeasureForm
from lianxi.web.pages import Visit, page
from lianxi.web.step_cards import Kind

SHOWN = {"open": "未解除", "overdue": "逾期未反馈", "all": "全部"}


def _of(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "version": given["version"]}


KINDS: tuple[Kind, ...] = (
    Kind(
        "approve", "批准", moves.APPROVE, steps.DecisionStep,
        lambda call, number, given: measures.approve_measure(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        main=True, help="批准后即生效，该单位随后可以看到并须反馈。",
    ),
    Kind(
        "refuse", "不批准", moves.REFUSE, steps.ReasonedDecisionStep,
        lambda call, number, given: measures.refuse_measure(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        help="该单位不会知道这件建议。",
    ),
    Kind(
        "withdraw", "撤回建议", moves.WITHDRAW, steps.OpinionStep,
        lambda call, number, given: measures.withdraw_measure(call, **_of(number, given), opinion=given["opinion"]),
    ),
    Kind(
        "answer", "反馈整改情况", moves.ANSWER, steps.TextStep,
        lambda call, number, given: measures.answer_measure(
            call, **_of(number, given), text=given["text"], files=given["scans"]
        ),
        main=True, text_label="整改情况（有不同意见的一并陈述）",
    ),
    Kind(
        "lift", "解除", moves.LIFT, steps.OpinionStep,
        lambda call, number, given: measures.lift_measure(call, **_of(number, given), opinion=given["opinion"]),
    ),
    Kind(
        "return", "退回重报", moves.RETURN, steps.OpinionStep,
        lambda call, number, given: measures.return_answer(call, **_of(number, given), opinion=given["opinion"]),
    ),
    Kind(
        "extend", "延长期限", moves.EXTEND, steps.ExtendStep,
        lambda call, number, given: measures.extend_measure(
            call, **_of(number, given), due=given["due"], reason=given["reason"]
        ),
    ),
)  # fmt: skip


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.MeasureView]:
    actor, shown = visit.access.actor, _shown(visit)
    before = things.number_in(visit, "before")
    return queries.unit_measures(visit.conference, actor, visit.today, shown=shown, before=before, limit=limit)


@page("attention.see")
def unit_measures(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    last = listed[-1].number if len(rows) > queries.PAGE else None
    values = {"rows": listed, "shown": _shown(visit), "choices": SHOWN, "next": last}
    return visit.render("attention/measures.html", values)


@page("attention.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("kind", "措施", 16),
        Column("unit", "单位", 24),
        Column("ground", "事由", 26),
        Column("text", "事实和理由", 44),
        Column("approved", "批准日期", 13, kind="date"),
        Column("due", "整改期限", 13, kind="date"),
        Column("answered", "反馈日期", 13, kind="date"),
        Column("lifted", "解除日期", 13, kind="date"),
        Column("state", "状态", 14),
    ]
    rows = [
        (
            row.number, row.label, row.unit_name, row.ground_label, row.text, row.approved_on, row.due,
            row.answered_on, row.lifted_on, "逾期未反馈" if row.overdue else row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]  # fmt: skip
    shown = SHOWN[_shown(visit)]
    return xlsx("通报督办", write_sheet(columns, rows, title=f"通报、挂牌督办、责令限期整改（{shown}）"))


@page("attention.manage")
def propose(visit: Visit) -> HttpResponse:
    """The office proposes a measure to the conveners; ``?unit=``: to whom."""
    unit, back, title = things.chosen_unit(visit), reverse("unit_measures", args=[visit.slug]), "提请通报督办"
    if unit is None:
        return things.choose_unit(visit, title, back, "先选择单位，下一步列出可以作为依据的事项。")
    form = ProposeMeasureForm(visit.request.POST or None, initial=things.first_of(visit))
    things.offer_bases(visit, form, unit.number)
    form.no_behalf()
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: measures.propose_measure(visit.call(form.cleaned_data["key"]), proposed=form.proposed(unit.number))
        )
        if done is not None:
            return HttpResponseRedirect(reverse("unit_measure", args=[visit.slug, done.number]))
    values = {"form": form, "unit": unit, "title": title, "back": back}
    return visit.render("attention/propose.html", values, status=status_of(form))


def measure_or_404(visit: Visit, number: int) -> queries.MeasureView:
    found = queries.measure_for(visit.conference, number, visit.access.actor, visit.today)
    if found is None:
        raise Http404
    return found


@page("attention.see")
def unit_measure(visit: Visit, number: int) -> HttpResponse:
    """One whole; the step that is next stands on the page."""
    found = measure_or_404(visit, number)
    thing = steps.Thing(number, found.state, found.unit, found.version, things.seats_to_record_for(visit))
    cards = steps.offered(visit, thing, KINDS, {})
    status = steps.sent(visit, cards, found.state_label, reverse("unit_measure", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"measure:{number}", found.basis, measure=found)
    return visit.render("attention/measure.html", dict(values), status=status)


@page("attention.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of one, for who may see it."""
    measure_or_404(visit, number)
    return things.file_of(visit, f"measure:{number}", file)
