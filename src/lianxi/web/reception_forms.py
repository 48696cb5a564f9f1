"""The forms of the leaders' part: the rota, visits received or paid, what becomes a matter, charges, letters read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.matters import words
from lianxi.matters.leadership.leaders import Leader
from lianxi.matters.leadership.reception_days import PlannedDay
from lianxi.matters.leadership.receptions import ReceptionGiven
from lianxi.roster.queries import UnitView
from lianxi.web import kept
from lianxi.web.behalf import SignedForm
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.meeting_forms import rows_in
from lianxi.web.petitioner_fields import PetitionerFields

SPARE_DAYS = 10


def leader_choices(known: Sequence[Leader]) -> list[tuple[int | str, str]]:
    return [("", "请选择"), *((each.person, each.words) for each in known)]


def unit_choices(known: Sequence[UnitView], nothing: str) -> list[tuple[int | str, str]]:
    return [("", nothing), *((unit.number, unit.name) for unit in known if unit.closed_on is None)]


class RotaForm(ActionForm):
    """Many days at once: a leader and a day a row; place and hours once for all."""

    place = forms.CharField(label="接访地点", max_length=80)
    hours = forms.CharField(label="时间", max_length=40, required=False, help_text="例如 8:30—11:30。")

    def __init__(self, *args: Any, leaders: Sequence[Leader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = rows_in(self.data if self.is_bound else None, "day_", SPARE_DAYS)
        for row in range(count):
            self.fields[f"day_{row}"] = DayField(label=f"第 {row + 1} 行日期", required=False)
            self.fields[f"leader_{row}"] = forms.TypedChoiceField(
                label=f"第 {row + 1} 行领导",
                coerce=int,
                required=False,
                empty_value=None,
                choices=leader_choices(leaders),
            )
        self.rows = count
        if not self.is_bound:
            self.initial.update(kept.first_values(self.fields))

    @property
    def day_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"day_{row}"], self[f"leader_{row}"]) for row in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for row in range(self.rows):
            day, leader = given.get(f"day_{row}"), given.get(f"leader_{row}")
            if day and not leader and f"leader_{row}" not in self.errors:
                self.add_error(f"leader_{row}", "请选择领导。")
            if leader and not day and f"day_{row}" not in self.errors:
                self.add_error(f"day_{row}", "请填写日期。")
        return given

    def days(self) -> list[PlannedDay]:
        """The rows that are filled in, in their order."""
        given = self.cleaned_data
        return [
            PlannedDay(given[f"leader_{row}"], given[f"day_{row}"], given["place"], given["hours"])
            for row in range(self.rows)
            if given[f"day_{row}"]
        ]


class CancelDayForm(VersionForm):
    reason = forms.CharField(
        label="取消的原因", max_length=200, widget=forms.Textarea, help_text="改期的，写明改到哪一天，再另行安排。"
    )


class ReceptionForm(PetitionerFields):
    kind = forms.ChoiceField(label="方式", choices=list(words.RECEPTION_KINDS.items()), widget=forms.RadioSelect)
    leader = forms.TypedChoiceField(label="接访（下访）领导", coerce=int)
    on = DayField(label="日期")
    place = forms.CharField(label="地点", max_length=80, required=False)
    unit = forms.TypedChoiceField(label="问题所在村（单位）", coerce=int, required=False, empty_value=None)
    people = forms.IntegerField(label="人数", min_value=1, max_value=9999, initial=1)
    title = forms.CharField(label="反映什么事", max_length=120, help_text="一句话。请勿写姓名、电话。")
    text = forms.CharField(label="具体情况和诉求", widget=forms.Textarea, required=False)
    accused = forms.TypedMultipleChoiceField(
        label="检举控告的单位",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="反映某单位或其干部违纪违法、失职渎职的，选上该单位：登记后直接成为检举控告类事项，"
        "被反映的单位看不到，接访登记里不留内容。一般诉求不选。",
    )
    reply = forms.CharField(label="领导怎样答复的", widget=forms.Textarea, required=False)
    settled = forms.BooleanField(label="当场办结，不需要转入登记", required=False)

    def offer(self, leaders: Sequence[Leader], units: Sequence[UnitView]) -> None:
        self.set_choices("leader", leader_choices(leaders))
        self.set_choices("unit", unit_choices(units, "—"))
        self.set_choices("accused", [(unit.number, unit.name) for unit in units if unit.closed_on is None])

    def reception(self) -> ReceptionGiven:
        given = self.cleaned_data
        names = ("kind", "leader", "on", "place", "unit", "people", "title", "text", "reply", "settled", "accused")
        return ReceptionGiven(**{name: given[name] for name in names}, petitioners=self.petitioners())

    @property
    def who_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "leader")]

    @property
    def where_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("on", "place", "people")]

    @property
    def what_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "text", "unit", "reply", "settled")]


class SettleReceptionForm(VersionForm):
    reply = forms.CharField(label="怎样答复、怎样解决的", widget=forms.Textarea)


class ToMatterForm(VersionForm):
    """What the register does not say yet and the ledger asks."""

    purpose = forms.ChoiceField(label="信访目的", choices=[("", "请选择"), *words.PURPOSES.items()])
    kind = forms.ChoiceField(label="事项类别", choices=[("", "请选择"), *words.KINDS.items()])
    route = forms.TypedChoiceField(
        label="办理途径",
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", "暂不确定"), *((number, f"{number}．{label}") for number, label in words.ROUTES.items())],
        help_text="只有申诉求决类事项分途径（条例第三十一条），可以登记后再定。",
    )
    territory = forms.TypedChoiceField(label="问题属地", coerce=int, required=False, empty_value=None)
    accused = forms.TypedMultipleChoiceField(
        label="被检举控告的单位",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只有检举控告类选；选中的单位看不到、也不能办理本事项。",
    )

    def offer(self, units: Sequence[UnitView]) -> None:
        self.set_choices("territory", unit_choices(units, "—"))
        self.set_choices("accused", [(unit.number, unit.name) for unit in units if unit.closed_on is None])


class ProposeForm(ActionForm):
    """``matter`` comes with the address."""

    leader = forms.TypedChoiceField(label="包案领导", coerce=int)
    duties = forms.MultipleChoiceField(
        label="包案职责",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more = forms.CharField(label="其他职责", max_length=60, required=False)
    until = DayField(label="包案期限", required=False, help_text="不填则到事项办结为止。")

    def offer(self, leaders: Sequence[Leader], duties: Sequence[str]) -> None:
        self.set_choices("leader", leader_choices(leaders))
        self.set_choices("duties", [(duty, duty) for duty in duties])

    def wanted(self) -> list[str]:
        given = self.cleaned_data
        return [*given["duties"], *([given["more"]] if given["more"].strip() else [])]


class ApproveForm(VersionForm):
    pass


class RefuseForm(VersionForm):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class ApprovePaperForm(SignedForm):
    behalf_seat = forms.TypedChoiceField(label="审批人", coerce=int)
    behalf_on = DayField(label="审批日期")
    scans = FilesField(label="签字的审批表扫描件或照片")


class EndForm(VersionForm):
    result = forms.CharField(label="包案情况和结果", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    ended_on = DayField(label="结束日期")


class ReadingForm(ActionForm):
    text = forms.CharField(label="阅批意见", widget=forms.Textarea)


class PaperReadingForm(ReadingForm, SignedForm):
    version = None  # type: ignore[assignment]  # an instruction changes nothing that two may edit
    behalf_seat = forms.TypedChoiceField(label="批示人", coerce=int)
    behalf_on = DayField(label="批示日期")
    scans = FilesField(label="批示原件扫描件或照片")
