"""One scheme whole, with the step that is next; one unit's result, opened to its evidence; one objection."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse

from lianxi.assessment import evidence_queries, moves, queries, results, schemes
from lianxi.assessment.evidence_queries import Opened, Thing
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.assessment_forms import AdoptStep, AnswerStep, ComputeStep, ObjectStep, PlainStep
from lianxi.web.assessments import scheme_or_404
from lianxi.web.pages import Visit, page
from lianxi.web.roster_view import KINDS as UNIT_KINDS
from lianxi.web.step_cards import Kind


def _of(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "version": given["version"]}


KINDS: tuple[Kind, ...] = (
    Kind(
        "submit", "送审", moves.SUBMIT, PlainStep,
        lambda call, number, given: schemes.submit_scheme(call, **_of(number, given)),
        main=True, help="送召集人审定。提请会议审定的也先送审，会后登记议定事项。",
    ),
    Kind(
        "confirm", "审定考核办法", moves.CONFIRM, steps.DecisionStep,
        lambda call, number, given: schemes.confirm_scheme(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        main=True, help="审定后各单位可以看到，指标、分值和公式不能再改。",
    ),
    Kind(
        "adopt", "登记会议审定", moves.ADOPT, AdoptStep,
        lambda call, number, given: schemes.adopt_scheme(call, **_of(number, given), decision=given["decision"]),
        help="会议审定的，选择那次会议的议定事项。",
    ),
    Kind(
        "return", "退回修改", moves.RETURN, steps.OpinionStep,
        lambda call, number, given: schemes.return_scheme(call, **_of(number, given), opinion=given["opinion"]),
    ),
    Kind(
        "compute", "计算得分", moves.COMPUTE, ComputeStep,
        lambda call, number, given: results.compute_results(call, **_of(number, given), until=given["until"]),
        main=True, help="得分全部由记录算出。算出后各单位看到本单位得分，可以提出异议。",
    ),
    Kind(
        "settle", "审定考核结果", moves.SETTLE, steps.DecisionStep,
        lambda call, number, given: results.settle_results(
            call, **_of(number, given), opinion=given["opinion"], files=given.get("scans") or ()
        ),
        main=True, help="异议期满、异议都已答复后审定。审定后由办公室公布。",
    ),
    Kind(
        "publish", "公布结果", moves.PUBLISH, PlainStep,
        lambda call, number, given: results.publish_results(call, **_of(number, given)),
        main=True, help="公布后各成员单位看到所有单位的总分，按成员名册顺序排列，不排名次。",
    ),
    Kind(
        "drop", "作废这份草稿", moves.DROP, PlainStep,
        lambda call, number, given: schemes.drop_scheme(call, **_of(number, given)),
    ),
)  # fmt: skip

OBJECT = Kind(
    "object", "提出异议", moves.OBJECT, ObjectStep,
    lambda call, number, given: results.object_to_result(
        call, number=number, place=given["place"], text=given["text"], files=given["scans"]
    ),
)  # fmt: skip
ANSWER = Kind(
    "answer", "答复异议", moves.ANSWER, AnswerStep,
    lambda call, number, given: results.answer_objection(
        call, **_of(number, given), upheld=given["upheld"], answer=given["answer"]
    ),
    main=True,
)  # fmt: skip
#: kind of object → address name, where it is another
ADDRESSES = {"information": "information_one"}


@page("assessment.see")
def assessment(visit: Visit, number: int) -> HttpResponse:
    """Indicators with their definitions, the results in roster order, objections; the step that is next first."""
    view = scheme_or_404(visit, number)
    cards = _cards(visit, view)
    status = steps.sent(visit, cards, view.row.state_label, reverse("assessment", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    unit = visit.access.actor.unit if visit.access.actor.role in UNITS else None
    values = things.page_values(visit, cards, f"assessment:{number}", "", scheme=view, own=unit)
    values = {**values, "kinds_words": "、".join(UNIT_KINDS[each] for each in view.kinds) or "全部成员单位"}
    return visit.render("assessment/scheme.html", dict(values), status=status)


def _cards(visit: Visit, view: queries.SchemeView) -> list[steps.Card]:
    decided = view.row.state in {"submitted", "open"}
    seats = things.seats_to_record_for(visit) if decided else ()
    thing = steps.Thing(view.row.number, view.row.state, 0, view.version, seats)
    initial = {"until": visit.today + timedelta(days=results.TO_OBJECT)}
    cards = [card for card in steps.offered(visit, thing, KINDS, initial) if _fits(visit, view, card)]
    for card in cards:
        if isinstance(card.form, AdoptStep):
            card.form.set_choices("decision", _decisions(visit, view))
    return cards


def _fits(visit: Visit, view: queries.SchemeView, card: steps.Card) -> bool:
    """Beyond the state: what is not time yet is not offered."""
    if card.kind.name == "compute":
        return visit.today > view.row.last_day
    if card.kind.name == "settle":
        over = view.row.objections_until is None or visit.today > view.row.objections_until
        return over and all(each.upheld is not None for each in view.objections)
    return True


def _decisions(visit: Visit, view: queries.SchemeView) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = [("", "请选择")]
    return found + list(evidence_queries.decisions_since(visit.conference, view.drafted_on))


@page("assessment.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of a scheme's steps (the signed original); units see none."""
    scheme_or_404(visit, number)
    if visit.access.actor.role in UNITS:
        raise Http404
    return things.file_of(visit, f"assessment:{number}", file)


# one unit's result ----------------------------------------------------------------------------------------------------


@page("assessment.see")
def unit_result(visit: Visit, number: int, unit: int) -> HttpResponse:
    """Each indicator with value, points and counts; every count opens to what was counted."""
    view = scheme_or_404(visit, number)
    row = next((each for each in view.results if each.unit == unit and each.lines), None)
    told = evidence_queries.opened(visit.conference, number, unit, visit.access.actor)
    if row is None or told is None:
        raise Http404
    cards = _objecting(visit, view, row)
    status = steps.sent(visit, cards, view.row.state_label, reverse("assessment_unit", args=[visit.slug, number, unit]))
    if isinstance(status, HttpResponse):
        return status
    defined = {each.place: each for each in view.indicators}
    lines = [(line, defined[line.place], [told[name] for name, _ in line.counts]) for line in row.lines]
    return visit.render(
        "assessment/unit.html",
        {
            "scheme": view,
            "result": row,
            "lines": [
                (line, defines, [(each, _linked(visit, each)) for each in opened]) for line, defines, opened in lines
            ],
            "objections": [each for each in view.objections if each.unit == unit],
            "cards": cards,
        },
        status=status,
    )


def _linked(visit: Visit, opened: Opened) -> list[tuple[Thing, str]]:
    """Each thing with the address of its page, empty where it has none."""
    return [(thing, address_of(visit, thing.object)) for thing in opened.things]


def address_of(visit: Visit, object_: str) -> str:
    """The page of ``task:12``; empty where its kind has none."""
    kind, _, number = object_.partition(":")
    try:
        return reverse(ADDRESSES.get(kind, kind), args=[visit.slug, int(number)])
    except (NoReverseMatch, ValueError):
        return ""


def _objecting(visit: Visit, view: queries.SchemeView, row: queries.ResultRow) -> list[steps.Card]:
    until = view.row.objections_until
    if view.row.state != "open" or (until is not None and visit.today > until and not visit.may("assessment.manage")):
        return []
    seats = roster.seats(visit.conference) if visit.access.actor.role in OFFICE else ()
    thing = steps.Thing(view.row.number, view.row.state, row.unit, view.version, seats)
    cards = steps.offered(visit, thing, [OBJECT], {})
    for card in cards:
        places = [(line.place, f"{line.place}. {line.name}（{line.score} 分）") for line in row.lines]
        card.form.set_choices("place", places)
    return cards


# objections -----------------------------------------------------------------------------------------------------------


def objection_or_404(visit: Visit, number: int) -> evidence_queries.ObjectionView:
    found = evidence_queries.objection_for(visit.conference, number, visit.access.actor)
    if found is None:
        raise Http404
    return found


@page("assessment.see")
def objection(visit: Visit, number: int) -> HttpResponse:
    """What a unit objects to, and the office's answer."""
    found = objection_or_404(visit, number)
    thing = steps.Thing(number, found.state, found.unit, found.version)
    cards = steps.offered(visit, thing, [ANSWER], {})
    status = steps.sent(visit, cards, found.state_label, reverse("objection", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"objection:{number}", "", objection=found)
    return visit.render("assessment/objection.html", dict(values), status=status)


@page("assessment.see")
def objection_file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of an objection, for who may see it."""
    objection_or_404(visit, number)
    return things.file_of(visit, f"objection:{number}", file)
