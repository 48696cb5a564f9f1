"""The forms of meetings: the call with its agenda, postpone and cancel, signing in, the attendance of everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lianxi.journal.frame import MEANS, Behalf
from lianxi.meetings.actions import Item, Plan, Presence
from lianxi.meetings.queries import MeetingView, Seen, Waiting
from lianxi.roster.queries import SeatView, UnitView
from lianxi.web import kept
from lianxi.web.behalf import behalf_of_unit
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.meetings_view import EVERYBODY, chair_words

SPARE_ITEMS = 4
MOST_ITEMS = 60
STATUS = [("present", "到会"), ("leave", "请假"), ("substitute", "代会"), ("absent", "未请假缺席")]


def rows_in(data: Mapping[str, Any] | None, prefix: str, wanted: int) -> int:
    """How many rows a form has: as many as wanted, or as were sent."""
    sent = [
        int(name[len(prefix) :]) + 1 for name in data or () if name[len(prefix) :].isdigit() and name.startswith(prefix)
    ]
    return min(max([wanted, *sent]), MOST_ITEMS)


class TimeField(forms.TimeField):
    """An hour, typed as 09:30 or picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("input_formats", ["%H:%M", "%H：%M", "%H:%M:%S"])
        kwargs.setdefault("error_messages", {"invalid": "请按 09:30 的格式填写时间。"})
        super().__init__(**kwargs)


class CallForm(ActionForm):
    title = forms.CharField(label="会议名称", max_length=120)
    day = DayField(label="日期")
    time = TimeField(label="时间", required=False)
    place = forms.CharField(label="地点", max_length=120, required=False)
    chair = forms.TypedChoiceField(label="主持人", coerce=int, required=False, empty_value=None)
    units = forms.TypedMultipleChoiceField(
        label="参加单位",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个参加单位。"},
    )
    guests = forms.CharField(label="邀请列席", max_length=300, required=False, help_text="单位或人员，用顿号隔开。")
    reason = forms.CharField(
        label="因何召开",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="临时会议必填。",
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        units: Sequence[UnitView],
        conveners: Sequence[SeatView],
        waiting: Sequence[Waiting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.known = kind, {item.origin for item in waiting}
        open_units = [unit for unit in units if unit.closed_on is None]
        self.set_choices("units", [(unit.number, unit.name) for unit in open_units])
        if kind in EVERYBODY:
            self.initial.setdefault("units", [unit.number for unit in open_units])
        self.set_choices("chair", [("", "待定"), *((seat.number, chair_words(seat)) for seat in conveners)])
        if conveners:
            self.initial.setdefault("chair", conveners[0].number)
        if kind == "ad_hoc":
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        self._lay_rows(waiting)

    def _lay_rows(self, waiting: Sequence[Waiting]) -> None:
        proposed = dict(enumerate(waiting))
        self.rows = rows_in(self.data if self.is_bound else None, "item_", len(waiting) + SPARE_ITEMS)
        for row in range(self.rows):
            item = proposed.get(row)
            label = f"第 {row + 1} 项议题"
            self.fields[f"item_{row}"] = forms.CharField(
                label=label, max_length=200, required=False, initial=item.title if item else ""
            )
            self.fields[f"presenter_{row}"] = forms.CharField(
                label=f"{label}汇报人", max_length=80, required=False, initial=item.presenter if item else ""
            )
            self.fields[f"origin_{row}"] = forms.CharField(
                widget=forms.HiddenInput, max_length=60, required=False, initial=item.origin if item else ""
            )
        if not self.is_bound:
            self.initial.update(kept.first_values(self.fields))

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [
            self[name] for name in ("title", "day", "time", "place", "chair", "guests", "reason") if name in self.fields
        ]

    @property
    def agenda_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"item_{row}"], self[f"presenter_{row}"], self[f"origin_{row}"]) for row in range(self.rows)]

    def plan(self) -> Plan:
        given = self.cleaned_data
        agenda = [
            Item(
                given[f"item_{row}"],
                given[f"presenter_{row}"],
                origin if (origin := given[f"origin_{row}"]) in self.known else "",
            )
            for row in range(self.rows)
        ]
        return Plan(
            kind=self.kind,
            title=given["title"],
            day=given["day"],
            time=given["time"],
            place=given["place"],
            chair=given["chair"],
            units=given["units"],
            guests=given["guests"],
            reason=given.get("reason", ""),
            agenda=agenda,
        )


class PostponeForm(VersionForm):
    day = DayField(label="改到哪一天")
    time = TimeField(label="时间", required=False)
    place = forms.CharField(label="地点", max_length=120, required=False)
    reason = forms.CharField(label="改期的原因", max_length=300, widget=forms.Textarea)


class CancelForm(VersionForm):
    reason = forms.CharField(label="取消的原因", max_length=300, widget=forms.Textarea)


class SignInForm(ActionForm):
    """A unit's own: 签到, 请假 with its reason, 代会 by whom."""

    answer = forms.ChoiceField(choices=STATUS[:3], widget=forms.HiddenInput)
    substitute = forms.CharField(label="代会人姓名、职务", max_length=60, required=False)
    reason = forms.CharField(label="请假事由", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "leave" and not given.get("reason", "").strip():
            self.add_error("reason", "请写明请假事由。")
        if given.get("answer") == "substitute" and not given.get("substitute", "").strip():
            self.add_error("substitute", "代会请写明由谁代会。")
        return given

    def presence(self, unit: int) -> Presence:
        given = self.cleaned_data
        return Presence(unit, given["answer"], given["substitute"], given["reason"])


class UnitPresenceForm(ActionForm):
    """One unit's attendance by the office: from the signed sheet, or as the unit told it (代录)."""

    unit = forms.TypedChoiceField(label="单位", coerce=int)
    answer = forms.ChoiceField(label="到会情况", choices=[("", "请选择"), *STATUS])
    substitute = forms.CharField(label="代会人姓名、职务", max_length=60, required=False)
    reason = forms.CharField(label="请假事由", max_length=200, required=False)
    means = forms.ChoiceField(
        label="该单位以何方式告知", choices=[("", "办公室据签到表登记"), *MEANS.items()], required=False,
        help_text="由该单位告知的，记为办公室代录。",
    )  # fmt: skip
    behalf_on = DayField(label="告知日期", required=False)

    def offer(self, units: Sequence[UnitView], seats: Sequence[SeatView]) -> None:
        self.set_choices("unit", [("", "请选择"), *((u.number, u.name) for u in units if u.closed_on is None)])
        self.seats = seats

    def presence(self) -> Presence:
        given = self.cleaned_data
        return Presence(given["unit"], given["answer"], given["substitute"], given["reason"])

    def behalf(self) -> Behalf | None:
        given = self.cleaned_data
        if not given["means"]:
            return None
        return behalf_of_unit(self.seats, given["unit"], given["means"], given["behalf_on"])


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One unit's line in the attendance of everybody."""

    seen: Seen
    status: forms.BoundField
    substitute: forms.BoundField
    reason: forms.BoundField


class HoldForm(VersionForm):
    """Everybody's attendance and the signed sheet: the meeting took place."""

    rest_present = forms.BooleanField(label="其余单位均已到会", required=False)
    scans = FilesField(label="签到表扫描件或照片", required=False, help_text="单个不超过 20 MB。")

    def __init__(self, *args: Any, meeting: MeetingView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        for seen in meeting.attendance:
            name = seen.name
            self.fields[f"status_{seen.unit}"] = forms.ChoiceField(
                label=f"{name}到会情况", choices=[("", "—"), *STATUS], required=False, initial=seen.status
            )
            self.fields[f"substitute_{seen.unit}"] = forms.CharField(
                label=f"{name}代会人", max_length=60, required=False, initial=seen.substitute
            )
            self.fields[f"reason_{seen.unit}"] = forms.CharField(
                label=f"{name}请假事由", max_length=200, required=False, initial=seen.reason
            )
        if not self.is_bound:
            self.initial.update(kept.first_values(self.fields))

    @property
    def presence_rows(self) -> list[PresenceRow]:
        return [
            PresenceRow(seen, self[f"status_{seen.unit}"], self[f"substitute_{seen.unit}"], self[f"reason_{seen.unit}"])
            for seen in self.meeting.attendance
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for seen in self.meeting.attendance:
            name = f"status_{seen.unit}"
            if not given.get(name) and given.get("rest_present"):
                given[name] = "present"
            if not given.get(name) and seen.expected:
                self.add_error(name, "请选择。")
            if given.get(name) == "substitute" and not given.get(f"substitute_{seen.unit}", "").strip():
                self.add_error(f"substitute_{seen.unit}", "请写明由谁代会。")
        return given

    def presences(self) -> list[Presence]:
        given = self.cleaned_data
        return [
            Presence(s.unit, given[f"status_{s.unit}"], given[f"substitute_{s.unit}"], given[f"reason_{s.unit}"])
            for s in self.meeting.attendance
            if given[f"status_{s.unit}"]
        ]


class SettingForm(ActionForm):
    """本单位设定: one kind of meeting, whether its minutes need a convener's approval."""

    kind = forms.CharField(widget=forms.HiddenInput)
    approval = forms.TypedChoiceField(
        choices=[("1", "需要"), ("0", "不需要")], coerce=lambda value: value == "1", widget=forms.HiddenInput
    )
