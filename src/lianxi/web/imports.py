"""导入原有台账: a clerk's own ledger is uploaded as it is, its columns settled, checked, and brought in whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.child import read_ledger_safely
from lianxi.documents.ledger.reading import Ledger
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.imports import import_drafts, import_meanings, importing
from lianxi.matters.imports.import_drafts import ImportDraft
from lianxi.web import clock, import_worker
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.import_forms import ColumnsForm, LedgerFileForm, column_lines, marked_copy
from lianxi.web.import_word_forms import WordsForm, word_groups
from lianxi.web.pages import Visit, page

#: problems that the page shows; the marked copy has them all
SHOWN = 100
#: seconds until a page that shows progress asks again
AGAIN = "3"


@page("matter.import")
def imports(visit: Visit) -> HttpResponse:
    """The ledgers under way and those brought in; a new one is uploaded here."""
    form = LedgerFileForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid():
        token = _begin(visit, form)
        if token:
            return _to(visit, "import_columns", token)
    lines = import_drafts.listed(visit.conference, visit.access.actor.account)
    return visit.render("imports/list.html", {"form": form, "lines": lines}, status=status_of(form))


def _begin(visit: Visit, form: LedgerFileForm) -> str:
    """Read the file and keep it sealed; what cannot be read is said beside the field."""
    file = form.cleaned_data["table"]
    data = file.read()
    try:
        ledger = read_ledger_safely(file.name, data)
    except Unreadable as error:
        form.add_error("table", str(error))
        return ""
    account = visit.access.actor.account
    token = form.perform(
        lambda: import_drafts.begin(
            visit.conference, account, file_name=file.name, data=data, ledger=ledger, now=visit.now
        )
    )
    return token or ""


@page("matter.import")
def columns(visit: Visit, token: str) -> HttpResponse:
    """Which column means what, with samples; what stands for what the ledger leaves out."""
    draft = _draft(visit, token)
    if draft.state in ("running", "checking", "done"):
        return _to(visit, "import_preview", token)
    ledger = import_drafts.ledger_of(draft)
    chosen = draft.choices
    form = ColumnsForm(
        visit.request.POST if visit.request.method == "POST" else None,
        ledger=ledger,
        mapping=draft.mapping,
        today=visit.today,
        initial={"channel": chosen.channel, "unsaid": chosen.unsaid, "known": chosen.known, "year": chosen.year},
    )
    if form.is_bound and form.is_valid():
        mapping = form.mapping(ledger)
        asked = _asked(visit, ledger, mapping)
        meant = {each.mark: each.meaning for each in asked if each.meaning}
        import_drafts.settle(draft, mapping=mapping, choices=form.choices(meant), now=visit.now)
        if len(meant) < len(asked):
            return _to(visit, "import_words", token)
        _work(visit, _draft(visit, token), "checking")
        return _to(visit, "import_preview", token)
    values = {
        "draft": draft,
        "form": form,
        "lines": column_lines(form, ledger, draft.mapping),
        "forbidden": [each.title for each in ledger.columns if each.forbidden],
        "same": import_drafts.brought_in(visit.conference, draft.file_sha256),
        "asides": len(ledger.asides),
    }
    return visit.render("imports/columns.html", values, status=status_of(form))


@page("matter.import")
def words(visit: Visit, token: str) -> HttpResponse:
    """Units and categories that are not known here, each once: the clerk says what each means, or keeps its words."""
    draft = _draft(visit, token)
    if draft.state in ("running", "checking", "done"):
        return _to(visit, "import_preview", token)
    ledger = import_drafts.ledger_of(draft)
    known = import_meanings.names(visit.conference)
    found = import_meanings.unknown(visit.conference, known, ledger, draft.mapping)
    form = WordsForm(
        visit.request.POST if visit.request.method == "POST" else None,
        asked=found[: import_meanings.ASKED],
        known=known,
        chosen=draft.choices.words,
    )
    if form.is_bound and form.is_valid():
        import_drafts.choose_words(draft, form.meanings(), visit.now)
        _work(visit, _draft(visit, token), "checking")
        return _to(visit, "import_preview", token)
    values = {"draft": draft, "form": form, "groups": word_groups(form), "kept": found[import_meanings.ASKED :]}
    return visit.render("imports/words.html", values, status=status_of(form))


def _asked(visit: Visit, ledger: Ledger, mapping: Sequence[str]) -> list[import_meanings.Unknown]:
    known = import_meanings.names(visit.conference)
    return import_meanings.unknown(visit.conference, known, ledger, mapping)[: import_meanings.ASKED]


@page("matter.import")
def preview(visit: Visit, token: str) -> HttpResponse:
    """What was found: problems by their cells, or what will be brought in; confirming brings in all or nothing."""
    draft = _draft(visit, token)
    if draft.state == "read":
        return _to(visit, "import_columns", token)
    form = ActionForm(visit.request.POST if visit.request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if draft.state == "checked" and not draft.counts.get("problems"):
            _work(visit, draft, "running")
        elif draft.state in ("running", "checking"):
            _work(visit, draft, draft.state)  # taken up again only where it has stopped
        return _to(visit, "import_preview", token)
    found = import_drafts.outcome_of(draft) if draft.state == "checked" else {}
    problems = found.get("problems", [])
    values: dict[str, Any] = {
        "draft": draft,
        "form": form,
        "found": found,
        "problems": problems[:SHOWN],
        "counts": draft.counts,
        "large": draft.rows > importing.AT_ONCE,
        "stopped": draft.touched_at < visit.now - import_drafts.SILENT,
        "chosen_words": sum(told != import_meanings.KEEP for told in draft.choices.words.values()),
        "can_confirm": draft.state == "checked" and not draft.counts.get("problems"),
    }
    response = visit.render("imports/preview.html", values, status=form.status)
    if draft.state in ("running", "checking"):
        response["Refresh"] = AGAIN
    return response


@page("matter.import")
def marked(visit: Visit, token: str) -> HttpResponse:
    """The ledger with every problem marked in its cell, to be put right and uploaded again."""
    draft = _draft(visit, token)
    if draft.state != "checked":
        return _to(visit, "import_preview", token)
    ledger = import_drafts.ledger_of(draft)
    found = importing.examine(draft, ledger, visit.today)
    return xlsx("台账（已标出问题）", marked_copy(ledger, draft.mapping, found, draft.choices))


@page("matter.import")
def discard(visit: Visit, token: str) -> HttpResponse:
    """Drop a ledger that was not brought in, by POST; by GET there is nothing to see."""
    draft = _draft(visit, token)
    if visit.request.method == "POST":
        import_drafts.discard(visit.conference, draft.account, token)
    return HttpResponseRedirect(reverse("imports", args=[visit.slug]))


def _work(visit: Visit, draft: ImportDraft, state: str) -> None:
    """Do the work at once, or have it done by a process of its own where it is much."""
    if not import_drafts.start(draft, state, visit.access.actor, visit.now):
        return
    if draft.rows > importing.AT_ONCE:
        import_worker.start(draft.token)
    else:
        importing.work(draft.token, clock.now)


def _draft(visit: Visit, token: str) -> ImportDraft:
    found = import_drafts.draft_for(visit.conference, visit.access.actor.account, token)
    if found is None:
        raise Http404
    return found


def _to(visit: Visit, name: str, token: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[visit.slug, token]))
