"""新建联席会议: the rules document in, what was understood beside its sentence, questions, name and dates, founded.

Every step is kept in the account's draft, so that it can be left, killed and opened twice. Accounts that may not found
find nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lianxi.documents.child import read_text_safely
from lianxi.documents.plain import clean
from lianxi.documents.text import TEXT_ENDINGS
from lianxi.documents.unreadable import Unreadable
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.roster import drafts
from lianxi.roster import queries as roster
from lianxi.roster.founding import open_questions
from lianxi.roster.settle import plan_roster
from lianxi.rulebook.derivation import derive
from lianxi.rulebook.reading import NotRules
from lianxi.web import clock
from lianxi.web.forms import ActionForm, DayField
from lianxi.web.questions import QuestionsForm, settled
from lianxi.web.rulebook_view import dated, duty_rows, reading, seat_rows, units_by_kind

P = ParamSpec("P")
STEPS = ("交规则", "看读懂了什么", "回答问题", "名称和日期", "确认建立")
CHANGED = "这份草稿其间改过，下面已是最新内容。请重新核对后再按“建立”。"


class TextForm(ActionForm):
    """A rules document as a file or pasted; ``text()`` reads it in a limited process."""

    file = forms.FileField(
        label="规则文件",
        required=False,
        help_text=f"{'、'.join(TEXT_ENDINGS)}，不超过 20 MB；扫描图片请先转成文字。",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(TEXT_ENDINGS)}),
    )
    pasted = forms.CharField(
        label="或者把正文粘贴在这里",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"maxlength": 1_000_000}),
        help_text="从“关于印发……的通知”到附件名单，整篇粘贴。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pasted"].widget.attrs["rows"] = 10

    def read(self) -> tuple[str, str] | None:
        """The file's name and its text; None with a sentence beside the field when there is none."""
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted") or ""
        if file is None:
            if pasted.strip():
                return "粘贴的文字", clean(pasted).strip("\n")
            empty = self.errors.get("file")
            if not empty:
                self.add_error("file", "请选择规则文件，或者把正文粘贴在下面。")
            return None
        name = str(file.name or "规则")
        try:
            return name, read_text_safely(name, file.read())
        except Unreadable as trouble:
            self.add_error("file", str(trouble))
            return None

    def begin(self, start: Callable[[str, str], str]) -> str | None:
        """Read and hand (name, text) to ``start``; a refusal of the text becomes a sentence beside its field."""
        given = self.read() if self.is_valid() else None
        if given is None:
            return None
        try:
            return start(*given)
        except NotRules as trouble:
            self.add_error("file" if self.cleaned_data.get("file") else "pasted", str(trouble))
        except Refused as trouble:
            self.add_error(None, str(trouble))
        return None


class SettingsForm(ActionForm):
    name = forms.CharField(label="联席会议名称", max_length=120, help_text="显示在每一页的左上角。")
    slug = forms.CharField(
        label="网址简称",
        max_length=40,
        help_text="2 至 40 个小写字母、数字或短横线，用在网址里，例如 /qingshizhen/。建立后不能更改。",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    in_force_from = DayField(label="规则施行日期")
    judged_from = DayField(
        label="启用日期",
        help_text="从这一天起纳入履职记录；此前的日子注明“启用前，未纳入”，不算未履行。选本月1日，本月的会议即算在内；选1月1日，全年都算，已办的请补记。",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip()

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).strip()
        trouble = drafts.slug_trouble(slug)
        if trouble:
            raise forms.ValidationError(trouble)
        return slug

    def clean_judged_from(self) -> date:
        day: date = self.cleaned_data["judged_from"]
        if day > self.today:
            raise forms.ValidationError("启用日期不能晚于今天。")
        return day

    def typed(self) -> dict[str, str]:
        """What was typed, as it is kept: read where it could be read, else as it stands."""
        self.is_valid()
        names = ("name", "slug", "in_force_from", "judged_from")
        return {name: str(self.cleaned_data.get(name) or self.data.get(name, ""))[:200] for name in names}

    def differing(self, stored: Mapping[str, str]) -> list[tuple[str, str]]:
        """What another window saved, where it is not what was typed here: label, value."""
        typed = self.typed()
        return [(str(self[name].label), now) for name, now in stored.items() if now and now != typed.get(name)]


# the door -----------------------------------------------------------------------------------------------------------


def founders_only(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Accounts without the right to found get the page of an address that does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not getattr(request.user, "may_found", False):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _draft(request: HttpRequest, token: str) -> drafts.Draft:
    draft = drafts.draft_for(_account(request), token)
    if draft is None:
        raise Http404
    return draft


def _account(request: HttpRequest) -> int:
    assert request.user.pk is not None
    return request.user.pk


def _page(request: HttpRequest, name: str, step: int, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(
        request, f"founding/{name}.html", {"steps": list(enumerate(STEPS, 1)), "step": step, **values}, status=status
    )


def _elsewhere(request: HttpRequest, draft: drafts.Draft) -> HttpResponse | None:
    """Where a draft that may not go on belongs: to the home it founded, to the new version of an existing body."""
    if draft.founded is not None:
        return _home(request, draft.founded)
    office = drafts.office_of(_account(request), draft.compiled, clock.today())
    if office is None:
        return None
    if office.same_text:
        return _home(request, office.conference)
    return HttpResponseRedirect(reverse("founding_read", args=[draft.token]))


def _home(request: HttpRequest, conference: int) -> HttpResponse:
    head = journal.head_by_id(conference)
    if roster.access(_account(request), head.slug, None, clock.today()) is None:
        raise RuleBroken("这份规则的联席会议已由另一账号建立，您在其中没有席位。请联系其办公室。")
    return HttpResponseRedirect(reverse("home", args=[head.slug]))


# the steps ----------------------------------------------------------------------------------------------------------


@founders_only
def start(request: HttpRequest) -> HttpResponse:
    """Step 1: a file or pasted text; and the foundings under way."""
    account = _account(request)
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        token = form.begin(lambda name, text: drafts.begin(account, file_name=name, text=text, now=clock.now()))
        if token is not None:
            return HttpResponseRedirect(reverse("founding_read", args=[token]))
    return _page(
        request,
        "start",
        1,
        {"form": form, "drafts": drafts.drafts_of(account)},
        status=422 if form.is_bound and form.errors else 200,
    )


@founders_only
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2: what was understood, beside the sentence it comes from."""
    draft = _draft(request, token)
    if draft.founded is not None:
        return _home(request, draft.founded)
    doubts = {question.key: "same" for question in draft.compiled.questions if question.code.startswith("unit_")}
    planned = plan_roster(draft.compiled, doubts | draft.questions)
    return _page(
        request,
        "read",
        2,
        {
            "draft": draft,
            "compiled": draft.compiled,
            "reading": reading(draft.compiled, draft.questions),
            "units": units_by_kind(planned),
            "unit_count": len(planned.units),
            "seats": seat_rows(planned),
            "doubts": len(doubts),
            "office": drafts.office_of(_account(request), draft.compiled, clock.today()),
        },
    )


@founders_only
def questions(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3: the questions. Whatever was answered is kept, also when others are still open."""
    draft = _draft(request, token)
    elsewhere = _elsewhere(request, draft)
    if elsewhere is not None:
        return elsewhere
    form = QuestionsForm(request.POST or None, compiled=draft.compiled, answers=draft.questions)
    stale = ""
    if request.method == "POST":
        typed = form.answers()
        try:
            drafts.save(draft, version=posted_version(request), now=clock.now(), questions=typed)
        except Stale as refusal:
            stale = str(refusal)
        else:
            if "later" in request.POST and not form.errors:
                return HttpResponseRedirect(reverse("founding"))
            missing = form.demand(open_questions(draft.compiled, draft.questions | typed))
            if not missing and not form.errors:
                return HttpResponseRedirect(reverse("founding_settings", args=[token]))
        draft = _draft(request, token)
    return _page(
        request,
        "questions",
        3,
        {
            "draft": draft,
            "form": form,
            "groups": form.groups(stored=draft.questions if stale else None),
            "stale": stale,
        },
        status=409 if stale else 422 if form.is_bound else 200,
    )


@founders_only
def settings(request: HttpRequest, token: str) -> HttpResponse:
    """Step 4: name, address, the two dates."""
    draft = _draft(request, token)
    elsewhere = _elsewhere(request, draft)
    if elsewhere is not None:
        return elsewhere
    if open_questions(draft.compiled, draft.questions):
        return HttpResponseRedirect(reverse("founding_questions", args=[token]))
    form = SettingsForm(request.POST or None, initial=_initial(draft), today=clock.today())
    stale = ""
    if request.method == "POST":
        typed = form.typed()
        try:
            drafts.save(draft, version=posted_version(request), now=clock.now(), chosen=typed)
        except Stale as refusal:
            stale = str(refusal)
        else:
            if "later" in request.POST:
                return HttpResponseRedirect(reverse("founding"))
            if form.is_valid():
                return HttpResponseRedirect(reverse("founding_confirm", args=[token]))
        draft = _draft(request, token)
    return _page(
        request,
        "settings",
        4,
        {
            "draft": draft,
            "form": form,
            "stale": stale,
            "differing": form.differing(draft.chosen) if stale else [],
            "in_force": draft.compiled.in_force,
        },
        status=409 if stale else 422 if form.is_bound else 200,
    )


@founders_only
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Step 5: exactly what will be made; pressed, it is made."""
    draft = _draft(request, token)
    elsewhere = _elsewhere(request, draft)
    if elsewhere is not None:
        return elsewhere
    if open_questions(draft.compiled, draft.questions):
        return HttpResponseRedirect(reverse("founding_questions", args=[token]))
    form = SettingsForm(draft.chosen, today=clock.today())
    # in the second of two tabs the address is taken by this very conference: only founding itself can tell
    if not form.is_valid() and (request.method != "POST" or set(form.errors) != {"slug"}):
        return HttpResponseRedirect(reverse("founding_settings", args=[token]))
    trouble = ""
    if request.method == "POST" and posted_version(request) != draft.version:
        trouble = CHANGED
    elif request.method == "POST":
        try:
            return _home(request, drafts.found(_account(request), draft, now=clock.now()))
        except Invalid as refusal:
            trouble = str(refusal)
    return _page(request, "confirm", 5, _to_be_made(draft) | {"trouble": trouble}, status=409 if trouble else 200)


def _to_be_made(draft: drafts.Draft) -> dict[str, Any]:
    planned = plan_roster(draft.compiled, draft.questions)
    rows = duty_rows(derive(draft.compiled, draft.questions))
    shown = dated(rows)
    return {
        "draft": draft,
        "chosen": draft.chosen,
        "in_force_from": date.fromisoformat(draft.chosen["in_force_from"]),
        "judged_from": date.fromisoformat(draft.chosen["judged_from"]),
        "units": units_by_kind(planned),
        "unit_count": len(planned.units),
        "seats": seat_rows(planned),
        "duties": shown,
        "others": len(rows) - len(shown),
        "open": [row for row in settled(draft.compiled, draft.questions) if row[3]],
    }


@founders_only
@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Drop a draft under way."""
    draft = _draft(request, token)
    if draft.founded is None:
        drafts.discard(_account(request), token)
    return HttpResponseRedirect(reverse("founding"))


def posted_version(request: HttpRequest) -> int:
    """The version of the draft that a form was based on; 0 for none."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _initial(draft: drafts.Draft) -> dict[str, str]:
    name = drafts.body_name(draft.compiled)
    suggested = {
        "name": name,
        "slug": drafts.free_slug(name),
        "in_force_from": draft.compiled.in_force.from_ or "",
        "judged_from": clock.today().isoformat(),
    }
    return suggested | {key: value for key, value in draft.chosen.items() if value}
