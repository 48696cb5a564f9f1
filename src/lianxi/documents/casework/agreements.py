"""调解协议书, 和解协议书 (《信访工作条例》 article 33): parties, facts, what was agreed, signature lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..labels import counted
from ..official.body import text_of
from ..official.levels import outline
from ..official.numbers import official_date
from ..official.paper import write_paper
from ..official.sheet import signature_line
from ..official.typeset import BLACK, CHARACTER, FLUSH, TEXT, blank, paragraph, words
from ..official.values import Paragraph
from .law import AGREEMENT
from .letter import head_of
from .values import LINE, UNNAMED, CasePaper, Petitioner, sentence

_ROLES: Final = "甲乙丙丁戊己庚辛"


@dataclass(frozen=True, slots=True)
class Party:
    """Of a dispute: who, and who acts for it. ``role``: 甲方, 乙方 … by its place unless said."""

    who: Petitioner = UNNAMED
    role: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(CasePaper):
    """``mediated``: 调解协议书, by ``organ`` with its ``mediators``; otherwise the parties settled it (和解协议书).

    ``facts``: what is in dispute; ``points``: what was agreed; ``performance``: how and until when; ``copies``: one for
    each party and one for the organ unless said.
    """

    mediated: bool
    parties: tuple[Party, ...] = (Party(), Party())
    facts: str = ""
    points: tuple[str, ...] = ()
    performance: str = ""
    copies: int = 0
    mediators: tuple[str, ...] = ()
    place: str = ""
    agreed_on: date | None = None


def write_agreement(agreement: Agreement) -> bytes:
    """The agreement, one signature line for each party, the mediators and whoever recorded it."""
    title = "信访事项调解协议书" if agreement.mediated else "信访事项和解协议书"
    parties = [(_role(each, place), each) for place, each in enumerate(agreement.parties)]
    return write_paper(
        (
            head_of(agreement, title),
            *(_party(role, each) for role, each in parties),
            blank(),
            text_of(_body(agreement, [role for role, _ in parties]), tied=True),
            *_signatures(agreement, parties),
        ),
        title=title,
        author=agreement.organ,
        about=agreement.number,
        made_on=agreement.agreed_on or agreement.dated,
        draft=agreement.draft,
        marking=agreement.marking,
    )


def _role(party: Party, place: int) -> str:
    return words(party.role) or f"{_ROLES[place] if place < len(_ROLES) else place + 1}方"


def _party(role: str, party: Party) -> str:
    """Role in 黑体, then what identifies the party; a line to write on for what is not given."""
    who = party.who
    named = "法定代表人（负责人）" if who.organisation else "身份证号码"
    told = [
        who.called,
        f"{named}：{words(who.id_number or '') or LINE * 2}",
        f"住所：{words(who.address or '') or LINE * 2}" if who.organisation else
        f"住址：{words(who.address or '') or LINE * 2}",
        f"联系电话：{words(who.phone or '') or LINE}",
    ]  # fmt: skip
    if words(party.agent):
        told.append(f"委托代理人：{words(party.agent)}")
    hanging = CHARACTER * (len(role) + 1)
    shape = replace(FLUSH, align="left", left=2 * CHARACTER + hanging, hanging=hanging, together=True)
    return paragraph([(f"{role}：", BLACK), ("\n".join(told), TEXT)], shape)


def _body(agreement: Agreement, roles: list[str]) -> list[Paragraph]:
    named = "、".join(roles)
    number = f"（登记编号：{words(agreement.matter_number)}）" if words(agreement.matter_number) else ""
    how = f"经{named}同意，由{words(agreement.organ)}主持调解" if agreement.mediated else f"{named}自愿和解"
    where = f"在{words(agreement.place)}" if words(agreement.place) else ""
    day = f"于{official_date(agreement.agreed_on)}" if agreement.agreed_on else ""
    opening = (
        f"因下述争议{number}，依据{AGREEMENT}，{how}，在不违反政策法规强制性规定的情况下，"
        f"{day}{where}达成一致意见，制作本协议书。"
    )
    points = [each for each in agreement.points if words(each)] or ["＿" * 24, "＿" * 24]
    return [
        Paragraph(opening),
        Paragraph("一、争议事实", 1),
        *_or_line(agreement.facts),
        Paragraph("二、协议内容", 1),
        *(Paragraph(f"{place}.{_point(each)}", 3) for place, each in enumerate(points, 1)),
        Paragraph("三、履行方式和期限", 1),
        *_or_line(agreement.performance),
        Paragraph("四、其他", 1),
        Paragraph(_last(agreement, len(roles))),
    ]


def _point(text: str) -> str:
    return words(text) if words(text).startswith("＿") else f"{sentence(text)}。"


def _last(agreement: Agreement, parties: int) -> str:
    copies = agreement.copies or parties + 1
    kept = f"各方各执一份，{words(agreement.organ)}存档一份" if copies == parties + 1 else "各方和存档机关各执一份以上"
    return f"本协议自各方签名、盖章或者按指印之日起生效，各方应当全面履行。本协议一式{counted(copies)}份，{kept}。"


def _or_line(text: str) -> list[Paragraph]:
    return [*outline(text)] or [Paragraph("＿" * 26)]


def _signatures(agreement: Agreement, parties: list[tuple[str, Party]]) -> list[str]:
    found = [f"{role}（签名）" for role, _ in parties]
    if agreement.mediated:
        found += [f"调解人员（{name}）" for each in agreement.mediators if (name := words(each))] or [
            "调解人员（签名）"
        ]
    return [blank(with_next=True), *(signature_line(each) for each in (*found, "记录人（签名）"))]
