"""The forms of interviews, measures, attention and comments. None of them offers a number of petitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lianxi.oversight.attention import Entered
from lianxi.oversight.attention_queries import HANDLING, MEASURES
from lianxi.oversight.comments import Said
from lianxi.oversight.interview_queries import GROUNDS
from lianxi.oversight.interviews import Record, Wanted
from lianxi.oversight.unit_measures import Proposed
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import BehalfFields
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.step_cards import VersionStep

#: ground → what its things are called in the choice
GROUPS = {
    "problem": "突出问题：该单位未销号的问题专档",
    "overdue": "逾期：该单位今天已经逾期的事项",
    "refusal": "拒不执行：该单位应当执行的处理意见、任务、议定事项",
}
NO_COUNT = "写明哪件事、怎样办理不力。信访数量、人次和排名不能作事由。请勿写信访人姓名、电话。"


class GroundForm(BehalfFields):
    """Ground, what it rests on, and the reason in words."""

    ground = forms.ChoiceField(label="事由", choices=list(GROUNDS.items()), widget=forms.RadioSelect)
    basis = forms.ChoiceField(
        label="依据",
        required=False,
        help_text="突出问题、逾期、拒不执行三项必须选择依据，其他事由可以不选。只列出该单位自己能看到的事项。",
    )

    def offer_bases(self, offered: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        groups: list[tuple[Any, Any]] = [("", "不关联")]
        groups += [(GROUPS[ground], list(things)) for ground, things in offered.items() if things]
        self.set_choices("basis", groups)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in BEHALF]

    @property
    def behalf_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in BEHALF if name in self.fields]

    @property
    def behalf_open(self) -> bool:
        return any(self.data.get(field.name) or field.errors for field in self.behalf_fields)

    def no_behalf(self) -> None:
        """Nobody is recorded for: the person acts himself."""
        for name in BEHALF:
            self.fields.pop(name, None)


BEHALF = ("behalf_seat", "means", "behalf_on", "scans")


class WantedForm(GroundForm):
    reason = forms.CharField(label="具体理由", widget=forms.Textarea, help_text=NO_COUNT)
    person = forms.CharField(label="被约谈人", max_length=80, required=False, help_text="该单位负责人的姓名、职务。")
    planned_on = DayField(label="约谈日期", required=False)
    place = forms.CharField(label="约谈地点", max_length=120, required=False)
    scans = FilesField(label="签字原件扫描件或照片", required=False)
    field_order = (
        "ground", "basis", "reason", "person", "planned_on", "place", "behalf_seat", "means", "behalf_on", "scans",
    )  # fmt: skip

    def wanted(self, unit: int) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            unit=unit,
            ground=given["ground"],
            reason=given["reason"],
            basis=given["basis"],
            person=given["person"],
            planned_on=given["planned_on"],
            place=given["place"],
        )


class ProposeMeasureForm(GroundForm):
    ground = forms.ChoiceField(label="事由", choices=list(HANDLING.items()), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="措施", choices=list(MEASURES.items()), widget=forms.RadioSelect)
    text = forms.CharField(label="事实和理由", widget=forms.Textarea, help_text=NO_COUNT)
    demand = forms.CharField(
        label="整改要求", widget=forms.Textarea, required=False, help_text="挂牌督办、责令限期整改必须填写。"
    )
    due = DayField(label="整改期限", required=False, help_text="挂牌督办、责令限期整改必须填写。")
    field_order = ("kind", "ground", "basis", "text", "demand", "due")

    def proposed(self, unit: int) -> Proposed:
        given = self.cleaned_data
        return Proposed(
            kind=given["kind"],
            unit=unit,
            ground=given["ground"],
            text=given["text"],
            basis=given["basis"],
            demand=given["demand"],
            due=given["due"],
        )


class EnterForm(GroundForm):
    ground = forms.ChoiceField(label="事由", choices=list(HANDLING.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label="具体理由", widget=forms.Textarea, help_text=NO_COUNT)
    measures = forms.CharField(
        label="关注措施", widget=forms.Textarea, help_text="例如每周听取一次进展，派人到村指导。"
    )
    exit_when = forms.CharField(
        label="退出条件", widget=forms.Textarea, help_text="写能够核实的结果，例如所列任务全部核验。"
    )
    until = DayField(label="复核日期", help_text="到这一天，办公室会收到复核的待办。")
    field_order = ("ground", "basis", "reason", "measures", "exit_when", "until")

    def entered(self, unit: int) -> Entered:
        given = self.cleaned_data
        return Entered(
            unit=unit,
            ground=given["ground"],
            reason=given["reason"],
            measures=given["measures"],
            exit_when=given["exit_when"],
            until=given["until"],
            basis=given["basis"],
        )


class CommentForm(ActionForm):
    meeting = forms.TypedChoiceField(label="会议", coerce=int)
    unit = forms.TypedChoiceField(label="被点评单位", coerce=int)
    good = forms.CharField(label="办得好的", widget=forms.Textarea, required=False)
    owed = forms.CharField(label="还欠缺的", widget=forms.Textarea, required=False, help_text=NO_COUNT)

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(unit=given["unit"], meeting=given["meeting"], good=given["good"], owed=given["owed"])


class RecordStep(VersionStep):
    """约谈记录."""

    seat = forms.TypedChoiceField(label="主持约谈的召集人", coerce=int)
    held_on = DayField(label="约谈日期")
    place = forms.CharField(label="约谈地点", max_length=120, required=False)
    person = forms.CharField(label="被约谈人", max_length=80, required=False)
    problem = forms.CharField(label="指出的问题", widget=forms.Textarea, help_text=NO_COUNT)
    cause = forms.CharField(label="原因", widget=forms.Textarea, required=False)
    measures = forms.CharField(label="整改措施和要求", widget=forms.Textarea)
    statement = forms.CharField(
        label="单位陈述意见",
        widget=forms.Textarea,
        required=False,
        help_text="照被约谈人当场所说记录；没有意见的写“无”。",
    )
    due = DayField(label="整改期限")
    scans = FilesField(label="双方签字的记录扫描件", required=False, help_text="可以先打印记录，签字后再上传。")

    def offer(self, conveners: Sequence[SeatView]) -> None:
        self.set_choices(
            "seat", [(seat.number, f"{seat.post} {seat.holder.name}") for seat in conveners if seat.holder]
        )

    def record(self) -> Record:
        return record_of(self.cleaned_data)


def record_of(given: Mapping[str, Any]) -> Record:
    """The record as the form gave it."""
    names = ("seat", "held_on", "problem", "cause", "measures", "due", "statement", "person", "place")
    return Record(**{name: given[name] for name in names})


class SignedStep(VersionStep):
    scans = FilesField(label="双方签字的约谈记录扫描件或照片")


class ReviewStep(VersionStep):
    opinion = forms.CharField(label="复核情况", widget=forms.Textarea, help_text="进展怎样，为什么继续关注。")
    measures = forms.CharField(label="关注措施（不变的可不填）", widget=forms.Textarea, required=False)
    until = DayField(label="下次复核日期")


class LeaveStep(VersionStep):
    reason = forms.CharField(label="退出理由", widget=forms.Textarea, help_text="对照列入时写的退出条件。")
