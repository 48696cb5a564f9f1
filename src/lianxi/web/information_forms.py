"""The forms of important, sensitive information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.information.circulating import Told
from lianxi.information.information_queries import URGENCY
from lianxi.information.information_setting import SCREENING_EVERY, Setting
from lianxi.information.reporting import Given
from lianxi.information.urgent import MEANS_UP, STAGES, Up
from lianxi.journal.frame import MEANS, Behalf
from lianxi.roster.queries import SeatView, UnitView
from lianxi.web.behalf import behalf_of_unit
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.task_steps import StepForm

NO_NAMES = "请勿写姓名、电话、身份证号。"
#: urgency as the big buttons say it
URGENCY_WORDS = {
    "ordinary": "一般　苗头性、倾向性情况",
    "urgent": "紧急　已经发生，需要马上处理",
    "major": "重大紧急　可能造成社会影响",
}
TELLS = {"": "不通报", "verify": "核查处理", "know": "只供知悉"}


class MomentField(forms.DateTimeField):
    """A day and an hour in the body's own time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        kwargs.setdefault("error_messages", {"invalid": "请按 2026-11-23 14:30 的格式填写时间。"})
        super().__init__(**kwargs)


class PhotosField(FilesField):
    """Photographs: on a phone the camera or the album is offered."""

    def __init__(self, *, camera: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs["accept"] = "image/jpeg,image/png"
        self.widget.attrs["data-photo"] = "yes"
        if camera:
            self.widget.attrs["capture"] = "environment"


class ReportForm(ActionForm):
    title = forms.CharField(label="什么事", max_length=120, help_text=f"一句话说清。{NO_NAMES}")
    place = forms.CharField(label="在哪里", max_length=120)
    happened_at = MomentField(label="什么时候发生")
    urgency = forms.ChoiceField(
        label="紧急程度", choices=list(URGENCY_WORDS.items()), widget=forms.RadioSelect, initial="ordinary"
    )
    camera = PhotosField(label="拍照", camera=True)
    photos = PhotosField(label="从相册选")
    text = forms.CharField(label="补充情况", widget=forms.Textarea, required=False, help_text=NO_NAMES)
    learned_at = MomentField(label="什么时候得知", required=False, help_text="与发生时间相同的不用填。")
    people = forms.IntegerField(label="涉及人数", required=False, min_value=1)
    #: for the office only: what a unit told it
    unit = forms.TypedChoiceField(label="来报单位", coerce=int, empty_value=None, required=False)
    means = forms.ChoiceField(label="来报方式", choices=[("", "—"), *MEANS.items()], required=False)
    sent_at = MomentField(label="来报时间", required=False, help_text="单位打来电话、送来材料的时间，不是登记的时间。")
    OFFICE_ONLY = ("unit", "means", "sent_at")

    def __init__(self, *args: Any, units: Sequence[UnitView], for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs |= {"placeholder": "例如：采石场路口有群众聚集", "autocomplete": "off"}
        self.fields["place"].widget.attrs |= {"list": "places", "autocomplete": "off"}
        self.fields["people"].widget.attrs["inputmode"] = "numeric"
        self.places = [unit.name for unit in units if unit.closed_on is None]
        if for_others:
            offered = [(unit.number, unit.name) for unit in units if unit.closed_on is None]
            self.set_choices("unit", [("", "办公室自行掌握"), *offered])
        else:
            for name in self.OFFICE_ONLY:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("unit") is not None:
            for name, words in (("means", "请选择来报方式。"), ("sent_at", "请填写来报时间。")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given

    def behalf(self, seats: Sequence[SeatView]) -> Behalf | None:
        given = self.cleaned_data
        if given.get("unit") is None:
            return None
        return behalf_of_unit(seats, given["unit"], given["means"], given["sent_at"].date())

    def given(self) -> Given:
        typed = self.cleaned_data
        return Given(
            title=typed["title"],
            urgency=typed["urgency"],
            place=typed["place"],
            text=typed["text"],
            people=typed["people"],
            happened_at=typed["happened_at"],
            learned_at=typed["learned_at"],
            sent_at=typed.get("sent_at"),
        )


class CirculateForm(VersionForm):
    """One row a unit: not told, to verify, only to know; ``told``: units told already."""

    asked = forms.CharField(
        label="要核查什么",
        widget=forms.Textarea,
        required=False,
        help_text="对下面选“核查处理”的单位统一要求。个别单位另有要求的，写在该单位一行。",
    )
    due = DayField(
        label="核查结果报送日期",
        required=False,
        help_text="办公室要求的日期。规则写明核查期限的，是否按期仍以规则为准。",
    )

    def __init__(self, *args: Any, units: Sequence[UnitView], told: dict[int, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = [unit for unit in units if unit.closed_on is None and not told.get(unit.number, False)]
        for unit in self.units:
            known = unit.number in told
            choices = [("", "已通报知悉"), ("verify", "改为核查处理")] if known else list(TELLS.items())
            self.fields[f"role_{unit.number}"] = forms.ChoiceField(label=unit.name, choices=choices, required=False)
            self.fields[f"asked_{unit.number}"] = forms.CharField(
                label=f"{unit.name}另外的要求", required=False, max_length=500
            )

    def rows(self) -> list[tuple[UnitView, Any, Any]]:
        return [(unit, self[f"role_{unit.number}"], self[f"asked_{unit.number}"]) for unit in self.units]

    def told(self) -> list[Told]:
        given, found = self.cleaned_data, []
        for unit in self.units:
            role = given.get(f"role_{unit.number}")
            if role:
                own = given.get(f"asked_{unit.number}", "").strip()
                asked = "\n".join(filter(None, [given["asked"].strip(), own]))
                found.append(Told(unit.number, role == "verify", asked if role == "verify" else own))
        return found


class ReceiveForm(StepForm):
    pass


class VerifyForm(StepForm):
    result = forms.CharField(
        label="核查结果", widget=forms.Textarea, help_text=f"写明核查到的情况、已经采取的措施。{NO_NAMES}"
    )
    scans = FilesField(label="照片或附件", required=False)


class ReturnForm(VersionForm):
    unit = forms.TypedChoiceField(label="退回哪个单位", coerce=int)
    opinion = forms.CharField(label="还缺什么", widget=forms.Textarea)
    due = DayField(label="重新报送日期")


class SettleForm(VersionForm):
    result = forms.CharField(label="处置结果", widget=forms.Textarea, help_text=f"写明做了什么、现在怎样。{NO_NAMES}")
    scans = FilesField(label="附件", required=False)


class CloseForm(VersionForm):
    reason = forms.CharField(label="不予通报的理由", widget=forms.Textarea)


class GradeForm(VersionForm):
    urgency = forms.ChoiceField(label="核定为", choices=list(URGENCY.items()))
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class UpForm(VersionForm):
    stage = forms.ChoiceField(label="这一次是", widget=forms.RadioSelect)
    committee = forms.CharField(label="报党委和政府", max_length=80)
    department = forms.CharField(
        label="报有关主管部门", max_length=80, help_text="按事情的性质，例如公安、应急管理、自然资源部门。"
    )
    office = forms.CharField(label="报联席会议办公室", max_length=80)
    means = forms.ChoiceField(label="报送方式", choices=list(MEANS_UP.items()))
    sent_at = MomentField(label="报送时间", help_text="实际发出的时间，不是登记的时间。")
    text = forms.CharField(label="报送内容", widget=forms.Textarea)

    def __init__(self, *args: Any, follow: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("stage", [(stage, STAGES[stage]) for stage in follow])
        self.fields["text"].widget.attrs["rows"] = 6

    def up(self) -> Up:
        given = self.cleaned_data
        names = (given["committee"], given["department"], given["office"])
        return Up(given["stage"], names, given["means"], given["text"], given["sent_at"])


class SettingForm(VersionForm):
    urgent_hours = forms.IntegerField(
        label="紧急信息首报时限（小时）",
        required=False,
        min_value=1,
        max_value=72,
        help_text="从得知起算。条例第二十五条只写“及时”，没有小时数；当地有规定的才填，没有的留空。",
    )
    urgent_basis = forms.CharField(label="时限的依据", max_length=120, required=False, help_text="文件名称和文号。")
    urgent_to = forms.CharField(label="党委和政府的名称", max_length=80, help_text="紧急信息报送单上的报送对象。")
    screening_every = forms.ChoiceField(
        label="矛盾纠纷排查",
        choices=list(SCREENING_EVERY.items()),
        help_text="各村（社区）多久报一次。重点时期每天一报，不受此限。",
    )

    def given(self) -> Setting:
        typed = self.cleaned_data
        return Setting(
            typed["urgent_hours"],
            typed["urgent_basis"],
            typed["urgent_to"],
            typed["screening_every"],
            typed["version"],
        )
