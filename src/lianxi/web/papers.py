"""文电: documents out – the list, the draft with autosave, one document with its steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE
from lianxi.journal.refusals import Refused, RuleBroken, Stale
from lianxi.papers import drafts, outgoing, queries
from lianxi.papers.labels import KINDS, STATES
from lianxi.papers.queries import DocumentView
from lianxi.roster import queries as roster
from lianxi.tasks import directive_queries
from lianxi.web import push
from lianxi.web.assessment_papers import circular_draft
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page
from lianxi.web.paper_files import faults_of, preview_of
from lianxi.web.paper_forms import HELP, DraftForm, initial_of
from lianxi.web.supervision_files import notice_of
from lianxi.web.supervisions import supervision_or_404
from lianxi.web.unit_things import measure_circular

SHOWN = {"all": "全部", "open": "办理中", **STATES}


@page("document.see")
def documents(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    given = visit.request.GET
    return visit.render(
        "papers/list.html",
        {
            "rows": listed,
            "kinds": KINDS,
            "year": given.get("year", ""),
            "years": queries.years(visit.conference),
            "kind": given.get("kind", ""),
            "shown": given.get("shown", "all"),
            "choices": SHOWN,
            "wanted": given.get("wanted", ""),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
            "issuers": _issuers(visit) if visit.may("document.draft") else [],
        },
    )


def _rows(visit: Visit, limit: int) -> list[queries.DocumentRow]:
    actor, given = visit.access.actor, visit.request.GET
    before, year = given.get("before", ""), given.get("year", "")
    return queries.documents(
        visit.conference,
        role=actor.role,
        unit=actor.unit,
        kind=given.get("kind", ""),
        shown=given.get("shown", "all"),
        wanted=given.get("wanted", "").strip()[:60],
        year=int(year) if year.isdigit() and len(year) == 4 and int(year) else None,
        before=int(before) if before.isdigit() else None,
        limit=limit,
    )


@page("document.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx: the register of documents out."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("document", "发文字号", 22),
        Column("kind", "文种", 12),
        Column("title", "标题", 44),
        Column("issuer", "发文机关", 26),
        Column("drafted", "拟稿日期", 13, kind="date"),
        Column("issued", "印发日期", 13, kind="date"),
        Column("state", "状态", 12),
    ]
    rows = [
        (
            row.number,
            row.document_number,
            row.kind_label,
            row.title,
            row.issuer_name,
            row.drafted_on,
            row.issued_on,
            row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("发文登记簿", write_sheet(columns, rows, title="发文登记簿"))


def document_or_404(visit: Visit, number: int) -> DocumentView:
    actor = visit.access.actor
    found = queries.document_for(visit.conference, number, role=actor.role, unit=actor.unit, year=visit.today.year)
    if found is None:
        raise Http404
    return found


@page("document.see")
def document(visit: Visit, number: int) -> HttpResponse:
    """One document: its steps, how it will look, who has signed for it."""
    found = document_or_404(visit, number)
    history = journal.history(visit.conference, f"document:{number}") if visit.may("document.draft") else []
    people = [found.drafter, found.checker, found.signer, *(step.person for step in history)]
    actor = visit.access.actor
    mine = next((each for each in found.recipients if each.unit == actor.unit), None)
    return visit.render(
        "papers/document.html",
        {
            "document": found,
            "preview": preview_of(visit, found),
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "units": roster.unit_names(visit.conference) if history else {},
            "people": roster.person_names(visit.conference, [person for person in people if person]),
            "mine": mine,
            "faults": faults_of(visit, found) if found.row.state in {"draft", "checked"} else (),
            "may_check": found.row.state != "draft"
            or queries.may_check(visit.conference, found.drafter, actor.person, visit.today),
            "may_sign": found.row.state == "checked"
            and actor.role == found.issuer.signer
            and actor.person != found.drafter,
        },
    )


@page("document.draft")
def draft(visit: Visit) -> HttpResponse:
    """Begin a document; its kind is chosen by ``?kind=``, or it carries a report upward (``?report=``)."""
    kind = visit.request.GET.get("kind", "notice")
    reported = _reported(visit)
    kind = reported.kind if reported else kind
    if kind not in KINDS:
        raise Http404
    issuers = _issuers(visit)
    if not issuers:
        return HttpResponseRedirect(f"{reverse('issuers', args=[visit.slug])}?first=1")
    form = DraftForm(
        visit.request.POST or None,
        kind=kind,
        issuers=issuers,
        units=_units(visit),
        initial=_of_report(reported) if reported else _first(visit, kind),
    )
    if visit.request.method == "POST" and form.is_valid():
        origin = f"report:{reported.number}" if reported else _supervised(visit)
        done = form.perform(
            lambda: outgoing.draft_document(visit.call(form.cleaned_data["key"]), draft=form.draft(), origin=origin)
        )
        if done is not None:
            return HttpResponseRedirect(reverse("document", args=[visit.slug, done.number]))
    return visit.render("papers/draft.html", _shown(form, kind), status=status_of(form))


def _reported(visit: Visit) -> directive_queries.UpwardView | None:
    """The report upward that the document carries (报告 or 请示), where the address names one."""
    number = visit.request.GET.get("report", "")
    if not number:
        return None
    found = directive_queries.report(visit.conference, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise Http404
    return found


def _supervised(visit: Visit) -> str:
    """The joint supervision whose 督查通知 the document is, where the address names one."""
    number = visit.request.GET.get("supervision", "")
    return f"supervision:{supervision_or_404(visit, int(number)).row.number}" if number.isdecimal() else ""


def _of_report(report: directive_queries.UpwardView) -> dict[str, Any]:
    addressees = "、".join(each.addressee for each in report.sendings)
    return {"title": report.title, "addressee": addressees, "body": report.text}


def _first(visit: Visit, kind: str) -> dict[str, Any]:
    year = visit.today.year
    titles = {"work_points": f"{year}年度信访工作要点", "brief": "信访工作简报"}
    if kind == "circular" and visit.request.GET.get("from") == "push":
        told = push.circular(visit)
        return {"title": "关于逾期未办结事项办理情况的通报", "addressee": "各成员单位", "body": told}
    if kind == "circular" and visit.request.GET.get("from") == "measure":
        return measure_circular(visit)
    if kind == "circular" and visit.request.GET.get("from") == "assessment":
        return circular_draft(visit)
    if kind == "notice" and (origin := _supervised(visit)):
        return dict(notice_of(supervision_or_404(visit, int(origin.partition(":")[2]))))
    return {"title": titles.get(kind, f"关于的{KINDS[kind]}"), "addressee": "各成员单位" if kind != "brief" else ""}


def _shown(form: DraftForm, kind: str, **more: Any) -> dict[str, Any]:
    return {"form": form, "kind": kind, "kind_label": KINDS[kind], "help": HELP[kind], **more}


def _issuers(visit: Visit) -> list[queries.IssuerView]:
    """Those under whose name something can be drafted."""
    return [each for each in queries.issuers(visit.conference, visit.today.year) if not each.closed]


def _units(visit: Visit) -> list[tuple[int, str]]:
    return [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None]


@page("document.draft")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Go on writing; two editors see each other's text (409)."""
    found = document_or_404(visit, number)
    if found.row.state != "draft":
        raise RuleBroken(f"文件现为“{found.row.state_label}”，不能修改。需要修改的，请先退回。")
    kind = found.row.kind
    form = DraftForm(
        visit.request.POST or None,
        kind=kind,
        issuers=_issuers(visit),
        units=_units(visit),
        initial=initial_of(found.draft, found.version),
    )
    if visit.request.method == "POST" and form.is_valid():
        saved = form.perform(lambda: _save(visit, found, form))
        if saved is not None:
            return HttpResponseRedirect(reverse("document", args=[visit.slug, number]))
    return visit.render("papers/draft.html", _shown(form, kind, document=found), status=status_of(form))


def _save(visit: Visit, found: DocumentView, form: DraftForm) -> int:
    """The form holds no figures: those taken from the record stay as they are."""
    return drafts.save_draft(
        conference=visit.conference,
        number=found.row.number,
        version=form.cleaned_data["seen"] or 0,
        draft=replace(form.draft(), figures=found.draft.figures),
        drafter=visit.access.actor.person,
    )


@page("document.draft")
def autosave(visit: Visit, number: int) -> HttpResponse:
    """The editor saves by itself: the new version, or 409 with the other text."""
    if visit.request.method != "POST":
        return JsonResponse({"message": "只接受保存。"}, status=405)
    found = document_or_404(visit, number)
    form = DraftForm(
        visit.request.POST,
        kind=found.row.kind,
        issuers=_issuers(visit),
        units=_units(visit),
    )
    if not form.is_valid():
        return JsonResponse({"message": "有的内容还不完整，没有自动保存。按“保存”可看到哪里要改。"}, status=422)
    try:
        version = _save(visit, found, form)
    except Stale as refusal:
        current = document_or_404(visit, number)
        return JsonResponse({"message": str(refusal), "version": current.version, "theirs": refusal.now}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    return JsonResponse({"version": version, "at": f"{visit.now.astimezone(HERE):%H:%M}"})
