"""The forms of a matter's steps. Each asks what its action takes, and in 代录 whose step it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from lianxi.journal.frame import MEANS, Behalf
from lianxi.matters import words
from lianxi.matters.case_papers.paper_queries import MatterHead
from lianxi.matters.life.deciding import Exit, Notice
from lianxi.matters.life.routing import Bearers
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import behalf_of, held
from lianxi.web.forms import DayField, FilesField, VersionForm

NO_NAMES = "请勿写信访人姓名、电话。"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the choices of a form come from. ``seats``: whose step the office would record; None where it is its own."""

    matter: MatterHead
    organs: Sequence[str] = ()
    units: Sequence[tuple[int, str]] = ()
    handlers: Sequence[tuple[int, str]] = ()
    seats: Sequence[SeatView] | None = None


class StepForm(VersionForm):
    """The ground of every step."""

    scans_needed = False

    def __init__(self, *args: Any, ground: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats: dict[int, SeatView] = {}
        if ground.seats is not None:
            self._offer_seats(ground.seats)
        if "organ" in self.fields:
            self._offer_organs(ground.organs)
        self.offer(ground)

    def offer(self, ground: Ground) -> None:
        """Fill the choices that follow from the matter."""

    def _offer_seats(self, seats: Sequence[SeatView]) -> None:
        self.seats = held(seats)
        self.fields["behalf_seat"] = forms.TypedChoiceField(
            label="代谁登记",
            coerce=int,
            choices=[
                (number, f"{seat.post} {seat.holder.name if seat.holder else ''}")
                for number, seat in self.seats.items()
            ],
        )
        self.fields["means"] = forms.ChoiceField(label="方式", choices=list(MEANS.items()))
        self.fields["behalf_on"] = DayField(label="本人办理日期")
        if self.scans_needed:
            self.fields["scans"] = FilesField(
                label="签批原件扫描件", help_text="代录机关负责人的决定，须附其签批原件。"
            )

    def _offer_organs(self, organs: Sequence[str]) -> None:
        self.set_choices("organ", [(name, name) for name in organs])
        if not organs:
            self.fields["organ"].help_text = "还没有设定出具文书的机关，请先在“台账设定”中填写。"
            self.fields["organ"].required = False

    def behalf(self) -> Behalf | None:
        if "behalf_seat" not in self.fields:
            return None
        given = self.cleaned_data
        seat = self.seats[given["behalf_seat"]]
        return behalf_of(seat, given["means"], given["behalf_on"], scan=bool(given.get("scans")))


class PlainForm(StepForm):
    """Nothing but the version."""


class ReasonForm(StepForm):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class TableForm(ReasonForm):
    ground = forms.ChoiceField(
        label="事由",
        choices=[("competence", "承办单位有争议（条例第二十四条）"), ("hard", "情况复杂，一个单位难以办结")],
        widget=forms.RadioSelect,
    )
    field_order = ("ground", "reason")


class ReasonFilesForm(ReasonForm):
    scans = FilesField(label="附件", required=False)


class OpinionForm(StepForm):
    opinion = forms.CharField(label="意见", widget=forms.Textarea)


class MaybeOpinionForm(StepForm):
    opinion = forms.CharField(label="意见", widget=forms.Textarea, required=False)


class DayNoteForm(StepForm):
    on = DayField(label="日期")
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)


class ObjectUpForm(StepForm):
    on = DayField(label="提出日期", help_text="自收到之日起五个工作日内（条例第二十三条第三款）。")
    reason = forms.CharField(label="异议理由", widget=forms.Textarea, help_text="应当详细说明理由，并交还相关材料。")
    scans = FilesField(label="异议函等附件", required=False)


class TextFilesForm(StepForm):
    text = forms.CharField(label="办理情况", widget=forms.Textarea, help_text=f"核查的事实、采取的措施。{NO_NAMES}")
    scans = FilesField(label="照片或附件", required=False)


class NoticeForm(StepForm):
    """A notice to the petitioner in writing."""

    on = DayField(label="告知日期")
    organ = forms.ChoiceField(label="出具机关")
    document_number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="留空时按该机关上一份同类文书顺延；不编号的可以空着。"
    )
    procedure = forms.CharField(label="处理途径和程序", widget=forms.Textarea, required=False)

    def notice(self) -> Notice:
        given = self.cleaned_data
        content = {
            name: text for name, text in ((name, self._text(name)) for name in self.fields if name in SAID) if text
        }
        return Notice(given["on"], given.get("organ") or "", given["document_number"], content)

    def _text(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        return value.isoformat() if isinstance(value, date) else str(value or "").strip()


#: fields of a form that stand in the notice
SAID = ("procedure", "reason", "competent", "handled_by", "recheck_organ", "rechecked_on")


class DeclineForm(NoticeForm):
    scans_needed = True
    procedure = None  # type: ignore[assignment]  # Django: a parent's field is left out
    handled_by = forms.CharField(label="已受理或正在办理的机关", max_length=80, required=False)
    reason = forms.CharField(
        label="不予受理的理由和依据",
        widget=forms.Textarea,
        help_text="条例第十九条第三款：同一事项已受理或正在办理，在规定期限内向上级提出。",
    )


class BarForm(NoticeForm):
    scans_needed = True
    procedure = None  # type: ignore[assignment]
    recheck_organ = forms.CharField(label="复核机关", max_length=80)
    rechecked_on = DayField(label="复核意见日期")
    reason = forms.CharField(
        label="不再受理的理由", widget=forms.Textarea, help_text="条例第三十六条第三款：复核后以同一事实和理由再提出。"
    )


class DivertForm(NoticeForm):
    route = forms.TypedChoiceField(
        label="途径", coerce=int, choices=[(number, words.ROUTES[number]) for number in range(1, 6)]
    )
    competent = forms.CharField(label="有权处理的机关、单位", max_length=80, required=False)
    reason = forms.CharField(label="理由和依据", widget=forms.Textarea)


class ExitForm(StepForm):
    to = forms.CharField(label="接收机关", max_length=80)
    on = DayField(label="移送日期")
    receipt = forms.CharField(label="移送函或回执编号", max_length=60)
    scans = FilesField(label="回执", required=False, help_text="只附不含内容的回执，移送材料不在本系统留存。")

    def exit_(self) -> Exit:
        given = self.cleaned_data
        return Exit(given["to"], given["on"], given["receipt"])


class ElsewhereForm(ExitForm):
    to = forms.CharField(label="有权处理的机关、单位", max_length=80)
    on = DayField(label="告知日期")
    receipt = forms.CharField(label="告知书文号", max_length=60, required=False)


class AssignForm(StepForm):
    lead = forms.TypedChoiceField(label="主办单位", coerce=int)
    handler = forms.TypedChoiceField(
        label="承办人", coerce=int, required=False, empty_value=None, help_text="承办人随交办可以查看信访人身份信息。"
    )
    helpers = forms.TypedMultipleChoiceField(
        label="协办单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    part = forms.CharField(label="协办内容", max_length=200, required=False)
    helpers_due = DayField(label="协办反馈期限", required=False)
    note = forms.CharField(label="交办意见", widget=forms.Textarea, required=False, help_text=NO_NAMES)

    def offer(self, ground: Ground) -> None:
        self.set_choices("lead", [("", "请选择"), *ground.units])
        self.set_choices("helpers", ground.units)
        self.set_choices("handler", [("", "暂不指定"), *ground.handlers])

    def bearers(self) -> Bearers:
        given = self.cleaned_data
        helpers = dict.fromkeys(given["helpers"], given["part"])
        return Bearers(given["lead"], None, given["handler"], helpers, given["helpers_due"])


class MeasureForm(StepForm):
    kind = forms.ChoiceField(label="措施", choices=list(words.MEASURES.items()))
    on = DayField(label="日期")
    text = forms.CharField(label="做了什么", widget=forms.Textarea, help_text=NO_NAMES)
    scans = FilesField(label="附件", required=False)


class ExtensionForm(StepForm):
    days = forms.IntegerField(label="延长天数", min_value=1, max_value=words.LONGEST_EXTENSION)
    reason = forms.CharField(
        label="延期理由", widget=forms.Textarea, help_text="情况复杂的理由。批准后书面告知信访人。"
    )
    progress = forms.CharField(label="已办理情况", widget=forms.Textarea, required=False)
    organ = forms.ChoiceField(label="出具机关")

    def offer(self, ground: Ground) -> None:
        left = words.LONGEST_EXTENSION - ground.matter.extended_days
        self.fields["days"].help_text = f"累计不得超过三十日（条例第三十四条），还可以延长 {left} 日。"


class CloseForm(StepForm):
    on = DayField(label="办结日期", help_text="不早于送达日期。")


class ExecuteForm(StepForm):
    execution = forms.ChoiceField(
        label="执行情况", choices=[(code, words.EXECUTIONS[code]) for code in ("done", "refused")]
    )
    on = DayField(label="日期")
    text = forms.CharField(
        label="情况说明", widget=forms.Textarea, help_text="没有执行的，写明原因和督促情况（条例第三十二条第二款）。"
    )
    scans = FilesField(label="附件", required=False)


class EvaluateForm(StepForm):
    of = forms.ChoiceField(label="评价对象", choices=list(words.EVALUATED.items()))
    standing = forms.ChoiceField(label="评价状态", choices=list(words.EVALUATION_STATUS.items()), initial="given")
    value = forms.ChoiceField(
        label="评价", choices=[("", "—"), *words.VALUES.items()], required=False, help_text="按信访人本人的评价登记。"
    )
    on = DayField(label="评价日期", required=False)


class RequestForm(StepForm):
    on = DayField(label="提出日期")
    organ = forms.CharField(label="受理机关", max_length=80)
    scans = FilesField(label="附件", required=False)

    def _offer_organs(self, organs: Sequence[str]) -> None:
        """The receiving organ is typed: it is a higher one, not one of ours."""


class OutcomeForm(StepForm):
    on = DayField(label="信访人收到日期")
    result = forms.ChoiceField(label="结果", choices=list(words.REVIEWS.items()))
    note = forms.CharField(label="机关、文号和要点", widget=forms.Textarea, required=False, help_text=NO_NAMES)
    scans = FilesField(label="意见书扫描件", required=False)


class HearingForm(StepForm):
    on = DayField(label="听证日期")
    days = forms.IntegerField(label="听证所用天数", min_value=1, max_value=365)
    note = forms.CharField(label="情况", widget=forms.Textarea, required=False, help_text=NO_NAMES)
    scans = FilesField(label="听证记录等附件", required=False)


class ReclassifyForm(StepForm):
    kind = forms.ChoiceField(label="事项类别", choices=list(words.KINDS.items()))
    route = forms.TypedChoiceField(
        label="办理途径", coerce=int, required=False, empty_value=None,
        choices=[("", "不适用"), *words.ROUTES.items()],
        help_text="只有申诉求决类选择（条例第三十一条第一至六项）。",
    )  # fmt: skip
    accused_units = forms.TypedMultipleChoiceField(
        label="被检举控告单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="只在检举控告类选择。选定的单位从此看不到本事项。",
    )  # fmt: skip
    reason = forms.CharField(label="理由", widget=forms.Textarea, help_text="变更类别不增加办理时间。")

    def offer(self, ground: Ground) -> None:
        self.set_choices("accused_units", ground.units)
