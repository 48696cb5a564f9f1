"""告知书: what the organ tells the petitioner in writing (《信访工作条例》 articles 19, 23, 31, 34, 36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..official.levels import outline
from ..official.typeset import words
from ..official.values import Paragraph
from .law import (
    BARRED,
    DECLINED,
    EXTENSION,
    LITIGATION,
    LONGEST_EXTENSION,
    NOTICE_DIRECT,
    NOTICE_TRANSFERRED,
    REGULATION,
    ROUTES,
    Route,
)
from .letter import write_case_letter
from .values import UNNAMED, CasePaper, Petitioner, day_of, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(CasePaper):
    """``subject``: what the matter is about, as in 关于…的信访事项.

    ``channel``: 来访, 来信 …; with a ``sender`` the matter came from a petition bureau or a superior organ, with its
    number. ``contact``: who handles it and his telephone in the office.
    """

    petitioner: Petitioner = UNNAMED
    subject: str = ""
    received_on: date | None = None
    channel: str = ""
    sender: str = ""
    sender_number: str = ""
    contact: str = ""

    @property
    def basis(self) -> str:
        """The paragraphs of article 23 under which it is told."""
        return NOTICE_TRANSFERRED if words(self.sender) else NOTICE_DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(Notice):
    """受理告知书. ``due``: the last of the 60 calendar days (34), which bind matters of article 31(6) only.

    ``procedure``: how a matter of another kind is handled; it stands in place of what 31(6), 34 and 35 say.
    """

    accepted_on: date | None = None
    due: date | None = None
    review_organ: str = ""
    query_code: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineNotice(Notice):
    """不予受理告知书 (19(3)): ``handled_by`` accepted the same matter already. ``ground``: another one, as cited."""

    handled_by: str = ""
    their_number: str = ""
    accepted_on: date | None = None
    reason: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarNotice(Notice):
    """不再受理告知书 (36(3)): the recheck is done, and the facts and reasons are the same."""

    recheck_organ: str = ""
    recheck_number: str = ""
    rechecked_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteNotice(Notice):
    """处理途径告知书 (23, 31): received, which of the six routes, how that goes. ``competent``: whom to turn to."""

    route: Route = 4
    procedure: str = ""
    competent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferNotice(Notice):
    """转送（交办）去向告知书 (23(1), (2)): where it went and when; ``assigned`` for 交办."""

    sent_to: str = ""
    sent_on: date | None = None
    assigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereNotice(Notice):
    """向有权机关提出告知书 (23(1)). ``litigation``: brought by a visit, and for the political-legal organs (20(2))."""

    competent: str = ""
    where: str = ""
    reason: str = ""
    litigation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(Notice):
    """延期告知书 (34): until when, and why. ``days``: calendar days, at most 30."""

    accepted_on: date | None = None
    due: date | None = None
    days: int | None = None
    new_due: date | None = None
    reason: str = ""


def write_acceptance(notice: AcceptanceNotice) -> bytes:
    """信访事项受理告知书."""
    basis = notice.basis.replace(REGULATION, f"{REGULATION}（以下简称《条例》）")
    accepted = f"决定自{day_of(notice.accepted_on)}起予以受理。现告知如下。"
    body = [
        _received(notice, f"经审查，该事项属于本机关职权范围，依据{basis}，{accepted}"),
        *(_other_procedure(notice) if words(notice.procedure) else _petition_procedure(notice)),
    ]
    return write_case_letter(
        notice,
        "信访事项受理告知书",
        notice.petitioner.called,
        body,
        contact=notice.contact,
        query_code=notice.query_code,
    )


def _petition_procedure(notice: AcceptanceNotice) -> list[Paragraph]:
    you = notice.petitioner.you
    end = f"（至{day_of(notice.due)}届满）" if notice.due else ""
    above = words(notice.review_organ) or "本机关的上一级机关"
    return [
        Paragraph(
            f"一、处理途径。由本机关听取{you}陈述的事实和理由，调查核实后出具信访处理意见书（《条例》第三十一条第六项）。",
            1,
        ),
        Paragraph(
            f"二、办理期限。自受理之日起60日内办结{end}；情况复杂的，经本机关负责人批准，可以延长不超过30日，"
            f"并告知{you}延期理由（《条例》第三十四条）。",
            1,
        ),
        Paragraph(
            f"三、复查。对信访处理意见不服的，可以自收到书面答复之日起30日内请求{above}复查（《条例》第三十五条）。", 1
        ),
    ]


def _other_procedure(notice: AcceptanceNotice) -> list[Paragraph]:
    return [*outline(notice.procedure)]


#: the third paragraph of article 19, in its own words
_SAME_MATTER: Final = (
    "信访事项已经受理或者正在办理的，信访人在规定期限内向受理、办理机关、单位的上级机关、单位又提出同一信访事项的，"
    "上级机关、单位不予受理"
)


def write_decline(notice: DeclineNotice) -> bytes:
    """信访事项不予受理告知书."""
    you, handler = notice.petitioner.you, words(notice.handled_by)
    found = "经核查，"
    if handler:
        number = f"（{words(notice.their_number)}）" if words(notice.their_number) else ""
        when = f"于{day_of(notice.accepted_on)}受理" if notice.accepted_on else "受理或者正在办理"
        found += f"同一信访事项已由{handler}{when}{number}。"
    reason = outline(notice.reason)
    ground = words(notice.ground) or f"{DECLINED}“{_SAME_MATTER}”的规定"
    body = [_received(notice, found if handler else "")]
    body += reason
    body.append(Paragraph(f"依据{ground}，本机关对该事项不予受理。"))
    if handler:
        body.append(Paragraph(f"请{you}向{handler}了解该事项的办理情况，并配合其依法处理。"))
    return _write(notice, "信访事项不予受理告知书", body)


def write_bar(notice: BarNotice) -> bytes:
    """信访事项不再受理告知书; it says too what help remains (37(2))."""
    you = notice.petitioner.you
    number = f"（{words(notice.recheck_number)}）" if words(notice.recheck_number) else ""
    organ = words(notice.recheck_organ) or "复核机关"
    body = [
        _received(notice, f"经核查，{organ}已于{day_of(notice.rechecked_on)}对该事项作出复核意见{number}。"),
        *outline(notice.reason),
        Paragraph(f"{you}对复核意见不服，仍然以同一事实和理由提出投诉请求。依据{BARRED}，本机关对该事项不再受理。"),
        Paragraph(
            f"{you}生活确有困难的，依据{REGULATION}第三十七条第二款，可以依法申请社会救助，本机关将予以告知或者帮助；有新的"
            "事实和理由的，可以依法提出。"
        ),
    ]
    return _write(notice, "信访事项不再受理告知书", body)


def write_route(notice: RouteNotice) -> bytes:
    """信访事项处理途径告知书."""
    item, says = ROUTES[notice.route]
    you, competent = notice.petitioner.you, words(notice.competent)
    body = [
        _received(notice, f"依据{notice.basis}，现将接收情况以及处理途径和程序告知如下。"),
        Paragraph("一、接收情况。本机关已对该事项予以登记。", 1),
        Paragraph(f"二、处理途径。经审查，依据{REGULATION}{item}，该事项{says}。", 1),
    ]
    told = [*outline(notice.procedure)]
    if competent:
        told.append(Paragraph(f"请{you}依照法定程序向{competent}提出。"))
    if told:
        body += [Paragraph("三、处理程序。", 1), *told] if len(told) > 1 else [
            replace(told[0], text=f"三、处理程序。{told[0].text}", level=1)
        ]  # fmt: skip
    return _write(notice, "信访事项处理途径告知书", body)


def write_transfer(notice: TransferNotice) -> bytes:
    """信访事项转送去向告知书, or 交办去向告知书."""
    done, you = "交办" if notice.assigned else "转送", notice.petitioner.you
    to = words(notice.sent_to)
    body = [
        _received(
            notice,
            f"经审查，该事项属于{to}职权范围。依据{notice.basis}，本机关已于{day_of(notice.sent_on)}将该事项{done}{to}处理。",
        ),
        Paragraph(
            f"依据{NOTICE_TRANSFERRED}，该单位将自收到之日起15日内书面告知{you}接收情况以及处理途径和程序。请{you}向该单位"
            "了解办理情况。"
        ),
    ]
    return _write(notice, f"信访事项{done}去向告知书", body)


def write_elsewhere(notice: ElsewhereNotice) -> bytes:
    """向有权机关提出信访事项告知书."""
    you, where = notice.petitioner.you, words(notice.where)
    to = words(notice.competent) or "有权处理的机关、单位"
    place = f"（地址：{where}）" if where else ""
    said = "经审查，该事项不属于本机关以及本系统职权范围。"
    if notice.litigation:
        asked = f"依据{LITIGATION}、{notice.basis.removeprefix(REGULATION)}，请{you}按照法律法规规定的程序向{to}提出"
    else:
        asked = f"依据{notice.basis}，请{you}向有权处理的{to}提出".replace("有权处理的有权处理的", "有权处理的")
    body = [_received(notice, said), *outline(notice.reason), Paragraph(f"{asked}{place}。")]
    return _write(notice, "向有权机关提出信访事项告知书", body)


def write_extension_notice(notice: ExtensionNotice) -> bytes:
    """信访事项延期办理告知书. Raise ``ValueError`` for more than 30 days."""
    refuse_long(notice.days)
    days = f"{notice.days}日" if notice.days else "＿＿日"
    was = f"，办理期限至{day_of(notice.due)}届满" if notice.due else ""
    until = f"，延长后的办理期限至{day_of(notice.new_due)}届满"
    body = [
        _received(notice, f"该事项于{day_of(notice.accepted_on)}受理{was}。"),
        Paragraph(
            f"因该事项情况复杂，依据{EXTENSION}，经本机关负责人批准，决定延长办理期限{days}{until}。现将延期理由告知如下："
        ),
        *(outline(notice.reason) or (Paragraph("＿" * 26),)),
    ]
    return _write(notice, "信访事项延期办理告知书", body)


def refuse_long(days: int | None) -> None:
    """Raise ``ValueError`` for an extension that the law does not know (34: 30 calendar days at most)."""
    if days is not None and not 1 <= days <= LONGEST_EXTENSION:
        raise ValueError(f"延长期限应为1至30日（《信访工作条例》第三十四条），现为{days}日。请改正后再打印。")


def _received(notice: Notice, then: str) -> Paragraph:
    """How the matter came, and what follows from it."""
    you, day = notice.petitioner.you, day_of(notice.received_on)
    about = f"关于{sentence(notice.subject)}的信访事项" if words(notice.subject) else "信访事项"
    number = f"（登记编号：{words(notice.matter_number)}）" if words(notice.matter_number) else ""
    sender, channel = words(notice.sender), words(notice.channel)
    if sender:
        theirs = f"（{words(notice.sender_number)}）" if words(notice.sender_number) else ""
        came = f"{you}提出的{about}{number}，本机关于{day}收到{sender}转送、交办的材料{theirs}。"
    else:
        came = f"{you}于{day}{f'通过{channel}' if channel else ''}提出的{about}{number}，本机关已收到。"
    return Paragraph(came + then)


def _write(notice: Notice, title: str, body: list[Paragraph]) -> bytes:
    told = [*body, Paragraph("特此告知。")]
    return write_case_letter(notice, title, notice.petitioner.called, told, contact=notice.contact)
