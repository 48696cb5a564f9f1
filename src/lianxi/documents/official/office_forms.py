"""发文稿纸, 文件处理单, 督办单, 工作建议书, 电话记录单: about one page each; what is empty is filled in by hand."""

from __future__ import annotations

from datetime import date

from .form_values import CallRecord, DispatchSheet, HandlingSheet, Suggestion, UrgingSheet
from .grid import Box, Form, write_form
from .numbers import official_date

#: of boxes for an opinion, twips
_TALL, _LOW = 2600, 1500


def _day(day: date | None) -> str:
    return official_date(day) if day else ""


def _copies(count: int) -> str:
    return f"{count} 份" if count > 0 else ""


def write_dispatch_sheet(sheet: DispatchSheet) -> bytes:
    """发文稿纸: signing at the top, as it is read from there; checking beside it; the draft below."""
    form = Form(
        title=f"{sheet.issuer}发文稿纸",
        office=sheet.issuer,
        about="发文稿纸",
        rows=(
            (Box("签发", span=6, high=_TALL, opinions=(sheet.signed,)), Box("核稿", span=6, opinions=(sheet.checked,))),
            (Box("发文字号", sheet.number, 6), Box("紧急程度", sheet.urgency, 6)),
            (Box("文种", sheet.kind, 6), Box("印数", _copies(sheet.copies), 6)),
            (Box("标题", sheet.title, high=1000),),
            (Box("主送", sheet.addressee, high=800),),
            (Box("抄送", sheet.cc, high=800),),
            (Box("附件", "\n".join(_counted(sheet.attachments)), high=800),),
            (Box("拟稿单位", sheet.drafting_unit, 6), Box("拟稿人", sheet.drafted_by or sheet.drafted.name, 6)),
            (Box("拟稿说明", high=_LOW, opinions=(sheet.drafted,)),),
            (Box("印发日期", _day(sheet.printed_on), 6), Box("校对", "", 6)),
        ),
    )
    return write_form(form)


def _counted(names: tuple[str, ...]) -> list[str]:
    return [f"{place}.{name}" for place, name in enumerate(names, 1)] if len(names) > 1 else list(names)


def write_handling_sheet(sheet: HandlingSheet) -> bytes:
    """文件处理单: what came in, what the office proposes, what leaders say, who handles it, what came of it."""
    form = Form(
        title=f"{sheet.office}文件处理单",
        office=sheet.office,
        number=sheet.running,
        about="文件处理单",
        rows=(
            (Box("来文单位", sheet.from_whom, 6), Box("来文字号", sheet.their_number, 6)),
            (Box("收文日期", _day(sheet.received_on), 6), Box("办结时限", _day(sheet.due), 6)),
            (Box("紧急程度", sheet.urgency, 6), Box("页数", f"{sheet.pages} 页" if sheet.pages else "", 6)),
            (Box("文件标题", sheet.title, high=900),),
            (Box("拟办意见", high=_LOW + 300, opinions=(sheet.proposed,)),),
            (Box("领导批示", high=_TALL, opinions=sheet.instructed),),
            (Box("承办单位", "、".join(sheet.handlers), high=800),),
            (Box("办理结果", high=_TALL, opinions=(sheet.outcome,)),),
        ),
    )
    return write_form(form)


def write_urging_sheet(sheet: UrgingSheet) -> bytes:
    """督办单: to the unit, which answers in its lower part and returns it."""
    form = Form(
        title=f"{sheet.office}督办单",
        office=sheet.office,
        number=sheet.number,
        about="督办单",
        hint=_returned("办理情况", sheet.office, sheet.due, sheet.contact),
        rows=(
            (Box("承办单位", sheet.unit, 6), Box("发出日期", _day(sheet.issued_on), 6)),
            (Box("督办事项", sheet.matter, high=1200),),
            (Box("督办依据", sheet.basis, high=800),),
            (Box("办理要求", sheet.demand, high=_LOW),),
            (Box("办结时限", _day(sheet.due)),),
            (Box("审批", high=_LOW - 200, opinions=(sheet.approved,)),),
            (Box("办理情况", high=_TALL + 400, opinions=(sheet.answer,)),),
            (Box("承办人", "", 6), Box("负责人", "", 6)),
        ),
    )
    return write_form(form)


def write_suggestion(suggestion: Suggestion) -> bytes:
    """工作建议书: the problem seen, what is suggested; the unit answers in writing."""
    form = Form(
        title=f"{suggestion.office}工作建议书",
        office=suggestion.office,
        number=suggestion.number,
        about="工作建议书",
        hint=_returned("回复意见", suggestion.office, suggestion.due, suggestion.contact),
        rows=(
            (Box("送达单位", suggestion.unit, 6), Box("发出日期", _day(suggestion.issued_on), 6)),
            (Box("事由", suggestion.subject, high=800),),
            (Box("存在问题", suggestion.problem, high=1900),),
            (Box("依据", suggestion.basis, high=800),),
            (Box("工作建议", suggestion.advice, high=2200),),
            (Box("回复时限", _day(suggestion.due)),),
            (Box("回复意见", high=2200, opinions=(suggestion.answer,)),),
            (Box("承办人", "", 6), Box("负责人", "", 6)),
        ),
    )
    return write_form(form)


def write_call_record(record: CallRecord) -> bytes:
    """电话记录单, of a call that came in or went out."""
    other, own = ("来电人", "接听人") if record.incoming else ("受话人", "去电人")
    form = Form(
        title=f"{record.office}电话记录单",
        office=record.office,
        number=record.number,
        about="电话记录单",
        rows=(
            (Box("类别", "来电" if record.incoming else "去电", 6), Box("时间", record.at, 6)),
            (Box(other, record.caller, 6), Box("电话号码", record.caller_phone, 6)),
            (Box(own, record.receiver, 6), Box("事由", record.subject, 6)),
            (Box("通话内容", record.content, high=3000),),
            (Box("拟办意见", high=_LOW, opinions=(record.proposed,)),),
            (Box("领导批示", high=_LOW + 300, opinions=record.instructed),),
            (Box("处理结果", high=_LOW + 300, opinions=(record.outcome,)),),
        ),
    )
    return write_form(form)


def _returned(what: str, office: str, due: date | None, contact: str) -> str:
    by = f"于{official_date(due)}前" if due else "按时"
    return f"请{by}将{what}书面报{office}。" + (f"联系人：{contact}" if contact else "")
