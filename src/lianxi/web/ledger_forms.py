"""Forms of what the office sets for the ledger, and of the national system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BoundField

from lianxi.clocks.statute import COUNTED, EXAMPLES, ROWS, UNITS, LocalRow
from lianxi.journal.frame import HERE
from lianxi.matters.national_system.national import National, NationalView
from lianxi.matters.tables.categories import LONGEST_NAME, Branch, Wrong
from lianxi.matters.tables.setting import FEWEST, JUDGED_BY, MOST, TermGiven, limit_words
from lianxi.web.forms import ActionForm, DayField, VersionForm

NEW_ROWS = 5


class StartForm(ActionForm):
    year = forms.TypedChoiceField(label="年度", coerce=int)
    start = forms.IntegerField(
        label="从第几号开始",
        min_value=1,
        initial=1,
        help_text="年中启用的，接着纸质登记簿往下编。这一年用过号以后不能再改。",
    )


class SkipForm(ActionForm):
    serial = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么不用", max_length=200, help_text="例如“纸质登记簿第12页污损”。")


class JudgingForm(VersionForm):
    judged_by = forms.ChoiceField(label="没有国家系统限办期限时，逾期按", choices=list(JUDGED_BY.items()))
    judged_basis = forms.CharField(
        label="依据",
        max_length=200,
        required=False,
        help_text="按顺延后的日期判定的必填：文件名称和文号。条例没有规定遇休息日顺延。",
    )


class TermForm(ActionForm):
    deadline = forms.ChoiceField(
        label="收紧哪一项国家期限",
        choices=[
            (row, f"{ROWS[row].label}：{ROWS[row].must}（{limit_words(ROWS[row].amount or 0, ROWS[row].unit)}）")
            for row in COUNTED
        ],
    )
    amount = forms.IntegerField(label="地方规定的天数", min_value=1, max_value=365)
    unit = forms.ChoiceField(label="怎么算", choices=[("calendar_day", "自然日"), ("working_day", "工作日")])
    place = forms.CharField(label="适用地方", max_length=40, help_text="省、市、县的名称。")
    basis = forms.CharField(label="依据文件", max_length=200, help_text="文件名称和文号，必填。")
    valid_from = DayField(label="从哪天起施行", help_text="计算起点在这一天以后（含当天）的，适用这一行。")
    valid_to = DayField(label="到哪天为止", required=False, help_text="没有期限的留空；以后可以随时终止。")
    simple = forms.BooleanField(
        label="只用于简易办理的事项", required=False, help_text="不是条例规定的，须有规定简易办理时限的依据文件。"
    )

    def given(self) -> TermGiven:
        values = self.cleaned_data
        names = ("deadline", "amount", "unit", "place", "basis", "valid_from", "valid_to", "simple")
        return TermGiven(**{name: values[name] for name in names})


@dataclass(frozen=True, slots=True)
class Example:
    """A row that can be put into the form: its words, and what it fills in."""

    id: str
    words: str
    values: dict[str, Any]


def _example(row: LocalRow, words: str, note: str) -> Example:
    limit = f"{ROWS[row.deadline_id].label} {row.amount}{UNITS[row.unit]}"
    values = {"deadline": row.deadline_id, "amount": row.amount, "unit": row.unit, "simple": row.simple}
    if not row.simple:
        values |= {"place": row.place, "valid_from": row.valid_from}
    return Example(row.id, f"{words}：{limit}{note}", values)


def examples(simple: Sequence[LocalRow]) -> list[Example]:
    """The rows that ship; each is to be checked against the place's own text before use."""
    local = [_example(row, row.place, f"（{row.valid_from.year}年）") for row in EXAMPLES]
    return local + [_example(row, "简易办理", "") for row in simple]


class EndTermForm(ActionForm):
    valid_to = DayField(label="执行到哪天为止（含当天）")


class OrgansForm(VersionForm):
    organs = forms.CharField(
        label="出具办理文书的机关",
        required=False,
        widget=forms.Textarea,
        help_text="一行一个：镇人民政府（街道办事处），或依法有权处理的派出机构。村（社区）协助核实、化解，不出具处理意见。",
    )
    higher_organ = forms.CharField(
        label="复查机关",
        required=False,
        max_length=80,
        help_text="原办理机关的上一级机关，一般是县级人民政府（条例第三十五条）。写入处理意见书告知信访人的部分。",
    )
    charge_duties = forms.CharField(
        label="领导包案的职责", required=False, widget=forms.Textarea, help_text="一行一项，印在包案审批表上。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["charge_duties"].widget.attrs["rows"] = 6


class GroupForm(VersionForm):
    group_from = forms.IntegerField(
        label="来访多少人以上计为集体来访",
        min_value=FEWEST,
        max_value=MOST,
        help_text="条例没有定义，统计上通行的是 5 人以上。上级另有口径的照上级的填。只影响统计，不改动已登记的事项。",
    )


class CategoryFileForm(ActionForm):
    table = forms.FileField(label="改好的表格", help_text="先下载现在的表，在 Excel 或 WPS 里改好，再上传。")


class CategoriesForm(VersionForm):
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="照哪份文件修订的，没有的留空。")


def _hinted(words: str) -> forms.TextInput:
    return forms.TextInput(attrs={"placeholder": words})


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A category in the editing page: its row of fields."""

    code: str
    level: int
    name: BoundField
    end: BoundField


class BranchForm(ActionForm):
    """The names of one branch, which rows end, and room for new ones."""

    def __init__(self, branch: Branch | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = _flat(branch) if branch is not None else []
        for code, name, _ in self.rows:
            self.fields[f"name_{code}"] = forms.CharField(
                label=f"{code} 的名称", max_length=LONGEST_NAME, required=False, initial=name
            )
            self.fields[f"end_{code}"] = forms.BooleanField(label=f"停用{name}", required=False)
        for place in range(NEW_ROWS):
            self.fields[f"new_code_{place}"] = forms.CharField(
                label="新代码", max_length=6, required=False, widget=_hinted("代码")
            )
            self.fields[f"new_name_{place}"] = forms.CharField(
                label="新名称", max_length=LONGEST_NAME, required=False, widget=_hinted("名称")
            )

    def lines(self) -> list[BranchLine]:
        return [BranchLine(code, level, self[f"name_{code}"], self[f"end_{code}"]) for code, _, level in self.rows]

    def new_lines(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"new_code_{place}"], self[f"new_name_{place}"]) for place in range(NEW_ROWS)]

    def edited(self) -> tuple[tuple[str, str], ...]:
        """The branch as typed: without what ends (and what is below it), with what is new."""
        given = self.cleaned_data
        ended = tuple(_prefix(code) for code, _, _ in self.rows if given[f"end_{code}"])
        kept = [(code, given[f"name_{code}"].strip()) for code, _, _ in self.rows if not code.startswith(ended)]
        added = [
            (given[f"new_code_{place}"].strip(), given[f"new_name_{place}"].strip())
            for place in range(NEW_ROWS)
            if given[f"new_code_{place}"].strip() or given[f"new_name_{place}"].strip()
        ]
        return (*kept, *added)

    def show(self, wrong: Sequence[Wrong], rows: Sequence[tuple[str, str]]) -> None:
        """Put each mistake beside its field."""
        known = {code for code, _, _ in self.rows}
        for each in wrong:
            code, name = rows[each.place] if each.place is not None else ("", "")
            field = f"name_{code}" if code in known and each.key == "name" else self._new_field(code, name, each.key)
            self.add_error(field, each.sentence)
        self.status = 422

    def _new_field(self, code: str, name: str, key: str) -> str | None:
        for place in range(NEW_ROWS):
            if (self.data.get(f"new_code_{place}", "").strip(), self.data.get(f"new_name_{place}", "").strip()) == (
                code,
                name,
            ):
                return f"new_{key}_{place}"
        return None


def _prefix(code: str) -> str:
    return code[:2] if code[2:] == "0000" else code[:4] if code[4:] == "00" else code


def _flat(branch: Branch, level: int = 1) -> list[tuple[str, str, int]]:
    rows = [(branch.code, branch.name, level)]
    for each in branch.below:
        rows.extend(_flat(each, level + 1))
    return rows


class NationalForm(VersionForm):
    number = forms.CharField(label="信访件编号", max_length=40, help_text="国家信访信息系统里的编号。")
    entered_on = DayField(label="录入日期")
    entered_time = forms.TimeField(
        label="录入时刻", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    due = DayField(
        label="限办期限",
        required=False,
        help_text="国家系统显示的限办截止日期。填写后按它判定是否逾期；更正得更晚的，逾期仍按先登记的日期判定。",
    )
    query_code = forms.CharField(label="查询码", max_length=40, required=False, help_text="信访人凭它查询办理情况。")

    def given(self) -> National:
        values = self.cleaned_data
        entered = datetime.combine(values["entered_on"], values["entered_time"] or time(), tzinfo=HERE)
        return National(values["number"], entered, values["due"], values["query_code"])


def known_values(view: NationalView) -> dict[str, Any]:
    """What the form starts with."""
    at = view.entered_at.astimezone(HERE) if view.entered_at else None
    return {
        "version": view.version,
        "number": view.national_number,
        "entered_on": at.date() if at else None,
        "entered_time": at.time() if at else None,
        "due": view.due,
        "query_code": view.query_code,
    }


class ListForm(ActionForm):
    table = forms.FileField(
        label="国家系统导出的表格",
        help_text="表头写编码（xfjbh、xfrq……）或中文名称都可以；.xlsx 或 .csv，最多 5000 行。只有您本人看得到。",
    )


class TakeForm(ActionForm):
    """What was ticked; the tokens are checked against the comparison itself."""
