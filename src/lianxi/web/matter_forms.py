"""The form by which a matter is registered and put right: class first, then what came in, who, and by whom handled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.matters.identities.masking import names_in
from lianxi.matters.identities.people import mask
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.life.registering import MatterGiven
from lianxi.matters.tables.categories import CategoryList
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.kept import NEVER_KEPT
from lianxi.web.petitioner_fields import FIELDS as PERSON

#: sent along by a form that has said that a name stands in its text
NAMES_SEEN = "names_seen"
NO_NAMES = "请勿写信访人姓名、电话，身份信息填在下面“信访人”一栏。"
KINDS = [
    ("appeal_claim", "申诉求决类：请求解决问题、维护权益（第三十一条）"),
    ("suggestion", "建议意见类：对工作提意见、建议（第二十九条）"),
    ("accusation", "检举控告类：检举控告违纪违法（第三十条），被反映的单位看不到"),
    ("litigation_related", "涉法涉诉类：应当由政法机关依法处理"),
]
ROUTES = [("", "还没有确定"), *((number, f"第{number}项　{label}") for number, label in words.ROUTES.items())]
#: the petitioner and at most five representatives (20(3))
PEOPLE = 1 + words.MOST_REPRESENTATIVES
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: open units, people by number, the table of categories."""

    units: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str]]
    categories: CategoryList


def _line(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _unit(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, help_text=help_text)


def _several(label: str, help_text: str = "") -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class MatterForm(ActionForm):
    kind = forms.ChoiceField(label="事项类别", choices=KINDS, widget=forms.RadioSelect)
    route = forms.TypedChoiceField(
        label="办理途径（第三十一条）",
        choices=ROUTES,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="只有申诉求决类事项填写。第六项适用六十日办理期限，其余各项按相应程序的期限。",
    )
    title = forms.CharField(label="概况", max_length=120, help_text="一句话说清什么事。请勿写姓名、电话。")
    text = forms.CharField(label="反映的内容和诉求", widget=forms.Textarea, help_text=NO_NAMES)
    territory = _unit("问题属地")
    locality = _line("具体地点", 120, "组、路段或小区。")
    category = forms.ChoiceField(label="内容分类", required=False)
    purpose = forms.ChoiceField(label="信访目的", choices=[("", "请选择"), *words.PURPOSES.items()])
    channel = forms.ChoiceField(label="信访形式", choices=[("", "请选择"), *words.CHANNELS.items()])
    petitioned_on = DayField(label="信访日期")
    received_on = DayField(label="收到日期", help_text="期限从这一天起算（当日不计）。")
    source = forms.ChoiceField(label="来源", choices=words.SOURCES.items(), widget=forms.RadioSelect)
    sender = _line("转送或交办机关", 80)
    sender_number = _line("来文编号", 60)
    sender_due = DayField(label="要求办结日期", required=False, help_text="上级交办的必填（第二十二条第三款）。")
    people = forms.IntegerField(label="信访人数", min_value=1, max_value=99999, initial=1)
    involved = forms.IntegerField(label="涉及人数", min_value=1, max_value=999999, required=False)
    joint = forms.BooleanField(label="联名", required=False)
    anonymous = forms.BooleanField(label="匿名", required=False)
    unreachable = forms.BooleanField(
        label="姓名或住址不清，无法告知", required=False, help_text="不影响登记和办理，只是无从书面告知（第二十三条）。"
    )
    local_first = forms.ChoiceField(label="本地掌握的初次、重复", choices=words.FIRST.items(), required=False)
    national_first = forms.ChoiceField(label="国家系统标注", choices=words.FIRST.items(), required=False)
    responsible = _unit("责任单位", "依法有权处理的单位；交办时再定主办、协办和承办人。")
    simple = forms.BooleanField(
        label="简易办理", required=False, help_text="只在“台账设定”中设有简易办理期限时起作用。"
    )
    accused_units = _several("被检举控告的单位", "只有检举控告类填写。选中的单位看不到本事项，也不能承办（第三十条）。")
    conflicted_units = _several("应当回避的单位", "与本事项有利害关系的（第二十八条第三款）。选中的看不到本事项。")
    excluded_people = _several("应当回避的人员")
    scans = FilesField(
        label="来信、来文等附件", required=False, help_text="附件里有姓名、证件的，只有能看本事项的人能打开。"
    )

    def __init__(self, *args: Any, choices: Choices, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correcting, self.names_seen = correcting, False
        for place in range(PEOPLE):
            self.fields.update(_person(place))
        for name in ("territory", "responsible"):
            self.set_choices(name, [("", "未定"), *choices.units])
        for name in ("accused_units", "conflicted_units"):
            self.set_choices(name, choices.units)
        self.set_choices("excluded_people", choices.people)
        self.set_choices("category", [("", "未分类"), *_grouped(choices.categories)])
        self.fields["text"].widget.attrs["rows"] = 6
        if correcting:
            for name in ("kind", "route", "source", "scans"):
                del self.fields[name]
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def given(self, **fixed: Any) -> MatterGiven:
        """``fixed``: what a correction leaves as it is (class, route, source)."""
        given = self.cleaned_data
        left_out = {"key", "scans", "unreachable", "version"}
        values = {
            name: value for name, value in given.items() if name not in left_out and not name.startswith(NEVER_KEPT)
        }
        return MatterGiven(
            **{**values, **fixed}, reachable=not given["unreachable"], petitioners=tuple(self._petitioners())
        )

    def _petitioners(self) -> Iterable[Petitioner]:
        for place in range(PEOPLE):
            told = {name: self.cleaned_data[f"{NEVER_KEPT}{name}_{place}"].strip() for name in PERSON}
            if any(told.values()):
                yield Petitioner(**told, representative=place > 0)

    def warns_of_names(self) -> bool:
        """Whether a petitioner's name stands where everybody reads it, and nobody was told yet; sent again it stays."""
        given = self.cleaned_data
        people = list(self._petitioners())
        named = {name: names_in([str(given[name])], people) for name in ("title", "text")}
        if NAMES_SEEN in self.data or not any(named.values()):
            return False
        for name, found in named.items():
            if found:
                shown = "、".join(mask(each) for each in found)
                self.add_error(name, f"这里写了信访人的姓名（{shown}）。请改为“信访人”，姓名只填在“信访人”一栏。")
        self.names_seen = True
        return True

    @property
    def kept_away(self) -> list[int]:
        """Units ticked as accused or interested, before anything is checked."""
        sent = self.data
        assert isinstance(sent, QueryDict)
        ticked = [*sent.getlist("accused_units"), *sent.getlist("conflicted_units")]
        return [int(each) for each in ticked if each.isdecimal()]

    def perform(self, write: Callable[[], T]) -> T | None:
        """The vault names its fields without a place: the refusal stands beside the first person's."""

        def named() -> T:
            try:
                return write()
            except Invalid as refusal:
                if refusal.field in PERSON:
                    raise Invalid(str(refusal), f"{NEVER_KEPT}{refusal.field}_0") from refusal
                raise

        return super().perform(named)

    # what stands together on the page ---------------------------------------------------------------------------

    def _of(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def class_fields(self) -> list[forms.BoundField]:
        return self._of("kind", "route")

    @property
    def what_fields(self) -> list[forms.BoundField]:
        return self._of("title", "text")

    @property
    def place_fields(self) -> list[forms.BoundField]:
        return self._of("territory", "locality", "category", "purpose")

    @property
    def way_fields(self) -> list[forms.BoundField]:
        return self._of("channel", "petitioned_on", "received_on")

    @property
    def source_fields(self) -> list[forms.BoundField]:
        return self._of("sender", "sender_number", "sender_due")

    @property
    def count_fields(self) -> list[forms.BoundField]:
        return self._of("people", "involved", "local_first", "national_first")

    @property
    def flag_fields(self) -> list[forms.BoundField]:
        return self._of("joint", "anonymous", "unreachable")

    @property
    def person_rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The petitioner, then the representatives."""
        rows = [("信访人" if place == 0 else f"代表 {place}", place) for place in range(PEOPLE)]
        return [(label, [self[f"{NEVER_KEPT}{name}_{place}"] for name in PERSON]) for label, place in rows]

    @property
    def person_wrong(self) -> bool:
        return any(name.startswith(NEVER_KEPT) and not name.endswith("_0") for name in self.errors)

    @property
    def keeping_fields(self) -> list[forms.BoundField]:
        return self._of("accused_units", "conflicted_units", "excluded_people")

    @property
    def keeping_open(self) -> bool:
        """Whether the fold of those who must keep away opens by itself."""
        return any(field.value() or field.errors for field in self.keeping_fields)


def _person(place: int) -> dict[str, forms.Field]:
    """Name, phone, address and ID number of one person; nothing of it is kept by the browser or with a late form."""

    def typed(label: str, longest: int, **attrs: str) -> forms.CharField:
        widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
        return forms.CharField(label=label, max_length=longest, required=False, widget=widget)

    return {
        f"{NEVER_KEPT}name_{place}": typed("姓名", 60),
        f"{NEVER_KEPT}phone_{place}": typed("联系电话", 30, inputmode="tel"),
        f"{NEVER_KEPT}address_{place}": typed("住址", 200),
        f"{NEVER_KEPT}id_number_{place}": typed("身份证号", 30),
    }


def _grouped(table: CategoryList) -> list[tuple[str, Any]]:
    """First levels as groups, what is below them in order; deeper ones after a full-width space."""
    groups: list[tuple[str, Any]] = []
    for top in table.branches():
        rows = [(top.code, f"{top.name}（不细分）" if top.below else top.name)]
        for second in top.below:
            rows.append((second.code, second.name))
            rows += [(third.code, f"　{third.name}") for third in second.below]
        groups.append((top.name, rows))
    return groups
