"""The forms of screening and disputes. No field asks for a name; the risk is that of the matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from lianxi.information.dispute_queries import KINDS, RISKS, DisputeView
from lianxi.information.disputes import Told
from lianxi.journal.frame import MEANS, Behalf
from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.roster.queries import SeatView, UnitView
from lianxi.web.behalf import behalf_of
from lianxi.web.forms import ActionForm, DayField, VersionForm

NO_PERSON = "不填写当事人姓名、电话、证件号码。"
RISK_HELP = "风险指事情的紧迫和复杂程度，不评价当事人。"
SIGNS = {"low": "○ 低", "middle": "◇ 中", "high": "▲ 高"}
URGENCY = {"ordinary": "一般", "urgent": "紧急", "major": "重大紧急"}
PURPOSES = [(code, label) for code, label in words.PURPOSES.items() if code != "accuse"]
OWN = "由办公室自行办理"


class OfUnit(ActionForm):
    """For the office: which unit told it, how and when (代录). A unit acts itself and is asked nothing.

    ``free``: the office may also act by itself.
    """

    free = False

    def __init__(self, *args: Any, seats: Sequence[SeatView] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.number: seat for seat in seats or []}
        if seats is None:
            return
        choices = [(s.number, f"{s.unit_name} {s.holder.name if s.holder else s.post}") for s in seats]
        first: list[tuple[Any, str]] = [("", OWN if self.free else "请选择")] if self.free or len(choices) != 1 else []
        self.fields["behalf_seat"] = forms.TypedChoiceField(
            label="代哪个单位登记", coerce=int, choices=first + choices, required=not self.free, empty_value=None
        )
        needed = not self.free
        self.fields["means"] = forms.ChoiceField(
            label="该单位以何方式告知", choices=list(MEANS.items()), required=needed
        )
        self.fields["behalf_on"] = DayField(label="告知日期", required=needed)

    def behalf(self) -> Behalf | None:
        """None for a unit that acts itself, and for the office acting by itself. Raises ``Invalid`` half filled in."""
        given = self.cleaned_data
        if given.get("behalf_seat") is None:
            return None
        if not given["means"]:
            raise Invalid("请选择代录方式：纸质、电话、微信或当面。", "means")
        if not given["behalf_on"]:
            raise Invalid("请填写该单位告知的日期。", "behalf_on")
        return behalf_of(self.seats[given["behalf_seat"]], given["means"], given["behalf_on"])

    @property
    def office_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("behalf_seat", "means", "behalf_on") if name in self.fields]


class StepForm(OfUnit, VersionForm):
    """A step on one dispute."""

    free = True


class DisputeForm(OfUnit):
    title = forms.CharField(
        label="什么纠纷", max_length=120, help_text=f"一句话，例如“两户共用通道堆放杂物”。{NO_PERSON}"
    )
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="组、路段或小区，不写到门牌。")
    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *KINDS.items()])
    risk = forms.ChoiceField(
        label="事项风险", choices=list(SIGNS.items()), widget=forms.RadioSelect, initial="low", help_text=RISK_HELP
    )
    text = forms.CharField(label="具体情况", widget=forms.Textarea, required=False, help_text=NO_PERSON)
    measure = forms.CharField(
        label="已采取的措施", widget=forms.Textarea, required=False, help_text="以后的措施在这件纠纷的页面上逐次登记。"
    )
    found_on = DayField(label="排查日期")
    people = forms.IntegerField(label="涉及人数", min_value=1, max_value=99999, required=False)
    settles = forms.TypedChoiceField(label="由谁化解", coerce=int, required=False, empty_value=None)
    responsible = forms.CharField(
        label="责任岗位", max_length=60, required=False, help_text="写岗位，不写姓名，例如“村调解委员会主任”。"
    )
    due = DayField(label="化解期限", required=False)
    result = forms.CharField(label="怎样化解的，结果如何", widget=forms.Textarea, required=False, help_text=NO_PERSON)

    def __init__(self, *args: Any, units: Sequence[UnitView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("settles", [("", "排查单位自己"), *_open(units)])

    def told(self) -> Told:
        given = self.cleaned_data
        names = ("title", "place", "kind", "risk", "text", "found_on", "people", "settles", "responsible", "due")
        more = {name: given.get(name, "") for name in ("measure", "result")}
        return Told(**{name: given[name] for name in names}, **more)

    def _of(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def what_fields(self) -> list[forms.BoundField]:
        return self._of("title", "place", "kind", "risk")

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return self._of("settles", "responsible", "due", "found_on", "people")

    @property
    def long_fields(self) -> list[forms.BoundField]:
        return self._of("text", "measure")

    @property
    def more_open(self) -> bool:
        return any(field.errors for field in self.more_fields) or "version" in self.fields


class CorrectForm(DisputeForm, VersionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("measure", "result"):
            del self.fields[name]


class AssignForm(VersionForm):
    settles = forms.TypedChoiceField(label="由谁化解", coerce=int)
    responsible = forms.CharField(
        label="责任岗位", max_length=60, required=False, help_text="写岗位，不写姓名，例如“司法所负责人”。"
    )
    due = DayField(label="化解期限", required=False)

    def offer(self, units: Sequence[UnitView]) -> None:
        self.set_choices("settles", _open(units))


class MeasureForm(StepForm):
    text = forms.CharField(label="做了什么", widget=forms.Textarea, help_text=NO_PERSON)
    on = DayField(label="日期")


class SettleForm(StepForm):
    result = forms.CharField(label="怎样化解的，结果如何", widget=forms.Textarea, help_text=NO_PERSON)
    settled_on = DayField(label="化解日期")


class ReasonForm(StepForm):
    reason = forms.CharField(label="原因", widget=forms.Textarea, help_text=NO_PERSON)


class ToMatterForm(StepForm):
    purpose = forms.ChoiceField(label="群众想要什么", choices=PURPOSES, initial="claim")
    channel = forms.ChoiceField(label="怎样反映的", choices=list(words.CHANNELS.items()), initial="visit")


class ToInformationForm(StepForm):
    urgency = forms.ChoiceField(
        label="紧急程度", choices=list(URGENCY.items()), widget=forms.RadioSelect, initial="ordinary"
    )


class ReportForm(OfUnit):
    """A report recorded for a unit; ``seen``: how many disputes of the period were shown."""

    period = forms.CharField(widget=forms.HiddenInput, max_length=24)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TakeBackForm(OfUnit):
    free = True
    reason = forms.CharField(label="撤回原因", widget=forms.Textarea)


class ScreeningUnitsForm(VersionForm):
    units = forms.TypedMultipleChoiceField(
        label="报送单位",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="村（社区）默认报送；以后新设的村（社区）自动列入。其他单位按需勾选。",
    )

    def offer(self, units: Sequence[UnitView]) -> None:
        self.set_choices("units", _open(units))


def _open(units: Sequence[UnitView]) -> list[tuple[int, str]]:
    return [(unit.number, unit.name) for unit in units if unit.closed_on is None]


def first_values(view: DisputeView, found_on: date) -> dict[str, Any]:
    """What a dispute says now, as its form begins with."""
    row = view.row
    return {
        "title": row.title,
        "place": row.place,
        "kind": view.kind,
        "risk": row.risk,
        "text": view.text,
        "found_on": found_on,
        "people": row.people,
        "settles": row.settles if row.settled_by_another else None,
        "responsible": row.responsible,
        "due": row.due,
        "version": view.version,
    }


__all__ = ["RISKS", "CorrectForm", "DisputeForm", "ReportForm", "StepForm", "first_values"]
