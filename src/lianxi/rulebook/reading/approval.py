"""Who must say yes: 经X批准, 报请X审定后, 由X签发, X审核后报Y批准, 未经X同意不得, 报X备案."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..compiled import Approval

_ACTS = (
    r"(?:审核|审查|审议|讨论|研究|集体研究|核实)?"
    r"(?:审定|批准|审批|核准|核定|签发|签署|签批|会签|审签|同意|通过|审核|审查|审议|审阅|备案)"
    r"(?:同意|通过|批准|签发|备案)?|(?:研究|集体|讨论)?决定(?!书|事项|的)|(?:研究|审核|审查)?确定(?!的)"
)
_MARKS = r"报经|报请|报送|呈报|呈请|提请|提交|送请|报由|须经|需经|应经|经由|经过|上报|征得|取得|经|报|呈|送|由|交"
_HELPERS = r"(?:并|须|应当?|需|要|可以?|必须|一律|统一|先|再|逐级|分别|及时|书面|依法|按程序|按规定|未){0,3}"
_MARKED = re.compile(
    rf"{_HELPERS}(?P<mark>{_MARKS})(?P<by>[^，。；：]{{0,36}}?)(?:集体|统一|书面|依法|及时)?(?P<act>{_ACTS})"
)
#: after these the verb may be a mere 决定; 由X决定 and 经X决定 say whose business it is
_SUBMITS = ("报", "报请", "报经", "提请", "提交", "呈报", "呈请", "上报")
#: these need no approver in words (经批准后)
_ALONE = ("经", "须经", "需经", "应经", "经过", "报经", "报")
_ACTIVE = re.compile(
    r"(?P<by>[^，。；：]{2,30}?)(?:可以|负责|应当|有权)?(?P<act>签发|签署)(?=[^，。；：的]{0,16}(?:令|文件|纪要|"
    r"通知|公文|方案|报告|文书|意见|简报|命令))"
)
#: 须经甲审查、乙审定
_CHAINED = re.compile(rf"、(?P<by>[^，。；：、经报由]{{2,16}}?)(?P<act>{_ACTS})(?!的)")
_PASSIVE_TAIL = re.compile(
    r"(?P<by>(?:召集人|主任|组长|书记|乡?镇长|主要领导|分管领导|主要负责人|分管负责人|主持人|"
    r"会议主持人))(?P<act>审定|批准|审批|签发|签批|审核|同意)后"
)
#: consent of the people concerned is no approval; nor is a decision that some third body takes as its own business
_CONSENT = re.compile(r"当事人|双方|信访人|申请人|本人|投诉人|群众同意|村民同意|被|过半数|半数以上|分之|多数|人数")
_NO_BODY = re.compile(r"^(?:核实|调查|查证)|不|进行(?:初步)?$|(?:情况|规定|程序|要求)$")
#: words that merely begin with 经
_WORD_WITH_JING = re.compile(r"^(?:过|费|常|济|验|办(?!公)|营|历|贸)")


@dataclass(frozen=True, slots=True)
class Consent:
    """An approval found in ``plain[start:end]``."""

    start: int
    end: int
    approval: Approval


def consents(plain: str) -> list[Consent]:
    """Every approval of a stretch in order; the verb is the text's own and stands in it."""
    found: list[Consent] = []
    position = 0
    while (match := _MARKED.search(plain, position)) is not None:
        consent = _marked(plain, match)
        if consent is not None:
            found.append(consent)
            position = match.end("act")
            while (link := _CHAINED.match(plain, position)) is not None:
                found.append(Consent(link.start("by"), link.end("act"), Approval(link["act"], link["by"])))
                position = link.end("act")
        else:
            position = match.start("mark") + 1
    for pattern in (_PASSIVE_TAIL, _ACTIVE):
        for match in pattern.finditer(plain):
            if all(match.end("act") <= other.start or match.start("act") >= other.end for other in found):
                by = re.sub(r"^.*(?:，|由|经)", "", match["by"])
                found.append(Consent(match.start("by"), match.end("act"), Approval(match["act"], by or None)))
    return sorted(found, key=lambda consent: consent.start)


def _marked(plain: str, match: re.Match[str]) -> Consent | None:
    mark, by, act = match["mark"], match["by"], match["act"]
    inner = re.match(r".*(?:报经|报请|呈报|提请|提交|(?<!不)报|送|由|经|征得)(?=.{2})", by)
    if inner and not re.search(r"报[告刊]$", by[: inner.end() + 1]):
        by = by[inner.end() :]
    by = re.sub(r"^.*(?:汇总|提出|初审|起草|整理|研究)(?:后|、|，)+(?=.{2})", "", by)
    if _CONSENT.search(by) or _NO_BODY.search(by) or _is_attribute(plain, match):
        return None
    if not _fits(mark, by, act) or (mark == "经" and _WORD_WITH_JING.match(by)):
        return None
    return Consent(
        match.start(), match.end("act"), Approval(act, re.sub(r"^(?:请|给|至|到(?!会|场))(?=.{2})", "", by) or None)
    )


def _fits(mark: str, by: str, act: str) -> bool:
    """Which verbs go with which lead word: 由X同意 and 由X决定 say whose business it is, not that it is approved."""
    if mark in ("由", "交") and (not by or act in ("同意", "通过", "审议", "备案", "研究决定")):
        return False
    if act in ("决定", "确定") and mark not in _SUBMITS:
        return False
    if act == "通过" and mark not in (*_ALONE, "提请", "提交"):
        return False
    return bool(by) or mark in _ALONE


def _is_attribute(plain: str, match: re.Match[str]) -> bool:
    """经…批准的年度计划 names a paper; 经批准的， is a condition and counts."""
    following = plain[match.end("act") : match.end("act") + 2]
    return following[:1] == "的" and following[1:2] not in ("，", "")
