"""纪要: the editor with autosave that two people may share, the reading page, 先行交办, corrections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from lianxi.journal.frame import HERE, Done
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.meetings import drafts
from lianxi.meetings import minutes as actions
from lianxi.meetings.content import Content
from lianxi.meetings.drafts import save_draft
from lianxi.meetings.queries import MeetingView, MinutesView
from lianxi.roster import queries as roster
from lianxi.web import meetings_view as view
from lianxi.web.forms import VersionForm
from lianxi.web.meetings import approval_of, meeting_or_404, sent, status_of, to_meeting
from lianxi.web.minutes_forms import CorrectionForm, MinutesForm, proposed
from lianxi.web.pages import Visit, page

OPEN = ("draft", "returned")


def minutes_or_404(found: MeetingView) -> MinutesView:
    if found.minutes is None:
        raise Http404
    return found.minutes


def _form(visit: Visit, found: MeetingView, current: MinutesView) -> MinutesForm:
    content = current.content
    if current.version == 1 and content == Content():
        content = proposed(found.agenda)
    return MinutesForm(
        visit.request.POST or None,
        content=content,
        units=roster.units(visit.conference),
        made=found.decisions,
        initial={"seen": current.version},
    )


def _save(visit: Visit, number: int, form: MinutesForm) -> int:
    """Keep the draft; the very text that is stored already is no conflict, whoever sent it first."""
    try:
        return save_draft(
            conference=visit.conference,
            meeting=number,
            version=form.cleaned_data["seen"],
            content=form.content,
            drafter=visit.access.actor.person,
        )
    except Stale:
        stored = minutes_or_404(meeting_or_404(visit, number))
        if stored.state in OPEN and stored.content == form.content:
            return stored.version
        raise


@page("minutes.write")
def edit(visit: Visit, number: int) -> HttpResponse:
    found = meeting_or_404(visit, number)
    if found.minutes is None:
        raise RuleBroken("会议召开后才能起草纪要。请先登记到会，记为“会议已召开”。")
    if found.minutes.state not in OPEN and visit.request.method != "POST":
        return to_meeting(visit, number, "minutes")
    form = _form(visit, found, found.minutes)
    theirs: Content | None = None
    if visit.request.method == "POST" and form.is_valid():
        answer = _stored(visit, number, form)
        if answer is not None:
            return answer
        if form.status == 409:
            current = minutes_or_404(meeting_or_404(visit, number))
            theirs = current.content
            form.follow(current.version)
    return visit.render("meetings/minutes_edit.html", _shown(visit, found, form, theirs), status=status_of(form))


def _stored(visit: Visit, number: int, form: MinutesForm) -> HttpResponse | None:
    """Save what was typed and go on with what the pressed button says; None when something was refused."""
    do = visit.request.POST.get("do", "save")
    version = form.perform(lambda: _save(visit, number, form))
    if version is None:
        return _sent_before(visit, number, form) if do == "submit" else None
    if do == "submit":
        done = form.perform(
            lambda: actions.submit_minutes(visit.call(form.cleaned_data["key"]), meeting=number, version=version)
        )
        form.follow(version)
        return to_meeting(visit, number, "minutes") if done is not None else None
    row = do.removeprefix("ahead-")
    if row != do and row.isdigit():
        place = form.place_of(int(row))
        return HttpResponseRedirect(reverse("minutes_ahead", args=[visit.slug, number, place]))
    return HttpResponseRedirect(f"{reverse('minutes_edit', args=[visit.slug, number])}?saved=1")


def _sent_before(visit: Visit, number: int, form: MinutesForm) -> HttpResponse | None:
    """The same form sent again after it was submitted: it was done."""
    current = minutes_or_404(meeting_or_404(visit, number))
    done = current.state == "submitted" and current.content == form.content
    return to_meeting(visit, number, "minutes") if done else None


def _shown(visit: Visit, found: MeetingView, form: MinutesForm, theirs: Content | None) -> dict[str, Any]:
    return {
        "meeting": found,
        "form": form,
        "theirs": theirs,
        "units": roster.unit_names(visit.conference) if theirs else {},
        "saved": visit.request.GET.get("saved") == "1" and not form.is_bound,
        "returned": found.minutes.opinion if found.minutes and found.minutes.state == "returned" else "",
        **approval_of(visit, found),
    }


@page("minutes.write")
def autosave(visit: Visit, number: int) -> HttpResponse:
    """What the script sends while somebody types: {version}; or 409 with the other text; or 422 with a sentence."""
    if visit.request.method != "POST":
        return JsonResponse({"message": "只接受保存。"}, status=405)
    found = meeting_or_404(visit, number)
    form = _form(visit, found, minutes_or_404(found))
    if not form.is_valid():
        return JsonResponse({"message": "有的内容还不完整，没有自动保存。按“保存”可看到哪里要改。"}, status=422)
    try:
        version = _save(visit, number, form)
    except Stale as refusal:
        current = minutes_or_404(meeting_or_404(visit, number))
        return JsonResponse({"message": str(refusal), "version": current.version, "theirs": refusal.now}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    return JsonResponse({"version": version, "at": f"{visit.now.astimezone(HERE):%H:%M}"})


@page("meeting.see")
def text(visit: Visit, number: int) -> HttpResponse:
    """The minutes whole, as far as this seat may read them; an earlier revision by ``?revision=``."""
    found = meeting_or_404(visit, number)
    actor = visit.access.actor
    wanted = visit.request.GET.get("revision", "")
    versions = [
        each for each in (found.minutes, *found.earlier) if each and view.may_read(actor.role, actor.unit, each)
    ]
    shown = next((each for each in versions if not wanted or str(each.revision) == wanted), None)
    if shown is None:
        raise Http404
    return visit.render(
        "meetings/minutes_text.html",
        {"meeting": found, "minutes": shown, "versions": versions, "units": roster.unit_names(visit.conference)},
    )


@page("minutes.write")
def ahead(visit: Visit, number: int, place: int) -> HttpResponse:
    """先行交办: says what will be assigned to whom before it is done."""
    found = meeting_or_404(visit, number)
    current = minutes_or_404(found)
    if not 1 <= place <= len(current.content.decisions):
        raise Invalid("没有这一项议定事项。请先保存纪要。")
    form = VersionForm(visit.request.POST or None, initial={"version": current.version})
    if sent(
        visit,
        form,
        lambda: actions.assign_ahead(
            visit.call(form.cleaned_data["key"]), meeting=number, version=form.cleaned_data["version"], place=place
        ),
    ):
        return to_meeting(visit, number, "decisions")
    return visit.render(
        "meetings/ahead.html",
        {
            "meeting": found,
            "form": form,
            "decided": current.content.decisions[place - 1],
            "units": roster.unit_names(visit.conference),
        },
        status=status_of(form),
    )


def _correction(visit: Visit, number: int, found: MeetingView, current: MinutesView) -> CorrectionForm:
    draft = drafts.correction_draft(visit.conference, number)
    return CorrectionForm(
        visit.request.POST or None,
        content=draft.content if draft else current.content,
        units=roster.units(visit.conference),
        initial={
            "seen": draft.version if draft else 0,
            "base": current.version,
            "correction": draft.correction if draft else "",
        },
    )


def _keep_correction(visit: Visit, number: int, form: CorrectionForm) -> int:
    return drafts.save_correction(
        conference=visit.conference,
        meeting=number,
        version=form.cleaned_data["seen"],
        content=form.content,
        correction=form.cleaned_data["correction"],
    )


@page("minutes.write")
def correct(visit: Visit, number: int) -> HttpResponse:
    """A correction of issued minutes: the whole text again, and what changed; kept while it is typed."""
    found = meeting_or_404(visit, number)
    form = _correction(visit, number, found, minutes_or_404(found))

    def write() -> Done:
        return actions.correct_minutes(
            visit.call(form.cleaned_data["key"]),
            meeting=number,
            version=form.cleaned_data["base"],
            correction=form.cleaned_data["correction"],
            content=form.content,
        )

    saving = visit.request.POST.get("do") == "save"
    if saving:
        form.fields["correction"].required = False
    if visit.request.method == "POST" and form.is_valid():
        version = form.perform(lambda: _keep_correction(visit, number, form)) if _open(found) else 0
        if version is not None:
            form.follow(version)
            if saving:
                return HttpResponseRedirect(f"{reverse('minutes_correct', args=[visit.slug, number])}?saved=1")
            if form.perform(write) is not None:
                return to_meeting(visit, number, "minutes")
        elif form.status == 409:
            form.follow(_kept_version(visit, number))
    saved = visit.request.GET.get("saved") == "1" and not form.is_bound
    return visit.render(
        "meetings/correct.html", {"meeting": found, "form": form, "saved": saved}, status=status_of(form)
    )


def _open(found: MeetingView) -> bool:
    """Whether the newest minutes can be corrected; a form sent twice finds the correction submitted."""
    return found.minutes is not None and found.minutes.state == "issued"


def _kept_version(visit: Visit, number: int) -> int:
    draft = drafts.correction_draft(visit.conference, number)
    return draft.version if draft else 0


@page("minutes.write")
def correct_autosave(visit: Visit, number: int) -> HttpResponse:
    """As ``autosave``, for a correction: what is still missing does not stop it from being kept."""
    if visit.request.method != "POST":
        return JsonResponse({"message": "只接受保存。"}, status=405)
    found = meeting_or_404(visit, number)
    form = _correction(visit, number, found, minutes_or_404(found))
    form.fields["correction"].required = False
    if not form.is_valid():
        return JsonResponse({"message": "有的内容还不完整，没有自动保存。按“保存”可看到哪里要改。"}, status=422)
    try:
        version = _keep_correction(visit, number, form)
    except Stale as refusal:
        told = {"message": str(refusal), "version": _kept_version(visit, number), "theirs": refusal.now}
        return JsonResponse(told, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    return JsonResponse({"version": version, "at": f"{visit.now.astimezone(HERE):%H:%M}"})
