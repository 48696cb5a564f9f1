"""The forms of minutes: the editor with its rows of decisions, approval, issue, receipts, withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lianxi.journal.frame import MEANS
from lianxi.meetings.content import MOST_DECISIONS, Content, Decided, NotContent, content_of
from lianxi.meetings.queries import AgendaView, DecisionView, ReceiptView
from lianxi.roster.queries import UnitView
from lianxi.web import kept
from lianxi.web.behalf import BehalfFields
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm
from lianxi.web.meeting_forms import rows_in

SPARE_DECISIONS = 3


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision in the editor; ``made``: it is a task already (先行交办, or of issued minutes)."""

    index: int
    text: forms.BoundField
    lead: forms.BoundField
    co_units: forms.BoundField
    due: forms.BoundField
    flags: tuple[forms.BoundField, ...]
    helpers: int
    made: DecisionView | None
    empty: bool


class MinutesForm(ActionForm):
    """``seen``: the version of the text this editor began with (not ``version``: a kept form brings its own back)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    heard = forms.CharField(label="会议听取", widget=forms.Textarea, required=False, help_text="一段一行。")
    considered = forms.CharField(label="会议研究", widget=forms.Textarea, required=False)

    def __init__(
        self,
        *args: Any,
        content: Content,
        units: Sequence[UnitView],
        made: Sequence[DecisionView] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.made = {each.place: each for each in made}
        self.initial.setdefault("heard", content.heard)
        self.initial.setdefault("considered", content.considered)
        for name in ("heard", "considered"):
            self.fields[name].widget.attrs["rows"] = 6
        wanted = max(len(content.decisions) + SPARE_DECISIONS, 4)
        self.rows = min(rows_in(self.data if self.is_bound else None, "text_", wanted), MOST_DECISIONS)
        choices = [(unit.number, unit.name) for unit in units if unit.closed_on is None]
        for row in range(self.rows):
            decided = content.decisions[row] if row < len(content.decisions) else Decided("")
            self._lay_row(row, decided, choices)
        if not self.is_bound:
            self.initial.update(kept.first_values(self.fields))

    def _lay_row(self, row: int, decided: Decided, choices: list[tuple[int, str]]) -> None:
        attrs: dict[str, Any] = {"rows": 2}
        if row + 1 in self.made:
            attrs["readonly"] = True
        self.fields |= {
            f"text_{row}": forms.CharField(
                label=f"第 {row + 1} 项", widget=forms.Textarea(attrs=attrs), required=False, initial=decided.text
            ),
            f"lead_{row}": forms.TypedChoiceField(
                label="牵头单位", coerce=int, choices=[("", "请选择"), *choices], required=False, empty_value=None,
                initial=decided.lead,
            ),
            f"co_units_{row}": forms.TypedMultipleChoiceField(
                label="配合单位", coerce=int, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
                initial=list(decided.co_units),
            ),
            f"due_{row}": DayField(label="办结期限", required=False, initial=decided.due_on),
            f"no_task_{row}": forms.BooleanField(label="不交办", required=False, initial=decided.no_task),
            f"major_{row}": forms.BooleanField(label="重大问题", required=False, initial=decided.major),
            f"key_{row}": forms.BooleanField(label="重点任务", required=False, initial=decided.key),
        }  # fmt: skip

    @property
    def decision_rows(self) -> list[DecisionRow]:
        return [self._row(row) for row in range(self.rows)]

    def _row(self, row: int) -> DecisionRow:
        return DecisionRow(
            index=row,
            text=self[f"text_{row}"],
            lead=self[f"lead_{row}"],
            co_units=self[f"co_units_{row}"],
            due=self[f"due_{row}"],
            flags=tuple(self[f"{name}_{row}"] for name in ("no_task", "major", "key")),
            helpers=len(self[f"co_units_{row}"].value() or []),
            made=self.made.get(row + 1),
            empty=not self[f"text_{row}"].value(),
        )

    def _filled(self, row: int) -> dict[str, Any] | None:
        """The row as it was typed; None for an empty one."""
        given = self.cleaned_data
        due = given.get(f"due_{row}")
        filled = {
            "text": given.get(f"text_{row}", ""),
            "lead": given.get(f"lead_{row}"),
            "co_units": given.get(f"co_units_{row}", []),
            "due": due.isoformat() if due else "",
            **{name: given.get(f"{name}_{row}", False) for name in ("no_task", "major", "key")},
        }
        return filled if any(filled.values()) else None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        rows = [filled for row in range(self.rows) if (filled := self._filled(row))]
        try:
            self.content = content_of(
                {"heard": given.get("heard", ""), "considered": given.get("considered", ""), "decisions": rows}
            )
        except NotContent as error:
            self.add_error(None, str(error))
        return given

    def place_of(self, row: int) -> int:
        """The place among the decisions (from 1) of what was typed in this row."""
        return sum(self._filled(each) is not None for each in range(row + 1))

    def follow(self, version: int) -> None:
        """Show what was typed again, above this version of the stored text."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.data["seen"] = str(version)  # type: ignore[index]


class CorrectionForm(MinutesForm):
    """``seen``: the version of the working copy (0: none yet); ``base``: of the issued minutes that are corrected."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    correction = forms.CharField(
        label="更正说明", widget=forms.Textarea, help_text="更正了什么、为什么；随更正后的纪要一起印发。"
    )


def proposed(agenda: Sequence[AgendaView]) -> Content:
    """What minutes begin with: what the agenda let the meeting hear and consider."""
    heard, considered = [], []
    for item in agenda:
        title = item.title.rstrip("。")
        if title.startswith("听取"):
            heard.append(f"会议{title}。")
        elif title.startswith(("研究", "审议", "讨论", "传达", "学习", "通报")):
            considered.append(f"会议{title}。")
        else:
            considered.append(f"会议研究了{title}。")
    return Content("\n".join(heard), "\n".join(considered))


class ReturnForm(VersionForm):
    opinion = forms.CharField(label="退回意见", widget=forms.Textarea)


class TakeBackForm(VersionForm):
    """Found wrong after the approval and before the issue."""

    reason = forms.CharField(label="收回审定的原因", widget=forms.Textarea, help_text="写明哪里有误、应当怎样改。")


class ApproveBehalfForm(BehalfFields):
    """What the convener wrote on the paper, recorded by the office with the scanned original."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(
        label="召集人的意见", choices=[("approve", "审定"), ("return", "退回修改")], widget=forms.RadioSelect
    )
    opinion = forms.CharField(label="退回意见", widget=forms.Textarea, required=False, help_text="退回时必填。")
    scans = FilesField(label="签字原件扫描件或照片", required=False, help_text="审定必须附。")
    field_order = ("result", "behalf_seat", "means", "behalf_on", "scans", "opinion", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["behalf_seat"].label, self.fields["behalf_seat"].required = "哪位召集人", True
        self.fields["means"].required = self.fields["behalf_on"].required = True
        self.fields["behalf_on"].label = "签字日期"

    def offer_conveners(self, seats: list[Any]) -> None:
        self.offer_seats([seat for seat in seats if seat.role == "convener"], "请选择")


class IssueForm(VersionForm):
    document_number = forms.CharField(
        label="编号",
        max_length=40,
        required=False,
        help_text="例如“第3期”，可以不填。设有联席会议名义的发文机关的，期号按字号簿顺序编排。",
    )
    units = forms.TypedMultipleChoiceField(
        label="分送单位",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个印发单位。"},
    )

    def offer(self, units: Sequence[UnitView]) -> None:
        self.set_choices("units", [(u.number, u.name) for u in units if u.closed_on is None])


class ReceiptForm(ActionForm):
    """代录签收: for which unit, by what means, on which day."""

    unit = forms.TypedChoiceField(label="代哪个单位签收", coerce=int)
    means = forms.ChoiceField(label="方式", choices=[("", "请选择"), *MEANS.items()])
    behalf_on = DayField(label="签收日期")

    def offer(self, receipts: Sequence[ReceiptView]) -> None:
        self.set_choices("unit", [("", "请选择"), *((r.unit, r.name) for r in receipts if r.received_on is None)])


class WithdrawForm(ActionForm):
    reason = forms.CharField(label="撤销的理由和依据", widget=forms.Textarea)
