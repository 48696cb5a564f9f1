"""考核 (article 16): the list of schemes, a new one, its editor, 计分公式说明, 试算."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.assessment import queries, schemes
from lianxi.assessment.measures import KINDS, MEASURES, Measure
from lianxi.assessment.starter import STARTER
from lianxi.web.assessment_forms import SchemeForm, SpanForm, Start, copy_of, empty, from_starter, of
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page
from lianxi.web.unit_things import number_in

#: longest period of 试算, calendar days
LONGEST = 366
#: formulas that are taken, with what they do; shown on the reference page
EXAMPLES = (
    ("比例(按期答复件数, 应答复件数)", "应答复的信访事项全部按期答复得满分，一半按期得一半；没有应答复的按满分计。"),
    ("比例(按期任务数+按期协办数, 应办任务数+应办协办数)", "几类同样的事合在一起算比例。"),
    ("0.6*比例(按期到会数, 应办到会数)+0.4*比例(按期签收数, 应办签收数)", "两个比例按六四加权。"),
    ("限于(比例(已执行件数, 应执行件数)-0.3*拒不执行件数, 0, 1)", "每件拒不执行另扣三成，不低于 0。"),
    ("1-最小(1, 0.2*逾期任务数)", "每逾期一件扣两成，扣完为止。"),
)
#: formulas and names that are refused; the page asks the code for the reason, so it is always the true one
REFUSED = (
    ("办件数量", "1-应答复件数/100"),
    ("信访总量", "比例(按期答复件数, 应答复件数)"),
    ("重复信访率", "比例(重复信访件数, 应答复件数)"),
    ("越级走访", "1-越级走访批次/10"),
    ("非正常信访", "1-非正常信访件数"),
    ("人均件次", "1-应答复件数/人口"),
    ("满意率", "比例(按期告知件数, 应答复件数)"),
)


@page("assessment.see")
def assessments(visit: Visit) -> HttpResponse:
    before = number_in(visit, "before")
    rows = queries.schemes(visit.conference, visit.access.actor, before=before, limit=queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    more = listed[-1].number if len(rows) > queries.PAGE else None
    return visit.render("assessment/list.html", {"rows": listed, "next": more})


def scheme_or_404(visit: Visit, number: int) -> queries.SchemeView:
    found = queries.scheme_for(visit.conference, number, visit.access.actor)
    if found is None:
        raise Http404
    return found


@page("assessment.manage")
def new(visit: Visit) -> HttpResponse:
    """First from what to begin: 通用考核办法, an earlier scheme, or nothing; then the editor."""
    begin = visit.request.GET.get("from", "")
    start = _start(visit, begin)
    if start is None:
        earlier = queries.schemes(visit.conference, visit.access.actor, limit=10)
        return visit.render("assessment/begin.html", {"earlier": earlier, "starter": STARTER})
    form = _form(visit, start)
    if _sent(form):
        done = form.perform(
            lambda: schemes.draft_scheme(
                visit.call(form.cleaned_data["key"]), outline=form.outline(), indicators=form.indicators()
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("assessment", args=[visit.slug, done.number]))
    back = reverse("assessments", args=[visit.slug])
    return _editor(visit, form, "起草考核办法", back)


@page("assessment.manage")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Go on writing a draft; two who edit see each other's (409)."""
    view = scheme_or_404(visit, number)
    if view.row.state != "draft":
        return HttpResponseRedirect(reverse("assessment", args=[visit.slug, number]))
    start = of(view)
    form = _form(visit, Start({**start.values, "version": view.version}, start.count))
    if _sent(form):
        done = form.perform(
            lambda: schemes.edit_scheme(
                visit.call(form.cleaned_data["key"]),
                number=number,
                version=form.cleaned_data["version"] or 0,
                outline=form.outline(),
                indicators=form.indicators(),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("assessment", args=[visit.slug, number]))
    return _editor(visit, form, f"修改：{view.row.title}", reverse("assessment", args=[visit.slug, number]))


def _start(visit: Visit, begin: str) -> Start | None:
    if begin == "starter":
        return from_starter(visit.today)
    if begin == "empty":
        return empty(visit.today)
    if begin.isdecimal() and len(begin) < 10:
        return copy_of(scheme_or_404(visit, int(begin)), visit.today)
    return None


def _form(visit: Visit, start: Start) -> SchemeForm:
    return SchemeForm(visit.request.POST or None, count=start.count, initial=dict(start.values), auto_id="scheme_%s")


def _sent(form: SchemeForm) -> bool:
    return form.is_bound and form.data.get("do") != "more" and form.is_valid()


def _editor(visit: Visit, form: SchemeForm, title: str, back: str) -> HttpResponse:
    more = form.is_bound and form.data.get("do") == "more"
    status = 200 if more else status_of(form)
    return visit.render("assessment/edit.html", {"form": form, "title": title, "back": back}, status=status)


@page("assessment.see")
def formulas(visit: Visit) -> HttpResponse:
    """计分公式说明: every measure with its definition and source, the functions, examples, what is refused and why."""
    return visit.render(
        "assessment/formulas.html",
        {"groups": groups_of_measures(), "examples": EXAMPLES, "refused": [(n, f, _why(n, f)) for n, f in REFUSED]},
    )


def groups_of_measures() -> list[tuple[str, list[Measure]]]:
    """The measures in groups: of matters, then kind by kind of what is owed."""
    matters = [each for each in MEASURES.values() if each.matter is not None]
    owed = {kind: [each for each in MEASURES.values() if each.name in _names(kind)] for kind in KINDS}
    return [("信访事项", matters), *owed.items()]


def _names(kind: str) -> set[str]:
    return {f"应办{kind}数", f"按期{kind}数", f"逾期{kind}数"}


def _why(name: str, formula: str) -> str:
    found = schemes.faults([schemes.Wanted(name, "口径", formula, schemes.MOST_POINTS)])
    return found.get(1, "").partition("：")[2]


@page("assessment.preview")
def preview(visit: Visit, number: int) -> HttpResponse:
    """试算: the scheme on another period's data, last year's unless asked; nothing is kept."""
    view = scheme_or_404(visit, number)
    first, last = _last_year(view.row.first_day), _last_year(view.row.last_day)
    given = visit.request.GET
    form = SpanForm(given if given.get("first") else {"first": first, "last": last})
    if form.is_valid():
        asked = form.cleaned_data["first"], form.cleaned_data["last"]
        if not 0 <= (asked[1] - asked[0]).days <= LONGEST:
            form.add_error("last", "期间要从早到晚，不超过一年。")
        else:
            first, last = asked
    rows = queries.preview(visit.conference, number, first, last, on=visit.today)
    running = (view.row.first_day, min(view.row.last_day, visit.today)) if view.row.first_day <= visit.today else None
    return visit.render(
        "assessment/preview.html",
        {"scheme": view, "rows": rows, "form": form, "first": first, "last": last, "running": running},
        status=422 if form.errors else 200,
    )


def _last_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return (day - timedelta(days=1)).replace(year=day.year - 1)
