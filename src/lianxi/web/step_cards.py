"""The steps that may be taken on one thing now, as cards of its page: straight from a table of moves, a form a step.

A unit does its own steps, a convener decides; the office does its own and records theirs (代录), a convener's decision
only with the signed original.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect

from lianxi.journal.frame import Call, Done
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web.forms import DayField, FilesField, status_of
from lianxi.web.pages import Visit
from lianxi.web.task_steps import StepForm


class VersionStep(StepForm):
    """The ground: the version that was looked at; for a decision recorded on behalf, the signed original."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    signed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.seats and self.signed:
            self.fields["scans"] = FilesField(label="签字原件扫描件或照片")


class DecisionStep(VersionStep):
    """A decision that only its maker can take; an opinion as he likes."""

    signed = True
    opinion = forms.CharField(label="意见（可不填）", widget=forms.Textarea, required=False)


class ReasonedDecisionStep(VersionStep):
    signed = True
    opinion = forms.CharField(label="理由", widget=forms.Textarea)


class OpinionStep(VersionStep):
    opinion = forms.CharField(label="理由", widget=forms.Textarea)


class MaybeOpinionStep(VersionStep):
    opinion = forms.CharField(label="意见（可不填）", widget=forms.Textarea, required=False)


class ReturnStep(VersionStep):
    opinion = forms.CharField(label="还缺什么", widget=forms.Textarea)
    due = DayField(label="新的整改期限（可不填）", required=False)


class ExtendStep(VersionStep):
    due = DayField(label="延长到")
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class TextStep(VersionStep):
    text = forms.CharField(label="内容", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    scans = FilesField(label="照片或附件", required=False)


class WordsStep(VersionStep):
    """Words alone, without a file."""

    text = forms.CharField(label="内容", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")


@dataclass(frozen=True, slots=True)
class Kind:
    """A step in the table: its words, its move, its form, and how the form becomes a write of the thing (``number``).

    ``main``: its card stands open. ``text_label``: what the form's text is called.
    """

    name: str
    label: str
    move: Move
    form: type[StepForm]
    write: Callable[[Call, int, dict[str, Any]], Done]
    main: bool = False
    text_label: str = ""
    help: str = ""


@dataclass(slots=True)
class Card:
    """A step that may be taken now, with its form (bound when it was just tried)."""

    kind: Kind
    form: StepForm
    number: int
    visit: Visit
    on_behalf: bool
    tried: bool

    @property
    def name(self) -> str:
        return f"{'behalf_' if self.on_behalf else ''}{self.kind.name}"

    @property
    def label(self) -> str:
        return f"代录：{self.kind.label}" if self.on_behalf else self.kind.label

    @property
    def open(self) -> bool:
        return self.tried or (self.kind.main and not self.on_behalf)

    def run(self) -> bool:
        """Take the step; False when the form or the rules refused (the form carries the sentences)."""
        if not self.form.is_valid():
            return False
        given = self.form.cleaned_data

        def write() -> Done:
            behalf = self.form.behalf()
            if self.on_behalf and behalf is None:
                raise Invalid("请选择代谁登记。", "behalf_seat")
            return self.kind.write(self.visit.call(given["key"], behalf), self.number, given)

        return self.form.perform(write) is not None


@dataclass(frozen=True, slots=True)
class Thing:
    """What the steps are taken on: its number, state, unit and version; ``seats``: all, or none where nobody records
    for others.
    """

    number: int
    state: str
    unit: int
    version: int
    seats: Sequence[SeatView] = ()


def offered(visit: Visit, thing: Thing, kinds: Sequence[Kind], initial: Mapping[str, Any]) -> list[Card]:
    """Every step of the table that this seat may take or record from the state the thing is in."""
    role, unit = visit.access.actor.role, visit.access.actor.unit
    found = []
    for kind in kinds:
        if thing.state not in kind.move.from_:
            continue
        of_unit = kind.move.roles == ("unit",)
        if kind.move.allows(role) and (not of_unit or unit == thing.unit):
            found.append(_card(visit, thing, kind, None, initial))
        elif role in OFFICE:
            theirs = [seat for seat in thing.seats if _whose(seat, of_unit, thing.unit)]
            if theirs:
                found.append(_card(visit, thing, kind, theirs, initial))
    return found


def _whose(seat: SeatView, of_unit: bool, unit: int) -> bool:
    """Whether a step is that seat's own: the unit's, or a convener's."""
    if seat.closed_on is not None:
        return False
    return seat.unit == unit and seat.role in UNITS if of_unit else seat.role == "convener" and seat.holder is not None


def _card(visit: Visit, thing: Thing, kind: Kind, seats: list[SeatView] | None, initial: Mapping[str, Any]) -> Card:
    name = f"{'behalf_' if seats is not None else ''}{kind.name}"
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    form = kind.form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        seats=seats,
        initial={"version": thing.version, "behalf_on": visit.today, **initial},
        auto_id=f"{name}_%s",
    )
    if kind.text_label:
        form.fields["text"].label = kind.text_label
    return Card(kind, form, thing.number, visit, seats is not None, tried)


def sent(visit: Visit, cards: Sequence[Card], now: str, back: str) -> HttpResponse | int:
    """The answer to the step that was sent, or the status the page is shown with: 200, or 422 for a form with faults.

    ``now``: the state in words, for the refusal; ``back``: where a step that was taken leads.
    """
    if visit.request.method != "POST":
        return 200
    tried = tried_of(visit, cards, now)
    if isinstance(tried, HttpResponse):
        return tried
    return HttpResponseRedirect(back) if tried.run() else status_of(tried.form)


def tried_of(visit: Visit, cards: Sequence[Card], now: str) -> Card | HttpResponse:
    """The card whose form was sent. Raises ``RuleBroken`` where this seat has no such step now; 403 for who only looks.

    ``now``: the state in words, for the refusal.
    """
    if visit.access.actor.role not in OFFICE | UNITS | {"convener"}:
        return visit.render("errors/403.html", status=403)
    name = visit.request.POST.get("step", "")
    found = next((card for card in cards if card.name == name), None)
    if found is None:
        raise RuleBroken(f"现在的状态是“{now}”，这一步现在不由您办理。请刷新后再看。")
    return found
