"""登记履行: what was done on paper, recorded by the office; and 未召开（已说明）."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal.attachments import Upload
from lianxi.journal.refusals import Invalid
from lianxi.roster import by_hand, names
from lianxi.roster import queries as roster
from lianxi.rulebook.duties import Duty, Gate, Response, Standing
from lianxi.rulebook.vocabulary import MEETING_KINDS, VERBS
from lianxi.web.behalf import BehalfFields
from lianxi.web.forms import ActionForm, DayField, FilesField, status_of
from lianxi.web.home import names_on
from lianxi.web.home_view import home_view
from lianxi.web.pages import Visit, page


class RecordForm(BehalfFields):
    MORE = ("place", "attended", "note", "scans")
    BEHALF = ("behalf_seat", "means", "behalf_on")
    part = forms.ChoiceField(label="登记内容", widget=forms.RadioSelect)
    subject = forms.ChoiceField(label="对应事项", required=False)
    title = forms.CharField(label="事项名称", max_length=120, help_text="例如“11月工作会议”。请勿写信访人姓名、电话。")
    happened_on = DayField(label="发生日期", help_text="实际发生的日期；晚登记的，系统同时保留登记日期。")
    meeting_kind = forms.ChoiceField(label="会议类型", required=False)
    unit = forms.TypedChoiceField(label="单位", coerce=int, required=False, empty_value=None)
    due = DayField(label="要求办结日期", required=False)
    major = forms.BooleanField(label="属重大问题或重要事项（须向上报告）", required=False)
    complex = forms.BooleanField(label="情况复杂或难度较大（须提交联席会议）", required=False)
    place = forms.CharField(label="地点", max_length=120, required=False)
    attended = forms.CharField(label="参加人员", widget=forms.Textarea, required=False)
    note = forms.CharField(label="备注", widget=forms.Textarea, required=False)
    scans = FilesField(label="附件", required=False, help_text="签到表、纪要等的扫描件或照片，单个不超过 20 MB。")
    field_order = (
        "part", "subject", "title", "happened_on", "meeting_kind", "unit", "due", "major", "complex", "place",
        "attended", "note", "scans", "behalf_seat", "means", "behalf_on",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        duty: Duty,
        subjects: list[tuple[str, str]],
        units: list[roster.UnitView],
        seats: list[roster.SeatView],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.approval = by_hand.verb_of(duty, "done") in by_hand.APPROVALS
        self.offer_seats(seats)
        self._offer_parts(duty, subjects)
        self.set_choices("unit", [("", "—"), *[(unit.number, unit.name) for unit in units if not unit.closed_on]])
        if by_hand.verb_of(duty, "done") == "meeting.held":
            kinds = by_hand.kinds_of(duty)
            self.set_choices("meeting_kind", [(kind, MEETING_KINDS[kind]) for kind in kinds])
        elif by_hand.verb_of(duty, "began") == "meeting.held":
            self.set_choices("meeting_kind", [(kind, MEETING_KINDS[kind]) for kind in by_hand.kinds_of(duty)])
        else:
            del self.fields["meeting_kind"]
        trigger = duty.trigger if isinstance(duty, Response) else ""
        if trigger != "decision.made":
            del self.fields["major"]
        if trigger != "problem.opened":
            del self.fields["complex"]
        if trigger not in {"task.assigned", "directive.received"}:
            del self.fields["due"]

    def _offer_parts(self, duty: Duty, subjects: list[tuple[str, str]]) -> None:
        parts = [("done", VERBS[by_hand.verb_of(duty, "done")])]
        if isinstance(duty, Response) and duty.pair != "change":
            parts.append(("began", VERBS[duty.trigger]))
        if isinstance(duty, Gate):
            parts.append(("began", VERBS[duty.verb]))
        self.set_choices("part", parts)
        self.set_choices("subject", [("", "—"), *subjects])
        if len(parts) == 1:
            self.fields["part"].widget = forms.HiddenInput()
            self.initial.setdefault("part", "done")
        if not isinstance(duty, Response | Gate):
            del self.fields["subject"]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in {*self.MORE, *self.BEHALF}]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def behalf_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.BEHALF]

    @property
    def more_open(self) -> bool:
        return self.approval or any(self.data.get(name) or self[name].errors for name in self.MORE)

    @property
    def behalf_open(self) -> bool:
        return self.approval or any(self.data.get(name) or self[name].errors for name in self.BEHALF)

    def record(self, duty: str) -> by_hand.Record:
        data = self.cleaned_data
        return by_hand.Record(
            duty=duty,
            part=data["part"],
            happened_on=data["happened_on"],
            title=data["title"],
            subject=data.get("subject") or None,
            unit=data.get("unit"),
            meeting_kind=data.get("meeting_kind") or None,
            due=data.get("due"),
            flags=by_hand.as_flags({"major": bool(data.get("major")), "complex": bool(data.get("complex"))}),
            place=data["place"],
            attended=data["attended"],
            note=data["note"],
            files=data["scans"],
        )


@page("record.see")
def records(visit: Visit) -> HttpResponse:
    versions = charter.versions(visit.conference)
    judged = board(visit.access.head, on=visit.today, versions=versions)
    current = charter.in_force(versions, visit.today) or versions[-1]
    home = home_view(judged, current.compiled, names_on(visit, judged), [])
    return visit.render("records/list.html", {"home": home, "on": visit.today})


@page("record.by_hand")
def record(visit: Visit) -> HttpResponse:
    key = visit.request.GET.get("duty", "")
    duty = by_hand.duty_of(visit.conference, key, visit.today)
    form = RecordForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        duty=duty,
        subjects=_subjects(visit, duty),
        units=roster.units(visit.conference),
        seats=roster.seats(visit.conference),
        initial={
            "part": "done",
            "happened_on": visit.today,
            "subject": visit.request.GET.get("subject", ""),
            "meeting_kind": by_hand.kinds_of(duty)[0],
            "title": f"{visit.today.month}月{duty.short}" if by_hand.verb_of(duty, "done") == "meeting.held" else "",
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: by_hand.record_by_hand(visit.call(form.cleaned_data["key"], form.behalf()), record=form.record(key))
        )
        if done is not None:
            return HttpResponseRedirect(reverse("entry", args=[visit.slug, done.entry]))
    return visit.render("records/record.html", {"form": form, "duty": duty}, status=status_of(form))


def _subjects(visit: Visit, duty: Duty) -> list[tuple[str, str]]:
    """What a response can answer: the open pairs first, then the others of the year."""
    if isinstance(duty, Standing) or not isinstance(duty, Response | Gate):
        return []
    judged = board(visit.access.head, on=visit.today)
    line = next((line for line in judged.lines if line.duty.key == duty.key), None)
    items = sorted(line.items if line else (), key=lambda item: not item.open)
    subjects = [item.subject for item in items if item.subject]
    if isinstance(duty, Gate):
        subjects = _gate_subjects(visit, duty)
    if isinstance(duty, Response) and duty.trigger.partition(".")[0] == duty.pair:
        subjects += [
            object_ for object_, _ in names.recorded_of(visit.conference, duty.pair) if object_ not in subjects
        ]
    named = names.titles(visit.conference, subjects)
    words = {item.subject: f"（{item.start.month}月{item.start.day}日）" for item in items}
    return [(subject, named.get(subject, subject.replace(":", " ")) + words.get(subject, "")) for subject in subjects]


def _gate_subjects(visit: Visit, duty: Gate) -> list[str]:
    from lianxi.journal.queries import facts
    from lianxi.rulebook.duties import matches
    from lianxi.rulebook.facts import standing

    trigger = {"meeting": "meeting.held", "supervision": "supervision.proposed"}.get(duty.pair, "")
    found = standing(facts(visit.conference, verbs=frozenset({trigger})))
    return [fact.object for fact in reversed(found) if matches(duty.pattern, fact)][:50]


class ExplainForm(ActionForm):
    reason = forms.CharField(
        label="未召开（未履行）的原因", widget=forms.Textarea, help_text="由召集人确认后，计为“未召开（已说明）”。"
    )


@page("record.by_hand")
def explain(visit: Visit) -> HttpResponse:
    from datetime import date

    key = visit.request.GET.get("duty", "")
    duty = by_hand.duty_of(visit.conference, key, visit.today)
    try:
        window = date.fromisoformat(visit.request.GET.get("window", ""))
    except ValueError:
        raise Invalid("请从履职总览选择要说明的周期。") from None
    form = ExplainForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: by_hand.explain_window(
                visit.call(form.cleaned_data["key"]), duty=key, window=window, reason=form.cleaned_data["reason"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("home", args=[visit.slug]))
    return visit.render("records/explain.html", {"form": form, "duty": duty, "window": window}, status=status_of(form))


class ConfirmForm(BehalfFields):
    scans = FilesField(label="签字原件扫描件", required=False, help_text="仅代录时需要。")
    field_order = ("behalf_seat", "means", "behalf_on", "scans")


@page("board.see")
def confirm_explanation(visit: Visit, number: int) -> HttpResponse:
    """A convener confirms with one press; the office records it for him with the scan."""
    if not (visit.may("explanation.confirm") or visit.may("record.by_hand")):
        return visit.render("errors/403.html", status=403)
    found = roster.explanation(visit.conference, number)
    if found is None:
        raise Invalid("没有这份说明，或已撤回。")
    form = ConfirmForm(visit.request.POST or None, visit.request.FILES or None)
    form.offer_seats([seat for seat in roster.seats(visit.conference) if seat.role == "convener"])
    if visit.may("explanation.confirm"):
        for name in ("behalf_seat", "means", "behalf_on", "scans"):
            del form.fields[name]
    if visit.request.method == "POST" and form.is_valid():
        files: list[Upload] = form.cleaned_data.get("scans") or []
        done = form.perform(
            lambda: by_hand.confirm_explanation(
                visit.call(form.cleaned_data["key"], form.behalf() if "means" in form.fields else None),
                number=number,
                files=files,
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("home", args=[visit.slug]))
    duty = by_hand.duty_of(visit.conference, found.duty, found.window)
    return visit.render("records/confirm.html", {"form": form, "item": found, "duty": duty}, status=status_of(form))
