"""Forms of what the office does with units: 新设, 更名, 合并, 撤销. Each with its document and its day."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.roster.queries import UnitView
from lianxi.web.forms import DayField, FilesField, OfferingForm, VersionForm
from lianxi.web.roster import PersonForm
from lianxi.web.roster_view import KINDS

BASIS = "批准机构调整的文件名称和文号。"


class RenameForm(VersionForm):
    name = forms.CharField(label="新名称", max_length=80)
    on = DayField(label="更名日期", help_text="文件载明的日期，不晚于今天。")
    document = forms.CharField(label="依据文件", max_length=200, help_text=BASIS)
    scans = FilesField(label="文件扫描件", required=False)


class EndForm(VersionForm):
    """The unit ends; to whom its work passes was chosen before and is shown."""

    on = DayField(label="生效日期", help_text="席位的最后一天，不晚于今天。")
    document = forms.CharField(label="依据文件", max_length=200, help_text=BASIS)
    scans = FilesField(label="文件扫描件", required=False)


class SuccessorForm(OfferingForm):
    """Which unit takes over, asked before anything is done."""

    to = forms.TypedChoiceField(label="承接单位", coerce=int)

    def offer(self, units: list[UnitView], *, besides: int, nobody: bool) -> None:
        others = [(unit.number, unit.name) for unit in units if unit.closed_on is None and unit.number != besides]
        first: list[tuple[int | str, str]] = [(0, "不设承接单位")] if nobody else [("", "请选择")]
        self.set_choices("to", [*first, *others])


class CreateForm(PersonForm):
    title = forms.CharField(label="单位名称", max_length=80)
    kind = forms.ChoiceField(label="单位类别", choices=list(KINDS.items()))
    on = DayField(label="设立日期", help_text="文件载明的日期，不晚于今天。")
    document = forms.CharField(label="依据文件", max_length=200, help_text=BASIS)
    scans = FilesField(label="文件扫描件", required=False)
    post = forms.CharField(
        label="负责人职务",
        max_length=80,
        required=False,
        help_text="例如“某某村党总支书记”。不填则为“单位名称＋负责人”。",
    )
    field_order = ("title", "kind", "on", "document", "scans", "post", "name", "who")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["since"]
        name = self.fields["name"]
        name.label, name.required = "负责人姓名", False
        name.help_text = "还没有确定的先不填，席位显示为“未载明姓名（待补）”。"
