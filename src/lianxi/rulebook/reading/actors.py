"""Who acts: the subject of a phrase, or 由X….

A meeting, a paper or a state of affairs in front of a verb is no actor.
"""

from __future__ import annotations

import re
from itertools import pairwise

from .source import split_outside_brackets

_LEVEL = re.compile(r"(.{0,6}[镇乡县区市省])(?:党委|委|党工委)$")
_AND = re.compile(r"以及|或者|并向|和|或|(?<=.)及(?=.)")


def names(words: str) -> tuple[str, ...]:
    """A list of bodies in words, cut at 、 和 或 及; brackets stay whole."""
    listed = _AND.sub("、", re.sub(r"(?:书面|及时|专题|定期|如实)+$", "", words))
    pieces = [
        listed[start:end].strip("、，").removesuffix("之间") for start, end in split_outside_brackets(listed, "、")
    ]
    return tuple(piece for piece in pieces if piece)


def whose(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The same bodies, each told in full where one says the level for both: 镇党委、政府."""
    return tuple(_with_level(piece, before) for before, piece in pairwise(["", *listed]))


def _with_level(piece: str, before: str) -> str:
    """“镇党委、政府” names the township's government: what stands beside it says whose."""
    level = _LEVEL.match(before)
    return f"{level[1]}{piece}" if level and piece == "政府" else piece


_SUBJECT = re.compile(
    r"^(?P<who>[^，。；：]{2,44}?)(?:根据|按照|依照|按(?!时)|应当|应该|应(?![急对用有])|必须|须|需|"
    r"(?<![纪主重必需概提摘简])要(?!求)|可以|可(?![能行])|不得|负责(?!人|同志)"
    r"|一般|原则上|至少|每|定期|不定期|及时|立即|视情|视|承担|履行|组织(?!部|委员|实施)|对|将|把|于|在|就|"
    r"自(?=[收接受交])|具体|做好|召开|听取|收到|接到|经|向|结合|协助|监督)"
)
_BY_WHOM = re.compile(
    r"由(?P<who>[^，。；：报向]{2,40}?)(?:负责(?!人|同志)|主持|召集(?!人)|组织|审定|批准|审批|签发|统一|具体|根据|"
    r"承担|承办|牵头|约谈|召开|编印|汇总|进行|开展|实施|兼任|担任|研究|协调|提出|审核|在|于|将|每|按|拟订|拟定|起草|"
    r"决定|指定)"
)
_NO_ACTOR = re.compile(
    r"^(?:但|延长|.*任期|办理期限|.*(?:如有|如遇|如因)|因|如|若|对|遇|凡|经|自|在|从|根据|按照|为|以|将|应|须|必须|可以|原则|"
    r"一般|每|不|已|未|逾期|由|本规则|本制度|本办法|本条例|本规定|坚持|加强|建立|及时|认真|情况|重点|"
    r"具体|主要|其中|该|需|特别是|尤其|包括|非|提交|提请|报|向|并|也|印发|召开|组织(?!实施单位|单位|部)|研究|分析|"
    r"听取|督促|落实|做好|同时|特殊|突发|涉及|收到|接到|执行|启动|没有|有下列|发现|发生|最|会前|会后|事后)"
    r"|(?:的|后|时|前|期间|工作|情况|结果|文件|材料|纪要|意见|问题|事项|制度|议题|方案|(?<!联席)会议|例会|记录|期限|"
    r"档案|信息|经费|名单|决定|物资|内|报告|建议|令|书|核报|初报|第一)$"
)


#: how the names of those end who can act
_ACTS = re.compile(
    r"(?:[人者员长会团队局所站院校村居镇乡县区市省办委组室处科部厅庭]|单位|部门|机关|机构|组织|政府|党委|党组|代表|"
    r"书记|主任|主席|中心|社区|街道|公司|"
    r"企业|领导|干部|同志|主体|职工|群众|双方|会议成员|联席会议|政协|人大|支部|党支部|各方|指挥|指挥长|"
    r"副指挥)(?:（[^）]*）)?$"
)


def chair(phrase: str) -> tuple[str, ...]:
    """Who convenes or chairs, said after the meeting itself: …，由X主持."""
    by = re.search(r"由(?P<who>[^，。；：报向]{2,30}?)(?:负责)?(?:召集(?!人)|主持|组织|召开)", phrase)
    return tuple(name for name in names(by["who"]) if _ACTS.search(name)) if by else ()


def actor(phrase: str) -> tuple[str, ...]:
    """Who acts, where the phrase says so: 由X…, or its subject."""
    by = _BY_WHOM.search(phrase)
    if by:
        return tuple(name for name in names(by["who"]) if _ACTS.search(name))
    subject = None if re.search(r"[时前][，：]?$", phrase) else _SUBJECT.match(phrase)
    if subject and not _NO_ACTOR.search(subject["who"]):
        return tuple(name for name in names(subject["who"]) if _ACTS.search(name))
    return ()
