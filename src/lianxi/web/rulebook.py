"""规则: the versions of the rulebook in time; export; what changed between two; a new version put in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.charter.diff import changes
from lianxi.charter.exchange import export_version, import_version
from lianxi.charter.queries import VersionView, carried_answers
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import Refused, Stale
from lianxi.roster import drafts
from lianxi.roster.founding import open_questions
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.derivation import derive
from lianxi.rulebook.duties import Edition
from lianxi.web.forms import ActionForm, DayField
from lianxi.web.founding import TextForm, posted_version
from lianxi.web.pages import Visit, page
from lianxi.web.questions import QuestionsForm, settled
from lianxi.web.rulebook_view import change_views, duty_rows, reading

STEPS = ("交新文本", "回答问题", "核对变化，施行")


class ImportForm(ActionForm):
    exported = forms.FileField(
        label="导出的规则版本（.json）",
        help_text="本页导出的文件，可以在另一处改好再导入。格式见 docs/rulebook-format.md。",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )


class ForceForm(ActionForm):
    in_force_from = DayField(label="施行日期", help_text="这一天起按新版本判断；此前发生的事仍按当时施行的版本判断。")


# reading ------------------------------------------------------------------------------------------------------------


@page("rulebook.see")
def rulebook(visit: Visit) -> HttpResponse:
    known = charter.versions(visit.conference)
    now = charter.in_force(known, visit.today)
    entries = _entries(visit)
    return visit.render(
        "rulebook/list.html",
        {
            "versions": [(version, entries.get(version.number), version.number - 1 or None) for version in known[::-1]],
            "current": now.number if now else None,
            "drafts": _drafts(visit) if visit.may("rulebook.change") else [],
        },
    )


@page("rulebook.see")
def version(visit: Visit, number: int) -> HttpResponse:
    """One version: its text with what was read out of it, duties with their parameters, answers."""
    found = _version(visit, number)
    now = charter.in_force(charter.versions(visit.conference), visit.today)
    return visit.render(
        "rulebook/version.html",
        {
            "version": found,
            "compiled": found.compiled,
            "current": now is not None and now.number == number,
            "entry": _entries(visit).get(number),
            "duties": duty_rows(found.edition.duties),
            "answers": settled(found.compiled, found.answers),
            "reading": reading(found.compiled, found.answers),
        },
    )


@page("rulebook.see")
def export(visit: Visit, number: int) -> HttpResponse:
    """The version as a file in the documented format."""
    response = HttpResponse(export_version(_version(visit, number)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{visit.slug}-rulebook-{number}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page("rulebook.see")
def difference(visit: Visit, before: int, number: int) -> HttpResponse:
    """What changed from one version to another."""
    old, new = _version(visit, before), _version(visit, number)
    return visit.render(
        "rulebook/changes.html",
        {"old": old, "new": new, "versions": charter.versions(visit.conference), **_changes(old, new)},
    )


def _version(visit: Visit, number: int) -> VersionView:
    found = charter.version(visit.conference, number)
    if found is None:
        raise Http404
    return found


def _entries(visit: Visit) -> dict[int, int]:
    """Version → the entry that put it in force."""
    facts = journal.facts(visit.conference, verbs=frozenset({"rulebook.put_in_force"}))
    return {int(fact.object.partition(":")[2]): fact.entry for fact in facts if fact.verb == "rulebook.put_in_force"}


def _changes(old: VersionView, new: VersionView) -> dict[str, object]:
    found = changes(old, new)
    return {
        "articles": change_views(found, "article"),
        "duties": change_views(found, "duty"),
        "answers": change_views(found, "answer"),
    }


# a new version ------------------------------------------------------------------------------------------------------


@page("rulebook.change")
def new_version(visit: Visit) -> HttpResponse:
    """Step 1: a new text, the present text with other answers, or an exported version."""
    way = visit.request.POST.get("way", "") if visit.request.method == "POST" else ""
    posted = (visit.request.POST, visit.request.FILES)
    text_form = TextForm(*posted) if way == "text" else TextForm()
    import_form = ImportForm(*posted) if way == "import" else ImportForm()
    newest = charter.versions(visit.conference)[-1]
    token, step = None, "rulebook_questions"
    if way == "text":
        token = text_form.begin(lambda name, text: _begin(visit, name, drafts.read_rules(text), newest))
    elif way == "same":
        token = _begin(visit, f"第 {newest.number} 版的文本", newest.compiled, newest)
    elif way == "draft":
        token = _take_over(visit, visit.request.POST.get("draft", ""), newest)
    elif way == "import" and import_form.is_valid():
        token, step = _import(visit, import_form, newest), "rulebook_preview"
    if token is not None:
        return HttpResponseRedirect(reverse(step, args=[visit.slug, token]))
    return visit.render(
        "rulebook/new.html",
        {
            "text_form": text_form,
            "import_form": import_form,
            "drafts": _drafts(visit),
            "newest": newest,
            "steps": list(enumerate(STEPS, 1)),
            "step": 1,
        },
        status=422 if text_form.errors or import_form.errors else 200,
    )


def _begin(
    visit: Visit,
    name: str,
    compiled: Compiled,
    newest: VersionView,
    *,
    answers: Mapping[str, str | int] | None = None,
    since: date | None = None,
    restart: bool = False,
) -> str:
    """A draft of the next version: the old answers come along where their question stands in the new text."""
    stated = compiled.in_force.from_
    since = since or (date.fromisoformat(stated) if stated else None)
    return drafts.begin_version(
        visit.access.actor.account,
        conference=visit.conference,
        file_name=name,
        compiled=compiled,
        questions=carried_answers(newest.answers, compiled) if answers is None else answers,
        in_force_from=since if since and since > newest.in_force_from else visit.today,
        replaces=newest.number,
        restart=restart,
        now=visit.now,
    )


def _import(visit: Visit, form: ImportForm, newest: VersionView) -> str | None:
    file = form.cleaned_data["exported"]
    try:
        given = import_version(file.read())
    except Refused as trouble:
        form.add_error("exported", str(trouble))
        return None
    name, since = str(file.name or "导入的版本"), given.in_force_from
    return _begin(visit, name, given.compiled, newest, answers=given.answers, since=since, restart=True)


def _take_over(visit: Visit, token: str, newest: VersionView) -> str:
    """A founding draft of this very body goes on as its new version."""
    account = visit.access.actor.account
    draft = drafts.draft_for(account, token)
    office = drafts.office_of(account, draft.compiled, visit.today) if draft else None
    if draft is None or office is None or office.conference != visit.conference:
        raise Http404
    answers = carried_answers(newest.answers, draft.compiled) | draft.questions
    made = _begin(visit, draft.file_name, draft.compiled, newest, answers=answers)
    drafts.discard(account, token)
    return made


@page("rulebook.change")
def new_questions(visit: Visit, token: str) -> HttpResponse:
    """Step 2: the carried answers, and first what is open or new."""
    draft = _draft(visit, token)
    if draft.done:
        return HttpResponseRedirect(reverse("rulebook", args=[visit.slug]))
    form = QuestionsForm(visit.request.POST or None, compiled=draft.compiled, answers=draft.questions, roster=False)
    stale = ""
    if visit.request.method == "POST":
        typed = form.answers()
        try:
            drafts.save(draft, version=posted_version(visit.request), now=visit.now, questions=typed)
        except Stale as refusal:
            stale = str(refusal)
        else:
            missing = form.demand(open_questions(draft.compiled, draft.questions | typed))
            if not missing and not form.errors:
                return HttpResponseRedirect(reverse("rulebook_preview", args=[visit.slug, token]))
        draft = _draft(visit, token)
    groups = form.groups(stored=draft.questions if stale else None)
    return visit.render(
        "rulebook/questions.html",
        {
            "draft": draft,
            "form": form,
            "fresh": groups.where(fresh=True),
            "carried": groups.where(fresh=False),
            "stale": stale,
            "steps": list(enumerate(STEPS, 1)),
            "step": 2,
        },
        status=409 if stale else 422 if form.is_bound else 200,
    )


@page("rulebook.change")
def preview(visit: Visit, token: str) -> HttpResponse:
    """Step 3: what will change against the newest version; a date; put in force."""
    draft = _draft(visit, token)
    if draft.done:
        return HttpResponseRedirect(reverse("rulebook", args=[visit.slug]))
    newest = charter.versions(visit.conference)[-1]
    form = ForceForm(visit.request.POST or None, initial={"in_force_from": draft.chosen.get("in_force_from")})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: _put_in_force(visit, draft, form))
        if done is not None:
            return HttpResponseRedirect(reverse("rulebook_version", args=[visit.slug, done.number]))
    planned = _planned(draft, newest.number + 1)
    return visit.render(
        "rulebook/preview.html",
        {
            "draft": draft,
            "form": form,
            "old": newest,
            "new": planned,
            "open": [row for row in settled(draft.compiled, draft.questions, roster=False) if row[3]],
            "other_body": _other_body(visit, draft.compiled, newest.compiled),
            "same": not changes(newest, planned),
            "steps": list(enumerate(STEPS, 1)),
            "step": 3,
            **_changes(newest, planned),
        },
        status=(form.status if form.status != 200 else 422) if form.is_bound and form.errors else 200,
    )


def _put_in_force(visit: Visit, draft: drafts.Draft, form: ForceForm) -> Done:
    if posted_version(visit.request) != draft.version:
        raise Stale("这份草稿其间改过，下面已是最新内容。请重新核对后再施行。")
    call = visit.call(form.cleaned_data["key"])
    return drafts.put_version_in_force(draft, call, in_force_from=form.cleaned_data["in_force_from"])


def _planned(draft: drafts.Draft, number: int) -> VersionView:
    """The version as it would be; for comparing only."""
    since = date.fromisoformat(draft.chosen["in_force_from"])
    edition = Edition(number, since, derive(draft.compiled, draft.questions))
    return VersionView(number, since, draft.text_sha256, draft.compiled, draft.questions, edition)


def _other_body(visit: Visit, new: Compiled, old: Compiled) -> str:
    """The body that the new text speaks of, where it is neither the conference nor the body of the old text."""
    name = drafts.body_name(new)
    return "" if name in {visit.access.head.name, drafts.body_name(old)} else name


@page("rulebook.change")
def discard(visit: Visit, token: str) -> HttpResponse:
    """Drop a draft of a new version."""
    if visit.request.method == "POST":
        _draft(visit, token)
        drafts.discard(visit.access.actor.account, token)
    return HttpResponseRedirect(reverse("rulebook_new", args=[visit.slug]))


def _draft(visit: Visit, token: str) -> drafts.Draft:
    draft = drafts.draft_for(visit.access.actor.account, token, visit.conference)
    if draft is None:
        raise Http404
    return draft


def _drafts(visit: Visit) -> list[drafts.DraftLine]:
    return drafts.drafts_of(visit.access.actor.account, visit.conference)
