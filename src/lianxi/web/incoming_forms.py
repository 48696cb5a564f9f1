"""The forms of papers that came in."""

from __future__ import annotations

from django import forms

from lianxi.papers.incoming import Came
from lianxi.papers.labels import PAPER_FORMS, URGENCIES
from lianxi.web.behalf import SignedForm
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm


class RegisterForm(ActionForm):
    form = forms.ChoiceField(label="类别", choices=list(PAPER_FORMS.items()))
    sender = forms.CharField(label="来文（来电）单位", max_length=80)
    their_number = forms.CharField(label="来文字号", max_length=60, required=False)
    title = forms.CharField(label="标题或事由", max_length=150, help_text="请勿写信访人姓名、电话。")
    text = forms.CharField(label="内容摘要", widget=forms.Textarea, required=False)
    urgency = forms.ChoiceField(label="紧急程度", choices=list(URGENCIES.items()), required=False)
    received_on = DayField(label="收到日期")
    due = DayField(label="要求办复日期", required=False)
    scans = FilesField(label="来文扫描件", required=False)

    def came(self) -> Came:
        given = self.cleaned_data
        names = ("form", "sender", "their_number", "title", "text", "urgency", "received_on", "due")
        return Came(**{name: given[name] for name in names})


class ProposalForm(VersionForm):
    proposal = forms.CharField(label="拟办意见", widget=forms.Textarea)


class InstructionForm(VersionForm):
    instruction = forms.CharField(label="批示", widget=forms.Textarea)


class PaperInstructionForm(SignedForm, InstructionForm):
    behalf_seat = forms.TypedChoiceField(label="批示人", coerce=int)
    behalf_on = DayField(label="批示日期")
    scans = FilesField(label="批示原件扫描件或照片")


class PaperAnswerForm(VersionForm):
    answer = forms.CharField(label="办理结果和答复", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    answered_on = DayField(label="办复日期")
    scans = FilesField(label="复函等附件", required=False)
