"""核稿 by another than the drafter, on the screen or on paper; 催签收; the files that go out with a document."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.papers import enclosures, outgoing
from lianxi.papers import receipts as actions
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE
from lianxi.web.downloads import serve_file
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.paper_forms import CheckOnPaperForm, EncloseForm
from lianxi.web.paper_steps import back_to, performed
from lianxi.web.papers import document_or_404


@page("document.draft")
def check_on_paper(visit: Visit, number: int) -> HttpResponse:
    """代录 of what a colleague checked on paper."""
    found = document_or_404(visit, number)
    form = CheckOnPaperForm(
        visit.request.POST or None, initial={"version": found.version, "means": "paper", "behalf_on": visit.today}
    )
    seats = [seat for seat in roster.seats(visit.conference) if seat.role in OFFICE]
    form.offer_seats([seat for seat in seats if seat.holder and seat.holder.person != found.drafter])

    def write() -> Done:
        given = form.cleaned_data
        call = visit.call(given["key"], form.behalf())
        return outgoing.check_document(call, number=number, version=given["version"])

    will = "登记为办公室代录，核稿人会收到确认提示；文稿随即送签发人签发。"
    return performed(visit, found, form, ("登记纸质核稿", will), write)


@page("document.draft")
def chase(visit: Visit, number: int) -> HttpResponse:
    """催签收: every unit that has not signed, in one step."""
    found = document_or_404(visit, number)
    form = ActionForm(visit.request.POST or None)
    late = "、".join(each.name for each in found.recipients if each.received_on is None)
    back = HttpResponseRedirect(reverse("document_receipts", args=[visit.slug, number]))
    if visit.request.method == "POST" and form.is_valid():
        write = partial(actions.chase_receipts, visit.call(form.cleaned_data["key"]), number=number)
        if form.perform(write) is not None:
            return back
    values = {"document": found, "form": form, "title": "催签收", "will": f"以下单位尚未签收：{late or '无'}。"}
    return visit.render("papers/act.html", values, status=status_of(form))


@page("document.draft")
def enclose(visit: Visit, number: int) -> HttpResponse:
    """Files that go out with the document; those that are there can be taken out."""
    found = document_or_404(visit, number)
    taken_out = visit.request.POST.get("take_out", "")
    if taken_out.isdigit():
        enclosures.take_out(conference=visit.conference, number=number, place=int(taken_out))
        return HttpResponseRedirect(reverse("document_enclose", args=[visit.slug, number]))
    form = EncloseForm(visit.request.POST or None, visit.request.FILES or None, initial={"version": found.version})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: enclosures.enclose_files(
                visit.call(given["key"]), number=number, version=given["version"], files=given["scans"]
            )
        )
        if done is not None:
            return back_to(visit, number)
    return visit.render("papers/enclose.html", {"document": found, "form": form}, status=status_of(form))


@page("document.see")
def enclosed(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file that goes out with the document, for who may read the document."""
    found = document_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    if wanted is None or wanted.number not in {each.number for each in found.files}:
        raise Http404
    return serve_file(wanted)
