"""Every step of a matter that is a form of its own: what it says will happen, its form, the one action behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lianxi.journal.frame import Call, Done
from lianxi.matters.life import aftercare, concluding, correcting, deciding, extending, reviewing, routing
from lianxi.meetings.from_matters import table_matter
from lianxi.web import matter_step_forms as forms

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepPage:
    """``will``: what will happen; ``binds``: it cannot be taken back, the page says so."""

    form: type[forms.StepForm]
    will: str
    write: Callable[[Call, int, Any], Done]
    binds: bool = False


def _seen(number: int, form: forms.StepForm) -> dict[str, int]:
    return {"number": number, "version": form.cleaned_data["version"]}


def _by(action: Callable[..., Done], *names: str, **renamed: str) -> Callable[[Call, int, forms.StepForm], Done]:
    """An action called with these fields of the form; ``renamed``: argument → field."""

    def write(call: Call, number: int, form: forms.StepForm) -> Done:
        given = form.cleaned_data
        more = {argument: given[field] for argument, field in renamed.items()}
        return action(call, **_seen(number, form), **{name: given[name] for name in names}, **more)

    return write


def _unversioned(action: Callable[..., Done], *names: str, **renamed: str) -> Callable[[Call, int, Any], Done]:
    def write(call: Call, number: int, form: forms.StepForm) -> Done:
        given = form.cleaned_data
        more = {argument: given[field] for argument, field in renamed.items()}
        return action(call, number=number, **{name: given[name] for name in names}, **more)

    return write


def _told(action: Callable[..., Done], *names: str, **renamed: str) -> Callable[[Call, int, Any], Done]:
    """An action that lays a notice."""

    def write(call: Call, number: int, form: forms.NoticeForm) -> Done:
        given = form.cleaned_data
        more: Given = {argument: given.get(field) or () for argument, field in renamed.items()}
        return action(
            call, **_seen(number, form), notice=form.notice(), **{name: given[name] for name in names}, **more
        )

    return write


def _left(action: Callable[..., Done]) -> Callable[[Call, int, Any], Done]:
    def write(call: Call, number: int, form: forms.ExitForm) -> Done:
        return action(call, **_seen(number, form), exit_=form.exit_(), files=form.cleaned_data["scans"])

    return write


def _assigned(action: Callable[..., Done]) -> Callable[[Call, int, Any], Done]:
    def write(call: Call, number: int, form: forms.AssignForm) -> Done:
        more = {"suggested": str(form.data.get("suggested", ""))[:120]} if action is routing.assign_matter else {}
        return action(call, **_seen(number, form), bearers=form.bearers(), note=form.cleaned_data["note"], **more)

    return write


GONE = "办理后，事项内容、信访人身份信息、文书和附件从本系统删除，只留编号、日期、去向和回执。此步不能撤回。"
STEPS: dict[str, StepPage] = {
    "notify": StepPage(
        forms.NoticeForm,
        "书面告知信访人接收情况以及处理途径和程序（条例第二十三条），并留存告知书。",
        _told(deciding.notify_receipt),
    ),
    "assign": StepPage(forms.AssignForm, "主办单位将在待办中看到本事项，牵头办理。", _assigned(routing.assign_matter)),
    "reassign": StepPage(forms.AssignForm, "调整承办单位或承办人。办理期限不变。", _assigned(routing.reassign_matter)),
    "accept": StepPage(
        forms.NoticeForm,
        "受理并书面告知信访人。按信访程序办理的，自受理之日起六十日内办结（条例第三十四条）。",
        _told(deciding.accept_matter),
    ),
    "uphold-objection": StepPage(
        forms.MaybeOpinionForm, "事项退回办公室，另行交办。", _by(routing.uphold_objection, "opinion")
    ),
    "refuse-objection": StepPage(
        forms.OpinionForm,
        "仍由该单位办理。仍有争议的，可以提请联席会议研究（条例第二十四条）。",
        _by(routing.refuse_objection, "opinion"),
    ),
    "return-up": StepPage(
        forms.DayNoteForm,
        "来文机关核实同意后，材料退回，本事项不再由本机关办理。",
        _by(routing.return_upward, "on", "note"),
    ),
    "keep": StepPage(
        forms.DayNoteForm, "继续由本机关办理，原有期限不变。", _by(routing.keep_after_objection, "on", "note")
    ),
    "report": StepPage(
        forms.TextFilesForm, "办公室将看到核查和办理的情况。", _by(routing.report_on_matter, "text", files="scans")
    ),
    "reply-part": StepPage(
        forms.TextFilesForm, "主办单位和办公室将看到协办情况。", _by(routing.reply_part, "text", files="scans")
    ),
    "object": StepPage(
        forms.ReasonFilesForm,
        "不属于本单位职权范围的，详细说明理由，由办公室决定。",
        _by(routing.object_to_matter, "reason", files="scans"),
    ),
    "chase": StepPage(forms.PlainForm, "主办单位将在待办和提醒中看到催办。", _by(routing.chase_matter)),
    "measure": StepPage(
        forms.MeasureForm,
        "记入本事项的化解措施；办结、复核终结后登记的，记为后续帮扶（条例第三十七条第三款）。",
        _unversioned(aftercare.take_measure, "kind", "on", "text", files="scans"),
    ),
    "ask-extension": StepPage(
        forms.ExtensionForm,
        "送机关负责人审批；批准后期限相应延长，并须告知信访人延期理由（条例第三十四条）。",
        _by(extending.ask_extension, "days", "reason", "progress", "organ"),
    ),
    "hearing": StepPage(
        forms.HearingForm,
        "记入本事项。听证所用时间只在复核时不计入三十日（条例第三十六条第二款）。",
        _by(reviewing.record_hearing, "on", "days", "note", files="scans"),
    ),
    "close": StepPage(forms.CloseForm, "本事项办结，办理期限停止计算。", _by(concluding.close_matter, "on")),
    "execute": StepPage(
        forms.ExecuteForm,
        "支持信访请求的，应当督促执行（条例第三十二条第二款）；拒不执行的一直显示，直到执行完毕。",
        _by(aftercare.record_execution, "execution", "on", "text", files="scans"),
    ),
    "evaluate": StepPage(
        forms.EvaluateForm,
        "对信访部门和责任单位的评价分别登记；重新登记的，以新的为准。",
        _unversioned(aftercare.record_evaluation, "of", "value", "on", status="standing"),
    ),
    "ask-review": StepPage(
        forms.RequestForm,
        "复查由原办理机关的上一级机关办理，期限三十日（条例第三十五条）。这里只作登记。",
        _by(reviewing.record_review_request, "on", "organ", files="scans"),
    ),
    "reviewed": StepPage(
        forms.OutcomeForm,
        "自信访人收到复查意见之日起三十日内，可以请求复核（条例第三十六条）。",
        _by(reviewing.record_review, "on", "result", "note", files="scans"),
    ),
    "ask-recheck": StepPage(
        forms.RequestForm,
        "复核由复查机关的上一级机关办理，期限三十日（条例第三十六条）。这里只作登记。",
        _by(reviewing.record_recheck_request, "on", "organ", files="scans"),
    ),
    "rechecked": StepPage(
        forms.OutcomeForm,
        "信访程序终结；仍应做好疏导教育、矛盾化解和帮扶救助（条例第三十七条第三款）。",
        _by(reviewing.record_recheck, "on", "result", "note", files="scans"),
    ),
    "reopen": StepPage(
        forms.ReasonForm, "重新进入办理。原来的期限不因此顺延。", _by(concluding.reopen_matter, "reason")
    ),
    "discipline": StepPage(
        forms.ExitForm,
        f"检举控告类事项移送纪检监察机关（条例第三十条）。{GONE}",
        _left(deciding.send_to_discipline),
        True,
    ),
    "judicial": StepPage(
        forms.ExitForm,
        f"涉法涉诉事项移送政法部门（条例第二十二条、第二十八条）。{GONE}",
        _left(deciding.send_to_judicial),
        True,
    ),
    "elsewhere": StepPage(
        forms.ElsewhereForm, f"书面告知信访人向有权处理的机关、单位提出。{GONE}", _left(deciding.tell_elsewhere), True
    ),
    "divert": StepPage(
        forms.DivertForm,
        "按第三十一条第一至五项导入相应法定程序，书面告知信访人；期限从其规定。",
        _told(deciding.divert_matter, "route", "reason"),
    ),
    "object-up": StepPage(
        forms.ObjectUpForm,
        "向来文机关提出异议；经其核实同意后才能交还材料（条例第二十三条第三款）。",
        _by(routing.object_upward, "reason", "on", files="scans"),
    ),
    "decline": StepPage(
        forms.DeclineForm,
        "由机关负责人决定，书面告知信访人（条例第十九条第三款）。",
        _told(deciding.decline_matter, "reason", files="scans"),
    ),
    "bar": StepPage(
        forms.BarForm,
        "由机关负责人决定，书面告知信访人（条例第三十六条第三款）。",
        _told(deciding.bar_matter, "reason", files="scans"),
    ),
    "table": StepPage(
        forms.TableForm,
        "列入下次会议待议的事项，由召集人安排。议题只写编号，不写信访人和诉求；办理期限照常计算。",
        _by(table_matter, "ground", "reason"),
    ),
    "reclassify": StepPage(
        forms.ReclassifyForm,
        "类别和途径变更后，期限按新类别计算，但已有的期限不会推迟。",
        _by(correcting.reclassify_matter, "kind", "route", "reason", "accused_units"),
    ),
    "ask-void": StepPage(
        forms.ReasonForm,
        "由申请人以外的人复核。作废后编号保留并计数，内容仍可查阅。",
        _by(correcting.ask_void, "reason"),
    ),
    "void": StepPage(forms.PlainForm, "作废后编号保留并计数，内容仍可查阅。", _by(correcting.void_matter), True),
    "refuse-void": StepPage(forms.PlainForm, "不作废，继续办理。", _by(correcting.refuse_void)),
}
