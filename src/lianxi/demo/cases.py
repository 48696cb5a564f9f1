"""The demo's single matters: information, tasks, directives, a problem, a supervision, a change.

All are counted back from today, so that on any day the same few things are due soon and exactly two are overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianxi.demo import words
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Changed, Did, Step, Table

MAJOR, COMPLEX = frozenset({"major"}), frozenset({"complex"})


def cases(days: Days) -> Iterator[Step]:
    """What was done long ago, then what is open."""
    yield from _information(days, 160, "渡口社区农贸市场摊位费调整引发集中反映", "渡口社区", checked_after=2)
    yield from _information(days, 70, "双棠村采石场运输扬尘苗头性情况", "双棠村", checked_after=6)
    yield from _tasks(days)
    yield from _directives(days)
    yield from _problem(days)
    yield from _supervision(days)
    yield from _interview(days)
    yield from _change(days)
    yield from _overdue(days)
    yield from _due_soon(days)


def _did(verb: str, on: date, title: str, **more: object) -> Did:
    """Recorded on the day it was done."""
    return Did(**{"verb": verb, "on": on, "recorded": on, "title": title, **more})  # type: ignore[arg-type]


def _information(days: Days, ago: int, title: str, unit: str, *, checked_after: int) -> Iterator[Step]:
    """Reported, circulated the same day, verified (in time: three days), settled."""
    tag, day = f"information {ago}", days.ago(ago)
    checked = on_or_before(day + checked_after * DAY) if checked_after < 4 else on_or_after(day + checked_after * DAY)
    checked = max(checked, day)
    settled = on_or_before(checked + 9 * DAY)
    yield _did("information.reported", day, title, tag=tag, unit=unit)
    yield _did("information.circulated", day, f"{title}（通报）", of=tag, unit=unit)
    yield _did("information.verified", checked, f"{title}核实情况", of=tag, unit=unit, means="phone")
    yield _did("information.settled", settled, f"{title}处置情况", of=tag, unit=unit, means="paper")


def _tasks(days: Days) -> Iterator[Step]:
    done = (
        (190, "汛期前排查沿河信访隐患", "石埠头村", 11),
        (130, "清理历年信访事项未归档材料", "便民服务中心", 13),
        (75, "核实云岭脚村搬迁户过渡安置费发放", "云岭脚村", 20),
        (48, "走访化解渡口社区物业纠纷", "渡口社区", 9),
    )
    for ago, title, unit, took in done:
        tag, day = f"task {ago}", days.ago(ago)
        yield _did("task.assigned", day, title, tag=tag, unit=unit)
        reported = on_or_before(day + took * DAY)
        yield _did("task.reported", reported, f"{title}：落实情况", of=tag, unit=unit, means="wechat")
    soon = days.today + 3 * DAY
    open_task = "排查集镇沿街商铺预付消费纠纷"
    yield _did("task.assigned", days.ago(9), open_task, tag="task open", unit="便民服务中心", due=soon)


def _directives(days: Days) -> Iterator[Step]:
    for ago, title, took in (
        (200, "县信访工作联席会议交办：集镇自来水水质反映事项", 22),
        (110, "县交办：客运站改造安置反映事项", 35),
    ):
        tag, day = f"directive {ago}", days.ago(ago)
        yield _did("directive.received", day, title, tag=tag)
        answered = on_or_before(day + took * DAY) if took < 30 else on_or_after(day + took * DAY)
        yield _did("directive.answered", answered, f"{title}办理情况报告", of=tag)
    yield _did("directive.received", days.ago(19), "县交办：杏子坞村通信基站选址反映事项", tag="directive open")


def _problem(days: Days) -> Iterator[Step]:
    title = "集体土地征收补偿标准新旧衔接问题"
    opened = days.ago(170)
    yield _did("problem.opened", opened, title, tag="problem", unit="自然资源和村镇建设办公室", flags=COMPLEX)
    studied, tabled = on_or_before(opened + 24 * DAY), on_or_before(opened + 27 * DAY)
    yield _did(
        "problem.investigated",
        studied,
        f"{title}调研报告",
        of="problem",
        unit="自然资源和村镇建设办公室",
        means="paper",
    )
    yield _did(
        "problem.tabled",
        tabled,
        f"{title}提请镇联席会议研究",
        of="problem",
        unit="自然资源和村镇建设办公室",
        means="paper",
    )
    yield _did(
        "problem.opened", days.ago(18), "被征地人员养老保险补缴政策衔接问题", tag="problem open", unit="社会事务办公室"
    )


def _supervision(days: Days) -> Iterator[Step]:
    title = "农村集体资金管理信访事项联合督查"
    proposed = days.ago(150)
    approved = on_or_after(proposed + 3 * DAY)
    started = on_or_after(approved + 4 * DAY)
    found = on_or_after(started + 9 * DAY)
    tag = "supervision"
    yield _did("supervision.proposed", proposed, f"{title}建议", tag=tag, unit="财政所")
    yield _did(
        "supervision.approved", approved, f"{title}批准", of=tag, approver="陆明渠", note="原件存办公室，扫描件见附件。"
    )
    yield _did("supervision.started", started, title, of=tag)
    yield _did("supervision.found", found, f"{title}：督查发现", of=tag, tag="supervision found")
    reported = on_or_before(found + 8 * DAY)
    yield _did("supervision.reported", reported, f"{title}情况报告", of="supervision found")


def _interview(days: Days) -> Iterator[Step]:
    held = days.ago(105)
    title = "约谈石埠头村：宅基地审批积压整改不力"
    yield _did("interview.held", held, title, tag="interview", unit="石埠头村", place="镇党委小会议室")
    rectified = on_or_before(held + 12 * DAY)
    yield _did("interview.rectified", rectified, "石埠头村整改情况反馈", of="interview", unit="石埠头村", means="paper")


def _change(days: Days) -> Iterator[Step]:
    """One change filed and reported in time, one of these days still to be filed."""
    day = days.ago(140)
    document = "鹭党发〔{}〕{}号"
    since = day.year
    yield Changed(recorded=day, tag="change", unit="芦花村", name="尚书云", on=day, document=document.format(since, 17))
    filed, reported = on_or_after(day + 2 * DAY), on_or_after(day + 3 * DAY)
    yield _did("change.filed", filed, "芦花村成员变更备案", of="change")
    yield _did("change.reported", reported, "芦花村成员变更报告召集人", of="change")
    day = days.ago(3)
    yield Changed(
        recorded=day, tag="change open", unit="财政所", name="谷一鸣", on=day, document=document.format(day.year, 31)
    )


def _overdue(days: Days) -> Iterator[Step]:
    """Exactly two: an execution report of a village, and a verification of information."""
    held, tag = days.ago(26), "ad hoc"
    title = "水利设施管护和用水矛盾专题会议"
    recorded = days.after(held, 1)
    yield Did(
        verb="meeting.held", kind="ad_hoc", title=title, on=held, recorded=recorded, tag=tag, place=words.HALL,
        attended=words.ATTENDED[2],
    )  # fmt: skip
    yield from _minutes_of(days, tag, title, held, recorded)
    yield Did(
        verb="decision.made", title="竹篱村灌溉用水分时放水方案落实", unit="竹篱村", on=held, recorded=recorded,
    )  # fmt: skip
    reported = days.ago(7)
    late = "汀中社区拆迁过渡户拟集体来镇反映安置进度"
    yield _did("information.reported", reported, late, tag="late information", unit="汀中社区")
    yield _did("information.circulated", reported, f"{late}（通报）", of="late information", unit="汀中社区")


def _minutes_of(days: Days, tag: str, title: str, held: date, recorded: date) -> Iterator[Step]:
    issued = days.within(held, 4)
    approved = max(held, on_or_before(issued - DAY))
    approval = f"{title}纪要审定"
    yield Did(
        verb="minutes.approved", of=tag, tag=f"approved {tag}", title=approval, on=approved,
        recorded=max(recorded, approved), approver="沈怀舟", note="原件存办公室，扫描件见附件。",
    )  # fmt: skip
    yield Did(verb="minutes.issued", of=tag, title=f"{title}纪要", on=issued, recorded=max(recorded, issued))


def _due_soon(days: Days) -> Iterator[Step]:
    """A meeting on the last working day: its decisions, and its minutes where they are not overdue by today."""
    day, tag = days.last, "latest"
    title = "集镇停车秩序和商户诉求专题会议"
    yield _did("meeting.held", day, title, kind="ad_hoc", tag=tag, place=words.HALL, attended=words.ATTENDED[1])
    if day + 5 * DAY < days.today:
        yield from _minutes_of(days, tag, title, day, day)
    yield Table(
        recorded=day,
        rows=(
            _did("decision.made", day, "集镇停车泊位重新施划方案", tag="latest 1", unit="综合执法队", flags=MAJOR),
            _did("decision.made", day, "商户装卸货时段公告", tag="latest 2", unit="鹭汀派出所"),
        ),
    )
