"""Labelled petitions that nobody wrote: problems told several ways, at several places, with what is near beside them.

A *matter* is one problem at one place; its tellings differ in words, order and length. Another place with the same
problem, and another problem at the same place, are near misses: not the same matter.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

PLACES = ("东埂村", "柳湾村", "石桥村", "枫林社区", "北坡村", "莲塘村", "沙河社区", "古渡村")
SPOTS = ("一组", "二组", "三组", "村口", "小学旁", "老桥头", "水塔下", "晒谷场边")
#: problem → (unit that is competent, category, ways of telling it)
PROBLEMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "drainage": ("村建办", "010301", (
        "{place}{spot}机耕路改建后涵管太小，下雨农田积水排不出去，早稻受淹",
        "道路加高以后{place}{spot}的田里雨后积水两三天，希望加装涵管恢复排水口",
        "反映{place}{spot}修路把排水沟堵了，水田被淹，要求疏通沟渠",
    )),
    "lamp": ("村建办", "010302", (
        "{place}{spot}路灯坏了半年没人修，晚上老人出门摔跤",
        "{place}{spot}一带的路灯不亮，夜里看不见路，请尽快维修",
        "要求修理{place}{spot}损坏的路灯，晚上出行不安全",
    )),
    "wage": ("人社所", "040401", (
        "在{place}工地干活，包工头拖欠十二名工人工资三个月",
        "{place}项目部欠农民工工资不给，多次讨要没有结果",
        "农民工反映{place}{spot}建房工程完工后工钱一直拖欠",
    )),
    "land": ("农业办", "010201", (
        "{place}{spot}承包地被邻居多占两分，界石被挪动，要求确权",
        "土地承包经营权证面积与实际不符，{place}{spot}的地块四至写错了",
        "{place}{spot}两户因承包田地界发生纠纷，请求重新丈量",
    )),
    "allowance": ("民政办", "060101", (
        "{place}低保户补贴两个月没到账，请核查",
        "反映{place}有困难家庭申请低保没有批下来，不知道原因",
        "{place}{spot}老人最低生活保障金停发，家里没有收入",
    )),
    "smoke": ("环保站", "070101", (
        "{place}{spot}塑料厂夜里排放刺鼻气味，熏得睡不着",
        "作坊在{place}{spot}烧废塑料，黑烟臭味影响周围居民",
        "要求查处{place}{spot}小厂夜间偷排废气",
    )),
    "pigs": ("环保站", "070102", (
        "{place}{spot}养猪场粪水直接排进水塘，鱼都死了",
        "猪场污水流到{place}{spot}的沟里，臭气熏天，井水不能喝",
        "反映{place}{spot}生猪养殖污水横流，要求治理",
    )),
    "noise": ("执法队", "030401", (
        "{place}{spot}夜市音响吵到十二点，老人孩子无法休息",
        "广场舞音响在{place}{spot}太大声，影响学生做作业",
        "{place}{spot}烧烤摊深夜喧哗噪音扰民，请管一管",
    )),
    "school": ("教育办", "050201", (
        "{place}小学校车停开，孩子上学要走五公里",
        "要求恢复{place}到中心小学的校车线路",
        "家长反映{place}{spot}没有校车接送，孩子早上上学不安全",
    )),
    "house": ("村建办", "030202", (
        "{place}{spot}邻居建房挡住采光，超过批准的层数",
        "反映{place}{spot}有人违章加盖三层，影响通风采光",
        "{place}{spot}未经批准搭建楼房，要求拆除违建",
    )),
    "accounts": ("经管站", "010101", (
        "{place}村集体鱼塘租金去向不明，账目没有公开",
        "要求公开{place}集体资产收入和支出账目",
        "{place}的鱼塘出租款三年没有公示，请审计村级财务",
    )),
    "water": ("水利站", "020201", (
        "{place}{spot}自来水经常停，水压不够，二楼没有水",
        "{place}{spot}饮水管网老化漏水，夏天断水一个星期",
        "反映{place}{spot}自来水发黄有泥沙，不敢饮用",
    )),
}  # fmt: skip
OPENINGS = ("", "您好，", "本人", "我们是当地居民，", "信访人", "来电")
CLOSINGS = ("。", "，请尽快解决。", "，希望有关部门处理。", "，多次反映没有结果。", "！")


#: words that people take for each other when they tell the same thing again
SWAPS = (("希望", "请求"), ("反映", "投诉"), ("没有", "没"), ("修理", "维修"), ("要求", "恳请"), ("影响", "妨碍"))


@dataclass(frozen=True, slots=True)
class Told:
    """One petition with what is true of it: which matter it is, which unit and category.

    ``again``: told in nearly the same words as before, as by somebody who comes back; else in other words.
    """

    number: int
    matter: str
    text: str
    place: int
    on: date
    unit: str
    category: str
    again: bool


def told(seed: int, *, matters: int = 240, tellings: int = 2) -> list[Told]:
    """``matters`` different ones, each told ``tellings`` times in other words, in the order of their days."""
    chance = random.Random(seed)
    spots = [(problem, place, spot) for problem in PROBLEMS for place in PLACES for spot in SPOTS]
    found: list[Told] = []
    for problem, place, spot in chance.sample(spots, matters):
        ways = chance.sample(PROBLEMS[problem][2], tellings)
        begun = date(2026, 1, 1) + timedelta(days=chance.randrange(250))
        again = chance.random() < 0.5
        for at, way in enumerate(ways):
            if again:
                way = retold(chance, ways[0]) if at else ways[0]
            text = way.format(place=place, spot=spot) if "{spot}" in way else f"{spot}附近，{way.format(place=place)}"
            found.append(
                Told(
                    0,
                    f"{problem}/{place}/{spot}",
                    f"{chance.choice(OPENINGS)}{text}{chance.choice(CLOSINGS)}",
                    PLACES.index(place) + 1,
                    begun + timedelta(days=at * chance.randrange(5, 60)),
                    PROBLEMS[problem][0],
                    PROBLEMS[problem][1],
                    again,
                )
            )
    found.sort(key=lambda each: (each.on, each.matter, each.text))
    return [
        Told(at, each.matter, each.text, each.place, each.on, each.unit, each.category, each.again)
        for at, each in enumerate(found, start=1)
    ]


def retold(chance: random.Random, way: str) -> str:
    """Nearly the same words: clauses in another order or one left out, some words swapped."""
    clauses = way.split("，")
    if len(clauses) > 2 and chance.random() < 0.5:
        clauses.pop(chance.randrange(1, len(clauses)))
    if chance.random() < 0.4:
        chance.shuffle(clauses)
    text = "，".join(clauses)
    for one, other in SWAPS:
        if chance.random() < 0.5:
            text = text.replace(one, other)
    return text


def told_in(seed: int, ways: tuple[int, ...], number: int) -> list[tuple[str, str, str]]:
    """So many (text, unit, category), told only in these ways of each problem: what is learnt and tried apart."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        unit, category, every = PROBLEMS[chance.choice(list(PROBLEMS))]
        text = every[chance.choice(ways)].format(place=chance.choice(PLACES), spot=chance.choice(SPOTS))
        found.append((f"{chance.choice(OPENINGS)}{text}{chance.choice(CLOSINGS)}", unit, category))
    return found
