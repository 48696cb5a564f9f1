"""The forms of the village register: registering in a minute, settling, reporting to the township."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.journal.frame import MEANS, Behalf
from lianxi.matters import words
from lianxi.matters.villages.village import CaseGiven
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import behalf_of
from lianxi.web.forms import ActionForm, DayField, VersionForm
from lianxi.web.petitioner_fields import PetitionerFields

#: the village's ways in, most frequent first
CHANNELS = [(code, words.CHANNELS[code]) for code in ("visit", "call", "letter", "online")]
ACCUSES = "反映本村（本单位）干部或本单位问题"
ACCUSES_HELP = "选“是”的，按检举控告直接转镇联席办登记，本村看不到、也不保留内容，只留“已转镇联席办”的记录。"
MEASURES = list(words.MEASURES.items())
#: what a village may say the petitioner wants; an accusation has a question of its own
PURPOSES = [(code, label) for code, label in words.PURPOSES.items() if code != "accuse"]


class ForUnit(ActionForm):
    """For the office: whose act it records. A village acts itself and is asked nothing."""

    def __init__(self, *args: Any, seats: list[SeatView] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.number: seat for seat in seats or []}
        if seats is None:
            return
        choices = [(s.number, f"{s.unit_name} {s.holder.name if s.holder else s.post}") for s in seats]
        first: list[tuple[Any, str]] = [("", "请选择")] if len(choices) != 1 else []
        self.fields["behalf_seat"] = forms.TypedChoiceField(label="代哪个村登记", coerce=int, choices=first + choices)
        self.fields["means"] = forms.ChoiceField(label="该村以何方式告知", choices=list(MEANS.items()))
        self.fields["behalf_on"] = DayField(label="告知日期")

    def behalf(self) -> Behalf | None:
        """None for a village that acts itself."""
        if not self.seats:
            return None
        given = self.cleaned_data
        return behalf_of(self.seats[given["behalf_seat"]], given["means"], given["behalf_on"])

    @property
    def office_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("behalf_seat", "means", "behalf_on") if name in self.fields]


class AccusesField(forms.TypedChoiceField):
    """Asked every time, with no answer chosen beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=f"是否{ACCUSES}",
            choices=[("no", "否"), ("yes", "是")],
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
            help_text=ACCUSES_HELP,
            **kwargs,
        )


class CaseForm(ForUnit, PetitionerFields):
    title = forms.CharField(
        label="反映什么事", max_length=120, help_text="一句话，例如“自来水三天没有水”。请勿写姓名、电话。"
    )
    text = forms.CharField(label="具体情况和诉求", widget=forms.Textarea, required=False)
    locality = forms.CharField(label="事发地点", max_length=120, required=False, help_text="组、路段或小区。")
    channel = forms.ChoiceField(label="怎样反映的", choices=CHANNELS)
    on = DayField(label="反映日期")
    people = forms.IntegerField(label="人数", min_value=1, max_value=9999, initial=1)
    accuses = AccusesField()
    result = forms.CharField(
        label="当场怎样化解的",
        widget=forms.Textarea,
        required=False,
        help_text="没有当场化解的不填，登记后可以随时补记，或者一步上报。",
    )
    measures = forms.MultipleChoiceField(
        label="措施", choices=MEASURES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.seats:  # what accuses a village is not recorded for it
            del self.fields["accuses"]

    def case(self) -> CaseGiven:
        given = self.cleaned_data
        names = ("on", "channel", "title", "text", "locality", "people", "result", "measures")
        return CaseGiven(
            **{name: given[name] for name in names},
            accuses=bool(given.get("accuses")),
            petitioners=self.petitioners(),
        )

    @property
    def what_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "text", "locality")]

    @property
    def who_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("petitioner_name", "petitioner_phone")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What has an answer beforehand, or is seldom told."""
        return [self[name] for name in ("channel", "on", "people", "petitioner_address", "petitioner_id_number")]

    @property
    def more_wrong(self) -> bool:
        return any(field.errors for field in self.more_fields)

    @property
    def settled_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("result", "measures")]


class SettleForm(ForUnit, VersionForm):
    result = forms.CharField(
        label="怎样化解的，结果如何",
        widget=forms.Textarea,
        help_text="写明与谁谈、办了什么、反映人是否认可。请勿写姓名、电话。",
    )
    measures = forms.MultipleChoiceField(
        label="措施",
        choices=MEASURES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一项措施。"},
    )
    settled_on = DayField(label="化解日期")


class ReportForm(ForUnit, VersionForm):
    purpose = forms.ChoiceField(label="反映人想要什么", choices=[("", "请选择"), *PURPOSES])
    accuses = AccusesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.seats:
            del self.fields["accuses"]
