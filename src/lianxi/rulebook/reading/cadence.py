"""How often: 每月至少召开一次, 每两个月, 每年年底, 按季度, 定期, 根据需要, 遇重大问题可临时 …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..compiled import Cadence
from .numerals import NUMBER, number

_PERIODS = {
    **dict.fromkeys(("年", "年度"), "year"),
    "半年": "half_year",
    **dict.fromkeys(("季", "季度"), "quarter"),
    **dict.fromkeys(("月", "月份", "月度"), "month"),
    **dict.fromkeys(("半月", "半个月"), "half_month"),
    **dict.fromkeys(("周", "星期", "礼拜"), "week"),
    "旬": "ten_days",
    **dict.fromkeys(("日", "天", "工作日"), "day"),
}
_PERIOD = r"(?P<period>半年|半个?月|年度|年|季度|季(?!节)|月份|月度|月|周(?![岁年期])|星期|礼拜|旬|日(?!常)|天|工作日)"
_EVERY = re.compile(rf"每间?隔?(?P<n>{NUMBER})?个?{_PERIOD}")
_BY = re.compile(
    r"(?:按|逐|分)(?P<period>半年|半月|年度?|季度|季(?!节)|月|周|旬|日)"
    r"(?![照期程龄历度计产均]|(?:工作|预算|任务|目标|要点|计划|投资|生产|规定|要求))"
)
_WITHIN = re.compile(
    rf"(?<![每第{'一二三四五六七八九十'}\d上下去前近满隔零])(?P<n>一|两|1|2)?个?(?P<period>半年|年度|年|季度|月|"
    rf"周)(?:度)?内?"
    rf"(?=(?:原则上|一般)?(?:应当?|要|须)?(?:至少|不少于|最少)?(?:组织|集中|专题)?(?:召开|举行|开展|进行|听取|调度|"
    rf"研究|通报|报告)?"
    rf"(?:全体)?(?:会议|例会)?(?:至少|不少于|最少)?(?:{NUMBER})次(?!性|数))"
)
_ONE_EACH = re.compile(
    r"(?P<n>一|两|半)?个?(?P<period>年|季|月|周|旬|日)一(?P<verb>调度|通报|研判|会商|汇总|上报|总结|报告|分析|督查|"
    r"排查|例会|考核|检查|评比)"
)
_YEAR_PLACE = re.compile(
    r"(?<![每第])(?:次年|翌年|来年|当年|本年度?|下一年度?)?(?P<place>年底|年末|年终|岁末|年初)"
    r"(?:之?前|以前)?(?=(?:应当?|要|须|由|将|对|向|统一|集中|组织|召开|进行|开展|报告|述职|总结|考核(?!结果)|考评|"
    r"评议|制定|上报|报送|汇报|公布|评选|测评|通报))"
)
_NOT_A_PLACE = re.compile(r"(?:纳入|列入|计入|作为|截至|从|自)$")
#: 实行日报告、周分析、月通报制度: the name of the practice says its period
_PART = (
    r"(?<![节假次当每本上下今明作整终])(?P<period>日|周|旬|月|季度?|年)"
    r"(?:例会|调度|会商|通报|报告|分析|研判|排查|汇总|小结|点评|考核|督查|检查)"
)
_PRACTICE = re.compile(
    r"(?:实行|坚持|执行|建立|健全|落实)[^，。；]{0,40}(?:制度|机制)|(?:实行|坚持|执行)[“\"]?[日周旬月季][^，。；]{1,40}"
)
_PRACTICE_PART = re.compile(rf"{_PART}(?=[、和及”\"]|工作|会议|制度|机制|[，。；]|$)")

_SIGN = r"(?P<sign>至少|不(?:得|应|能)?少于|不低于|最少|不(?:得)?超过|不多于|最多)"
_TIMES = (
    rf"(?<![首本该某再人第])(?P<low>{NUMBER})(?:(?:至|到|-|—|~|～|－|或者?)(?P<high>{NUMBER}))?(?:次(?![性数会])|场|"
    rf"轮|回|期(?![限间内满]))"
)
_COUNT = re.compile(rf"[^，。；]{{0,14}}?{_SIGN}?[^，。；]{{0,14}}?{_TIMES}")
_NEXT_COUNT = re.compile(rf"(?:原则上|一般|应当?|次数)?{_SIGN}[^，。；]{{0,14}}?{_TIMES}")

#: condition → ``when``; the nearest condition before a period governs it
_KEY_PERIOD = re.compile(
    r"(?:重点|敏感|特殊|特护|特别防护|关键|重要|重大|非常|紧急|高发|多发|防控|防火|汛|主汛|疫情|战时|应急|节假日|节日|重大活动|会议|"
    r"两会|国庆|春节|春运|雨季|农忙)[^，。；]{0,8}?(?:时期|期间|时段|节点|期(?!限)|阶段|时间)|[^，。；每]{1,8}(?:时段|节点)"
)
_ORDINARY = re.compile(r"平时|日常|一般情况|通常|正常情况|非[^，。；]{1,6}期")
_AS_NEEDED = re.compile(
    r"(?:根据|视|依据|按照?|因|结合)(?:有关|实际|具体)?(?:工作|实际|形势|情况|任务|议题|事项|问题|案情|汛情|防汛|"
    r"灾情|险情)?(?:的)?(?:实际)?"
    r"(?:需要|情况|需求|情)(?:变化)?(?!的)|视情|适时|(?<!定期)(?<!定期或)(?<!定期和)(?<!定期与)(?<!定期或者)不定期|"
    r"必要时|酌情|按需|需要时|如有需要|如遇需要|视需要"
)
_AD_HOC = re.compile(
    r"(?:遇|有|对|发生|出现)[^，。；每]{0,24}?(?:问题|情况|事项|事件|事宜|任务|时|的)，?(?:可以?|应当?|要|须|"
    r"将)?(?:由[^，。；]{2,12})?(?:随时|临时|即时|立即|及时)"
    r"(?:组织|提请|决定)?(?:召开|举行|召集|开会|研究|调度)|(?:随时|临时)(?:组织)?(?:召开|举行|召集|增加|安排)(?!的|"
    r"，?外|除外)"
)
_REGULARLY = re.compile(r"(?<!不)定期(?!存款|限|间)(?:不定期|或者?不定期|和不定期|与不定期)?")
_SOFT = re.compile(r"一般|原则上|通常|正常情况下")
_CONVENES = re.compile(
    r"召开|举行|召集|组织|开展|会议|研究|调度|会商|督查|检查|巡查|督导|抽查|通报|调整|听取|约谈|进行|协调|走访"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A cadence found in ``plain[start:end]``; ``assumed`` where the text names a yearly paper but no period."""

    start: int
    end: int
    cadence: Cadence
    assumed: bool = False


def rhythms(plain: str, base: int = 0) -> list[Rhythm]:
    """Every cadence in a stretch that lies within one sentence, in order, at most one at a place."""
    found = sorted(_real(plain), key=lambda rhythm: rhythm.start)
    kept: list[Rhythm] = []
    for rhythm in found:
        if kept and rhythm.start < kept[-1].end:
            continue
        kept.append(rhythm)
    found = [_complete(plain, kept, i) for i in range(len(kept))]
    return _merged(plain, found) + _loose(plain, kept)


def _merged(plain: str, found: list[Rhythm]) -> list[Rhythm]:
    """每周召开一次，时间定为每周一: the second period only places the first."""
    merged: list[Rhythm] = []
    for rhythm in found:
        last = merged[-1] if merged else None
        between = plain[last.end : rhythm.start] if last else ""
        placed = re.search(r"，(?:会议)?时间[^，]*$|(?:安排在|定于|定为|固定在)$", between)
        if last and placed and rhythm.cadence.every == last.cadence.every:
            merged[-1] = replace(last, cadence=replace(last.cadence, at=rhythm.cadence.at))
        else:
            merged.append(rhythm)
    return merged


def _real(plain: str) -> Iterator[Rhythm]:
    for match in _EVERY.finditer(plain):
        every = _PERIODS[match["period"]]
        interval = number(match["n"] or "一") or 1
        end, at = _place(plain, match.end(), every)
        if at is not None and _SEASON.match(plain, end):
            continue
        yield Rhythm(match.start(), end, Cadence(every, interval, at=at))
    for match in _BY.finditer(plain):
        yield Rhythm(match.start(), match.end(), Cadence(_PERIODS[match["period"]]))
    for pattern in (_WITHIN, _ONE_EACH):
        for match in pattern.finditer(plain):
            interval = number(match["n"] or "一") or 1
            every = _PERIODS.get(("半" if match["n"] == "半" else "") + match["period"], "month")
            yield Rhythm(match.start(), match.end(), Cadence(every, interval))
    for match in _YEAR_PLACE.finditer(plain):
        if not _NOT_A_PLACE.search(plain[: match.start()]):
            at = "year_start" if match["place"] == "年初" else "year_end"
            yield Rhythm(match.start(), match.end(), Cadence("year", at=at))
    for practice in _PRACTICE.finditer(plain):
        for match in _PRACTICE_PART.finditer(plain, practice.start(), practice.end()):
            yield Rhythm(match.start(), match.end(), Cadence(_PERIODS[match["period"]]), assumed=True)


_IN_YEAR = re.compile(
    rf"的?(?:(?P<end>年底|年末|年终|岁末)|(?P<start>年初)|(?P<middle>年中)|第?(?P<quarter>[一二三四1-4])季度|"
    rf"(?P<half>[上下]半年)"
    rf"|(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(?:{NUMBER})日|底|初|[上中下]旬)?)(?:之?前|以前)?"
)
_IN_QUARTER = re.compile(r"(?:的)?(?P<end>季?末|最后一?个?月|季?末月)|(?:的)?(?P<start>季?初|第?[一首]个?月)")
_IN_MONTH = re.compile(
    rf"(?P<end>底|末|下旬)(?:最后一?个?(?:工作日|天|周))?(?:之?前)?|(?P<start>初|上旬)(?:之?前)?|"
    rf"(?:的)?(?P<day>{NUMBER})[日号](?:之?前|以前)?"
)
_IN_WEEK = re.compile(r"的?(?:星期|周)?(?P<day>[一二三四五六日天])(?![次月季年旬份场轮期至到个])(?:之?前)?")
#: 每年3月至12月每月… is a season, the period comes behind it
_SEASON = re.compile(r"[至到—\-～~][^，。；]{1,14}?(?:每|为)")
_WEEKDAYS = "一二三四五六日天"


def _place(plain: str, end: int, every: str) -> tuple[int, str | None]:
    """The place inside the period that is named right after it: 每年年底, 每月5日前, 每周一."""
    pattern = {"year": _IN_YEAR, "quarter": _IN_QUARTER, "month": _IN_MONTH, "week": _IN_WEEK}.get(every)
    match = pattern.match(plain, end) if pattern else None
    if match is None:
        return end, None
    name = match.lastgroup or ""
    word = match[name]
    if name in ("end", "start", "middle"):
        return match.end(), f"{every}_{name}"
    if name == "half":
        return match.end(), "half:1" if word[0] == "上" else "half:2"
    if every == "week":
        return match.end(), f"weekday:{min(_WEEKDAYS.index(word) + 1, 7)}"
    return match.end(), f"{name}:{number(word)}"


def _complete(plain: str, kept: list[Rhythm], place: int) -> Rhythm:
    """Add how many times, under which condition, and whether it is softened."""
    rhythm = kept[place]
    before = plain[kept[place - 1].end if place else 0 : rhythm.start]
    until = kept[place + 1].start if place + 1 < len(kept) else len(plain)
    after = plain[rhythm.end : until]
    low, high, length = _count(after)
    cadence = replace(
        rhythm.cadence,
        min=low,
        max=high,
        when=_when(before, kept[place - 1].cadence.when if place else "ordinary"),
        softened=bool(_SOFT.search(before.rpartition("，")[2]) or _SOFT.search(after[: max(length, 4)])),
    )
    return Rhythm(rhythm.start, rhythm.end + length, cadence, rhythm.assumed)


def _count(after: str) -> tuple[int, int | None, int]:
    """(at least, at most, length): the number of times said after a period, in its own phrase or the next."""
    phrase, comma, rest = after.partition("，")
    match = _COUNT.match(phrase)
    length = match.end() if match else 0
    if match is None and comma:
        match = _NEXT_COUNT.match(rest)
        length = len(phrase) + 1 + match.end() if match else 0
    if match is None:
        return 1, None, 0
    low, high = number(match["low"]) or 1, number(match["high"] or "")
    if match["sign"] and re.search(r"超过|多", match["sign"]):
        return 0, low, length
    return low, high, length


def _when(before: str, earlier: str) -> str:
    """The condition in front of a period, in its own phrase or the one before it; 、 carries it on."""
    near = "，".join(before.split("，")[-2:])
    conditions = [
        (match.end(), name)
        for name, pattern in (("ordinary", _ORDINARY), ("key_period", _KEY_PERIOD))
        for match in pattern.finditer(near)
    ]
    if conditions:
        return max(conditions)[1]
    return earlier if "，" not in before and "、" in before else "ordinary"


def _loose(plain: str, kept: list[Rhythm]) -> list[Rhythm]:
    """Cadences without a period: as needed, ad hoc, and 定期, which is never guessed."""
    found: list[Rhythm] = []
    for when, pattern in (("ad_hoc", _AD_HOC), ("as_needed", _AS_NEEDED), ("unresolved", _REGULARLY)):
        for match in pattern.finditer(plain):
            taken = any(match.start() < other.end and other.start < match.end() for other in [*kept, *found])
            governs = when != "as_needed" or _CONVENES.search(plain[match.end() : match.end() + 60])
            if not taken and governs and not _is_periodic_here(plain, match, kept, when):
                found.append(Rhythm(match.start(), match.end(), Cadence(None, when=when)))
    return sorted(found, key=lambda rhythm: rhythm.start)


def _is_periodic_here(plain: str, match: re.Match[str], kept: list[Rhythm], when: str) -> bool:
    """定期 beside a stated period in the same phrase says nothing more."""
    if when != "unresolved":
        return False
    start = plain.rfind("，", 0, match.start()) + 1
    own, _, rest = plain[match.end() :].partition("，")
    following = rest.partition("，")[0]
    end = match.end() + len(own)
    if own[:2] in following or re.fullmatch(r"(?:一般|原则上|至少)?每.{1,8}(?:不少于|至少)?.{1,2}次[。；]?", following):
        end += 1 + len(following)
    return any(start <= other.start < end for other in kept)


_YEARLY_PAPER = re.compile(
    r"(?P<verb>起草|拟订|拟定|制定|制订|编制|编写|形成|提出|撰写|印发|审议|研究制定)[^，。；]{0,24}?"
    r"(?P<paper>年度?(?:工作)?(?:要点|计划|总结|报告|任务|目标任务|安排)|年报)"
)


def yearly_papers(plain: str) -> list[Rhythm]:
    """年度工作要点 and its like, made once a year by their very name: assumed."""
    return [
        Rhythm(match.start("paper"), match.end("paper"), Cadence("year"), assumed=True)
        for match in _YEARLY_PAPER.finditer(plain)
    ]
