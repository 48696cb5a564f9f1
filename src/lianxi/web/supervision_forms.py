"""The forms of joint supervision and its findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.journal.frame import Behalf
from lianxi.journal.refusals import Invalid
from lianxi.oversight.supervision import CheckItem, Person, Plan
from lianxi.oversight.supervision_queries import ItemView, PartView
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import BehalfFields, SignedForm
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.task_steps import StepForm

NO_NAMES = "请勿写信访人姓名、电话。"
#: result of an item → its words in the form
RESULT_CHOICES = [("", "未查"), ("good", "符合"), ("bad", "不符合"), ("none", "不涉及")]
_BREAK = re.compile(r"\s*[|｜]\s*")
_LEADS = re.compile(r"[（(]?(带队|组长)[)）]?")


class OwnForm(StepForm):
    """A step of the proposing or organising unit; the office takes it itself, or records the unit's (``optional``)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seats: list[SeatView] | None = None, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, seats=seats, **kwargs)
        self.optional = optional
        if seats and optional:
            field = self.fields["behalf_seat"]
            assert isinstance(field, forms.TypedChoiceField)
            field.empty_value = None
            words = [
                (seat.number, f"{seat.unit_name} {seat.holder.name if seat.holder else seat.post}") for seat in seats
            ]
            field.choices = [("", "不是代录，由办公室办理"), *words]
            for name in ("behalf_seat", "means", "behalf_on"):
                self.fields[name].required = False

    def behalf(self) -> Behalf | None:
        if self.optional and self.cleaned_data.get("behalf_seat") is None:
            return None
        if self.optional and self.cleaned_data.get("behalf_on") is None:
            raise Invalid("请填写本人实际办理的日期。", "behalf_on")
        return super().behalf()


class ProposeForm(BehalfFields):
    title = forms.CharField(
        label="督查名称", max_length=120, help_text="例如“信访事项按期办理情况联合督查”。" + NO_NAMES
    )
    reason = forms.CharField(
        label="督查事由", widget=forms.Textarea, help_text="督查什么、为什么要几个单位一起查。" + NO_NAMES
    )
    units = forms.TypedMultipleChoiceField(label="被督查单位", coerce=int, widget=forms.CheckboxSelectMultiple)
    organiser = forms.TypedChoiceField(label="组织实施", coerce=int, required=False, empty_value=None)
    first_day = DayField(label="督查开始", required=False)
    last_day = DayField(label="督查结束", required=False)
    matter = forms.CharField(
        label="有关信访事项编号",
        max_length=20,
        required=False,
        help_text="就一件信访事项的办理开展督查时填写；只有能看到该事项的人看得到这一项。",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "title",
        "reason",
        "units",
        "organiser",
        "first_day",
        "last_day",
        "matter",
        "behalf_seat",
        "means",
        "behalf_on",
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 5
        self.set_choices("units", units)
        self.set_choices("organiser", [("", "联席会议办公室"), *units])

    BEHALF = ("behalf_seat", "means", "behalf_on")

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.BEHALF]

    @property
    def behalf_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.BEHALF if name in self.fields]

    @property
    def behalf_open(self) -> bool:
        return bool(self.data.get("behalf_seat")) or any(field.errors for field in self.behalf_fields)

    def without_behalf(self) -> None:
        for name in self.BEHALF:
            del self.fields[name]

    def clean_matter(self) -> int | None:
        digits = re.sub(r"\D", "", self.cleaned_data["matter"])
        if self.cleaned_data["matter"].strip() and not 5 <= len(digits) <= 10:
            raise forms.ValidationError("请填写信访事项的编号，例如 2026000137。")
        return int(digits) if digits else None

    def plan(self) -> Plan:
        given = self.cleaned_data
        return Plan(
            title=given["title"],
            reason=given["reason"],
            units=given["units"],
            organiser=given["organiser"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            matter=given["matter"],
        )


class ApproveForm(VersionForm):
    opinion = forms.CharField(label="批示意见", widget=forms.Textarea, required=False)


class ReturnForm(VersionForm):
    opinion = forms.CharField(label="退回意见", widget=forms.Textarea, help_text="写明要改什么，或者为什么不同意。")


class PaperVerdictForm(SignedForm):
    """What the convener wrote on the printed proposal."""

    verdict = forms.ChoiceField(label="审批结果", choices=[("approve", "批准"), ("return", "退回")])
    opinion = forms.CharField(label="批示意见", widget=forms.Textarea, required=False)
    scans = FilesField(label="签批原件扫描件或照片")


class ReasonForm(OwnForm):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class StartForm(OwnForm):
    started_on = DayField(label="开展日期")


class TeamForm(OwnForm):
    people = forms.CharField(
        label="派出人员",
        widget=forms.Textarea,
        help_text="一行一人：姓名、空格、职务；带队的在后面写“（带队）”。例如：高建锋 所长（带队）",
    )

    def named(self) -> list[Person]:
        found = []
        for line in self.cleaned_data["people"].splitlines():
            leads = _LEADS.search(line) is not None
            name, _, post = _LEADS.sub("", line).strip().replace("　", " ").partition(" ")
            if name:
                found.append(Person(name, post.strip(), leads))
        return found


class ReportForm(OwnForm):
    text = forms.CharField(
        label="督查情况报告", widget=forms.Textarea, help_text="督查概况、发现的问题、整改要求和建议。" + NO_NAMES
    )
    agenda = forms.BooleanField(label="列入下次会议议程，向联席会议报告", required=False, initial=True)
    important = forms.BooleanField(label="情况重要，还须向党委、政府报告", required=False)
    scans = FilesField(label="附件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 10


class OrganiseForm(VersionForm):
    senders = forms.TypedMultipleChoiceField(
        label="派员单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="勾选后，由各单位自己报送派出人员。被督查单位不能派员。",
    )  # fmt: skip
    arrangement = forms.CharField(
        label="安排和要求",
        widget=forms.Textarea,
        required=False,
        help_text="集合时间地点、分组、用车、工作要求等，写入督查通知。",
    )
    checklist = forms.CharField(
        label="督查清单", widget=forms.Textarea, required=False,
        help_text="一行一项：检查内容 | 依据。例如：十五日内受理告知 | 《信访工作条例》第二十三条",
    )  # fmt: skip

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checklist"].widget.attrs["rows"] = 8
        self.set_choices("senders", units)

    def items(self) -> list[CheckItem]:
        lines = (line.strip() for line in self.cleaned_data["checklist"].splitlines())
        parted = (_BREAK.split(line, maxsplit=1) for line in lines if line)
        return [CheckItem(each[0], each[1] if len(each) > 1 else "") for each in parted]


def checklist_text(items: Sequence[ItemView]) -> str:
    return "\n".join(f"{item.text} | {item.basis}" if item.basis else item.text for item in items)


class ResultsForm(ActionForm):
    """A select and a note for each item of the checklist."""

    def __init__(self, *args: Any, items: Sequence[ItemView], part: PartView, **kwargs: Any) -> None:
        known = {each.place: each for each in part.results}
        first = {f"result_{place}": each.result for place, each in known.items()}
        first |= {f"note_{place}": each.note for place, each in known.items()}
        super().__init__(*args, initial=first, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"result_{item.place}"] = forms.ChoiceField(
                label=item.text, choices=RESULT_CHOICES, required=False
            )
            self.fields[f"note_{item.place}"] = forms.CharField(label="说明", max_length=500, required=False)

    @property
    def rows(self) -> list[tuple[ItemView, forms.BoundField, forms.BoundField]]:
        return [(item, self[f"result_{item.place}"], self[f"note_{item.place}"]) for item in self.items]

    def results(self) -> dict[int, tuple[str, str]]:
        given = self.cleaned_data
        return {item.place: (given[f"result_{item.place}"], given[f"note_{item.place}"]) for item in self.items}


class FindingForm(OwnForm):
    text = forms.CharField(label="发现的问题", widget=forms.Textarea, help_text="写事实和依据。" + NO_NAMES)
    item = forms.TypedChoiceField(label="对应清单", coerce=int, required=False, empty_value=None)
    demand = forms.CharField(label="整改要求", widget=forms.Textarea, required=False)
    due = DayField(label="整改期限", required=False)
    scans = FilesField(label="照片或证据材料", required=False)

    def __init__(self, *args: Any, items: Sequence[ItemView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            self.set_choices("item", [("", "—"), *[(item.place, f"{item.place}. {item.text}") for item in items]])
        else:
            del self.fields["item"]


class FeedbackForm(OwnForm):
    nothing = forms.BooleanField(label="未发现问题", required=False)


class PlainForm(OwnForm):
    pass


class OpinionForm(OwnForm):
    opinion = forms.CharField(label="理由", widget=forms.Textarea)


class VerifyForm(OwnForm):
    opinion = forms.CharField(label="核验意见", widget=forms.Textarea, required=False)


class RectifyForm(OwnForm):
    text = forms.CharField(label="整改情况", widget=forms.Textarea, help_text="做了什么、效果如何。" + NO_NAMES)
    scans = FilesField(label="照片或佐证材料", required=False)


class WantedForm(OwnForm):
    wanted = DayField(label="申请延期到")
    reason = forms.CharField(label="延期原因", widget=forms.Textarea)


class DueForm(OwnForm):
    due = DayField(label="延期到")
