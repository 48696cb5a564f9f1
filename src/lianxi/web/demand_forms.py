"""The forms of 督办单 and 工作建议书."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.tasks.demands import Asked
from lianxi.tasks.queries import TaskRow
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.task_steps import StepForm

#: kind → (label of the text, its help)
WORDS = {
    "inspection": ("督办要求", "写明要办什么、答复什么。请勿写信访人姓名、电话。"),
    "suggestion": ("存在问题和工作建议", "先写发现的问题，再写建议。请勿写信访人姓名、电话。"),
}


class SendForm(ActionForm):
    unit = forms.TypedChoiceField(label="送达单位", coerce=int)
    title = forms.CharField(label="事项", max_length=120)
    text = forms.CharField(widget=forms.Textarea)
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="例如某次会议议定事项、领导批示、上级来文。"
    )
    due = DayField(label="要求答复日期")
    tasks = forms.TypedMultipleChoiceField(
        label="所督办的任务", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    scans = FilesField(label="附件", required=False)

    def __init__(
        self, *args: Any, kind: str, units: Sequence[tuple[int, str]], tasks: Sequence[TaskRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("unit", [("", "请选择"), *units])
        self.fields["text"].label, self.fields["text"].help_text = WORDS[kind]
        self.fields["text"].widget.attrs["rows"] = 6
        if kind == "suggestion":
            self.fields["due"].required = False
        if tasks:
            choices = [(row.number, _task_words(row)) for row in tasks]
            self.set_choices("tasks", choices)
        else:
            del self.fields["tasks"]

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            unit=given["unit"],
            title=given["title"],
            text=given["text"],
            due=given["due"],
            basis=given["basis"],
            tasks=given.get("tasks") or (),
        )


def _task_words(row: TaskRow) -> str:
    due = f"（{row.due.month}月{row.due.day}日到期{'，已逾期' if row.overdue else ''}）" if row.due else ""
    return f"{row.title}{due}"


class AnswerForm(StepForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="答复内容", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    scans = FilesField(label="附件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 6


class OpinionForm(VersionForm):
    opinion = forms.CharField(label="理由", widget=forms.Textarea)
