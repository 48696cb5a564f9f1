"""Labelled months that nobody lived: problems of the four kinds planted among what a township always hears.

Written without a look at the detector's own lists of words: subjects are told in several vocabularies (of a village, of
a street, of a works yard), the plain words of officials rarely among them. A *story* is one subject; its label says by
what was planted (and by counting people who are known here) which kinds it truly is. Wrong and missing categories,
people who come again and again about one thing, and steady subjects of many villages are the traps.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lianxi.analysis.topics import Item

VILLAGES = range(1, 10)
#: month that is analysed, and how many months lie before it
FIRST, MONTHS_BEFORE = date(2026, 10, 1), 6
SPOTS = ("一组", "四组", "村东头", "老供销社", "河湾那边", "学堂后面", "桥头", "新街口", "三号楼", "水库下")
BEGUN = ("", "我来说个事，", "您好，", "麻烦问一下，", "大家让我来讲，", "再说一遍，", "代表几户来，", "前天又碰上，")
ENDED = ("。", "，盼早点有人来看。", "，拖不得了。", "，请给个说法。", "，说过几回都没动静。", "！", "，心里着急。")

#: code, ways of telling: subjects of ordinary life
ORDINARY: dict[str, tuple[str, tuple[str, ...]]] = {
    "streetlight": ("030900", (
        "{spot}那排路灯黑了快两个月", "晚上{spot}路灯全灭，摔过两位老人", "{spot}路灯一闪一闪的，灯杆也歪了")),
    "wages": ("040201", (
        "干完小学校舍的活，工头说好的工钱只给了一半", "校舍工程的工钱欠到现在，八个人还等着回家",
        "建校舍的班组讨工钱，工头电话打不通")),
    "canal": ("010900", (
        "{spot}干渠渠底淤了，秧田进不了水", "干渠多年没清，{spot}的田要靠抽水",
        "{spot}渠口闸门坏，干渠放水到不了田头")),
    "lowincome": ("080100", (
        "申请低保材料交了三回，还是没批", "老人低保金上个月停了，没人说原因", "低保名单公示里没有我家，想问清楚")),
    "bus": ("120100", (
        "到县城的班车改点以后，赶不上早市", "{spot}班车站牌拆了，司机不停车", "班车一天只剩两趟，学生放学坐不上")),
    "boundary": ("010202", (
        "宅基地边上的滴水檐被对面占去一尺", "两家为宅基地滴水界吵了几年", "{spot}宅基地丈量的数和本子上不一样")),
    "clinic": ("050202", (
        "卫生院夜里没人值班，孩子发烧只好去县里", "卫生院挂了号等到中午，大夫不在", "卫生院拿药的窗口只开半天")),
    "tap": ("010900", (
        "{spot}自来水到晚上就细得像线", "自来水放出来黄黄的，锅底一层泥", "{spot}自来水管爆了，淌了三天")),
    "drain": ("030100", (
        "{spot}巷子下水井盖丢了，落了一层枯枝", "雨一大{spot}下水就往屋里倒灌", "下水管是整村改造时埋的，太细，常堵")),
    "bridge": ("030100", (
        "{spot}石拱桥栏板掉进河里，三轮不敢过", "过石拱桥要绕半里，桥面裂了口子", "石拱桥封了大半年，收割机开不过去")),
    "school": ("060500", (
        "孩子户口在这边，幼儿园说名额满了", "幼儿园离家七里路，接送不便", "幼儿园交的餐费跟吃的对不上")),
    "pension": ("040501", (
        "养老金本子换了卡，三个月没有进账", "养老金认证手机不会弄，被停发了", "我的养老金比同年退的少两百")),
    "seed": ("010400", (
        "买的晚稻种子出苗不到三成", "种子站卖的稻种混了别的，抽穗不齐", "稻种有问题，去店里人家不认")),
    "phone": ("150300", (
        "{spot}手机信号一格也没有，打不出电话", "基站拆掉以后手机信号时有时无", "手机信号差，网课上不了")),
}  # fmt: skip
#: subjects that come up for the first time
FRESH: dict[str, tuple[str, tuple[str, ...]]] = {
    "asphalt": ("130100", (
        "{spot}边上新开的沥青拌合站，味道呛得人睡不着", "沥青拌合站半夜出料，一股焦油味往屋里钻",
        "沥青拌合站烟囱冒青烟，晒的棉被都有味", "运料车从沥青拌合站出来，一路掉渣")),
    "solar": ("020104", (
        "屋顶光伏板装上才两月，公司说要我们还贷款", "当初讲屋顶光伏板不花钱，现在银行来催贷",
        "光伏公司把屋顶钻漏了，贷款还算在我头上", "签屋顶光伏的字时没讲是贷款")),
    "parcel": ("120300", (
        "快递点搬走了，包裹要到十里外的镇口取", "驿站关门后快递压了半个月", "快递都退回去了，说这边没有驿站",
        "驿站收每件一块取件费，不给就不让拿快递")),
    "card": ("100200", (
        "存在洗车卡里的钱，店关了找不到人", "理发店充值卡还有八百，老板把店转了", "充值卡退不了，店面换了招牌",
        "几十个办了充值卡的人，钱都打了水漂")),
    "drone": ("010700", (
        "无人机给松林打药，药水飘到鱼塘", "飞防无人机洒药那天，桑叶全蔫了", "蜂箱边上无人机打药，蜜蜂死了一地",
        "飞防没有提前告知，无人机从菜地上头过")),
    "wall": ("030501", (
        "安置楼外墙的瓷砖往下掉，砸坏一辆车", "新安置楼住了一年外墙就空鼓", "安置楼外墙砖敲着是空的，怕砸到人",
        "外墙掉砖，安置楼下面拉了绳子也没人修")),
}  # fmt: skip
#: subjects of how people live together
TOGETHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "dancing": ("130100", (
        "广场上跳舞的音箱放到夜里十一点", "跳舞音箱正对着窗，孩子作业写不下去", "跳舞的音箱声太大，去讲了反被骂",
        "晚上音箱震得玻璃响，跳舞的人说不到时间不停")),
    "dogs": ("090100", (
        "{spot}有大狗不拴绳，追着上学的孩子跑", "大狗没拴咬了送报的人", "{spot}几条没主的大狗晚上成群",
        "遛大狗的人说狗不咬人，就是不拴绳")),
    "charging": ("100700", (
        "楼道里拉线给电瓶车充电，看着心慌", "电瓶车推进楼道充电，冒过一次烟", "从五楼吊插座下来充电瓶车",
        "说过楼道不许充电，电瓶车还是堆满")),
    "cards": ("090100", (
        "{spot}棋牌室里来钱，通宵不散", "棋牌室一晚上输掉几千，家里吵着要离", "棋牌室门口夜里打架",
        "棋牌室说是娱乐，其实抽头")),
    "stalls": ("030900", (
        "校门口摆摊的三轮排到路中间", "早市摆摊的占了半条街，救护车进不来", "摆摊的油锅就架在路边，放学时最险",
        "摆摊的三轮赶走又来，为摊位还动了手")),
    "leader": ("080800", (
        "小组换届推人，票箱没当众打开", "换届那天好些在外的人没收到通知", "换届名单贴出来和大家推的不一样",
        "换届推选代表，一户几票说法不一")),
}  # fmt: skip


@dataclass(slots=True)
class Story:
    """A subject as it was planted: what of it came when, where, from whom; which kinds it truly is."""

    subject: str
    items: list[Item] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    peak: date | None = None

    def sources(self) -> set[str]:
        return {item.source for item in self.items if item.on >= FIRST}


@dataclass(frozen=True, slots=True)
class Month:
    """One labelled month with the months before it."""

    stories: tuple[Story, ...]
    until: date

    def items(self, on: date | None = None) -> list[Item]:
        end = on or self.until
        return [item for story in self.stories for item in story.items if FIRST <= item.on <= end]

    def earlier(self) -> list[Item]:
        return [item for story in self.stories for item in story.items if item.on < FIRST]

    def planted(self, kind: str) -> list[Story]:
        return [story for story in self.stories if kind in story.kinds]


class _Teller:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = 0

    def person(self) -> str:
        return f"p{self.chance.randrange(10**9):09d}"

    def tell(self, story: Story, on: date, place: int, person: str) -> None:
        bank = ORDINARY | FRESH | TOGETHER
        code, ways = bank[story.subject]
        way = self.chance.choice(ways).format(spot=self.chance.choice(SPOTS))
        text = f"{self.chance.choice(BEGUN)}{way}{self.chance.choice(ENDED)}"
        self.number += 1
        drawn = self.chance.random()
        filed = code if drawn < 0.75 else "" if drawn < 0.87 else f"{code[:4]}00" if drawn < 0.94 else "990000"
        who = ((f"id{person}", "", ""),) if self.chance.random() < 0.7 else (("", f"ph{person}", ""),)
        if self.chance.random() < 0.06:
            who = (("", "", ""),)  # without a name
        story.items.append(Item(f"matter:{self.number}", on, text, filed, place, None, who))


def _day(teller: _Teller, since: date, until: date) -> date:
    return since + timedelta(days=teller.chance.randrange((until - since).days + 1))


def _toward(teller: _Teller, since: date, peak: date) -> date:
    """More and more toward the peak."""
    span = (peak - since).days
    return since + timedelta(days=min(span, int(span * teller.chance.random() ** 0.45 + 0.5)))


def a_month(seed: int) -> Month:
    """One month: two new subjects, two strongly felt, two spreading, two of living together, noise and traps."""
    teller = _Teller(seed)
    chance = teller.chance
    begun = date(2026, 10 - MONTHS_BEFORE, 1)
    until = date(2026, 10, 31)
    eve = FIRST - timedelta(days=1)
    ordinary = chance.sample(list(ORDINARY), len(ORDINARY))
    fresh = chance.sample(list(FRESH), 4)
    together = chance.sample(list(TOGETHER), 4)
    stories = []
    for subject in fresh[:2]:
        story = Story(subject, kinds={"new"}, peak=FIRST + timedelta(days=chance.randrange(20, 28)))
        place = chance.choice(VILLAGES)
        for _ in range(chance.randrange(4, 8)):
            teller.tell(story, _toward(teller, FIRST + timedelta(days=3), story.peak or until), place, teller.person())
        stories.append(story)
    for subject in ordinary[:2]:
        stories.append(_strong(teller, subject, begun, eve))
    for subject in (ordinary[2], fresh[2]):
        stories.append(_spreading(teller, subject))
    for subject in together[:2]:
        story = Story(subject, kinds={"governance"})
        place = chance.choice(VILLAGES)
        for _ in range(chance.randrange(3, 5)):
            teller.tell(story, _day(teller, FIRST, until), place, teller.person())
        for _ in range(3):
            teller.tell(story, _day(teller, begun, eve), place, teller.person())
        stories.append(story)
    stories.append(_again_and_again(teller, ordinary[3], begun))
    stories += [_steady(teller, subject, begun, until) for subject in ordinary[4:]]
    for subject in (*together[2:], fresh[3]):
        story = Story(subject)
        for _ in range(2):
            teller.tell(story, _day(teller, begun, until), chance.choice(VILLAGES), teller.person())
        stories.append(story)
    for story in stories:
        _count_people(story)
    return Month(tuple(stories), until)


def _strong(teller: _Teller, subject: str, begun: date, eve: date) -> Story:
    """Known before; this month six to nine people, some of them twice."""
    story = Story(subject, peak=FIRST + timedelta(days=teller.chance.randrange(20, 28)))
    place = teller.chance.choice(VILLAGES)
    for _ in range(4):
        teller.tell(story, _day(teller, begun, eve), place, teller.person())
    people = [teller.person() for _ in range(teller.chance.randrange(7, 11))]
    for person in [*people, *people[:3]]:
        teller.tell(story, _toward(teller, FIRST, story.peak or eve), place, person)
    return story


def _spreading(teller: _Teller, subject: str) -> Story:
    """One village, then two, then four or five: windows of thirty days before the month's end."""
    story = Story(subject, kinds={"spreading"}, peak=FIRST + timedelta(days=26))
    places = teller.chance.sample(list(VILLAGES), 6)
    reached = teller.chance.choice((4, 5))
    for number, since, until in ((1, date(2026, 8, 3), date(2026, 8, 31)), (2, date(2026, 9, 2), date(2026, 9, 30))):
        for place in places[:number]:
            teller.tell(story, _day(teller, since, until), place, teller.person())
    for place in places[:reached]:
        teller.tell(story, _toward(teller, FIRST + timedelta(days=2), story.peak or FIRST), place, teller.person())
    return story


def _again_and_again(teller: _Teller, subject: str, begun: date) -> Story:
    """Two people come eleven times: many visits, few petitioners."""
    story = Story(subject)
    people = [teller.person(), teller.person()]
    for place, person in enumerate((people * 6)[:11]):
        on = _day(teller, FIRST, date(2026, 10, 31)) if place else _day(teller, begun, FIRST - timedelta(days=1))
        teller.tell(story, on, 3, person)
    return story


def _steady(teller: _Teller, subject: str, begun: date, until: date) -> Story:
    """What every village always has: two or three a month."""
    story = Story(subject)
    month = begun
    while month <= until:
        end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        for _ in range(teller.chance.choice((1, 2, 2, 3))):
            teller.tell(story, _day(teller, month, end), teller.chance.choice(VILLAGES), teller.person())
        month = end + timedelta(days=1)
    return story


def _count_people(story: Story) -> None:
    """True by count, whatever was planted: known people of the month, and what was never met before."""
    now = [item for item in story.items if item.on >= FIRST]
    known = {"".join(mark).removeprefix("id").removeprefix("ph") for item in now for mark in item.people} - {""}
    if len(known) >= 5:
        story.kinds.add("strong")
    if len(now) >= 3 and len(now) == len(story.items):
        story.kinds.add("new")
    if story.subject in TOGETHER and len(now) >= 3:
        story.kinds.add("governance")


def months(seeds: Sequence[int]) -> list[Month]:
    return [a_month(seed) for seed in seeds]
