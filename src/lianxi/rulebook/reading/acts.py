"""What is demanded of whom: the journal's verb for a wording, its object, the actor, the addressees.

The table speaks of any body's wording (纪要 … 印发, 约谈, 向…报告); it knows no body's own sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .source import split_outside_brackets


@dataclass(frozen=True, slots=True)
class Row:
    """A wording → the journal's verb. ``topic``: words that must stand in the article for the row to hold."""

    verb: str
    kind: str
    pattern: re.Pattern[str]
    topic: re.Pattern[str] | None = None


def _row(verb: str, kind: str, pattern: str, topic: str | None = None) -> Row:
    return Row(verb, kind, re.compile(pattern), re.compile(topic) if topic else None)


_MEETING = r"(?:会议|例会|全会|座谈会|调度会|会商会|联席会|办公会|工作会|推进会|分析会|研判会|协调会|议事会|大会|碰头会|现场会|专题会|通报会|评议会|述职会|主席团会|党委会|汇报会|听证会|恳谈会)(?:议)?"
_BODY = r"(?:联席会议|领导小组|委员会|安委会|指挥部|主席团|理事会|议事会|联席会|协调小组)(?!办公室|召集人|主任|成员|组长|各)"
_REPORTS = r"(?:报告|汇报|报送|上报|通报|反馈|呈报|抄报|请示|报)"

#: in order: the first row that fits names the act
ROWS = (
    _row("minutes.approved", "gate", r"纪要.{0,40}(?:审定|签发|审核|批准|审签|审阅|签批|同意)"),
    _row("minutes.issued", "response", r"(?:形成|印发|下发|分送|发送|制作|整理|编发|起草|整理|撰写|存档|归档).{0,8}(?:会议)?纪要|纪要.{0,40}(?:印发|下发|分送|送达|发送|抄送|报送|发至|整理|形成|存档)"),
    _row("minutes.issued", "response", r"^(?:印发|下发|分送|发送|发至)", r"纪要.{0,40}(?:审定|签发|审核|批准)"),
    _row("supervision.approved", "gate", r"(?:批准|同意|审定|审批|审核)", r"(?:联合|专项)?(?:督查|督导|督察)"),
    _row("change.filed", "response", r"备案|报备", r"(?:成员|人员|组成人员|负责人|召集人|单位).{0,16}(?:调整|变更|变动|更换|变化|替补|接任)|因.{0,12}(?:调整|变化|变动)"),
    _row("change.reported", "response", r"报告|报送|通报|告知|函告|报", r"(?:成员|组成人员|召集人).{0,16}(?:调整|变更|变动|更换|变化).{0,16}(?:报|备案|函告|告知)"),
    _row("problem.tabled", "response", rf"(?:提交|提请|提议|报请|报|上报).{{0,12}}{_BODY}.{{0,6}}(?:研究|讨论|审议|协调|决定|处理|研判|解决)"),
    _row("interview.held", "response", r"约谈"),
    _row("supervision.reported", "response", rf"(?:督查|督导|督察|检查).{{0,20}}(?:完成|结束)|^.{{0,20}}(?:情况|结果|报告).{{0,8}}{_REPORTS}", r"联合(?:督查|督导|督察|检查)"),
    _row("supervision.proposed", "response", r"提出.{0,10}(?:建议|动议|方案)", r"联合(?:督查|督导|督察|检查)"),
    _row("suggestion.made", "response", r"提出.{0,10}建议(?!的)"),
    _row("supervision.started", "response", r"组织实施|(?:开展|进行|组织|实施).{0,10}(?:联合|专项)?(?:督查|督导|督察)", r"(?:联合|专项)(?:督查|督导|督察)"),
    _row("assessment.published", "response", r"(?:进行|开展|组织|实施|纳入)?.{0,12}(?:考核|考评)(?!导向)"),
    _row("meeting.held", "standing", rf"(?:召开|举行|召集).{{0,40}}?{_MEETING}|{_MEETING}.{{0,24}}(?:召开|举行)|(?:召开|举行)(?:一|1|两|2|三|3|\d)次|(?:至少|不定期|定期|随时|临时)(?:召开|举行)|^召开$"),
    _row("information.reported", "response", rf"(?:敏感|紧急|重大|重要|突发|预警|苗头性).{{0,16}}(?:信息|情况|事件|线索|动态|事项|问题|险情|灾情).{{0,16}}{_REPORTS}|(?:信息|险情|灾情|事故).{{0,10}}(?:报送|上报|报告)"),
    _row("information.circulated", "response", r"通报", r"信息|情况"),
    _row("information.verified", "response", r"核查|核实", r"信息|情况|线索|举报|投诉"),
    _row("information.settled", "response", r"妥善(?:处理|处置)|及时处置|稳妥处置", r"信息|敏感|紧急|事件"),
    _row("problem.investigated", "response", r"(?:问题|事项|难题).{0,16}(?:调查研究|调研)|专题(?:调查研究|调研)"),
    _row("execution.reported_to_conference", "response", rf"(?:执行|落实|贯彻|完成|办理|推进|进展).{{0,8}}(?:情况|结果).{{0,16}}(?:向|报|反馈).{{0,10}}{_BODY}"),
    _row("directive.answered", "response", r"(?:承办|办理|完成|落实|承担).{0,16}(?:上级|党委|政府|领导|总河长).{0,24}(?:交办|批办|批示|部署)"),
    _row("task.reported", "response", rf"(?:报送|反馈|报告|上报|汇报).{{0,8}}(?:落实|办理|进展|完成|执行|整改|推进).{{0,4}}(?:情况|结果)|(?:落实|办理|进展|完成|执行|整改|推进|工作).{{0,4}}(?:情况|结果).{{0,24}}{_REPORTS}"),
    _row("help.answered", "response", r"(?:跨部门|跨单位|跨区域|协同|协办|协作|协助).{0,16}(?:问题|解决|处理|办理|答复|配合)"),
    _row("report.sent", "response", rf"(?:向|报|报告).{{0,24}}(?:党委|党工委|政府|上级|上一级|县|市|省|区|常委会|常务委员会|党中央|国务院|人民代表大会).{{0,24}}{_REPORTS}|(?:请示|报告|上报|报送|报)(?:本级|上级|上一级|镇|乡|县|区|市|省|同级).{{0,6}}(?:党委|党工委|政府|人大|常委会|.{{0,12}}部门|.{{0,12}}联席会议)"),
    _row("task.chased", "response", r"督促检查|督办|催办|督促.{1,20}(?:落实|履行|整改|办理|完成)"),
    _row("brief.issued", "response", r"(?:简报|信息专报|工作通报|动态|快报|专刊).{0,6}(?:编印|编发|编制|印发|编写|编辑|刊发)|(?:编印|编发|编制|印发|编写|刊发).{0,16}(?:简报|信息专报|快报|动态)"),
    _row("work_points.issued", "response", r"年度?(?:工作)?(?:要点|计划|任务|安排|目标)"),
    _row("document.issued", "response", r"(?:文件|通知|方案|决定|意见|制度).{0,12}(?:印发|下发|分发)|(?:印发|下发)"),
    _row("dispute.found", "response", r"(?:矛盾|纠纷|隐患|风险).{0,8}(?:排查|摸排)|排查.{0,8}(?:矛盾|纠纷|隐患)"),
    _row("dispute.settled", "response", r"(?:矛盾|纠纷).{0,8}(?:化解|调处|调解)|(?:化解|调处|调解).{0,8}(?:矛盾|纠纷)"),
)  # fmt: skip

#: a standing power that the rules name for a meeting
_INVITE = re.compile(r"邀请|列席")

_VERBS = (
    r"召开|举行|巡查|巡河|检查|督查|报告|汇报|通报|报送|上报|反馈|听取|审议|考核|评议|研究|分析|研判|排查|调度|约谈|述职|视察|调研|走访|接待|公示|公布|公开|"
    r"告知|答复|办结|处理|办理|受理|登记|转送|交办|备案|通知|送达|更新|调整|编制|制定|拟订|起草|印发|汇总|总结|开展|组织|进行|提交|提出|签订|培训|演练|"
    r"选举|表决|复查|复核|协调|解决|核查|核实|整改|学习|召集(?!人)|签发|审定|批准|审核|确认|完成|联系|清理|评估|测评|申请|请求|主持(?!人)"
)
_VERB = re.compile(_VERBS)


def row_for(phrase: str, topic: str) -> Row | None:
    """The first row that the phrase fits, given what its article is about."""
    for row in ROWS:
        if row.pattern.search(phrase) and (row.topic is None or row.topic.search(topic)):
            return row
    return None


def plain_verb(phrase: str, place: int = 0) -> str | None:
    """The text's own verb: the first known one at or after ``place``, else the last before it."""
    after = _VERB.search(phrase, place)
    if after:
        return after.group()
    before = _VERB.findall(phrase[:place])
    return str(before[-1]) if before else None


_ONE = r"[一二两三四五六七八九十\d]{1,3}"
_HELD = re.compile(
    rf"(?:召开|举行|召集|召开会议)(?:会议)?(?:至少|不少于|不得少于|最少)?(?:{_ONE}(?:至{_ONE})?(?:次|场)(?:以上)?)?(?:的)?(?P<name>[^，。；]{{0,36}}?{_MEETING}(?:（[^）]*）)?)"
)
_CALLED = re.compile(rf"(?P<name>[^，。；：]{{0,30}}?{_MEETING})(?:由|每|一般|原则上|应|至少|根据|不定期|定期|按|分|视|实行)")
_BEFORE_NAME = re.compile(r"^(?:.*?(?:至少|不少于|组织|定期|不定期|临时|专题|及时|次|负责|根据需要))?(?:召开|举行|召集)?(?:一次|1次|的)?")


def meeting_name(phrase: str, context: str) -> str | None:
    """The meeting's name in the text's words: after 召开, before 由…召开, else in what stands before."""
    for words in (phrase, context):
        held = _HELD.search(words)
        if held:
            return _stripped(held["name"])
        called = _CALLED.search(words)
        if called:
            return _stripped(called["name"])
    named = re.findall(rf"[^，。；：、（）]{{0,20}}?{_MEETING}", context)
    return _stripped(named[-1]) if named else None


def _stripped(name: str) -> str | None:
    name = re.sub(r"^(?:本|各级|各|全体成员|一次|的|由|对|在)", "", name) if len(name) > 4 else name
    return name or None


_OBJECT = re.compile(rf"(?:将|把|对)(?P<thing>[^，。；]{{2,40}}?)(?:及时|立即|尽快|书面|向|报|进行|开展|分别|提交|送|转|移)")


def thing(phrase: str, verb: str | None) -> str | None:
    """What the act is done to: 将X报送, 对X进行, else the words after the verb."""
    match = _OBJECT.search(phrase)
    if match:
        return match["thing"]
    if verb is None or verb not in phrase:
        return None
    rest = re.sub(r"[，。；：].*$", "", phrase[phrase.index(verb) + len(verb) :])
    rest = re.sub(r"^(?:[、的了和及]|之日|后$)+.*$", "", rest)
    return rest[:30] or None


_ORG = (
    r"(?:会议|办公室|委员会|党委|党工委|政府|部门|单位|机关|领导|召集人|主任|成员|常委会|人大|主席团|机构|中心|指挥部|领导小组|小组|组长|镇长|乡长|书记|"
    r"总河长|河长|代表|群众|负责人|负责同志|党组|政协|国务院|党中央|中央|局|厅|院|各村|村委会|居委会|两委|社区|公安|支部|理事会|监事会|专班|选民|社会|信访人|申请人|当事人|人民代表大会)"
)
_TOWARDS = re.compile(
    rf"向(?P<who>[^，。；：]{{1,60}}?)(?:作出|作|进行|提交|提供|提出|报送)?(?:书面|专题|及时|定期|如实|统一|一并|口头|年度|全面|工作|专项)*"
    rf"(?:{_REPORTS}|述职|备案|报备|公布|公开|说明|负责|告知|移交|提交|提供|提出|转送|通告)"
)
_DIRECT = re.compile(
    rf"(?<![向听取情听])(?:书面|同时|并|逐级|一并|统一|及时|立即|如实|分别)*(?:报告|报送|上报|抄送|抄报|抄告|通报|呈报|呈送|告知|通知|反馈|印发|下发|发送|分送|送达|提交|提请|移交|转送|函告|报|送)"
    rf"(?:给|至|到|全体|相关|有关)?(?P<who>[^，。；：的将]{{1,50}}?{_ORG})(?=$|[，。；：]|执行|贯彻|落实|研究|审|备案|汇总|处理|决定|签|统一|协调|批准|同意|讨论|并|后|和各|知晓|阅|存|审核|进行|报告|告知)"
)


def addressees(phrase: str) -> tuple[str, ...]:
    """To whom something is reported, sent or told: 向X报告, 报送X, 印发X."""
    found: list[str] = []
    for pattern in (_TOWARDS, _DIRECT):
        for match in pattern.finditer(phrase):
            for name in names(match["who"]):
                if name not in found:
                    found.append(name)
    return tuple(found)


def names(words: str) -> tuple[str, ...]:
    """A list of bodies in words, cut at 、 和 或 及; brackets stay whole."""
    words = re.sub(r"(?:书面|及时|专题|定期|如实)+$", "", words)
    pieces = []
    for start, end in split_outside_brackets(re.sub(r"以及|或者|并向|和|或|(?<=.)及(?=.)", "、", words), "、"):
        piece = re.sub(r"(?:其他)?$", "", words_between(words, start, end))
        piece = piece.strip("、，")
        if piece:
            pieces.append(piece)
    return tuple(pieces)


def words_between(words: str, start: int, end: int) -> str:
    """Kept apart so that the cut copy and the words agree."""
    return re.sub(r"以及|或者|并向|和|或|(?<=.)及(?=.)", "、", words)[start:end]


_SUBJECT = re.compile(
    r"^(?P<who>[^，。；：]{2,44}?)(?:根据|按照|依照|按|应当|应该|应|必须|须|需|(?<![纪主重必需概提摘简])要|可以|可|不得|负责(?!人|同志)|一般|原则上|至少|每|定期|不定期|及时|立即|视情|视|承担|履行|组织(?!部|委员|实施)|对|将|于|在|就|具体|做好|召开|履行|听取|收到|接到|经|完成|向|结合|协助|监督)"
)
_BY_WHOM = re.compile(r"由(?P<who>[^，。；：]{2,40}?)(?:负责|主持|召集|组织|审定|批准|签发|统一|具体|根据|承担|承办|牵头|约谈|召开|编印|汇总|进行|开展|实施|兼任|担任|研究|协调|提出|审核)")
_NO_ACTOR = re.compile(
    r"^(?:因|如|若|对|遇|凡|提交|提请|报|向|并|也|印发|召开|组织|研究|分析|听取|加强|督促|落实|做好|同时|重点时期|特殊时期|经|自|在|从|根据|按照|为|以|将|一般|每|本规则|本制度|本办法|本条例|坚持|加强|建立|及时|认真|情况|重点|具体|主要|其|该|需|会议(?:内容|议题|纪要|决定|材料)|"
    r"全体会议后|工作会议文件|执行|收到|接到|情况复杂)|(?:的|后|时|前|期间|工作|情况|结果|文件|材料|纪要|意见|问题|事项|制度|议题|方案)$"
)


def actor(phrase: str) -> tuple[str, ...]:
    """Who acts, where the phrase says so: 由X…, or its subject."""
    by = _BY_WHOM.search(phrase)
    if by:
        return names(by["who"])
    subject = _SUBJECT.match(phrase)
    if subject and not _NO_ACTOR.search(subject["who"]):
        return names(subject["who"])
    return ()
