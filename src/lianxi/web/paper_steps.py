"""The steps of a document: 核稿, 退回, 签发, 印发, 签收, 归档, 收回, 作废; the number books and issuers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import MEANS, Done
from lianxi.papers import outgoing
from lianxi.papers.queries import DocumentView
from lianxi.roster import queries as roster
from lianxi.web.behalf import behalf_of_unit
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.paper_files import preview_of
from lianxi.web.paper_forms import IssueForm, OpinionForm, ReasonOnly, ReceiptForm, SignOnPaperForm
from lianxi.web.papers import document_or_404

#: step by the office with nothing but a version: its words, what will happen, the action
PLAIN: dict[str, tuple[str, str, Any]] = {
    "check": ("核稿通过", "文稿送签发人签发；签发前不能再改，可以退回。", outgoing.check_document),
    "file": ("归档", "文件归入档案，仍可查阅和签收。", outgoing.file_document),
}
#: step with a reason
REASONED: dict[str, tuple[str, str, Any]] = {
    "recall": ("收回文件", "各单位将看到文件已收回，不必再签收；文号保留，不再使用。", outgoing.recall_document),
    "discard": ("作废文稿", "文稿不再办理，没有占用文号。", outgoing.discard_document),
}


def back_to(visit: Visit, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("document", args=[visit.slug, number]))


def performed(
    visit: Visit, found: DocumentView, form: ActionForm, words: tuple[str, str], write: Callable[[], Done]
) -> HttpResponse:
    """One form, one action, back to the document."""
    if visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None:
        return back_to(visit, found.row.number)
    values = {"document": found, "form": form, "title": words[0], "will": words[1]}
    return visit.render("papers/act.html", values, status=status_of(form))


@page("document.draft")
def plain_step(visit: Visit, number: int, step: str) -> HttpResponse:
    if step not in PLAIN:
        raise Http404
    found = document_or_404(visit, number)
    words, will, action = PLAIN[step]
    form = VersionForm(visit.request.POST or None, initial={"version": found.version})
    return performed(
        visit,
        found,
        form,
        (words, will),
        lambda: action(visit.call(form.cleaned_data["key"]), number=number, version=form.cleaned_data["version"]),
    )


@page("document.draft")
def reasoned_step(visit: Visit, number: int, step: str) -> HttpResponse:
    if step not in REASONED:
        raise Http404
    found = document_or_404(visit, number)
    words, will, action = REASONED[step]
    form = ReasonOnly(visit.request.POST or None, initial={"version": found.version})
    return performed(
        visit,
        found,
        form,
        (words, will),
        lambda: action(
            visit.call(form.cleaned_data["key"]),
            number=number,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
    )


@page("document.sign")
def sign(visit: Visit, number: int) -> HttpResponse:
    """Whoever signs reads the document and signs it in two taps, or returns it."""
    found = document_or_404(visit, number)
    returning = visit.request.POST.get("do") == "return"
    given = visit.request.POST or None
    form = VersionForm(None if returning else given, initial={"version": found.version})
    back = OpinionForm(given if returning else None, initial={"version": found.version}, auto_id="back_%s")
    tried: ActionForm = back if returning else form
    if visit.request.method == "POST" and tried.is_valid():
        done = tried.perform(lambda: _sign_or_return(visit, number, tried))
        if done is not None:
            return back_to(visit, number)
    values = {
        "document": found,
        "preview": preview_of(visit, found),
        "form": form,
        "back": back,
        "returning": returning,
        "may": visit.access.actor.role == found.issuer.signer and found.row.state == "checked",
        "own": visit.access.actor.person == found.drafter,
    }
    return visit.render("papers/sign.html", values, status=status_of(tried))


def _sign_or_return(visit: Visit, number: int, form: ActionForm) -> Done:
    given = form.cleaned_data
    call = visit.call(given["key"])
    if isinstance(form, OpinionForm):
        return outgoing.return_document(call, number=number, version=given["version"], opinion=given["opinion"])
    return outgoing.sign_document(call, number=number, version=given["version"])


@page("document.draft")
def sign_on_paper(visit: Visit, number: int) -> HttpResponse:
    """代录 of a signature on paper, with the scan."""
    found = document_or_404(visit, number)
    form = SignOnPaperForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"version": found.version, "behalf_on": visit.today},
    )
    form.offer_seats([seat for seat in roster.seats(visit.conference) if seat.role == found.issuer.signer])

    def write() -> Done:
        given = form.cleaned_data
        call = visit.call(given["key"], form.behalf())
        return outgoing.sign_document(call, number=number, version=given["version"], files=given["scans"])

    will = "登记为办公室代录，签发稿作为附件留存；该同志会收到确认提示。"
    return performed(visit, found, form, ("登记纸质签发", will), write)


@page("document.draft")
def issue(visit: Visit, number: int) -> HttpResponse:
    """印发: the number that comes next, the units that get it; what will happen stands beside."""
    found = document_or_404(visit, number)
    units = [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None]
    form = IssueForm(
        visit.request.POST or None,
        initial={"version": found.version, "units": [] if found.row.kind == "brief" else [n for n, _ in units]},
    )
    form.offer(found.issuer, units)

    def write() -> Done:
        given = form.cleaned_data
        return outgoing.issue_document(
            visit.call(given["key"]),
            number=number,
            version=given["version"],
            units=given["units"],
            running=given.get("running"),
            typed=given.get("typed", ""),
        )

    points = f"{len(found.draft.points)} 条要点随即成为任务，交责任单位办理。" if found.draft.points else ""
    return performed(visit, found, form, ("印发", f"文号从此占用；所选单位会收到待签收提示。{points}"), write)


@page("document.receive")
def receive(visit: Visit, number: int) -> HttpResponse:
    """A unit signs for what it got."""
    found = document_or_404(visit, number)
    form = ActionForm(visit.request.POST or None)
    return performed(
        visit,
        found,
        form,
        ("签收", f"{visit.access.unit_name}已收到《{found.row.title}》。"),
        lambda: outgoing.receive_document(visit.call(form.cleaned_data["key"]), number=number),
    )


@page("document.draft")
def receipts(visit: Visit, number: int) -> HttpResponse:
    """Who has signed; the office records it for a unit that signed on paper or by phone."""
    found = document_or_404(visit, number)
    waiting = [(each.unit, each.name) for each in found.recipients if each.received_on is None]
    form = ReceiptForm(visit.request.POST or None, initial={"behalf_on": visit.today})
    form.set_choices("unit", waiting)
    form.set_choices("means", list(MEANS.items()))

    def write() -> Done:
        given = form.cleaned_data
        behalf = behalf_of_unit(roster.seats(visit.conference), given["unit"], given["means"], given["behalf_on"])
        return outgoing.receive_document(visit.call(given["key"], behalf), number=number)

    if visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None:
        return HttpResponseRedirect(reverse("document_receipts", args=[visit.slug, number]))
    return visit.render(
        "papers/receipts.html", {"document": found, "form": form, "waiting": waiting}, status=status_of(form)
    )
