"""How soon: 自受理之日起60日内, 会议召开七日前, 延长不得超过30日, 及时."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..compiled import Deadline
from .numerals import NUMBER, number

_UNITS = {"小时": "hour", "工作日": "workday", "自然日": "day", "日": "day", "天": "day", "月": "month", "年": "year"}
_AMOUNT = rf"(?P<amount>{NUMBER})(?:（[^）]{{1,4}}）)?个?(?P<unit>小时|工作日|自然日|日|天|月|年)"
_WITHIN = re.compile(rf"(?<![每第]){_AMOUNT}(?:（[^）]{{1,6}}）)?(?:之内|以内|内)")
_LIMIT = re.compile(
    rf"(?:期限|时限|时间|最长|最迟|至迟|延长|延期|展期)[^，。；]{{0,10}}?"
    rf"(?:不得?超过|不应超过|不能超过|为|至)(?:[^，。；\d]{{1,8}}?后)?{_AMOUNT}(?!前)"
)
_EXTEND = re.compile(rf"(?:延长|延期|展期|顺延)[^，。；\d]{{0,12}}?{_AMOUNT}")
_AHEAD = re.compile(rf"(?:至少|应当?|须)?提前(?:至少|不少于)?{_AMOUNT}(?!内)")
_BEFORE = re.compile(rf"(?<!月)(?<!最后)(?<![\d一二三四五六七八九十]){_AMOUNT}(?:之前|以前|前)(?!后)")
_BEFORE_FIRST = re.compile(
    rf"(?P<event>[^，。；：\d]{{1,16}}?)(?<![目此以先当提之年日月天时])前(?:至少|不少于|的|提前)?{_AMOUNT}(?!内发生)"
)
_WORDS = re.compile(
    r"(?<![不未、])(?P<word>及时|立即|尽快|即时|迅速|第一时间|马上|尽早|当日|当天|次日|随时(?=向|报|上报|通报|续报|"
    r"报告)|半年内|半个?月内|[一二两三1-4]个?(?:周|星期)(?:之|以)?内)(?![、性])"
)
_DEMANDS = re.compile(
    r"报|反馈|备案|通报|处理|处置|办理|更新|调整|告知|答复|回复|转送|转办|交办|督办|整改|纠正|公开|公布|公示|通知|"
    r"传达|送达|解决|调查|核查|核实|"
    r"召开|录入|登记|受理|提请|提交|移交|向|制止|劝阻|制作|印发|整理|汇总|研究|审查|批复|组织|分流|说明|请示|到|"
    r"赶赴|启动|对|将|"
    r"补|落实|沟通|采取"
)

#: what shows that an amount of time is no demand: penalties, terms, validity, ages, keeping, looking back
_NO_DUTY_AFTER = re.compile(
    r"^(?:，)?(?:不得|不受理|不接受|不参加|不再|不予|不能|不可|无法|累计|连续|有效|又|再次|曾|仍未|仍不|未|没有|因|受到|被|两次|二次|三次|"
    r"多次|实现|基本|建成|发生)"
)
_NO_DUTY_BEFORE = re.compile(
    r"(?:最近|近|前|过去|此前|以往|未来|今后|任期|聘期|有效期|试用期|保存|保管|保留|公示|逾期|超过|(?<!届)满|任职|工作|"
    r"连续|累计|[处罚]|以下|以上)$"
)
_BREACH = re.compile(
    r"(?:未(?!成年|经)|逾期|拒不|无故|无正当理由|不按|不及时|超过|仍不|连续)[^，；。]{0,40}"
    r"的(?:[，；。：]?$|（|情形|行为|单位|个人|人员|部门|干部|责任人)"
)
_PENALTY = re.compile(r"责令|处以|罚款|给予[^，]{0,8}处分|追究|一票否决|有期徒刑|视为自动|取消[^，]{0,8}资格")
_EVENT_WORDS = r"(?:之日起|之日|之时起|起|以后|之后|后|时|的)(?:计算|算起)?"
_EVENT = re.compile(
    rf"(?:自|从|在|于|应当|应(?![急对用])|须|要)?(?P<event>[^，。；]{{2,40}}?){_EVENT_WORDS}，?(?:的)?(?:应当?|须|"
    rf"要|在|于|必须|至少|最迟|最长|原则上|一般|可以|的|不超过){{0,3}}$"
)
_TRIGGER = re.compile(
    r"(?P<event>(?:收到|接到|受理(?!告知)|接收|收悉|发现|发生|获悉)[^，。；的后时]{0,24}?)(?=之日|以?后|时|及时|"
    r"立即|，|应)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline found in ``plain[start:end]``. ``extends``: it bounds a prolongation, not the act itself."""

    start: int
    end: int
    deadline: Deadline
    extends: bool = False


def is_breach(phrase: str) -> bool:
    """True for a phrase that names a failing (逾期未办结的): its periods and amounts bind nobody to act."""
    return _BREACH.search(phrase) is not None


def is_penalty(plain: str) -> bool:
    """True for a stretch that says what follows on a failing."""
    return _PENALTY.search(plain) is not None


def limits(plain: str) -> tuple[list[Limit], list[tuple[int, int]]]:
    """(deadlines of a stretch in order, ranges with an amount of time that is no demand)."""
    found: list[Limit] = []
    idle: list[tuple[int, int]] = []
    for limit in sorted(_amounts(plain), key=lambda item: (item.start, -item.end)):
        if any(limit.start < other.end and other.start < limit.end for other in found):
            continue
        if not limit.extends and _is_idle(plain, limit):
            idle.append((limit.start, limit.end))
        else:
            found.append(_same_clock(limit, found))
    return found, idle


def _same_clock(limit: Limit, found: list[Limit]) -> Limit:
    """…之日起7日内告知，30日内办结: the second amount runs from the first one's event."""
    own = limit.deadline
    if own.from_ is None and found and not own.before and not found[-1].deadline.before and not found[-1].extends:
        return replace(limit, deadline=replace(own, from_=found[-1].deadline.from_))
    return limit


def _amounts(plain: str) -> Iterator[Limit]:
    for pattern in (_EXTEND, _LIMIT, _AHEAD, _BEFORE_FIRST, _WITHIN, _BEFORE):
        for match in pattern.finditer(plain):
            amount, unit = number(match["amount"]), _UNITS[match["unit"]]
            if not amount or (pattern in (_BEFORE, _BEFORE_FIRST) and unit == "year"):
                continue
            yield _limit(plain, match, pattern, amount, unit)


def _limit(plain: str, match: re.Match[str], pattern: re.Pattern[str], amount: int, unit: str) -> Limit:
    extends = pattern is _EXTEND or (
        pattern is _LIMIT and re.search(r"延长|延期|展期", plain[max(0, match.start() - 8) : match.end()]) is not None
    )
    if extends:
        return Limit(match.start(), match.end(), Deadline(amount, unit, "延长", extension_max=amount), True)
    before = pattern in (_AHEAD, _BEFORE, _BEFORE_FIRST)
    return Limit(match.start(), match.end(), Deadline(amount, unit, _event(plain, match, pattern, before), before))


def _event(plain: str, match: re.Match[str], pattern: re.Pattern[str], before: bool) -> str | None:
    """What starts the clock, in the text's words, looked for right before the amount, then back in the stretch."""
    start = plain.rfind("，", 0, match.start()) + 1
    if pattern is _BEFORE_FIRST:
        return _clean(plain[start : match.end("event")])
    head = plain[start : match.start()]
    if before:
        return _lead_event(plain, head)
    near = _EVENT.search(head)
    if near:
        return _clean(near["event"])
    earlier = plain[:start].rstrip("，")
    follows = re.search(r"(?:^|，)(?:自|从|在)?([^，。；]{2,40}?)(?:之日起|之后|以后|后|的)$", earlier)
    if follows:
        return _clean(follows.group(1))
    triggers = list(_TRIGGER.finditer(plain[: match.start()]))
    return _clean(triggers[-1]["event"]) if triggers else None


_MEETING = re.compile(r"(?:召开|举行|召集)[^，。；]{0,20}会议?|会议(?:召开|举行)")


def _lead_event(plain: str, head: str) -> str | None:
    """What a lead time runs up to: the words right before it, else the meeting named in the stretch."""
    named = _clean(re.sub(r"(?:的|之|应当?|须|在|于|至少)+$", "", head))
    if named and re.search(r"召开|举行|开始|届满|到期|审议|会议?$|之日|表决|报告|实施|开会", named):
        return named
    meeting = _MEETING.search(plain)
    return meeting.group() if meeting else None


def _clean(words: str) -> str | None:
    """The event without the subject and helpers before it."""
    words = re.sub(r"^.*(?:应当|必须|可以)", "", words)
    words = re.sub(r"^.*(?<![关由对至位属处等基正存现来])(?:自(?![然己身治愿行主])|从(?!事)|在|于)(?=.)", "", words)
    words = re.sub(r"^(?:并|在|于|应(?![急对用])|须|要(?!求))+(?=.)|后$", "", words)
    return words.strip("，的之") or None


def _is_idle(plain: str, limit: Limit) -> bool:
    before, after = plain[: limit.start], plain[limit.end :]
    if limit.deadline.unit == "year" and limit.deadline.from_ is None:
        return True
    if re.search(r"未[^，；]{0,24}$", before) or _NO_DUTY_BEFORE.search(before) or _NO_DUTY_AFTER.search(after):
        return True
    phrase = before[before.rfind("，") + 1 :]
    if re.search(r"任期|聘期|有效期|试用期|公示期|保存期|保管期|处分期|影响期|规划期", phrase):
        return True
    return limit.deadline.from_ is None and (
        is_breach(phrase + plain[limit.start :].split("，")[0]) or is_penalty(plain)
    )


def prompt_words(plain: str) -> list[Limit]:
    """及时, 立即 … that urge an act; not where they name a principle or a failing."""
    found = []
    for match in _WORDS.finditer(plain):
        follows = plain[match.end() : match.end() + 4]
        phrase = plain[plain.rfind("，", 0, match.start()) + 1 : match.start()]
        failing = re.search(r"(?:未|没有|不能|是否|能否)[^，]{0,6}$", phrase)
        demands = _DEMANDS.match(follows) or (_DEMANDS.search(follows) and "有效" not in follows)
        if demands and not failing:
            found.append(Limit(match.start(), match.end(), Deadline(None, word=match["word"])))
    return found
