"""What is demanded: the journal's verb for a wording, its object, its addressees.

The table speaks of any body's wording (纪要 … 印发, 约谈, 向…报告); it knows no body's own sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .actors import names, whose

_MEETING = (
    r"(?:会议|例会|全会|座谈会|调度会|会商会|联席会|办公会|工作会|推进会|分析会|研判会|协调会|议事会|大会|碰头会|"
    r"现场会|专题会|"
    r"通报会|评议会|述职会|主席团会|党委会|汇报会|听证会|恳谈会|理事会|代表会)(?![议商]|(?:常务)?委员会|"
    r"[^，、。；的由]{0,6}会议)(?:议)?"
)
_BODY = (
    r"(?:联席会议|领导小组|(?<![务门])委员会|安委会|指挥部|主席团|理事会|议事会|联席会(?!议)|协调小组)"
    r"(?!办公室|召集人|主任|成员|组长|各|主席|总指挥|会长)"
)
_REPORTS = r"(?:报告|汇报|报送|上报|通报|反馈|呈报|抄报|请示|报)"
_APPROVES = r"(?:审定|签发|审核|批准|审签|审阅|签批|同意|审批|会签)"
_ISSUES = r"(?:印发|下发|分送|送达|发送|抄送|报送|发至)"
_ABOVE = r"(?:党委|党工委|党组|政府|上级|上一级|县|市|省|区|常委会|常务委员会|党中央|国务院|人民代表大会)"
_PROGRESS = r"(?:落实|办理|进展|完成|执行|整改|推进|贯彻)"
_JOINT = r"(?:联合|专项)(?:督查|督导|督察|检查)"
_MEMBER_CHANGE = (
    r"(?:成员|人员|负责人|召集人|联络员).{0,20}(?:调整|变更|变动|更换|变化|替补|接任)|因.{0,12}(?:调整|变化|变动)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A wording → the journal's verb. ``topic``: words that must stand in the article for the row to hold."""

    verb: str
    kind: str
    pattern: re.Pattern[str]
    topic: re.Pattern[str] | None


def _row(verb: str, kind: str, *wordings: str, topic: str | None = None) -> Row:
    return Row(verb, kind, re.compile("|".join(wordings)), re.compile(topic) if topic else None)


#: in order: the first row that fits names the act
ROWS = (
    _row("听取", "standing", r"听取.{0,40}(?:报告|汇报|通报|介绍|意见)"),
    _row("minutes.approved", "gate", rf"纪要.{{0,40}}{_APPROVES}"),
    _row(
        "minutes.issued", "response",
        r"(?:形成|印发|下发|分送|发送|制作|整理|编发|起草|撰写|存档|归档).{0,8}(?:会议)?纪要",
        rf"纪要.{{0,40}}(?:{_ISSUES}|整理|形成|存档)",
    ),
    _row("minutes.issued", "response", rf"^(?:后|并)?{_ISSUES}", topic=rf"纪要.{{0,40}}{_APPROVES}"),
    _row(
        "minutes.issued", "response",
        r"(?:会议|会)?(?:结束)?后.{0,12}(?:印发|整理|形成|分送|下发)", r"(?:办公室|单位).{0,12}印发",
        topic=rf"纪要.{{0,40}}{_APPROVES}",
    ),
    _row("supervision.approved", "gate", _APPROVES, topic=_JOINT),
    _row("change.filed", "response", r"备案|报备", topic=_MEMBER_CHANGE),
    _row(
        "change.reported", "response", r"报告|报送|通报|告知|函告|报",
        topic=r"(?:成员|召集人|联络员|人员).{0,16}(?:调整|变更|变动|更换|变化).{0,40}(?:报|备案|函告|告知)",
    ),
    _row(
        "problem.tabled", "response",
        rf"(?:提交|提请|提议|报请|报|上报).{{0,12}}{_BODY}.{{0,6}}(?:研究|讨论|审议|协调|决定|处理|研判|解决)(?!的)",
    ),
    _row(
        "interview.rectified", "response",
        r"被约谈.{0,40}(?:整改|反馈|报告|报送)", r"约谈后.{0,30}整改",
    ),
    _row("interview.rectified", "response", r"(?:提交|报送|反馈|制定|落实).{0,6}整改", topic=r"约谈"),
    _row("interview.held", "response", r"约谈"),
    _row(
        "supervision.reported", "response",
        r"(?:督查|督导|督察|检查).{0,20}(?:完成|结束)", rf"^.{{0,20}}(?:情况|结果|报告).{{0,8}}{_REPORTS}",
        topic=_JOINT,
    ),
    _row("supervision.rectified", "response", r"(?:被督查|被检查|被督导).{0,40}(?:整改|反馈)", topic=r"督查|督导|检查"),
    _row("inspection.answered", "response", r"督办(?:单|通知|函|件).{0,30}(?:办结|答复|反馈|报告|回复)"),
    _row("inspection.ordered", "response", r"(?:下达|发出|下发|印发|发)督办(?:单|通知|函)"),
    _row("supervision.proposed", "response", r"提出.{0,10}(?:建议|动议|方案)", topic=_JOINT),
    _row("suggestion.made", "response", r"提出.{0,10}建议(?!的)"),
    _row(
        "supervision.started", "response",
        rf"组织实施|(?:开展|进行|组织|实施).{{0,10}}{_JOINT}", topic=_JOINT,
    ),
    _row("assessment.scheme_confirmed", "gate", rf"(?:考核|考评)(?:方案|办法|细则|指标).{{0,40}}{_APPROVES}"),
    _row(
        "assessment.published", "response",
        r"(?:考核|考评)(?:结果|情况).{0,24}(?:公布|公开|通报|公示)",
        r"(?:考核|考评)(?!方案|办法|结果|指标|细则|内容|体系|制度|对象|等次)",
    ),
    _row(
        "document.signed", "gate",
        r"(?:文件|公文|令|通知|报告|简报|函).{0,20}(?:签发|签批|签署)",
        r"(?:签发|签批|签署).{0,20}(?:文件|公文|令|通知|报告)",
    ),
    _row(
        "meeting.held", "standing",
        rf"(?:召开|举行|召集).{{0,40}}?{_MEETING}", rf"{_MEETING}.{{0,24}}(?:召开|举行)",
        r"(?:召开|举行)(?:一|1|两|2|三|3|四|4|\d)次", r"(?:不?定期|随时|临时|适时|及时)(?:召开|举行)",
        rf"{_MEETING}由.{{0,24}}(?:主持|召集(?!人))", rf"{_MEETING}(?:一般|原则上|应当?|至少)*每.{{1,16}}(?:次|一次)",
    ),
    _row(
        "information.reported", "response",
        rf"(?:敏感|紧急|重大|重要|突发|预警|苗头性).{{0,16}}(?:信息|情况|事件|线索|动态|问题|险情|"
        rf"灾情).{{0,24}}{_REPORTS}",
        r"(?:信息|险情|灾情|事故).{0,16}(?:报送|上报|报告)",
    ),
    _row("information.circulated", "response", r"通报", topic=r"信息|情况"),
    _row("information.verified", "response", r"核查|核实", topic=r"信息|情况|线索|举报|投诉"),
    _row("information.settled", "response", r"妥善(?:处理|处置)|及时处置|稳妥处置", topic=r"信息|敏感|紧急|事件"),
    _row("problem.investigated", "response", r"(?:问题|难题).{0,16}(?:调查研究|调研)"),
    _row(
        "execution.reported_to_conference", "response",
        rf"{_PROGRESS}.{{0,8}}(?:情况|结果).{{0,16}}(?:向|报|反馈).{{0,10}}{_BODY}",
        rf"向.{{0,10}}{_BODY}.{{0,8}}{_REPORTS}.{{0,16}}{_PROGRESS}.{{0,4}}(?:情况|结果)",
    ),
    _row(
        "directive.answered", "response",
        r"(?:承办|办理|完成|落实|承担).{0,16}(?:上级|党委|政府|领导|总河长).{0,24}(?:交办|批办|批示)",
        rf"上级.{{0,10}}(?:交办|批办|批示|转办).{{0,24}}{_REPORTS}.{{0,16}}(?:情况|结果)",
        rf"向上级.{{0,6}}{_REPORTS}.{{0,6}}{_PROGRESS}.{{0,4}}(?:情况|结果)",
    ),
    _row(
        "task.reported", "response",
        rf"(?:报送|反馈|报告|上报|汇报|通报).{{0,8}}{_PROGRESS}.{{0,4}}(?:情况|结果|进度)",
        rf"{_PROGRESS}.{{0,4}}(?:情况|结果).{{0,24}}{_REPORTS}",
        r"(?:办结|完成).{0,6}(?:并|后).{0,6}(?:反馈|报告)",
        r"报告.{0,10}进展",
    ),
    _row(
        "help.answered", "response",
        r"(?:跨部门|跨单位|跨区域|协同|协办|协作).{0,16}(?:问题|解决|处理|办理|答复|配合)",
    ),
    _row(
        "report.sent", "response",
        rf"(?:向|报|报告).{{0,24}}{_ABOVE}.{{0,24}}{_REPORTS}",
        r"(?:请示|报告|上报|报送|报)(?:本级|上级|上一级|镇|乡|县|区|市|省|同级|街道).{0,6}(?:党委|党工委|政府|人大|"
        r"常委会|办事处)",
        r"(?:请示|报告|上报|报送|报)(?:上级|上一级|县|区|市|省|同级).{0,12}(?:部门|联席会议|指挥部|局)",
    ),
    _row("task.chased", "response", r"督促检查|督办|催办|督促.{1,20}(?:落实|履行|整改|办理|完成)"),
    _row(
        "brief.issued", "response",
        r"(?:简报|信息专报|快报|专刊).{0,6}(?:编印|编发|编制|印发|编写|编辑|刊发)",
        r"(?:编印|编发|编制|印发|编写|刊发).{0,16}(?:简报|信息专报|快报)",
    ),
    _row("work_points.issued", "response", r"年度(?:工作)?(?:要点|计划|任务|安排)|工作要点"),
    _row("document.issued", "response", r"(?:文件|通知|方案|决定|意见|制度).{0,12}(?:印发|下发|分发)|印发|下发"),
    _row("dispute.found", "response", r"(?:矛盾|纠纷).{0,8}(?:排查|摸排)|排查.{0,8}(?:矛盾|纠纷)"),
    _row("dispute.settled", "response", r"(?:矛盾|纠纷).{0,8}(?:化解|调处|调解)|(?:化解|调处|调解).{0,8}(?:矛盾|纠纷)"),
)  # fmt: skip

_VERB = re.compile(
    r"召开|举行|巡查|巡河|检查|督查|报告|汇报|通报|报送|上报|反馈|听取|审议|考核|评议|研究|分析|研判|排查|调度|约谈|述职|视察|"
    r"调研|走访|接待|接访|下访|公示|公布|公开|公告|告知|答复|办结|处理|办理|受理|登记|转送|交办|备案|通知|送达|更新|调整|编制|编印|"
    r"编发|刊发|发布|撰写|制定|拟订|修订|起草|印发|汇总|总结|签订|培训|演练|选举|表决|复查|复核|协调|解决|核查|核实|整改|学习|"
    r"召集(?!人)|签发|审定|批准|审核|确认|联系|清理|评估|测评|申请|请求|主持(?!人)|盘点|补足|会商|请假|录入|化解|包案|调处|调解|"
    r"碰头|治理|抽查|续报|归档|出具|移交|暗访|增补|送交|提交|提出"
)
#: verbs that only carry another one (进行督查, 组织培训); used where nothing stronger stands
_CARRIER = re.compile(r"完成|开展|组织|进行|安排|报(?![告刊])")
_NOUN_TAIL = re.compile(r"^(?:[、的了和及函书人]|之日|后|期限|记录|结果|单位|制度|方案|台账|情况(?!$))")


def row_for(phrase: str, topic: str) -> Row | None:
    """The first row that the phrase fits, given what its article is about."""
    for row in ROWS:
        if row.pattern.search(phrase) and (row.topic is None or row.topic.search(topic)):
            return row
    return None


def plain_verb(phrase: str, place: int = 0) -> str | None:
    """The text's own verb: the first known one at or after ``place``, else the last before it."""
    place = max(0, place)
    after = _VERB.search(phrase, place) or _CARRIER.search(phrase, place)
    if after:
        return after.group()
    before = _VERB.findall(phrase[:place]) or _CARRIER.findall(phrase[:place])
    return str(before[-1]) if before else None


def does_something(words: str) -> bool:
    """True where the words hold a verb of doing; 将会议日期 alone holds none."""
    stripped = re.sub(r"(?:开会|会议)日期|(?:主要)?(?:事项|内容)|讨论|准备", "", words)
    return (_VERB.search(stripped) or _CARRIER.search(stripped)) is not None


def calls_a_meeting(phrase: str) -> bool:
    """会议召开三日前…通知…: the meeting's notice, not the meeting."""
    return "会" in phrase and re.search(r"通知|告知|送达|送交|发送|印发|分送", phrase) is not None


_ONE = r"[一二两三四五六七八九十\d]{1,3}"
_HELD = re.compile(
    r"(?:召开|举行|召集)(?:会议)?(?:至少|不少于|不得少于|最少)?"
    rf"(?:{_ONE}(?:至{_ONE})?(?:次|场)(?:以上)?)?(?:的)?(?P<name>[^，。；前将]{{0,36}}?{_MEETING}(?:（[^）]*）)?)"
)
_CALLED = re.compile(
    rf"(?P<name>[^，。；：]{{0,30}}?{_MEETING})(?:由|每|一般|原则上|应|至少|根据|不?定期|适时|按|分|视|实行|议题)"
)
_NAMED = re.compile(rf"[^，。；：、（）]{{0,20}}?{_MEETING}")


def meeting_name(*contexts: str) -> str | None:
    """The meeting's name in the text's words: after 召开, before 由…召开, else the last named before."""
    for words in contexts:
        for pattern in (_HELD, _CALLED):
            match = pattern.search(words)
            if match and (name := _stripped(match["name"])):
                return name
    named = _NAMED.findall(contexts[-1]) if contexts else []
    return _stripped(named[-1]) if named else None


def _stripped(name: str) -> str | None:
    name = re.sub(r"^(?:本|各级|各|全体成员|一次|的|由|对|在|并|应当?|组织)", "", name) if len(name) > 4 else name
    return name if len(name) > 2 else None


_OBJECT = re.compile(
    r"(?:将|把|对)(?P<thing>[^，。；]{2,40}?)"
    r"(?:及时|立即|尽快|书面|向|报(?!告)|进行|开展|分别|提交|送|转(?!送)|移|予以|实行|通报|印发|录入|$)"
)


def thing(phrase: str, place: int = 0) -> str | None:
    """What the act is done to: 将X报送, 对X进行, else the words after the verb at or after ``place``."""
    match = _OBJECT.search(phrase)
    if match:
        return match["thing"].rstrip("，。；") or None
    start = max(0, place)
    verb = _VERB.search(phrase, start) or _CARRIER.search(phrase, start) or _VERB.search(phrase)
    if verb is None:
        return None
    rest = re.split(r"[，。；：]|后|并|及时", phrase[verb.end() :])[0]
    rest = re.sub(rf"^(?:至少|不少于)?{_ONE}(?:[次期场轮]|(?:个|项)(?!月))(?:以上)?", "", rest)
    return None if _NOUN_TAIL.match(rest) else rest[:30].strip("、") or None


_PAPER = re.compile(
    r"[^，。；：、由经报]{0,16}?(?:纪要|方案|计划|议题|报告|办法|名单|意见|文件|预案|清单|结果|事项|令|决定|制度|"
    r"规划|要点|建议|督查)"
)


def paper(words: str) -> str | None:
    """What is put up for approval: the first paper or matter that the words name."""
    match = _PAPER.search(words)
    if match is None:
        return None
    return re.sub(r"^.*(?:拟订|拟定|制定|起草|编制|提出|形成|将|把|内|后)(?=.)", "", match.group())


_ORG = (
    r"(?:会议|办公室|委员会|党委|党工委|政府|部门|单位|机关|领导|召集人|主任|成员|常委会|人大|主席团|机构|中心|"
    r"指挥部|小组|组长|镇长|乡长|书记|总指挥|"
    r"河长|代表|群众|负责人|负责同志|党组|政协|国务院|党中央|中央|局|厅|院|各村|村委会|居委会|两委|社区|公安|支部|"
    r"理事会|监事会|专班|选民|社会|"
    r"信访人|申请人|当事人|人民代表大会|[食安综治应急党政信访河长农林环保]{2}办|办事处|派出所|站|主席|委员)"
)
_TOWARDS = re.compile(
    r"向(?P<who>[^，。；：]{1,60}?)(?:作出|作|进行|提交|提供|提出|报送)?"
    r"(?:书面|专题|及时|定期|如实|统一|一并|口头|年度|全面|工作|专项)*"
    rf"(?:{_REPORTS}|述职|备案|报备|公布|公开|说明|负责|告知|移交|提交|提供|提出|转送|通告|出具|送达|请假)(?!刊)"
)
_DIRECT = re.compile(
    r"(?<![向听取情上告])(?:书面|同时|并|逐级|一并|统一|及时|立即|如实|分别)*"
    r"(?:报告|报送|上报|抄送|抄报|抄告|通报|呈报|呈送|告知|通知|反馈|印发|下发|发送|分送|送达|提交|提请|移交|转送|"
    r"函告|交办|答复|报(?!告)|送交|送(?!达))"
    r"(?:给|至|到|全体)?(?P<who>(?![后应须在于并内将报、])[^，。；：的将应后内于]{0,50}?"
    rf"{_ORG})(?=$|[，。；：）]|执行|贯彻|落实|研究|审|约谈|备案|汇总|处理|决定|签|统一|协调|批准|同意|讨论|并|后|知晓|"
    rf"阅|存|进行|报告|告知|申请)"
)


def addressees(phrase: str) -> tuple[str, ...]:
    """To whom something is reported, sent or told: 向X报告, 报送X, 印发X."""
    found: list[str] = []
    for pattern in (_TOWARDS, _DIRECT):
        for match in pattern.finditer(phrase):
            found += [name for name in whose(names(match["who"])) if name not in found]
    return tuple(found)
