"""The forms of directives and reports upward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.journal.refusals import Invalid
from lianxi.tasks.directives import CATEGORIES, SOURCES, Received
from lianxi.tasks.parts import Part
from lianxi.tasks.upward import KINDS, MEANS
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm

#: rows for tasks that a directive is broken down into, in one go
ROWS = 6


class ReceiveForm(ActionForm):
    source = forms.ChoiceField(label="交办层级", choices=[("", "请选择"), *SOURCES.items()])
    sender = forms.CharField(label="交办单位", max_length=80, required=False, help_text="例如“县信访工作联席会议”。")
    document_number = forms.CharField(label="来文字号", max_length=60, required=False)
    title = forms.CharField(label="交办事项", max_length=120, help_text="请勿写信访人姓名、电话。")
    text = forms.CharField(label="具体要求", widget=forms.Textarea, required=False)
    category = forms.ChoiceField(label="类别", choices=list(CATEGORIES.items()), required=False)
    received_on = DayField(label="收到日期")
    due = DayField(label="要求办结日期", required=False, help_text="没有写明的不填；收到时已过期限的，照实填写。")
    scans = FilesField(label="来文扫描件", required=False)

    def received(self) -> Received:
        given = self.cleaned_data
        return Received(
            source=given["source"],
            title=given["title"],
            received_on=given["received_on"],
            due=given["due"],
            sender=given["sender"],
            document_number=given["document_number"],
            text=given["text"],
            category=given["category"],
        )


class CorrectForm(ReceiveForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["scans"]
        for name in ("received_on", "due"):
            self.fields[name].disabled = True
            self.fields[name].help_text = "履职依据，不能改动。登记有误的，请撤回登记后重新登记。"


class PartRow:
    """The fields of one task to be."""

    def __init__(self, form: BreakDownForm, index: int) -> None:
        self.index = index
        self.title, self.lead, self.due, self.co_units = (
            form[f"{name}_{index}"] for name in ("title", "lead", "due", "co_units")
        )

    @property
    def fields(self) -> list[forms.BoundField]:
        return [self.title, self.lead, self.due]


class BreakDownForm(VersionForm):
    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for index in range(ROWS):
            self.fields[f"title_{index}"] = forms.CharField(label=f"任务 {index + 1}", max_length=120, required=False)
            self.fields[f"lead_{index}"] = forms.TypedChoiceField(
                label="牵头单位", coerce=int, empty_value=None, required=False, choices=[("", "请选择"), *units]
            )
            self.fields[f"due_{index}"] = DayField(label="办结期限", required=False)
            self.fields[f"co_units_{index}"] = forms.TypedMultipleChoiceField(
                label="协办单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple, choices=list(units)
            )

    @property
    def rows(self) -> list[PartRow]:
        return [PartRow(self, index) for index in range(ROWS)]

    @property
    def first(self) -> PartRow:
        return self.rows[0]

    @property
    def more(self) -> list[PartRow]:
        return self.rows[1:]

    @property
    def more_open(self) -> bool:
        return any(self.data.get(f"title_{row.index}") or row.lead.errors for row in self.more)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for index in range(ROWS):
            if given.get(f"title_{index}") and not given.get(f"lead_{index}"):
                self.add_error(f"lead_{index}", "请选择牵头单位。")
            if given.get(f"lead_{index}") and not given.get(f"title_{index}"):
                self.add_error(f"title_{index}", "请填写任务名称。")
        return given

    def parts(self) -> list[Part]:
        given = self.cleaned_data
        return [
            Part(
                given[f"title_{index}"],
                given[f"lead_{index}"],
                given[f"due_{index}"],
                co_units=given[f"co_units_{index}"],
            )
            for index in range(ROWS)
            if given[f"title_{index}"]
        ]


class AnswerForm(VersionForm):
    text = forms.CharField(label="办理结果", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    answered_on = DayField(label="报告日期")
    document_number = forms.CharField(label="报告文号", max_length=60, required=False)
    despite = forms.CharField(label="先行报告的理由", required=False, help_text="分解的任务还没有全部核验办结时填写。")
    scans = FilesField(label="报告扫描件", required=False)


class ReportForm(ActionForm):
    kind = forms.ChoiceField(label="文种", choices=list(KINDS.items()), help_text="请示须一文一事、只写一个主送机关。")
    title = forms.CharField(label="标题", max_length=120)
    text = forms.CharField(label="正文", widget=forms.Textarea, help_text="一段一行。报告中不得夹带请示事项。")
    addressees = forms.CharField(label="受文单位", widget=forms.Textarea, help_text="一行一个。")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 10

    def names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["addressees"].splitlines() if line.strip()]


class SendForm(VersionForm):
    sendings = forms.TypedMultipleChoiceField(
        label="报送单位",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择受文单位。"},
    )
    means = forms.ChoiceField(label="报送方式", choices=list(MEANS.items()))
    sent_on = DayField(label="报送日期")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    scans = FilesField(label="签发稿或回执", required=False)

    def offer(self, sendings: Sequence[tuple[int, str]]) -> None:
        self.set_choices("sendings", sendings)
        self.initial.setdefault("sendings", [number for number, _ in sendings])


class TakeAnswerForm(VersionForm):
    sending = forms.TypedChoiceField(label="哪个单位的答复", coerce=int)
    answered_on = DayField(label="答复日期")
    answer = forms.CharField(label="答复内容", widget=forms.Textarea)
    carry_out = forms.BooleanField(
        label="答复有交办要求，同时登记为上级交办",
        required=False,
        help_text="勾选的，填写以下三项；没有交办要求的不填。",
    )
    source = forms.ChoiceField(label="交办层级", choices=[("", "—"), *SOURCES.items()], required=False)
    title = forms.CharField(label="交办事项", max_length=120, required=False)
    due = DayField(label="要求办结日期", required=False)
    scans = FilesField(label="答复扫描件", required=False)

    def offer(self, sendings: Sequence[tuple[int, str]]) -> None:
        self.set_choices("sending", sendings)

    def directive(self, sender: str) -> Received | None:
        given = self.cleaned_data
        if not given["carry_out"]:
            return None
        if not given["source"] or not given["title"]:
            raise Invalid("登记为上级交办的，请选择交办层级并填写交办事项。", "title")
        return Received(
            source=given["source"],
            title=given["title"],
            received_on=given["answered_on"],
            due=given["due"],
            sender=sender,
            text=given["answer"],
        )
