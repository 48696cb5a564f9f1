"""依据对照: a body's own rules beside the Regulation on Petition Work (《信访工作条例》, in force 2022-05-01). Pure.

For every article of the body's rules: the article of the regulation that speaks of the same thing, what that asks in
short, and what the body's sentence lacks or says in an older way. And what the regulation asks of everybody that no
article of the rules mentions. A person decides what becomes of it; nothing here changes a rulebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.rulebook.compiled import Article, Compiled

REGULATION = "《信访工作条例》"
IN_FORCE = date(2022, 5, 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to look for in an article. ``lacks``: a pattern whose absence counts; ``has``: whose presence does."""

    difference: str
    proposal: str
    lacks: str = ""
    has: str = ""

    def found(self, text: str, all_: str) -> bool:
        """``text``: the article that speaks of the topic most; ``all_``: every article that speaks of it."""
        if self.has and not re.search(self.has, text):
            return False
        return not (self.lacks and re.search(self.lacks, all_))


@dataclass(frozen=True, slots=True)
class Topic:
    """What the regulation says on one subject. ``acts``, ``words``: how an article of the rules shows it speaks of it.

    ``owed``: the regulation asks it of every body, so rules that are silent on it are told.
    """

    id: str
    article: str
    gist: str
    words: str
    acts: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    owed: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article of the rules against one article of the regulation; ``differences`` empty: they agree."""

    label: str
    text: str
    topic: str
    law: str
    gist: str
    differences: tuple[str, ...]
    proposals: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each difference with what to write instead."""
        return list(zip(self.differences, self.proposals, strict=True))


@dataclass(frozen=True, slots=True)
class Missing:
    """What the regulation asks and no article of the rules speaks of."""

    topic: str
    law: str
    gist: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Against:
    """The whole comparison. ``notes``: on the document as a whole; ``alone``: articles without counterpart."""

    notes: tuple[str, ...]
    rows: tuple[Comparison, ...]
    alone: tuple[tuple[str, str], ...]
    missing: tuple[Missing, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "原则",
        "第五条",
        "坚持党的全面领导、以人民为中心、落实信访工作责任、依法按政策解决问题、源头治理；责任上党政同责、一岗双责，"
        "属地管理、分级负责，谁主管、谁负责",
        r"属地管理|分级负责|谁主管|疏导教育|信访工作格局",
        gaps=(
            Gap(
                "沿用 2005 年《信访条例》第四条的表述（就地解决问题与疏导教育相结合），没有写党政同责、一岗双责",
                "改为“坚持党政同责、一岗双责，属地管理、分级负责，谁主管、谁负责”",
                lacks=r"党政同责|一岗双责",
                has=r"属地管理|谁主管|疏导教育",
            ),
        ),
    ),
    Topic(
        "联席会议",
        "第七条、第十三条",
        "党委统一领导、政府组织落实、信访工作联席会议协调、信访部门推动、各方齐抓共管；地方联席会议协调处理本地区信访工作"
        "重大事项、推动落实、指导下级；乡镇可以建立联席会议，也可以由党政联席会议定期研究",
        r"议事协调|统筹协调|联席会议[^，。；]{0,12}(?:领导|职责|主要任务)",
        gaps=(
            Gap(
                "没有写明在党委统一领导、政府组织落实下开展工作",
                "写明“在镇（街道）党委领导、政府组织落实下”",
                lacks=r"党委|党工委",
                has=r"议事协调",
            ),
        ),
    ),
    Topic(
        "成员单位",
        "第十二条第二款、第七条",
        "成员单位执行议定事项并报告落实情况，对涉及本单位的重大敏感信访问题及时向联席会议报告",
        r"成员单位[^。]{0,30}(?:职责|承担|落实|办理)",
        acts=("task.reported", "help.answered"),
    ),
    Topic(
        "信息报告",
        "第二十五条",
        "对可能造成社会影响的重大、紧急信访事项和信访信息，及时报告本级党委和政府，通报相关主管部门和本级联席会议办公室，"
        "在职责范围内采取措施，果断处置；不得隐瞒、谎报、缓报",
        r"敏感信[访息]|紧急[^。]{0,8}信访|重大紧急|信息(?:报送|报告|分析研判)",
        acts=("information.reported", "information.circulated", "information.verified", "information.reported_up"),
        gaps=(
            Gap(
                "只写报联席会议办公室，没有写重大、紧急事项同时报告本级党委和政府、通报主管部门",
                "增加“重大、紧急信访事项和信息，同时报告镇党委、政府，并通报有关主管部门”",
                lacks=r"报[^。]{0,12}(?:党委|党工委|政府|办事处)",
            ),
            Gap(
                "没有写在职责范围内先行处置",
                "增加“在职责范围内采取措施先行处置；不得隐瞒、谎报、缓报”",
                lacks=r"采取措施|先行处置|果断处置|应急处置",
            ),
        ),
        owed="增加一条：重大、紧急信访事项和信息及时报告镇党委、政府，通报主管部门和联席会议办公室，并先行处置",
    ),
    Topic(
        "重大问题",
        "第十三条、第四十条",
        "联席会议协调处理发生在本地区的重要信访问题；对信访反映集中的政策性问题，可以提出完善政策的建议，有关机关书面反馈采纳"
        "情况",
        r"政策性|群体性|重大信访问题|疑难|复杂[^。]{0,6}(?:问题|事项)",
        acts=("problem.opened", "problem.investigated", "problem.tabled", "problem.decided"),
        gaps=(
            Gap(
                "没有写提出完善政策建议及其书面反馈",
                "增加“需要完善政策的，提出完善政策建议，有关机关书面反馈采纳情况”",
                lacks=r"建议[^。]{0,20}(?:反馈|采纳)",
            ),
        ),
    ),
    Topic(
        "督查",
        "第三十八条",
        "各级党委和政府开展信访工作专项督查；联席会议及其办公室、信访部门督查，向被督查单位反馈情况，重要情况向党委、政府报告；"
        "列入督查检查计划",
        r"督查|督导",
        acts=("supervision.proposed", "supervision.approved", "supervision.started", "supervision.found",
              "supervision.rectified", "supervision.reported"),
        gaps=(
            Gap(
                "没有写向被督查单位反馈督查意见和整改要求",
                "增加“督查情况向被督查单位反馈，明确整改要求和期限，并跟踪核验”",
                lacks=r"反馈|整改",
            ),
            Gap(
                "没有写重要情况报告党委和政府",
                "增加“重要情况向镇党委、政府报告”",
                lacks=r"报[^。]{0,10}(?:党委|党工委|政府|办事处)|(?:党委|党工委|政府|办事处)[^。]{0,4}报告",
            ),
        ),
    ),
    Topic(
        "分析研判",
        "第十三条、第四十一条",
        "联席会议建立信访信息分析研判机制；信访部门编制年度报告，载明受理数据、问题领域、转送督办情况和建议采纳情况等四类内容",
        r"分析(?:例会|研判|会)|社情",
        acts=("analysis.confirmed",),
        gaps=(
            Gap(
                "仍用“社会管理”的旧提法",
                "把“社会管理”改为“社会治理”",
                has=r"社会管理",
            ),
        ),
    ),
    Topic(
        "点评约谈",
        "第三十九条第三款",
        "对工作不力、问题突出的地方、部门和单位，可以根据情况约谈、通报、挂牌督办、责令限期整改；针对的是工作中的问题",
        r"约谈|点评|挂牌督办",
        acts=("interview.decided", "interview.held", "comment.made"),
        gaps=(
            Gap(
                "只写约谈，没有写通报、挂牌督办、责令限期整改",
                "增加“根据情况予以通报、挂牌督办、责令限期整改”",
                lacks=r"通报[^。]*挂牌|挂牌督办|责令",
            ),
            Gap(
                "约谈的事由写作“信访问题突出”，容易理解为以信访数量为据",
                "写明事由：突出问题未有效化解、逾期、弄虚作假、拒不执行等，不以信访数量和排名为依据",
                has=r"信访问题突出|信访量|上访量",
                lacks=r"不以[^。]{0,12}数量",
            ),
            Gap(
                "没有写约谈后的整改期限和反馈",
                "增加“被约谈单位在规定期限内整改并书面反馈”",
                lacks=r"期限|反馈|整改",
            ),
        ),
    ),
    Topic(
        "考核",
        "第三十九条第一款、第二款",
        "以依法、及时、就地解决信访问题为导向，每年对下一级党委和政府信访工作情况进行考核；考核结果在适当范围内通报，作为对领导"
        "班子和领导干部综合考核评价的重要参考",
        r"考核|考评",
        acts=("assessment.published", "assessment.scheme_confirmed", "target.set"),
        gaps=(
            Gap("没有写明每年考核", "把“定期”写明为“每年”", lacks=r"每年|年度|一年"),
            Gap(
                "没有写考核结果在适当范围内通报和运用",
                "增加“考核结果在适当范围内通报，作为综合考核评价的重要参考”",
                lacks=r"通报|参考|运用",
            ),
            Gap(
                "以信访数量、人次或者排名计分，与依法、及时、就地解决问题的导向不符",
                "删去按数量、人次、排名计分的内容，改为考核受理、办理、执行和群众评价",
                has=r"信访量|上访量|人次|排名|越级|非正常上访|零上访",
            ),
        ),
        owed="增加一条：每年对各成员单位信访工作进行考核，以依法、及时、就地解决问题为导向，结果在适当范围内通报",
    ),
    Topic(
        "领导接访",
        "第十八条第二款",
        "各级领导干部应当阅办群众来信和网上信访、定期接待群众来访、定期下访、包案化解群众反映强烈的突出问题",
        r"接访|下访|阅办|阅批|包案",
        owed="增加一条：领导干部阅办来信、定期接访下访、包案化解突出问题",
    ),
    Topic(
        "依法受理告知",
        "第二十二条、第二十三条",
        "收到信访事项予以登记；直接收到的在十五日内书面告知，收到转送、交办的在十五日内书面告知接收情况和途径，不属职权的在"
        "五个工作日内提出异议",
        r"登记|受理|告知",
        owed="增加一条：信访事项逐件登记，十五日内书面告知；对转送交办事项的异议在五个工作日内提出",
    ),
    Topic(
        "办理时限",
        "第三十一条至第三十六条",
        "申诉求决类事项导入相应法定途径；无其他途径的，自受理之日起六十日内办结并出具处理意见书，经批准可延长不超过三十日；"
        "不服的可以请求复查、复核",
        r"办结期限|办理时限|处理意见书|复查|复核|六十日|60日",
        gaps=(
            Gap(
                "写明了办理期限，但没有区分六类途径和延期批准",
                "写明“六十日期限只适用于没有其他法定途径的申诉求决事项；延长须经机关负责人批准，不超过三十日”",
                has=r"六十日|60日",
                lacks=r"三十日|30日|延长",
            ),
        ),
    ),
    Topic(
        "保护信访人",
        "第三十条第三款、第十八条第四款",
        "不得将检举、控告材料和信访人情况透露、转给被检举、控告的人员或者单位；不得打击报复信访人",
        r"保密|泄露|透露|打击报复",
        owed="增加一条：对信访人身份和检举控告内容保密，不得透露给被检举、控告的人员和单位，不得打击报复",
    ),
    Topic(
        "回避",
        "第二十八条第三款",
        "与信访事项或者信访人有直接利害关系的工作人员应当回避",
        r"回避",
        owed="增加一条：工作人员与信访事项、信访人有直接利害关系的，应当回避",
    ),
    Topic(
        "村级化解",
        "第十五条第三款",
        "村（居）民委员会协助化解矛盾，小事不出村、大事不出镇，矛盾不上交",
        r"小事不出村|就地化解|矛盾纠纷|村级",
    ),
    Topic(
        "三项建议",
        "第四十条",
        "信访部门可以提出改进工作、完善政策、追究责任的建议；有关机关应当书面反馈采纳情况",
        r"改进工作[^。]{0,6}建议|完善政策[^。]{0,6}建议|追究责任[^。]{0,6}建议|三项建议",
        owed="增加一条：对改进工作、完善政策、追究责任的建议，有关单位书面反馈采纳情况",
    ),
)  # fmt: skip
#: words of older documents → what replaced them
_OLD: tuple[tuple[str, str], ...] = (
    (r"《信访条例》", "文中引用的《信访条例》（2005年）已由《信访工作条例》取代，自2022年5月1日起施行。"),
    (r"维稳|截访|劝返", "文中有“维稳”“劝返”等表述，与条例保障信访人权利的要求不符，建议删去。"),
)


def against(compiled: Compiled, *, in_force_from: date | None = None) -> Against:
    """The rules beside the regulation. ``in_force_from``: since when the rules apply, for the note on older ones."""
    acts: dict[str, set[str]] = {}
    for clause in compiled.clauses:
        acts.setdefault(clause.article, set()).add(clause.act or "")
    rows: list[Comparison] = []
    alone: list[tuple[str, str]] = []
    principal = {topic.id: _principal(topic, compiled, acts) for topic in TOPICS}
    spoken_of = {
        topic.id: "\n".join(each.text for each in compiled.articles if _weight(topic, each, acts)) for topic in TOPICS
    }
    for article in compiled.articles:
        found = [topic for topic in TOPICS if _weight(topic, article, acts)]
        rows += [
            _comparison(article, topic, spoken_of[topic.id] if principal[topic.id] == article.label else None)
            for topic in found
        ]
        if not found and not article.label.startswith("附"):
            alone.append((article.label, article.text))
    spoken = {row.topic for row in rows}
    return Against(
        notes=tuple(_notes(compiled.text, in_force_from)),
        rows=tuple(rows),
        alone=tuple(alone),
        missing=tuple(
            Missing(topic.id, REGULATION + topic.article, topic.gist, topic.owed)
            for topic in TOPICS
            if topic.owed and topic.id not in spoken
        ),
    )


def _weight(topic: Topic, article: Article, acts: Mapping[str, set[str]]) -> int:
    """How much an article speaks of a topic: its demands count for more than its words."""
    return 3 * len(set(topic.acts) & acts.get(article.label, set())) + len(re.findall(topic.words, article.text))


def _principal(topic: Topic, compiled: Compiled, acts: Mapping[str, set[str]]) -> str:
    """The article that speaks of it most; only there is something missing, the others touch it in passing."""
    weights = [(_weight(topic, article, acts), article.label) for article in compiled.articles]
    return max(weights, key=lambda each: each[0], default=(0, ""))[1]


def _comparison(article: Article, topic: Topic, all_: str | None) -> Comparison:
    """``all_``: what every article says on it, where this is the one that is judged."""
    gaps = [] if all_ is None else [gap for gap in topic.gaps if gap.found(article.text, all_)]
    return Comparison(
        article.label,
        article.text,
        topic.id,
        REGULATION + topic.article,
        topic.gist,
        tuple(gap.difference for gap in gaps),
        tuple(gap.proposal for gap in gaps),
    )


def _notes(text: str, in_force_from: date | None) -> Iterator[str]:
    if in_force_from is not None and in_force_from < IN_FORCE:
        yield (
            f"本规则自{in_force_from.year}年{in_force_from.month}月{in_force_from.day}日起施行，早于{REGULATION}"
            "（2022年5月1日起施行）。抵触之处以条例为准，建议修订。"
        )
    for pattern, words in _OLD:
        if re.search(pattern, text):
            yield words
