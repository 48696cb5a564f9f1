"""The forms of 社情分析: which month, one problem, a countermeasure, the body's own thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from lianxi.analysis.prominent import KINDS, Thresholds
from lianxi.web.forms import ActionForm, DayField, VersionForm

NO_NAMES = "只写问题，不写信访人或其他人的姓名。"


class MonthForm(ActionForm):
    month = forms.ChoiceField(label="月份")

    def __init__(self, *args: Any, months: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("month", months)


class ConfirmPackForm(VersionForm):
    text = forms.CharField(
        label="综合研判意见",
        widget=forms.Textarea,
        required=False,
        help_text=f"形势判断和工作建议，随材料印发，可以不写。{NO_NAMES}",
    )


class ReasonForm(VersionForm):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class TitleForm(VersionForm):
    title = forms.CharField(label="问题名称", max_length=120, help_text=NO_NAMES)


class MergeForm(VersionForm):
    into = forms.TypedChoiceField(label="合并到", coerce=int)

    def __init__(self, *args: Any, others: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("into", [("", "请选择"), *others])


class AddForm(ActionForm):
    title = forms.CharField(label="问题名称", max_length=120, help_text=NO_NAMES)
    kind = forms.ChoiceField(label="属于", choices=list(KINDS.items()))
    text = forms.CharField(
        label="列入的理由", widget=forms.Textarea, help_text="从哪里得知、涉及哪些地方、为什么要提请分析。"
    )


class MeasureForm(ActionForm):
    title = forms.CharField(label="任务名称", max_length=120)
    text = forms.CharField(label="要采取的措施", widget=forms.Textarea, help_text=NO_NAMES)
    lead = forms.TypedChoiceField(label="牵头单位", coerce=int)
    co_units = forms.TypedMultipleChoiceField(
        label="协办单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label="办结期限", required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("lead", [("", "请选择"), *units])
        self.set_choices("co_units", units)


class ThresholdsForm(VersionForm):
    months = forms.IntegerField(label="新出现：向前看几个月", help_text="此前这么多个月没有相近反映的，算新出现。")
    new_least = forms.IntegerField(label="新出现：本月至少几件")
    strong_least = forms.IntegerField(
        label="反映强烈：至少几名不同的信访人", help_text="同一人来多次只计一人，不少于 3 人。"
    )
    spread_least = forms.IntegerField(label="可能蔓延：最近一期至少几个村（社区）或单位")
    window = forms.IntegerField(label="可能蔓延：一期多少天", help_text="比较最近三期，逐期增加才提示。")
    governance_least = forms.IntegerField(label="涉及社会治理：至少几件")
    governance_categories = forms.CharField(
        label="社会治理分类",
        widget=forms.Textarea,
        required=False,
        help_text="内容分类的代码，一行一个；写前两位、前四位的，连同下级一并算入。",
    )
    governance_words = forms.CharField(
        label="社会治理关键词", widget=forms.Textarea, required=False, help_text="一行一个，也可以用“、”隔开。"
    )

    def by(self) -> Thresholds:
        given = dict(self.cleaned_data)
        for name in ("key", "version"):
            given.pop(name)
        for name in ("governance_categories", "governance_words"):
            parts = re.split(r"[\s,，、;；]+", given[name].strip())
            given[name] = tuple(dict.fromkeys(part for part in parts if part))[:200]
        return Thresholds(**given)


def first_values(by: Thresholds, version: int) -> dict[str, Any]:
    """What the form of thresholds shows first."""
    lists = {
        "governance_categories": "\n".join(by.governance_categories),
        "governance_words": "、".join(by.governance_words),
    }
    return {**by.as_data(), **lists, "version": version}
