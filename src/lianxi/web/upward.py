"""向上报告: the list, drafting from a major decision or by hand, sending to each addressee, answers, the .docx."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.matters.case_papers.paper_queries import head_of
from lianxi.papers import queries as papers
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.tasks import directive_queries as queries
from lianxi.tasks import upward as actions
from lianxi.web.directive_forms import ReportForm, SendForm, TakeAnswerForm
from lianxi.web.downloads import download, xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

#: year and six digits
MATTER_DIGITS = 10
SHOWN = {"all": "全部", "drafted": "拟报", "sent": "已报送", "answered": "已答复"}


@page("directive.see")
def reports(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "upward/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": SHOWN,
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "all")
    return shown if shown in SHOWN else "all"


def _rows(visit: Visit, limit: int) -> list[queries.UpwardView]:
    before = visit.request.GET.get("before", "")
    return queries.reports(
        visit.conference, shown=_shown(visit), before=int(before) if before.isdigit() else None, limit=limit
    )


@page("directive.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx: one row an addressee."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("kind", "文种", 8),
        Column("title", "标题", 40),
        Column("document", "文号", 20),
        Column("to", "受文单位", 24),
        Column("sent", "报送日期", 13, kind="date"),
        Column("means", "方式", 10),
        Column("answered", "答复日期", 13, kind="date"),
    ]
    rows = [
        (
            row.number,
            row.kind_label,
            row.title,
            row.document_number,
            each.addressee,
            each.sent_on,
            each.means_label,
            each.answered_on,
        )
        for row in _rows(visit, queries.PAGE)
        for each in row.sendings
    ]
    return xlsx("向上报告", write_sheet(columns, rows, title=f"向上报告（{SHOWN[_shown(visit)]}）"))


def addressees(visit: Visit) -> list[str]:
    """Whom the rules in force name as addressees of such reports, in the order of the text."""
    version = charter.in_force(charter.versions(visit.conference), visit.today)
    clauses = version.compiled.clauses if version else ()
    return list(dict.fromkeys(name for clause in clauses if clause.act == "report.sent" for name in clause.to))


@page("directive.manage")
def draft(visit: Visit) -> HttpResponse:
    """Begin a report; with ``?origin=decision:5`` or ``?matter=2026000137`` about that, once."""
    origin = _origin_or_404(visit)
    begun = queries.report_on(visit.conference, origin) if origin else None
    if begun is not None and visit.request.method != "POST":
        return HttpResponseRedirect(reverse("report", args=[visit.slug, begun.number]))
    about = names.titles(visit.conference, [origin]).get(origin, "") if origin else ""
    form = ReportForm(
        visit.request.POST or None,
        initial={
            "title": f"关于{about}的报告" if about else "",
            "text": f"现将{about}有关情况报告如下。\n" if about else "",
            "addressees": "\n".join(addressees(visit)),
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.draft_report(
                visit.call(given["key"]),
                kind=given["kind"],
                title=given["title"],
                text=given["text"],
                addressees=form.names(),
                origin=origin,
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("report", args=[visit.slug, done.number]))
    return visit.render("upward/draft.html", {"form": form, "about": about}, status=status_of(form))


def _origin_or_404(visit: Visit) -> str:
    """What the report is to be about; a matter that this person may not see is none."""
    asked = visit.request.GET
    origin = f"matter:{asked['matter']}" if "matter" in asked else asked.get("origin", "")
    kind, _, number = origin.partition(":")
    if kind == "matter" and not (
        number.isdigit() and len(number) <= MATTER_DIGITS and head_of(visit.conference, visit.access.actor, int(number))
    ):
        raise Http404
    return origin


def _report_or_404(visit: Visit, number: int) -> queries.UpwardView:
    found = queries.report(visit.conference, number)
    if found is None:
        raise Http404
    return found


@page("directive.manage")
def edit(visit: Visit, number: int) -> HttpResponse:
    found = _report_or_404(visit, number)
    form = ReportForm(
        visit.request.POST or None,
        initial={
            "kind": found.kind,
            "title": found.title,
            "text": found.text,
            "addressees": "\n".join(each.addressee for each in found.sendings),
            "version": found.version,
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.edit_report(
                visit.call(given["key"]),
                number=number,
                version=given["version"] or 0,
                kind=given["kind"],
                title=given["title"],
                text=given["text"],
                addressees=form.names(),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("report", args=[visit.slug, number]))
    return visit.render("upward/draft.html", {"form": form, "report": found}, status=status_of(form))


@page("directive.see")
def report(visit: Visit, number: int) -> HttpResponse:
    """One report: whom it went to, what they answered, and the next step."""
    found = _report_or_404(visit, number)
    documents = papers.of_origin(visit.conference, f"report:{number}")
    issued = next((each.document_number for each in documents if each.document_number), "")
    send, answer = _forms(visit, found, issued)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        tried = send if visit.request.POST.get("step") == "send" else answer
        if not visit.may("directive.answer") or tried is None:
            return visit.render("errors/403.html", status=403)
        if tried.is_valid() and _perform(visit, found, tried):
            return HttpResponseRedirect(reverse("report", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"report:{number}")
    return visit.render(
        "upward/report.html",
        {
            "report": found,
            "documents": documents,
            "send": send,
            "answer": answer,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
            "origin": names.titles(visit.conference, [found.origin]) if found.origin else {},
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _forms(visit: Visit, found: queries.UpwardView, issued: str) -> tuple[SendForm | None, TakeAnswerForm | None]:
    """The steps that are open: sending while somebody has not got it, answers of those who have."""
    step = visit.request.POST.get("step") if visit.request.method == "POST" else ""
    unsent = [(each.number, each.addressee) for each in found.sendings if each.sent_on is None]
    silent = [
        (each.number, each.addressee)
        for each in found.sendings
        if each.sent_on is not None and each.answered_on is None
    ]
    start = {"version": found.version, "sent_on": visit.today, "answered_on": visit.today, "document_number": issued}
    send = answer = None
    if unsent:
        given = (visit.request.POST, visit.request.FILES) if step == "send" else (None, None)
        send = SendForm(*given, initial=dict(start), auto_id="send_%s")
        send.offer(unsent)
    if silent:
        given = (visit.request.POST, visit.request.FILES) if step == "answer" else (None, None)
        answer = TakeAnswerForm(*given, initial=dict(start), auto_id="answer_%s")
        answer.offer(silent)
    return send, answer


def _perform(visit: Visit, found: queries.UpwardView, form: ActionForm) -> bool:
    given = form.cleaned_data
    if isinstance(form, SendForm):
        done = form.perform(
            lambda: actions.send_report(
                visit.call(given["key"]),
                number=found.number,
                version=given["version"],
                sendings=given["sendings"],
                sent_on=given["sent_on"],
                means=given["means"],
                document_number=given["document_number"],
                files=given["scans"],
            )
        )
        return done is not None
    assert isinstance(form, TakeAnswerForm)
    sender = next((each.addressee for each in found.sendings if each.number == given["sending"]), "")
    done = form.perform(
        lambda: actions.take_answer(
            visit.call(given["key"]),
            number=found.number,
            version=given["version"],
            sending=given["sending"],
            answered_on=given["answered_on"],
            answer=given["answer"],
            directive=form.directive(sender),
            files=given["scans"],
        )
    )
    return done is not None


@page("directive.see")
def document(visit: Visit, number: int) -> HttpResponse:
    """The report as .docx by GB/T 9704."""
    found = _report_or_404(visit, number)
    letter = official.Letter(
        kind="请示" if found.kind == "request" else "报告",
        issuer=f"{visit.access.head.name}办公室",
        title=found.title,
        addressee="，".join(each.addressee for each in found.sendings),
        body=official.outline(found.text),
        dated=next((each.sent_on for each in found.sendings if each.sent_on), None),
        number=found.document_number or None,
        red_head=False,
    )
    return download(f"{found.title}.docx", official.write_letter(letter), DOCX)
