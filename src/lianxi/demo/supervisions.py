"""Joint supervisions of the demo (article 16 of its rules): one reported, one fed back lately, one to be approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Step

ITEMS = (
    ("收到信访事项十五日内受理告知", "《信访工作条例》第二十三条"),
    ("受理后六十日内办结", "《信访工作条例》第三十四条"),
    ("处理意见书写明请求、事实、依据和救济途径", "《信访工作条例》第三十二条"),
    ("办结后回访，结果记入台账", "镇联席会议工作安排"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Step):
    """By the office, or by ``unit``."""

    title: str
    reason: str
    units: tuple[str, ...]
    unit: str = ""
    means: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Step):
    of: str
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organised(Step):
    of: str
    senders: tuple[str, ...]
    arrangement: str
    items: tuple[tuple[str, str], ...] = ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Step):
    """``people``: name and post; the first leads where ``leads``."""

    of: str
    unit: str
    people: tuple[tuple[str, str], ...]
    leads: bool = False
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Step):
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Step):
    """``results``: result and note of the items in their order; ``unit``: where."""

    of: str
    unit: str
    results: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Step):
    of: str
    unit: str
    text: str
    demand: str
    due: date
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(Step):
    of: str
    unit: str
    clean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectified(Step):
    of: str
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Step):
    of: str
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Step):
    of: str
    text: str
    agenda: bool = False


GOOD = ("good", "")


def supervisions(days: Days) -> Iterator[Step]:
    yield from _reported(days)
    yield from _fed_back(days)
    yield Proposed(
        recorded=days.ago(2), tag="supervision waiting", unit="鹭汀派出所", title="夜间施工噪声信访事项联合督查",
        reason="集镇夜间施工噪声反映反复出现，涉及住建、执法和社区几家，单独一家查不清责任，建议联合到现场督查。",
        units=("综合执法队", "渡口社区"), first_day=days.today + 3 * DAY, last_day=days.today + 9 * DAY,
    )  # fmt: skip


def _reported(days: Days) -> Iterator[Step]:
    tag, due, over = "supervision reported", days.ago(52), days.ago(73)
    yield Proposed(
        recorded=days.ago(84), tag=tag, title="信访事项按期办理情况联合督查",
        reason="部分村和社区的信访事项临近期限才反馈，需要会同有关单位实地查看台账，帮助查找原因。",
        units=("石埠头村", "汀中社区"), first_day=days.ago(79), last_day=days.ago(72),
    )  # fmt: skip
    yield Approved(recorded=days.ago(82), of=tag, opinion="同意，请司法所派员参加。")
    yield Organised(
        recorded=days.ago(81), of=tag, senders=("鹭汀司法所", "党政办公室"),
        arrangement="八点半在镇政府门前集合，当天反馈。轻车简从，不另要汇报材料。",
    )  # fmt: skip
    yield Joined(
        recorded=days.ago(80), of=tag, unit="鹭汀司法所", people=(("宋律", "所长"), ("田小禾", "司法助理员")),
        leads=True, means=means_of("鹭汀司法所", 0),
    )  # fmt: skip
    yield Joined(
        recorded=days.ago(80), of=tag, unit="党政办公室", people=(("卢一苇", "办公室干事"),),
        means=means_of("党政办公室", 1),
    )  # fmt: skip
    yield Started(recorded=days.ago(79), of=tag)
    yield Checked(
        recorded=days.ago(78), of=tag, unit="石埠头村",
        results=(("bad", "抽查五件，一件超期告知"), GOOD, GOOD, ("bad", "两件没有回访记录")),
    )  # fmt: skip
    yield Found(
        recorded=days.ago(78), of=tag, unit="石埠头村", tag="finding told late", item=1, due=due,
        text="抽查的五件事项中有一件超过十五日才告知受理。", demand="建立收件当日登记、三日提醒的办法，专人负责。",
    )  # fmt: skip
    yield Found(
        recorded=days.ago(78), of=tag, unit="石埠头村", tag="finding unvisited", item=4, due=due,
        text="两件已办结事项没有回访记录。", demand="补做回访并记入台账。",
    )  # fmt: skip
    yield FedBack(recorded=over, of=tag, unit="石埠头村")
    yield Checked(recorded=over, of=tag, unit="汀中社区", results=(GOOD, GOOD, GOOD, GOOD))
    yield FedBack(recorded=over, of=tag, unit="汀中社区", clean=True)
    yield Reported(
        recorded=on_or_before(over + 8 * DAY), of=tag,
        text="一、督查概况\n会同司法所、党政办公室实地查看两个村（社区）的台账，抽查事项十件。\n"
        "二、发现的问题\n石埠头村有一件超期告知、两件没有回访；汀中社区未发现问题。\n"
        "三、整改情况和建议\n已向石埠头村反馈意见并明确期限，建议各村参照建立收件提醒办法。",
    )  # fmt: skip
    for finding, text in (
        ("finding told late", "已指定专人当日登记，设提醒表，抽查三周未再超期。"),
        ("finding unvisited", "已逐户回访，回访记录补入台账。"),
    ):
        yield Rectified(recorded=days.ago(56), of=finding, text=text, means=means_of("石埠头村", 2))
        yield Verified(recorded=days.ago(54), of=finding, opinion="经电话回访核实，整改到位。")


def _fed_back(days: Days) -> Iterator[Step]:
    tag, fed_back = "supervision fed back", days.at(on_or_after(days.today - 5 * DAY))
    yield Proposed(
        recorded=days.ago(20), tag=tag, title="村务公开信访事项联合督查",
        reason="近期几个村都有反映村务公开不及时的事项，需要会同有关单位一并查看公开栏和台账。",
        units=("双棠村", "竹篱村"), first_day=days.ago(14), last_day=days.ago(6),
    )  # fmt: skip
    yield Approved(recorded=days.ago(18), of=tag)
    yield Organised(
        recorded=days.ago(17), of=tag, senders=("鹭汀派出所", "财政所"),
        arrangement="各村约半天，先看公开栏，再看台账。",
        items=(("村务公开栏按季更新", "村务公开有关规定"), ("群众反映有登记、有答复", "镇联席会议工作安排")),
    )  # fmt: skip
    yield Joined(recorded=days.ago(16), of=tag, unit="鹭汀派出所", people=(("高建锋", "所长"),), leads=True)
    yield Joined(
        recorded=days.ago(16), of=tag, unit="财政所", people=(("金小满", "会计"),), means=means_of("财政所", 0)
    )
    yield Started(recorded=days.ago(14), of=tag)
    yield Checked(
        recorded=days.ago(12), of=tag, unit="双棠村", results=(("bad", "第三季度收支没有公开"), ("good", "登记完整"))
    )
    yield Found(
        recorded=days.ago(12), of=tag, unit="双棠村", tag="finding open", item=1, due=days.today + 6 * DAY,
        text="村务公开栏第三季度集体收支没有按时公开，群众两次询问。",
        demand="补充公开，并说明以后每季公开的责任人和日期。",
    )  # fmt: skip
    yield FedBack(recorded=fed_back, of=tag, unit="双棠村")
    yield Checked(recorded=fed_back, of=tag, unit="竹篱村", results=(GOOD, GOOD))
    yield FedBack(recorded=fed_back, of=tag, unit="竹篱村", clean=True)
