"""Matters of the demo that are on their way today: something is owed by everybody, and exactly one is overdue.

What is still owed is counted from today on working days at or after, so no holiday makes a second one overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianxi.demo.days import DAY, Days, on_or_after
from lianxi.demo.ledger_acts import (
    Allowed,
    Asked,
    Came,
    Delivered,
    Drafted,
    Entered,
    Given,
    Handled,
    Issued,
    LetterRead,
    Opened,
)
from lianxi.demo.ledger_course import answered, begun, opinion, reported
from lianxi.demo.ledger_past import BUREAU, ROADS
from lianxi.demo.steps import Step

POLICE, VILLAGE, CITY = "鹭汀派出所", "双棠村", "综合执法队"


def on_their_way(days: Days) -> Iterator[Step]:
    """From those under recheck to the one registered on the last day."""
    yield from _above(days)
    yield from _joint(days)
    yield from _overdue(days)
    yield from _at_the_head(days)
    yield from _answered(days)
    yield from _transferred(days)
    yield from _of_the_logins(days)
    yield from _contested(days)
    yield from _new(days)


def since(days: Days, ago: int) -> date:
    """A working day at most so many days ago: what is owed from it cannot be due earlier."""
    return on_or_after(days.today - ago * DAY)


def came_before(days: Days, accepted: date) -> date:
    """The day something came in that was accepted on that day."""
    return days.at(accepted - 6 * DAY)


def _above(days: Days) -> Iterator[Step]:
    """One with the organ of review, one with the organ of recheck."""
    tag, day = "m rechecking", days.ago(150)
    came = Came(
        recorded=days.at(day - 6 * DAY), tag=tag, channel="visit", title="临时用地复垦质量", route=6, who=(15,),
        text="临时堆料场复垦后土里石块多，要求重新复垦并赔一季收成。", territory="石埠头村", category="耕地保护",
    )  # fmt: skip
    yield from begun(came, ROADS, day)
    said = opinion(
        day, "explain", "重新复垦，赔偿一季收成。", "复垦经验收合格，两处石块较多属实。",
        "两处地块由施工单位清石补土；验收合格，不再另行赔偿。", "《土地复垦条例》关于复垦验收的规定。",
    )  # fmt: skip
    yield from answered(days, tag, day + 51 * DAY, said, answer="disagree")
    yield Handled(recorded=days.ago(72), of=tag, what="ask-review", text="栖禾县人民政府")
    yield Handled(recorded=days.ago(45), of=tag, what="reviewed", code="upheld")
    yield Handled(recorded=days.ago(18), of=tag, what="ask-recheck", text="栖禾县上一级人民政府")

    tag, day = "m reviewing", days.ago(80)
    came = Came(
        recorded=days.at(day - 6 * DAY), tag=tag, channel="letter", title="河道清淤土方堆放影响通行", route=6, who=(1,),
        text="清淤土方堆在路边一个多月，雨天泥水进院，要求清走并硬化路面。",
        territory="芦花村", locality="一组沿河路", category="水利水电", involved=21,
    )  # fmt: skip
    yield from begun(came, "农业农村办公室", day, helpers={"芦花村": "登记受影响住户"})
    said = opinion(
        day, "not_support", "清走土方，硬化沿河路。", "土方已于受理后清走；硬化道路未列入年度计划。",
        "土方已清走；硬化路面的请求目前没有资金和计划依据，不予支持，列入下年度项目储备。",
        "《农田水利条例》；镇年度建设计划（示范文件）。",
    )  # fmt: skip
    yield from answered(days, tag, day + 44 * DAY, said, answer="disagree")
    yield Handled(recorded=days.ago(12), of=tag, what="ask-review", text="栖禾县人民政府")


def _joint(days: Days) -> Iterator[Step]:
    """Five representatives; extended by twenty days, told to them; due within days."""
    tag, day = "m joint", since(days, 70)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="visit", title="小区外墙渗水维修责任", route=6,
        who=(3, 4, 6, 8, 10), people=5, involved=38,
        text="外墙多处渗水，建设、物业、业主三方对由谁维修说法不一，要求明确责任并尽快修好。",
        territory="渡口社区", locality="临水小区", category="工程质量",
    )  # fmt: skip
    helpers = {"渡口社区": "组织业主代表参加查验", "鹭汀司法所": "对维修责任提出法律意见"}
    yield from begun(came, ROADS, day, helpers=helpers)
    yield reported(days.at(day + 12 * DAY), tag, "渡口社区", "业主推选五名代表，查验时间已商定。", part=True)
    yield reported(days.at(day + 20 * DAY), tag, ROADS, "查验渗水点十一处，保修期责任需要专业鉴定。")
    asked = days.at(day + 44 * DAY)
    reason = "渗水原因需要专业鉴定，鉴定机构出具结论约需二十日。"
    yield Handled(recorded=asked, of=tag, what="ask-extension", days=20, text=reason)
    granted = days.at(day + 47 * DAY)
    yield Issued(recorded=granted, of=tag, kind="extension", opinion="同意延长二十日，及时告知代表。")
    yield Delivered(recorded=days.at(day + 48 * DAY), of=tag, kind="extension_notice")
    yield Handled(recorded=days.ago(4), of=tag, what="chase")


def _overdue(days: Days) -> Iterator[Step]:
    """The one that is overdue: nobody asked for more time."""
    tag, day = "m overdue", days.ago(66)
    came = Came(
        recorded=days.at(day - 6 * DAY), tag=tag, channel="visit", title="夜市油烟和噪声扰民", route=6, who=(5,),
        text="楼下夜市烧烤到后半夜，油烟和噪声影响老人孩子休息，多次劝说没有改变。",
        territory="渡口社区", locality="滨河夜市", category="环境污染", first="repeat", involved=30,
    )  # fmt: skip
    yield from begun(came, CITY, day, helpers={"渡口社区": "动员摊主自查整改"})
    yield reported(days.at(day + 15 * DAY), tag, CITY, "已对六个摊位下达整改要求，两个摊位反复。")
    yield Handled(recorded=days.ago(3), of=tag, what="chase")


def _at_the_head(days: Days) -> Iterator[Step]:
    """An opinion waits for the head of the organ, its sixty days nearly over."""
    tag, day = "m submitted", since(days, 56)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="letter", title="低保边缘家庭大病救助未批", route=6, who=(7,),
        text="家里有重病人，申请救助没有批下来，不清楚差在哪里。", territory="汀中社区", category="社会救助", scan=True,
    )  # fmt: skip
    lead = "社会事务办公室"
    yield from begun(came, lead, day)
    yield reported(days.at(day + 18 * DAY), tag, lead, "申请时缺收入核对材料，补齐后符合临时救助条件。")
    said = opinion(
        day, "support", "批准大病救助。", "首次申请缺收入核对材料，补充核对后符合临时救助条件。",
        "支持请求。由社会事务办公室在十个工作日内办理临时救助，并协助申请医疗救助。", "《社会救助暂行办法》。",
        carried_out_by=lead,
    )  # fmt: skip
    yield Drafted(recorded=days.last, of=tag, kind="opinion", content=said, unit=lead, means="wechat")


def _answered(days: Days) -> Iterator[Step]:
    """An opinion to be delivered; one delivered, to be closed."""
    tag, day = "m answered", since(days, 50)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="online", title="灌渠闸门损坏无人维修", route=6, who=(9,),
        text="支渠闸门坏了半年，放水时下游分不到水。", territory="竹篱村", locality="二支渠", category="水利水电",
    )  # fmt: skip
    yield from begun(came, "农业农村办公室", day, helpers={"竹篱村": "说明放水轮次"})
    said = opinion(
        day, "support", "修好闸门。", "闸门启闭机损坏属实，维修责任在管护单位。",
        "支持请求。由农业农村办公室安排维修，放水季前完成。", "《农田水利条例》关于工程管护的规定。",
        carried_out_by="农业农村办公室", carried_out_until=(days.today + 30 * DAY).isoformat(),
    )  # fmt: skip
    yield Drafted(recorded=days.ago(3), of=tag, kind="opinion", content=said)
    yield Issued(recorded=days.ago(2), of=tag, kind="opinion")

    tag, day = "m delivered", since(days, 48)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="call", title="电梯频繁停运", route=6, who=(11,), involved=64,
        text="电梯一个月停了五次，要求更换或者大修。", territory="渡口社区", category="住房保障与房地产",
    )  # fmt: skip
    yield from begun(came, ROADS, day, helpers={"渡口社区": "组织业主表决维修方案"})
    said = opinion(
        day, "explain", "更换或者大修电梯。", "检验合格，停运因控制板老化；更换整机需要业主表决使用维修资金。",
        "先由维保单位更换控制板；整机更新由社区组织业主表决，镇里协助办理手续。",
        "《物业管理条例》关于专项维修资金的规定。",
    )  # fmt: skip
    yield from answered(days, tag, days.ago(9), said, answer="unclear")


def _transferred(days: Days) -> Iterator[Step]:
    """From the county bureau, judged by the national system's date; ten days more are asked for."""
    tag, day = "m transferred", since(days, 41)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="online", title="村集体鱼塘租金欠付", route=6, who=(12,),
        source="transferred", sender=BUREAU, sender_number=f"栖信转〔{day.year}〕406号",
        text="承租人欠付两年租金，村民分红没有兑现，要求追缴并公开账目。",
        territory="石埠头村", category="集体资产管理",
    )  # fmt: skip
    helpers = {"石埠头村": "提供合同和账目", "财政所": "核对租金入账"}
    yield from begun(came, "农业农村办公室", day, helpers=helpers, due=days.today + 16 * DAY)
    yield reported(days.at(day + 10 * DAY), tag, "财政所", "近两年租金未入账，欠付属实。", part=True)
    yield LetterRead(recorded=days.ago(6), of=tag, text="请先依合同催缴，同时公开账目；两条都要有时间表。")
    reason = "承租人提出分期支付，需要村民会议表决。"
    yield Handled(recorded=days.ago(2), of=tag, what="ask-extension", days=10, text=reason)


def _of_the_logins(days: Days) -> Iterator[Step]:
    """One led by a village and one by the police, whose people log in; who petitioned is asked for with a reason."""
    tag, day = "m village", since(days, 20)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="visit", title="入户道路塌方一侧没有护栏", route=6, who=(0,),
        text="塌方修好后路边没有护栏，晚上学生走不安全。", territory=VILLAGE, locality="三组", category="村镇建设",
    )  # fmt: skip
    yield from begun(came, VILLAGE, day, helpers={ROADS: "提供护栏设置要求"}, named=False)
    yield Asked(recorded=days.last, of=tag, tag="grant asked", unit=VILLAGE, reason="约定到现场一起看护栏位置。")

    tag, day = "m police", since(days, 14)
    came = Came(
        recorded=came_before(days, day), tag=tag, channel="call", title="集镇犬只不拴绳追人", route=6, who=(14,),
        text="早市附近有人遛狗不拴绳，追咬过行人，要求管一管。", territory="汀中社区", category="社会治安",
    )  # fmt: skip
    yield from begun(came, POLICE, day, helpers={"汀中社区": "登记养犬户"}, named=False)
    yield Asked(recorded=days.last, of=tag, tag="grant given", unit=POLICE, reason="核实被追咬的时间地点。")
    yield Allowed(recorded=days.last, of="grant given")
    yield Opened(recorded=days.last, of=tag, unit=POLICE)


def _contested(days: Days) -> Iterator[Step]:
    """One the police say is not theirs; one that goes back to the county bureau with reasons."""
    tag, day = "m objected", days.ago(5)
    yield Came(
        recorded=day, tag=tag, channel="visit", title="网购纠纷要求退款", route=6, who=(2,),
        text="网上买的农机不能用，卖家不退款，要求立案处理。", territory="芦花村", category="市场秩序",
    )  # fmt: skip
    yield Entered(recorded=day, of=tag)
    yield Given(recorded=days.at(day + DAY), of=tag, lead=POLICE)
    reason = "属于消费争议，没有违法犯罪线索，建议由市场监管部门或者便民服务中心引导投诉。"
    yield Handled(recorded=days.at(day + 2 * DAY), of=tag, what="object", unit=POLICE, text=reason)

    tag, day = "m objected up", days.ago(4)
    yield Came(
        recorded=day, tag=tag, channel="online", title="高压线下建房补偿", route=6, who=(13,), source="transferred",
        sender=BUREAU, sender_number=f"栖信转〔{day.year}〕431号", text="高压线从屋后经过，要求供电企业补偿或者迁改。",
        territory="杏子坞村", category="能源管理",
    )  # fmt: skip
    yield Entered(recorded=day, of=tag)
    reason = "线路迁改和补偿由县能源主管部门和供电企业处理，不属于镇人民政府职权范围。"
    yield Handled(recorded=days.after(day, 1), of=tag, what="object-up", text=reason)


def _new(days: Days) -> Iterator[Step]:
    """One whose notice is due within days; two that are not in the national system yet."""
    tag, day = "m notice", since(days, 13)
    yield Came(
        recorded=day, tag=tag, channel="letter", title="公租房轮候顺序不清楚", route=6, who=(10,), scan=True,
        text="申请公租房三年，不知道排在第几，要求公开轮候名单。", territory="汀中社区", category="住房保障与房地产",
    )  # fmt: skip
    yield Given(recorded=days.after(day, 1), of=tag, lead="便民服务中心")
    yield Came(
        recorded=days.last, tag="m new", channel="visit", title="雨污管道接错倒灌入户", route=6, who=(1,), people=2,
        involved=9, text="雨天污水从地漏倒灌，怀疑管道接错，要求查清并改接。",
        territory="渡口社区", locality="临水巷", category="城市建设和市政管理",
    )  # fmt: skip
