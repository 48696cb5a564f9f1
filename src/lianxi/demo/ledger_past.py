"""Matters of the demo that have come to an end, each another way. In our own words; no place and no case is real."""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.demo.days import DAY, Days, on_or_after
from lianxi.demo.ledger_acts import (
    Came,
    Delivered,
    Drafted,
    Entered,
    Handled,
    Issued,
    Left,
    Noticed,
)
from lianxi.demo.ledger_course import answered, begun, closed, opinion, reported
from lianxi.demo.steps import Step

COUNTY, BUREAU = "栖禾县信访工作联席会议办公室", "栖禾县信访局"
ROADS = "自然资源和村镇建设办公室"


def past(days: Days) -> Iterator[Step]:
    """From the oldest to those of some weeks ago."""
    yield from _rechecked(days)
    yield from _drainage(days)
    yield from _reviewed(days)
    yield from _suggestion(days)
    yield from _assigned_by_the_county(days)
    yield from _mediated(days)
    yield from _left(days)
    yield from _turned_away(days)
    yield from _diverted(days)


def _drainage(days: Days) -> Iterator[Step]:
    """Supported, closed, carried out, cared for afterwards."""
    tag, day = "m drainage", days.ago(300)
    came = Came(
        recorded=day, tag=tag, channel="letter", title="道路改造后农田排水不畅", route=6, who=(0,), involved=46,
        text="机耕路抬高重修以后，北侧稻田的水排不出去，两场雨就淹了苗。请求恢复原来的排水口。",
        territory="双棠村", locality="三组机耕路北侧", category="水利水电", scan=True,
    )  # fmt: skip
    village, farm = "双棠村", "农业农村办公室"
    parts = {farm: "核查受淹面积和受损情况", village: "带路核实原排水口位置，做好解释"}
    yield from begun(came, ROADS, days.at(day + 6 * DAY), helpers=parts)
    yield reported(days.at(day + 14 * DAY), tag, farm, "受淹稻田约二十八亩，其中六亩需要补种。", part=True)
    yield reported(days.at(day + 15 * DAY), tag, village, "原有三处过路涵管，改造时埋了两处，位置已标出。", part=True)
    yield reported(days.at(day + 20 * DAY), tag, ROADS, "现场核实属实，施工时漏做两处过路涵管，拟补做并清沟。")
    yield Handled(
        recorded=days.at(day + 22 * DAY), of=tag, what="measure", code="guidance", unit=village,
        text="到田头说明修复安排，商定先用水泵排涝。",
    )  # fmt: skip
    said = opinion(
        day + 8 * DAY, "support", "恢复道路北侧排水，处理受淹损失。",
        "经现场查勘，道路改造时两处过路涵管未恢复，积水与此有直接关系，反映的情况属实。",
        f"支持请求。由{ROADS}补做两处过路涵管，疏通边沟；农业农村办公室指导补种并落实种苗。",
        "《农田水利条例》关于损坏农田水利设施应当修复的规定。",
        carried_out_by=ROADS, carried_out_until=(day + 80 * DAY).isoformat(), contact="镇村镇建设窗口",
    )  # fmt: skip
    yield from answered(days, tag, day + 40 * DAY, said)
    yield from closed(days.at(day + 47 * DAY), tag, ("satisfied", "basically"))
    yield Handled(
        recorded=days.at(day + 75 * DAY), of=tag, what="execute", code="done",
        text="两处涵管已补做，边沟清通，雨后查看无积水，照片存卷。",
    )  # fmt: skip
    yield Handled(
        recorded=days.at(day + 100 * DAY), of=tag, what="measure", code="guidance", unit=village,
        text="汛前回访，排水正常，六亩补种已收获。",
    )  # fmt: skip


def _rechecked(days: Days) -> Iterator[Step]:
    """Not supported; review and recheck upheld it; cared for; the same once more is no longer accepted."""
    tag, day = "m rechecked", days.ago(395)
    claim = "要求提高青苗补助标准并补发差额。"
    came = Came(
        recorded=day, tag=tag, channel="visit", title="山塘加固占地青苗补助标准", route=6, who=(2,),
        text="认为山塘加固时青苗补助算低了，要求按邻县的标准补发差额。",
        territory="芦花村", locality="一组", category="水利水电",
    )  # fmt: skip
    yield from begun(came, "农业农村办公室", days.at(day + 7 * DAY))
    said = opinion(
        day + 10 * DAY, "not_support", claim,
        "核对丈量记录和发放名册，面积经本人签字确认，补助按县里现行标准足额发放。",
        "邻县标准不适用于本县，补发差额没有依据，不予支持。确有生活困难的，可以申请临时救助。",
        "《栖禾县征占地青苗补助标准》（示范文件）。",
    )  # fmt: skip
    yield from answered(days, tag, day + 45 * DAY, said, answer="disagree")
    yield Handled(recorded=days.at(day + 51 * DAY), of=tag, what="close")
    yield from _reviewed_as(days, tag, (75, 103))
    yield Handled(recorded=days.at(day + 125 * DAY), of=tag, what="ask-recheck", text="栖禾县上一级人民政府")
    yield Handled(recorded=days.at(day + 153 * DAY), of=tag, what="rechecked", code="upheld")
    yield Handled(
        recorded=days.at(day + 170 * DAY), of=tag, what="measure", code="aid",
        text="上门走访，协助申请临时救助一次，联系就近务工岗位。",
    )  # fmt: skip
    again, later = "m barred", days.ago(130)
    yield Came(
        recorded=later, tag=again, channel="visit", title="再次要求补发青苗补助差额", route=6, who=(2,), first="repeat",
        text="以同一事实和理由再次提出补发差额，没有提供新的材料。", territory="芦花村", category="水利水电",
    )  # fmt: skip
    yield Entered(recorded=later, of=again)
    reason = "同一事实和理由已经复核终结，没有新的事实（条例第三十六条第三款）。"
    yield Noticed(recorded=days.at(later + 5 * DAY), of=again, what="bar", reason=reason)
    yield Delivered(recorded=days.at(later + 6 * DAY), of=again, kind="bar")


def _reviewed_as(days: Days, tag: str, after: tuple[int, int]) -> Iterator[Step]:
    """The review of a matter that began 395 days ago, upheld."""
    day, (asked, came) = days.ago(395), after
    yield Handled(recorded=days.at(day + asked * DAY), of=tag, what="ask-review", text="栖禾县人民政府")
    yield Handled(recorded=days.at(day + came * DAY), of=tag, what="reviewed", code="upheld")


def _reviewed(days: Days) -> Iterator[Step]:
    """Explained; the review upheld it, and no recheck was asked."""
    tag, day = "m reviewed", days.ago(262)
    came = Came(
        recorded=day, tag=tag, channel="visit", title="公厕选址离住宅过近", route=6, who=(3, 5), people=2,
        text="新建公厕离住房近，担心气味和蚊虫，要求另外选址。",
        territory="汀中社区", locality="老街北口", category="村镇建设",
    )  # fmt: skip
    yield from begun(came, ROADS, days.at(day + 6 * DAY), helpers={"汀中社区": "组织附近住户听取意见"})
    yield reported(days.at(day + 16 * DAY), tag, "汀中社区", "走访十二户，九户同意现址，要求做好除臭。", part=True)
    said = opinion(
        day + 9 * DAY, "explain", "另选公厕地址。",
        "现址经公示，与最近住宅相距十八米，附近住户多数同意。",
        "现址符合选址要求，不另选址；加装除臭设施，每日清掏两次，由社区公开监督电话。",
        "《村庄和集镇规划建设管理条例》关于公共设施规划建设的规定。",
    )  # fmt: skip
    yield from answered(days, tag, day + 48 * DAY, said, answer="disagree")
    yield Handled(recorded=days.at(day + 53 * DAY), of=tag, what="close")
    yield Handled(recorded=days.at(day + 70 * DAY), of=tag, what="ask-review", text="栖禾县人民政府")
    yield Handled(recorded=days.at(day + 97 * DAY), of=tag, what="reviewed", code="upheld")


def _suggestion(days: Days) -> Iterator[Step]:
    tag, day, lead = "m suggestion", days.ago(180), "社会事务办公室"
    came = Came(
        recorded=day, tag=tag, channel="online", title="建议赶集日增开早班村镇客车", who=(4,), purpose="suggest",
        kind="suggestion", text="赶集日早上客车坐不下，老人要等到九点以后。建议逢集增开一班早车。",
        territory="云岭脚村", category="客货运输",
    )  # fmt: skip
    yield from begun(came, lead, days.at(day + 5 * DAY))
    reply = {
        "suggestion": "逢集增开一班早车。", "adoption": "adopted",
        "reply": "建议已采纳。与客运经营单位商定，逢集早上六点四十分增开一班，先试行三个月。感谢您的建议。",
        "contact": lead,
    }  # fmt: skip
    yield from answered(days, tag, day + 24 * DAY, reply, kind="reply")
    yield from closed(days.at(day + 30 * DAY), tag)


def _assigned_by_the_county(days: Days) -> Iterator[Step]:
    """Assigned by the county with a day; the closing report went up in time."""
    tag, day, lead = "m county", days.ago(140), "财政所"
    came = Came(
        recorded=day, tag=tag, channel="letter", title="耕地补贴少发两季", route=6, who=(6,), source="assigned",
        sender=COUNTY, sender_number=f"栖信联办〔{day.year}〕24号", sender_due=day + 60 * DAY,
        text="土地流转到期收回后，补贴仍发给原承租人，少领两季。", territory="石埠头村", category="惠农补贴", scan=True,
    )  # fmt: skip
    yield from begun(came, lead, days.at(day + 4 * DAY), helpers={"石埠头村": "核对流转合同和收回时间"})
    yield reported(days.at(day + 12 * DAY), tag, "石埠头村", "合同到期日和收回交接单已核对，属实。", part=True)
    yield reported(days.at(day + 18 * DAY), tag, lead, "名册未及时变更，少发两季，可在本季一并补发。")
    said = opinion(
        day + 7 * DAY, "support", "补发两季耕地补贴。", "流转收回后发放名册未变更，两季补贴发错对象。",
        "支持请求。由财政所补发两季补贴，并更正名册。", "《栖禾县耕地补贴发放办法》（示范文件）。",
        carried_out_by=lead, carried_out_until=(day + 50 * DAY).isoformat(),
    )  # fmt: skip
    yield from answered(days, tag, day + 30 * DAY, said)
    yield from closed(days.at(day + 35 * DAY), tag)
    yield Handled(
        recorded=days.at(day + 40 * DAY), of=tag, what="execute", code="done", text="两季补贴已到账，名册已更正。"
    )
    report = {
        "claim": "补发两季耕地补贴。", "done": "核对合同、交接单和发放名册，反映属实。",
        "result": "两季补贴已补发到账，名册已更正。", "their_opinion": "同意，对办理结果满意。",
    }  # fmt: skip
    yield Drafted(recorded=days.at(day + 42 * DAY), of=tag, kind="closing", content=report)
    yield Issued(recorded=days.at(day + 43 * DAY), of=tag, kind="closing")


def _mediated(days: Days) -> Iterator[Step]:
    tag, day, lead = "m mediated", days.ago(112), "鹭汀司法所"
    came = Came(
        recorded=day, tag=tag, channel="call", title="邻居加高院墙影响采光和滴水", route=6, who=(7,), people=2,
        text="邻居加高院墙，雨水滴到自家檐下，几次商量没有结果。",
        territory="汀中社区", locality="老街南段", category="容积挡光",
    )  # fmt: skip
    yield from begun(came, lead, days.at(day + 5 * DAY), helpers={"汀中社区": "到场协助调解"})
    yield Handled(
        recorded=days.at(day + 12 * DAY), of=tag, what="measure", code="mediation",
        text="到现场丈量，两家当面说明，社区和司法所主持调解。",
    )  # fmt: skip
    signed = days.at(day + 19 * DAY)
    points = {
        "form": "mediated", "agreed_on": signed.isoformat(), "place": "汀中社区调解室",
        "facts": "院墙加高约六十厘米，雨水滴入相邻檐下。",
        "points": "院墙降至原来高度。\n加装接水槽，费用各半。\n今后修缮先告知对方。",
        "performance": "十五日内完成，由社区查看。", "mediators": "司法所、汀中社区工作人员",
    }  # fmt: skip
    yield Drafted(recorded=signed, of=tag, kind="agreement", content=points)
    yield Issued(recorded=signed, of=tag, kind="agreement")
    yield Delivered(recorded=signed, of=tag, kind="agreement", answer="agree")
    yield from closed(days.at(day + 36 * DAY), tag, ("satisfied", "satisfied"))


def _left(days: Days) -> Iterator[Step]:
    """What left by an exit: of the content nothing stays."""
    day, tag = days.ago(150), "m accusation"
    yield Came(
        recorded=day, tag=tag, channel="letter", title="反映集体资产出租没有公开", purpose="accuse", kind="accusation",
        text="集体仓库出租没有公示，租金去向不清，要求查明。", who=(8,),
        territory="竹篱村", accused=("竹篱村",), scan=True,
    )  # fmt: skip
    receipt = f"鹭信移〔{day.year}〕3号"
    yield Left(recorded=days.at(day + 3 * DAY), of=tag, what="discipline", to="鹭汀镇纪律检查委员会", receipt=receipt)
    day, tag = days.ago(104), "m court"
    yield Came(
        recorded=day, tag=tag, channel="visit", title="不服欠款判决要求改判", kind="litigation_related", who=(9,),
        text="对一起欠款纠纷的生效判决不服，要求镇里出面改判。", purpose="appeal", category="诉讼",
    )  # fmt: skip
    yield Left(
        recorded=days.at(day + 4 * DAY),
        of=tag,
        what="judicial",
        to="栖禾县人民法院",
        receipt=f"栖法访收〔{day.year}〕57号",
    )
    day, tag = days.ago(82), "m elsewhere"
    yield Came(
        recorded=day, tag=tag, channel="call", title="要求处理外县工地欠薪", who=(10,),
        text="在外县工地做工，工钱没有结清。用工单位和工地都不在本县。", category="农民工权益",
    )  # fmt: skip
    yield Left(recorded=days.at(day + 2 * DAY), of=tag, what="elsewhere", to="用工所在地劳动保障监察机构")


def _turned_away(days: Days) -> Iterator[Step]:
    """Sent back to who sent it, declined, voided by two people."""
    day, tag = days.ago(92), "m returned"
    yield Came(
        recorded=day, tag=tag, channel="online", title="要求调整县城公交线路", route=6, who=(11,), source="transferred",
        sender=BUREAU, sender_number=f"栖信转〔{day.year}〕318号", text="要求县城三路公交延长到新区。",
        category="客货运输",
    )  # fmt: skip
    yield Entered(recorded=day, of=tag)
    reason = "县城公交线路由县交通运输部门管理，不属于镇人民政府职权范围。"
    yield Handled(recorded=days.at(day + 3 * DAY), of=tag, what="object-up", text=reason)
    yield Handled(recorded=days.at(day + 9 * DAY), of=tag, what="return-up", text="来文机关核实同意退回。")

    day, tag = days.ago(74), "m declined"
    yield Came(
        recorded=day, tag=tag, channel="visit", title="要求重新核定搬迁安置面积", route=6, who=(12,), first="repeat",
        text="搬迁安置面积正由县里办理，又到镇里提出同一要求。", territory="云岭脚村", category="安置补偿",
    )  # fmt: skip
    yield Entered(recorded=day, of=tag)
    reason = "同一事项上级机关已经受理、正在办理（条例第十九条第三款）。"
    yield Noticed(recorded=days.at(day + 6 * DAY), of=tag, what="decline", reason=reason, means="paper")
    yield Delivered(
        recorded=days.at(day + 7 * DAY), of=tag, kind="decline", mode="post", receipt="refused",
        note="拒绝签收，邮政投递人员和社区工作人员在场见证，留置送达。",
    )  # fmt: skip

    day, tag = days.ago(42), "m voided"
    yield Came(
        recorded=day, tag=tag, channel="call", title="集镇路灯不亮", route=6, who=(14,), first="repeat",
        text="来电反映集镇东路路灯不亮。", territory="渡口社区", category="城市建设和市政管理",
    )  # fmt: skip
    asked = on_or_after(day + DAY)
    yield Handled(recorded=days.at(asked), of=tag, what="ask-void", text="与便民热线转来的同一来电重复登记。")
    yield Handled(recorded=days.at(asked), of=tag, what="void")


#: days ago → route of article 31, channel, title, text, category, who is competent, why
DIVERTED = (
    (128, 1, "visit", "征收补偿决定的效力", "认为补偿决定不合法，要求撤销。", "安置补偿",
     "栖禾县人民政府行政复议机构", "可以依法申请行政复议或者提起诉讼（条例第三十一条第一项）。"),
    (116, 3, "letter", "对党内处分不服", "认为处分偏重，要求复查。", "党政处分",
     "作出处分决定的党组织", "党员申诉按党内规定程序办理（条例第三十一条第三项）。"),
    (96, 4, "fax", "山林权属争议裁决", "两组对一片山林的归属有争议，要求裁决。", "林业管理",
     "栖禾县人民政府林业主管部门", "权属争议由人民政府依法裁决（条例第三十一条第四项）。"),
    (76, 5, "online", "要求查处加工点排污", "木料加工点烧边角料，烟尘大，要求查处。", "环境污染",
     "栖禾县生态环境主管部门", "申请查处违法行为由有权机关依法履行职责（条例第三十一条第五项）。"),
    (62, 2, "visit", "承包地四至界线争议", "两户承包地界线说法不一，要求镇里裁定归属。", "土地承包",
     "栖禾县农村土地承包仲裁委员会", "承包经营纠纷可以申请仲裁（条例第三十一条第二项）。"),
)  # fmt: skip


def _diverted(days: Days) -> Iterator[Step]:
    """One into each of the other lawful procedures."""
    for place, (ago, route, channel, title, text, category, organ, reason) in enumerate(DIVERTED):
        day, tag = days.ago(ago), f"m route {route}"
        yield Came(
            recorded=day, tag=tag, channel=channel, title=title, who=(10 + place,), route=route, text=text,
            category=category,
        )  # fmt: skip
        yield Entered(recorded=day, of=tag)
        yield Noticed(
            recorded=days.at(day + 5 * DAY), of=tag, what="divert", route=route, reason=reason,
            content={"competent": organ},
        )  # fmt: skip
        yield Delivered(recorded=days.at(day + 6 * DAY), of=tag, kind="diversion")
