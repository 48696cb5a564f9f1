"""The forms of responsibility targets: letters for many units at once, one letter's targets, the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.assessment.target_queries import LetterRow
from lianxi.assessment.targets import Aim
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.step_cards import VersionStep

#: lines the form has room for, beyond those that stand there
ROOM, MOST = 6, 30


class AimsForm(ActionForm):
    """As many lines of targets as were sent, or stand there, with some to spare."""

    def __init__(self, *args: Any, count: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = str(self.data.get("count", "")) if self.is_bound else ""
        asked = (int(sent) if sent.isdecimal() and len(sent) < 3 else 0) or count + (2 if count else ROOM)
        self.count = min(asked, MOST)
        for place in range(1, self.count + 1):
            self.fields[f"title_{place}"] = forms.CharField(label=f"目标 {place}", max_length=120, required=False)
            self.fields[f"standard_{place}"] = forms.CharField(
                label="完成标准", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"due_{place}"] = DayField(label="完成期限", required=False)

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"{part}_{place}"] for part in ("title", "standard", "due")] for place in range(1, self.count + 1)
        ]

    def filled(self) -> list[int]:
        given = self.cleaned_data
        return [
            place for place in range(1, self.count + 1) if given.get(f"title_{place}") or given.get(f"standard_{place}")
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for place in self.filled():
            if not given.get(f"due_{place}") and f"due_{place}" not in self.errors:
                self.add_error(f"due_{place}", "请填写完成期限。")
        return given

    def aims(self) -> list[Aim]:
        given = self.cleaned_data
        return [
            Aim(given[f"title_{place}"], given[f"standard_{place}"], given[f"due_{place}"]) for place in self.filled()
        ]


class LettersForm(AimsForm):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    units = forms.TypedMultipleChoiceField(
        label="签订单位", coerce=int, widget=forms.CheckboxSelectMultiple, help_text="同样的目标，每个单位一份责任书。"
    )

    def offer_units(self, units: Sequence[tuple[int, str]]) -> None:
        self.set_choices("units", units)


class LetterForm(AimsForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def first_of(letter: LetterRow) -> dict[str, Any]:
    """What stands in a draft."""
    found: dict[str, Any] = {"version": letter.version}
    for place, each in enumerate(letter.targets, 1):
        found |= {f"title_{place}": each.title, f"standard_{place}": each.standard, f"due_{place}": each.due}
    return found


class SignStep(VersionStep):
    signed_on = DayField(label="签订日期")
    signer = forms.CharField(label="单位签字人", max_length=60, help_text="职务和姓名。")
    scans = FilesField(label="签订的责任书扫描件或照片")


class MetStep(VersionStep):
    text = forms.CharField(
        label="完成情况", widget=forms.Textarea, help_text="对照完成标准写。请勿写信访人姓名、电话。"
    )
    scans = FilesField(label="照片或附件", required=False)


class MissingStep(VersionStep):
    opinion = forms.CharField(label="还缺什么", widget=forms.Textarea)
