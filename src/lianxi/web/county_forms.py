"""The forms of the county's table: the file, what its columns mean, one line filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.assessment.county import Filled
from lianxi.assessment.county_figures import choices
from lianxi.assessment.county_reading import FIELDS
from lianxi.journal.refusals import Invalid
from lianxi.web.forms import ActionForm, VersionForm

_NUMBERS = re.compile(r"[、，,；;\s]+")


class TableFileForm(ActionForm):
    title = forms.CharField(label="自评表名称", max_length=120, help_text="例如 2026年度县信访工作考核自评表。")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    issuer = forms.CharField(label="下发单位", max_length=80, required=False)
    table = forms.FileField(label="上级下发的表格（.xlsx）", help_text="原样上传，不用改格式。下一步核对各列的意思。")


class ColumnsForm(ActionForm):
    """Which column is which; ``project`` must be there."""

    def __init__(self, *args: Any, heads: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, (words, _) in FIELDS.items():
            self.fields[field] = forms.ChoiceField(
                label=words,
                required=field == "name",
                choices=[("", "（没有这一列）"), *((each, each) for each in heads)],
            )

    def columns(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in FIELDS if self.cleaned_data.get(field)}


class ItemForm(VersionForm):
    computes = forms.ChoiceField(label="由系统计算的数字", required=False)
    duties = forms.MultipleChoiceField(
        label="对应的规则条款",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="以这些条款的履职记录为佐证。",
    )
    entries = forms.CharField(
        label="日志编号", required=False, help_text="以哪几条记录和所附文件为佐证，例如 12、15。编号见“日志”。"
    )
    documents = forms.CharField(label="发文编号", required=False, help_text="文电中的顺序号，例如 3、7。")
    own_score = forms.DecimalField(label="自评分", max_digits=6, decimal_places=2, required=False)
    note = forms.CharField(label="自评说明", widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, articles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[tuple[Any, Any]] = [("", "不计算"), *choices()]
        self.set_choices("computes", groups)
        self.set_choices("duties", [(each, each) for each in articles])

    def filled(self) -> Filled:
        given = self.cleaned_data
        return Filled(
            given["computes"],
            given["duties"],
            _numbers(given["entries"], "entries"),
            _numbers(given["documents"], "documents"),
            given["note"],
            given["own_score"],
        )


def _numbers(text: str, field: str) -> list[int]:
    parts = [each for each in _NUMBERS.split(text.strip()) if each]
    if not all(each.isdecimal() and len(each) < 10 for each in parts):
        raise Invalid("请只写编号，用顿号隔开，例如 12、15。", field)
    return [int(each) for each in dict.fromkeys(parts)]
