"""The forms of a matter's papers: what a kind says, approving, delivering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.journal.frame import Behalf
from lianxi.matters import words
from lianxi.matters.case_papers.paper_content import DRAFTED, Field
from lianxi.matters.life.delivering import Delivery
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import behalf_of, held
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm

ROWS = 5


def _field(field: Field) -> forms.Field:
    """The input of a field; nothing is required here: a draft may be incomplete, the action says what is missing."""
    label = f"{field.label}（必填）" if field.required else field.label
    common: dict[str, Any] = {"label": label, "required": False, "help_text": field.help}
    if field.shape == "day":
        return DayField(**common)
    if field.choices is not None:
        return forms.ChoiceField(choices=[("", "请选择"), *field.choices.items()], **common)
    if field.shape == "line":
        return forms.CharField(max_length=120, **common)
    return forms.CharField(widget=forms.Textarea, max_length=20_000, **common)


class PaperForm(ActionForm):
    """What a kind of paper says, saved as a draft or sent to be approved."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organ = forms.ChoiceField(label="出具机关", required=False)

    def __init__(self, *args: Any, kind: str, organs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for field in DRAFTED[kind]:
            self.fields[field.name] = _field(field)
            if field.shape == "text":
                self.fields[field.name].widget.attrs["rows"] = ROWS
        self.set_choices("organ", [(name, name) for name in organs])
        if not organs:
            self.fields["organ"].help_text = "还没有设定出具文书的机关，请先在“台账设定”中填写。"

    def content(self) -> dict[str, str]:
        given = self.cleaned_data
        return {field.name: _text(given.get(field.name)) for field in DRAFTED[self.kind]}


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


class DecideForm(VersionForm):
    """The head of the organ decides; recorded for him with the signed sheet (代录)."""

    def __init__(self, *args: Any, seats: Sequence[SeatView] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats: dict[int, SeatView] = {}
        if seats is None:
            return
        self.seats = held([seat for seat in seats if seat.role == "organ_head"])
        self.fields["behalf_seat"] = forms.TypedChoiceField(
            label="审批人",
            coerce=int,
            choices=[
                (number, f"{seat.post} {seat.holder.name if seat.holder else ''}")
                for number, seat in self.seats.items()
            ],
        )
        self.fields["behalf_on"] = DayField(label="审批日期")
        self.fields["scans"] = FilesField(label="签批原件扫描件")

    def behalf(self) -> Behalf | None:
        if "behalf_seat" not in self.fields:
            return None
        given = self.cleaned_data
        seat = self.seats[given["behalf_seat"]]
        return behalf_of(seat, "paper", given["behalf_on"], scan=bool(given.get("scans")))

    @property
    def scans(self) -> Sequence[Any]:
        return self.cleaned_data.get("scans") or ()


class ApproveForm(DecideForm):
    opinion = forms.CharField(label="审批意见", widget=forms.Textarea, required=False)


class ApproveNumberedForm(ApproveForm):
    document_number = forms.CharField(
        label="发文字号", max_length=60, help_text="例如某政信〔2026〕3号，按上一份顺延，可以改。"
    )
    field_order = ("document_number", "opinion")


class ReturnForm(DecideForm):
    opinion = forms.CharField(label="意见", widget=forms.Textarea)


class IssueForm(VersionForm):
    """The office puts down that an agreement was signed, or sends the closing report."""

    on = DayField(label="报送日期")
    document_number = forms.CharField(label="发文字号", max_length=60, required=False, help_text="不编号的可以空着。")
    scans = FilesField(label="附件", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "agreement":
            del self.fields["on"], self.fields["document_number"]
            self.fields["scans"].label = "当事人签字的协议书扫描件"


class DeliverForm(VersionForm):
    on = DayField(label="送达日期")
    mode = forms.ChoiceField(label="送达方式", choices=list(words.DELIVERY.items()))
    receipt = forms.ChoiceField(label="签收或拒收", choices=list(words.RECEIPTS.items()))
    note = forms.CharField(
        label="说明", widget=forms.Textarea, required=False,
        help_text="拒收的，写明拒收事由和见证人；代收的，写明代收人与受送达人的关系。",
    )  # fmt: skip
    answer = forms.ChoiceField(label="信访人意见", choices=[("", "—"), *words.ANSWERS.items()], required=False)
    scans = FilesField(label="送达回证扫描件", required=False)

    def __init__(self, *args: Any, is_result: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_result:
            del self.fields["answer"]

    def delivery(self) -> Delivery:
        given = self.cleaned_data
        return Delivery(given["on"], given["mode"], given["receipt"], given.get("answer", ""), given["note"])
