"""The forms of 制度文件."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.papers.labels import REGULATIONS
from lianxi.papers.regulations import Passed
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.task_steps import StepForm


class DraftForm(ActionForm):
    kind = forms.ChoiceField(label="类别", choices=list(REGULATIONS.items()))
    title = forms.CharField(label="名称", max_length=150, help_text="例如“信访事项办理工作办法”。")
    text = forms.CharField(
        label="正文", widget=forms.Textarea, required=False, help_text="一段一行。可以先登记，再补正文。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 12


class AskForm(VersionForm):
    units = forms.TypedMultipleChoiceField(
        label="征求意见的单位",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择单位。"},
    )
    due = DayField(label="反馈日期")

    def offer(self, units: Sequence[tuple[int, str]]) -> None:
        self.set_choices("units", units)
        self.initial.setdefault("units", [number for number, _ in units])


class OpinionForm(StepForm):
    text = forms.CharField(label="意见", widget=forms.Textarea, required=False)
    none = forms.BooleanField(label="无意见", required=False)
    scans = FilesField(label="附件", required=False)


class PassForm(VersionForm):
    """Issued, amended or repealed: by a document of ours, or by the number it bears elsewhere."""

    on = DayField(label="日期")
    document = forms.TypedChoiceField(label="印发它的文件", coerce=int, empty_value=None, required=False)
    document_number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="不在上面的（例如政府发文），照抄文号。"
    )
    scans = FilesField(label="文件或扫描件", required=False)

    def offer(self, documents: Sequence[tuple[int, str]]) -> None:
        choices = [("", "不在本系统发文中"), *documents]
        self.set_choices("document", choices)

    def passed(self) -> Passed:
        given = self.cleaned_data
        return Passed(given["on"], given["document"], given["document_number"], given.get("note", ""))


class IssueForm(PassForm):
    despite = forms.CharField(label="不再等待意见的理由", required=False, help_text="有单位没有反馈时填写。")


class AmendForm(PassForm):
    note = forms.CharField(label="修订内容", widget=forms.Textarea)
    text = forms.CharField(
        label="修订后的正文",
        widget=forms.Textarea,
        required=False,
        help_text="不填的，正文不变。修订前的文字留在日志里。",
    )


class RepealForm(PassForm):
    note = forms.CharField(label="废止理由", widget=forms.Textarea)
