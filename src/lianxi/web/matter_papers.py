"""The papers of a matter: drafting, one whole, approving (also recorded with its scan), issuing, delivering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import Done
from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.matters.case_papers import paper_queries as queries
from lianxi.matters.case_papers import papers
from lianxi.matters.case_papers.case_files import BLANKS
from lianxi.matters.case_papers.paper_queries import MatterHead, PaperView
from lianxi.matters.life import concluding, delivering, extending
from lianxi.matters.life.owing import PAPER_WAYS, offers
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.matter_paper_forms import (
    ApproveForm,
    ApproveNumberedForm,
    DecideForm,
    DeliverForm,
    IssueForm,
    PaperForm,
    ReturnForm,
)
from lianxi.web.matter_steps import back_to, head_or_404
from lianxi.web.pages import Visit, page

SEALED = "以上文字封存，编号出具；由办公室送达信访人。"
#: what the head of the organ decides: kind → (approving, its words, what will happen, sending back, its words)
APPROVE: dict[str, tuple[Callable[..., Done], str, str, Callable[..., Done], str]] = {
    "opinion": (concluding.issue_opinion, "批准出具", SEALED, papers.return_paper, "退回修改"),
    "reply": (concluding.issue_reply, "批准答复", SEALED, papers.return_paper, "退回修改"),
    "extension": (
        extending.approve_extension, "批准延期", "办理期限按批准的天数延长；办公室书面告知信访人延期理由。",
        extending.refuse_extension, "不同意延期",
    ),
}  # fmt: skip
WILL = {
    "submit": "送机关负责人审批；审批前不能再改，可以退回。",
    "drop": "草稿不再使用，没有占用文号。",
    "agreement": "当事人已在协议书上签字。登记后事项转为已出具结果，可以办结。",
    "closing": "按交办机关要求的日期反馈办理结果（条例第二十二条第三款）。",
}


def paper_or_404(visit: Visit, number: int, paper: int) -> tuple[MatterHead, PaperView]:
    """A matter and one of its papers, for who may see the matter."""
    matter = head_or_404(visit, number)
    found = queries.paper_for(visit.conference, number, paper)
    if found is None:
        raise Http404
    return matter, found


def to_paper(visit: Visit, number: int, paper: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("matter_paper", args=[visit.slug, number, paper]))


@page("matter.see")
def paper(visit: Visit, number: int, paper: int) -> HttpResponse:
    """One paper whole, and what can be done with it."""
    matter, found = paper_or_404(visit, number, paper)
    mine = [
        offer
        for offer in offers(visit.conference, visit.access.actor, number)
        if offer.name.startswith(f"paper-{paper}-")
    ]
    values = {"matter": matter, "paper": found, "offers": mine, **_opened(visit, number)}
    return visit.render("matters/paper.html", values)


@page("matter.see")
def papers_of(visit: Visit, number: int) -> HttpResponse:
    """All papers of a matter, to print one by one or as a whole file; ``?opened=``: with the names just opened."""
    matter = head_or_404(visit, number)
    values = {
        "matter": matter,
        "papers": queries.papers(visit.conference, number),
        "blanks": [(kind, words.PAPERS[kind]) for kind in BLANKS],
        **_opened(visit, number),
    }
    return visit.render("matters/papers.html", values)


def _opened(visit: Visit, number: int) -> dict[str, str]:
    """The reader's opening of the identity goes along to the downloads, which ask again whether it holds."""
    wanted = visit.request.GET.get("opened", "")
    return {"opened": f"?opened={wanted}" if wanted.isdecimal() else "", "holder": f"matter:{number}"}


@page("matter.step")
def draft(visit: Visit, number: int, kind: str) -> HttpResponse:
    """A new draft of a kind."""
    matter = head_or_404(visit, number)
    if kind not in PAPER_WAYS:
        raise Http404
    if visit.access.actor.role == "organ_head":
        return visit.render("errors/403.html", {"permission": "matter.step"}, status=403)
    form = _paper_form(visit, kind, {})

    def write() -> Done:
        given = form.cleaned_data
        return papers.draft_paper(
            visit.call(given["key"]), number=number, kind=kind, content=form.content(), organ=given["organ"],
            submit=_submits(visit),
        )  # fmt: skip

    return _drafted(visit, matter, form, PAPER_WAYS[kind], write)


def _submits(visit: Visit) -> bool:
    return visit.request.POST.get("do") == "submit"


def _paper_form(visit: Visit, kind: str, first: dict[str, Any]) -> PaperForm:
    posted = visit.request.POST if visit.request.method == "POST" else None
    return PaperForm(posted, kind=kind, organs=queries.organs(visit.conference), initial=first)


def _drafted(visit: Visit, matter: MatterHead, form: PaperForm, title: str, write: Callable[[], Done]) -> HttpResponse:
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(write)
        if done is not None:
            return to_paper(visit, matter.number, done.number)
    values = {"matter": matter, "form": form, "title": title, "submits": form.kind in ("opinion", "reply")}
    return visit.render("matters/paper_edit.html", values, status=status_of(form))


@page("matter.step")
def step(visit: Visit, number: int, paper: int, name: str) -> HttpResponse:
    """One step of a paper: edit, submit, drop, approve (or send back), issue, deliver."""
    matter, found = paper_or_404(visit, number, paper)
    if name not in STEPS:
        raise Http404
    if not _concerns(visit, name):
        return visit.render("errors/403.html", {"permission": "matter.step"}, status=403)
    return STEPS[name](visit, matter, found)


def _concerns(visit: Visit, name: str) -> bool:
    role = visit.access.actor.role
    if name == "deliver":
        return role in OFFICE | {"organ_head"}
    if name == "approve":
        return role in OFFICE | {"organ_head"}
    return role in OFFICE if name == "issue" else role != "organ_head"


def _ground(found: PaperView, matter: MatterHead) -> dict[str, int]:
    return {"number": matter.number, "paper": found.row.number}


def _edit(visit: Visit, matter: MatterHead, found: PaperView) -> HttpResponse:
    first = {**found.content, "organ": found.row.organ, "version": found.version}
    if found.row.kind not in PAPER_WAYS:
        raise Http404
    form = _paper_form(visit, found.row.kind, first)

    def write() -> Done:
        given = form.cleaned_data
        return papers.edit_paper(
            visit.call(given["key"]), **_ground(found, matter), version=given["version"] or 0, content=form.content(),
            organ=given["organ"], submit=_submits(visit),
        )  # fmt: skip

    return _drafted(visit, matter, form, f"修改{found.row.label}", write)


def _plain(name: str, label: str, action: Callable[..., Done]) -> Callable[..., HttpResponse]:
    def view(visit: Visit, matter: MatterHead, found: PaperView) -> HttpResponse:
        form = VersionForm(visit.request.POST or None, initial={"version": found.version})

        def write() -> Done:
            given = form.cleaned_data
            return action(visit.call(given["key"]), **_ground(found, matter), version=given["version"])

        return _performed(visit, matter, found, form, label, WILL[name], write)

    return view


def _performed(
    visit: Visit, matter: MatterHead, found: PaperView, form: ActionForm, title: str, will: str,
    write: Callable[[], Done],
) -> HttpResponse:  # fmt: skip
    """One form, one action, back to the matter."""
    if visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None:
        return back_to(visit, matter.number)
    values = {"matter": matter, "paper": found, "form": form, "title": title, "will": will}
    return visit.render("matters/step.html", values, status=status_of(form))


def _issue(visit: Visit, matter: MatterHead, found: PaperView) -> HttpResponse:
    kind = found.row.kind
    if kind not in ("agreement", "closing"):
        raise Http404
    form = IssueForm(
        visit.request.POST or None, visit.request.FILES or None, kind=kind,
        initial={"version": found.version, "on": visit.today, "document_number": found.next_number},
    )  # fmt: skip

    def write() -> Done:
        given = form.cleaned_data
        call, ground = visit.call(given["key"]), {**_ground(found, matter), "version": given["version"]}
        if kind == "agreement":
            return concluding.conclude_agreement(call, **ground, files=given["scans"])
        return concluding.report_closing(
            call, **ground, on=given["on"], document_number=given["document_number"], files=given["scans"]
        )

    title = "登记签订协议" if kind == "agreement" else "报送办结报告"
    return _performed(visit, matter, found, form, title, WILL[kind], write)


def _deliver(visit: Visit, matter: MatterHead, found: PaperView) -> HttpResponse:
    form = DeliverForm(
        visit.request.POST or None, visit.request.FILES or None, is_result=found.is_result,
        initial={"version": found.version, "on": visit.today},
    )  # fmt: skip
    action = delivering.deliver_result if found.is_result else delivering.deliver_notice

    def write() -> Done:
        given = form.cleaned_data
        return action(
            visit.call(given["key"]), **_ground(found, matter), version=given["version"], delivery=form.delivery(),
            files=given["scans"],
        )  # fmt: skip

    will = "信访人自收到处理意见书之日起三十日内可以请求复查（条例第三十五条）。" if found.row.kind == "opinion" else ""
    return _performed(visit, matter, found, form, f"登记{found.row.label}送达", will, write)


def _approve(visit: Visit, matter: MatterHead, found: PaperView) -> HttpResponse:
    """Whoever heads the organ reads the paper and approves it in two taps, or sends it back; or it is recorded."""
    if found.row.kind not in APPROVE:
        raise Http404
    action, yes, will, sending_back, no = APPROVE[found.row.kind]
    returning, given = visit.request.POST.get("do") == "return", visit.request.POST or None
    seats = roster.seats(visit.conference) if visit.access.actor.role in OFFICE else None
    first = {"version": found.version, "behalf_on": visit.today, "document_number": found.next_number}
    files = visit.request.FILES or None
    kind = ApproveForm if found.row.kind == "extension" else ApproveNumberedForm
    form = kind(None if returning else given, None if returning else files, seats=seats, initial=first)
    back = ReturnForm(
        given if returning else None, files if returning else None, seats=seats, initial=first, auto_id="back_%s"
    )
    tried: DecideForm = back if returning else form
    if visit.request.method == "POST" and tried.is_valid():
        done = tried.perform(lambda: _decide(visit, matter, found, tried, sending_back if returning else action))
        if done is not None:
            return back_to(visit, matter.number)
    values = {
        "matter": matter, "paper": found, "form": form, "back": back, "returning": returning, "yes": yes, "no": no,
        "will": will, "title": "审批延期申请" if found.row.kind == "extension" else f"审批{found.row.label}",
        "behalf": seats is not None, "own": visit.access.actor.person == found.drafter,
    }  # fmt: skip
    return visit.render("matters/approve.html", values, status=status_of(tried))


def _decide(visit: Visit, matter: MatterHead, found: PaperView, form: DecideForm, action: Callable[..., Done]) -> Done:
    given = form.cleaned_data
    behalf = form.behalf()
    if behalf is None and visit.access.actor.role in OFFICE:
        raise Invalid("请选择审批人。", "behalf_seat")
    more = {"document_number": given["document_number"]} if "document_number" in given else {}
    return action(
        visit.call(given["key"], behalf), **_ground(found, matter), version=given["version"], opinion=given["opinion"],
        files=form.scans, **more,
    )  # fmt: skip


STEPS: dict[str, Callable[[Visit, MatterHead, PaperView], HttpResponse]] = {
    "edit": _edit,
    "submit": _plain("submit", "送审", papers.submit_paper),
    "drop": _plain("drop", "作废草稿", papers.drop_paper),
    "issue": _issue,
    "deliver": _deliver,
    "approve": _approve,
}
