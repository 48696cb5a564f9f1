"""The forms of major problems: opening one, and each of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from lianxi.information.problem_queries import AdviceView, ProblemView
from lianxi.information.problem_sources import typed
from lianxi.information.problem_words import ADOPTED, GROUNDS, KINDS
from lianxi.information.problems import Investigation, Opened, Option
from lianxi.meetings.from_problems import Offer
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.task_steps import StepForm

NO_NAMES = "请勿写信访人姓名、电话、住址。"
#: ways to settle it that the form has room for
PLACES = (1, 2, 3, 4)
GROUND_CHOICES = [(key, words) for key, words in GROUNDS.items() if key]


def _long(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea, help_text=help_text, required=required)


class SourceFields(ActionForm):
    """Numbers of what a problem rests on, as they stand on its pages."""

    matter = forms.CharField(
        label="信访事项编号",
        required=False,
        max_length=600,
        help_text="例如 2026-0012、2026-0015，只能收入您看得到的。",
    )
    dispute = forms.CharField(label="矛盾纠纷编号", required=False, max_length=600, help_text="例如 3、7。")
    information = forms.CharField(label="敏感信息编号", required=False, max_length=600)

    def sources(self) -> list[str]:
        """Raises ``Invalid`` for what is no number."""
        given = self.cleaned_data
        return typed(given["matter"], given["dispute"], given["information"])


class OpenForm(SourceFields):
    title = forms.CharField(label="问题名称", max_length=120, help_text=f"一句话说清是什么问题。{NO_NAMES}")
    kind = forms.ChoiceField(label="问题类型", choices=list(KINDS.items()), widget=forms.RadioSelect)
    text = _long("基本情况", f"涉及什么人和事、主要诉求、影响范围、已经做过什么。{NO_NAMES}")
    unit = forms.TypedChoiceField(label="调查单位", coerce=int)
    due = DayField(label="完成调查的期限", required=False)
    ground = forms.ChoiceField(
        label="复杂程度",
        choices=[("", "现在不认定，由单位先调查"), *GROUND_CHOICES],
        required=False,
        help_text="认定情况复杂或难度较大的，须提请联席会议研究。也可以调查后再认定。",
    )
    ground_reason = _long("认定理由", required=False)
    major = forms.BooleanField(label="重大问题，另须向上级报告", required=False)
    scans = FilesField(label="附件", required=False)
    field_order = ("title", "kind", "text", "unit", "due", "matter", "dispute", "information")

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]] | None, **kwargs: Any) -> None:
        """``units``: None where a unit opens one for itself."""
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 6
        if units is None:
            del self.fields["unit"]
        else:
            self.set_choices("unit", [("", "请选择"), *units])

    def opened(self, own: int | None) -> Opened:
        given = self.cleaned_data
        return Opened(
            title=given["title"],
            text=given["text"],
            kind=given["kind"],
            unit=given.get("unit") or own or 0,
            due=given["due"],
            sources=self.sources(),
            major=given["major"],
            ground=given["ground"],
            ground_reason=given["ground_reason"],
        )


class ProblemStep(StepForm):
    """The ground of every step: the version that was looked at. ``offer``: what depends on the problem."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def offer(self, problem: ProblemView) -> None:
        """Fill in choices and first values."""


class PlainForm(ProblemStep):
    pass


class CorrectForm(ProblemStep):
    title = forms.CharField(label="问题名称", max_length=120)
    kind = forms.ChoiceField(label="问题类型", choices=list(KINDS.items()))
    text = _long("基本情况", NO_NAMES)
    major = forms.BooleanField(label="重大问题，另须向上级报告", required=False)

    def offer(self, problem: ProblemView) -> None:
        row = problem.row
        self.initial.update(title=row.title, kind=row.kind, text=problem.text, major=row.major)


class SourcesForm(SourceFields, ProblemStep):
    pass


class DueForm(ProblemStep):
    due = DayField(label="延长到")
    reason = _long("延长原因")


class ReassignForm(ProblemStep):
    unit = forms.TypedChoiceField(label="改由哪个单位调查", coerce=int)
    reason = _long("调整原因")

    def offer_units(self, units: Iterable[tuple[int, str]]) -> None:
        self.set_choices("unit", [("", "请选择"), *units])


class InvestigateForm(ProblemStep):
    findings = _long("调查情况", f"查明的事实、原因、涉及范围、各方意见。{NO_NAMES}")
    policy = _long("政策依据", "相关法律法规、政策文件的名称、文号和条款。", required=False)
    proposal = _long("建议", "本单位建议采用哪个方案，需要哪些单位配合。", required=False)
    scans = FilesField(label="调查报告和附件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            name = f"option_{place}"
            self.fields[name] = forms.CharField(label=f"方案{place}", max_length=200, required=False)
            for part, label in (("good", "利"), ("bad", "弊"), ("cost", "费用和依据")):
                self.fields[f"{name}_{part}"] = forms.CharField(label=label, max_length=600, required=False)
        for field in ("findings", "policy", "proposal"):
            self.fields[field].widget.attrs["rows"] = 5

    def offer(self, problem: ProblemView) -> None:
        self.initial.update(findings=problem.findings, policy=problem.policy, proposal=problem.proposal)
        for place, option in zip(PLACES, problem.options, strict=False):
            self.initial[f"option_{place}"] = option.name
            for part in ("good", "bad", "cost"):
                self.initial[f"option_{place}_{part}"] = getattr(option, part)

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in ("findings", "policy")]

    @property
    def ways(self) -> list[list[forms.BoundField]]:
        """The fields of each way to settle it, its name first."""
        return [[self[f"option_{place}{part}"] for part in ("", "_good", "_bad", "_cost")] for place in PLACES]

    @property
    def rest(self) -> list[forms.BoundField]:
        names = ("proposal", "scans", "behalf_seat", "means", "behalf_on")
        return [self[name] for name in names if name in self.fields]

    def investigation(self) -> Investigation:
        given = self.cleaned_data
        options = [
            Option(*(given[f"option_{place}{part}"] for part in ("", "_good", "_bad", "_cost"))) for place in PLACES
        ]
        return Investigation(given["findings"], given["policy"], options, given["proposal"])


class GroundForm(ProblemStep):
    ground = forms.ChoiceField(label="认定", choices=GROUND_CHOICES, widget=forms.RadioSelect)
    reason = _long("理由", "例如涉及几个单位、政策不明确、人数多、历史跨度长。")


class ReasonForm(ProblemStep):
    reason = _long("理由")


class TableForm(ProblemStep):
    item = forms.CharField(
        label="议题名称", max_length=200, help_text=f"议题会随会议通知发给各参会单位，请按公开的口径写。{NO_NAMES}"
    )
    reason = _long("提请研究什么、请会议决定什么")

    def offer(self, problem: ProblemView) -> None:
        self.initial.update(item=f"研究“{problem.row.title}”问题的处理方案", reason=problem.proposal)


class DecideForm(ProblemStep):
    decisions = forms.TypedMultipleChoiceField(
        label="哪几项议定事项是关于这个问题的", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def offer_decisions(self, offers: Sequence[Offer]) -> None:
        words = [(each.number, f"{each.meeting_title}（{each.day:%Y-%m-%d}）：{each.text}") for each in offers]
        self.set_choices("decisions", words)
        self.initial["decisions"] = [each.number for each in offers if each.likely]


class PaperForm(ProblemStep):
    meeting = forms.TypedChoiceField(label="哪次会议", coerce=int)
    text = _long("议定了什么", "照纸质纪要填写。")

    def offer_meetings(self, meetings: Sequence[tuple[int, str]]) -> None:
        self.set_choices("meeting", [("", "请选择"), *meetings])


class AdviseForm(ProblemStep):
    addressee = forms.CharField(label="向谁提出", max_length=80, help_text="制定或执行这项政策的机关、单位。")
    text = _long("建议内容", f"现行政策的问题，建议怎样完善。{NO_NAMES}")
    sent_on = DayField(label="发出日期")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    scans = FilesField(label="建议原件", required=False)


class AnswerForm(ProblemStep):
    advice = forms.TypedChoiceField(label="哪份建议", coerce=int)
    adopted = forms.ChoiceField(label="是否采纳", choices=list(ADOPTED.items()), widget=forms.RadioSelect)
    answer = _long("答复内容", "没有全部采纳的，写明对方说明的理由。")
    answered_on = DayField(label="答复日期")
    scans = FilesField(label="答复原件", required=False)

    def offer(self, problem: ProblemView) -> None:
        self.set_choices("advice", [(each.number, _advice_words(each)) for each in problem.unanswered])


def _advice_words(each: AdviceView) -> str:
    return (
        f"{each.addressee}（{each.sent_on:%Y-%m-%d} 发出{f'，{each.document_number}' if each.document_number else ''}）"
    )


class CloseForm(ProblemStep):
    solved = forms.ChoiceField(
        label="结果", choices=[("yes", "已解决"), ("no", "未解决，说明后销号")], widget=forms.RadioSelect
    )
    outcome = _long("有何变化", "采取了什么措施、现在有什么变化，不能只写“已办结”。" + NO_NAMES)


class ReopenForm(ProblemStep):
    reason = _long("问题如何再次出现")
    due = DayField(label="重新调查的期限", required=False)
