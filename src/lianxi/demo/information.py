"""Important, sensitive information of the demo: told on the phone, circulated, verified, settled; one urgent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days, on_or_before
from lianxi.demo.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Step):
    """``before``: hours between its happening and the report; ``means`` as in ``acts``."""

    unit: str
    title: str
    place: str
    text: str = ""
    urgency: str = "ordinary"
    people: int | None = None
    before: int = 1
    means: str = ""
    photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Of(Step):
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(Of):
    """``verify``: units that verify ``asked``; ``know``: those that only need to know."""

    verify: tuple[str, ...]
    know: tuple[str, ...] = ()
    asked: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Of):
    unit: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Of):
    unit: str
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Of):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Of):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Up(Of):
    """首报, 续报, 终报 by the office, by telephone."""

    stage: str
    text: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSet(Step):
    hours: int
    basis: str


def information(days: Days) -> Iterator[Step]:
    """Counted back from today. What is open has its day still to come, so nothing more is overdue."""
    yield HoursSet(recorded=days.ago(120), hours=2, basis=f"鹭党办发〔{days.ago(120).year}〕9号（紧急信息报送办法）")
    yield from _dust(days)
    yield from _urgent(days)
    yield from _closed(days)
    yield from _open(days)
    yield from _new(days)


def _dust(days: Days) -> Iterator[Step]:
    """A village secretary's own report with a photograph: three units told, two of them to verify."""
    day, tag = days.ago(44), "information road"
    due = day + 3 * DAY
    yield Reported(
        recorded=day, tag=tag, unit="双棠村", title="采石场运输车辆夜间抛洒，沿线住户议论较多", place="双棠村后山路口",
        text="连续两晚有车辆抛洒碎石，路边十余户有意见，有人提出要拦车。", people=14, before=3, photo=True,
    )  # fmt: skip
    yield Circulated(
        recorded=day, of=tag, verify=("综合执法队", "双棠村"), know=("鹭汀派出所",), due=due,
        asked="核实抛洒车辆和时段，做好路面清理和沿线住户解释。",
    )  # fmt: skip
    yield Received(recorded=day, of=tag, unit="鹭汀派出所")
    first, second = max(day, on_or_before(day + DAY)), max(day, on_or_before(due))
    yield Verified(recorded=first, of=tag, unit="双棠村", text="已逐户走访，住户同意先不拦车，等路面清理。")
    yield Verified(
        recorded=second, of=tag, unit="综合执法队", means=means_of("综合执法队", 1),
        text="查实两辆车未加盖篷布，已责令整改，路面当天清扫。",
    )  # fmt: skip
    settled = max(second, on_or_before(second + 7 * DAY))
    yield Settled(recorded=settled, of=tag, text="车辆全部加盖篷布，运输改在白天，一周内没有再发生，住户没有新的意见。")


def _urgent(days: Days) -> Iterator[Step]:
    """Urgent: reported up three times, verified, settled after 终报."""
    day, tag, department = days.ago(30), "information urgent", "县应急管理局"
    yield Reported(
        recorded=day, tag=tag, unit="鹭汀派出所", urgency="urgent", people=30, before=1,
        title="燃气管线占压拆除现场有人聚集阻拦", place="集镇老街北段",
        text="约三十人在现场，情绪较激动，民警和干部已到场。",
    )  # fmt: skip
    yield Up(
        recorded=day, of=tag, stage="first", department=department,
        text="老街北段燃气占压拆除现场约三十人聚集阻拦，无人受伤，已停止作业，正在劝离。",
    )  # fmt: skip
    yield Circulated(
        recorded=day, of=tag, verify=("自然资源和村镇建设办公室",), due=day + 3 * DAY,
        asked="核实占压户诉求和补偿标准是否告知到位。",
    )  # fmt: skip
    yield Up(
        recorded=day, of=tag, stage="further", department=department,
        text="聚集人员已全部离开，拆除暂停，由村镇建设办逐户说明标准。",
    )  # fmt: skip
    checked = max(day, on_or_before(day + 2 * DAY))
    yield Verified(
        recorded=checked, of=tag, unit="自然资源和村镇建设办公室", means="paper",
        text="三户未收到书面告知，已补送并当面说明，约定复工日期。",
    )  # fmt: skip
    done = max(checked, on_or_before(checked + 6 * DAY))
    yield Up(
        recorded=done, of=tag, stage="final", department=department,
        text="占压户均已签字同意，拆除于当日完成，现场平稳。",
    )  # fmt: skip
    yield Settled(recorded=done, of=tag, text="书面告知补送到户，拆除完成，没有发生冲突。")


def _closed(days: Days) -> Iterator[Step]:
    day, tag = days.ago(58), "information closed"
    yield Reported(
        recorded=day, tag=tag, unit="渡口社区", title="网上有人发帖称夜市要整体搬迁", place="渡口社区", before=20,
        means="wechat",
    )  # fmt: skip
    yield Closed(recorded=day, of=tag, reason="已由便民服务中心公开说明不搬迁，帖子已自行删除，没有单位需要核查。")


def _open(days: Days) -> Iterator[Step]:
    """Being verified, while the rules' three days run; after long holidays there is none."""
    day, tag = days.ago(2), "information open"
    if (days.today - day).days > 3:
        return
    yield Reported(
        recorded=day, tag=tag, unit="石埠头村", title="鱼塘续租公示后有承租户准备到镇里反映", place="石埠头村三组",
        people=6, before=5, means="phone",
    )  # fmt: skip
    yield Circulated(
        recorded=day, of=tag, verify=("石埠头村", "双棠村"), due=day + 3 * DAY,
        asked="核实承租户的诉求，上门解释公示内容。",
    )  # fmt: skip


def _new(days: Days) -> Iterator[Step]:
    """Reported yesterday and not circulated yet; on a Monday the office has done so already."""
    if (days.today - days.last).days > 1:
        return
    yield Reported(
        recorded=days.last, tag="information new", unit="双棠村", title="灌溉渠放水时段两组村民发生争吵",
        place="双棠村东渠闸口", people=9, photo=True,
    )  # fmt: skip
