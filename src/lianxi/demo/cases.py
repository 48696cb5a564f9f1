"""The demo's single matters that are done with: information, tasks, directives, a problem, a supervision, a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from lianxi.demo import acts, paper_acts, words
from lianxi.demo.acts import Matter
from lianxi.demo.chain import Meeting, carried_out, lived, means_of, receipts
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Acknowledged, Changed, Did, Step

COMPLEX = frozenset({"complex"})


def cases(days: Days) -> Iterator[Step]:
    """Counted back from today, so that they look the same on any day."""
    yield from _information(days, 160, "渡口社区农贸市场摊位费调整引发集中反映", "渡口社区", checked_after=2)
    yield from _information(days, 70, "双棠村采石场运输扬尘苗头性情况", "双棠村", checked_after=6)
    yield from _tasks(days)
    yield from _no_more(days)
    yield from _help(days)
    yield from _directives(days)
    yield from _problem(days)
    yield from _supervision(days)
    yield from _interview(days)
    yield from _change(days)
    yield from _corrected(days)


def _did(verb: str, on: date, title: str, **more: Any) -> Did:
    """Recorded on the day it was done."""
    return Did(**{"verb": verb, "on": on, "recorded": on, "title": title, **more})


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


#: given by hand: days ago, what, to whom, in how many days it was done
GIVEN = (
    (190, "汛期前排查沿河信访隐患", "石埠头村", 11),
    (130, "清理历年信访事项未归档材料", "便民服务中心", 13),
    (75, "核实云岭脚村搬迁户过渡安置费发放", "云岭脚村", 20),
    (48, "走访化解渡口社区物业纠纷", "渡口社区", 9),
)


def _done_on(days: Days, ago: int, took: int) -> date:
    return on_or_before(days.ago(ago) + took * DAY)


def heard_by(days: Days, held: date) -> tuple[str, ...]:
    """The tasks given by hand whose results this meeting hears: done since the one of the month before."""
    since = held - 31 * DAY
    return tuple(
        f"task {ago}" for ago, _, _, took in GIVEN if since < _done_on(days, ago, took) <= on_or_before(held - 6 * DAY)
    )


def _tasks(days: Days) -> Iterator[Step]:
    for number, (ago, title, unit, took) in enumerate(GIVEN):
        tag, day = f"task {ago}", days.ago(ago)
        done, told = _done_on(days, ago, took), means_of(unit, number)
        yield acts.Assigned(recorded=day, tag=tag, title=title, unit=unit, due=day + 14 * DAY)
        yield acts.Task(recorded=on_or_after(day + DAY), of=tag, what="accept", means=told)
        if took > 14:
            later = day + 24 * DAY
            asked = on_or_after(day + 6 * DAY)
            yield acts.Task(
                recorded=asked,
                of=tag,
                what="ask_extension",
                due=later,
                means=told,
                text="三户在外务工，约定下周返乡核对。",
            )
            yield acts.Task(recorded=asked, of=tag, what="extend", due=later)
        yield acts.Task(
            recorded=done, of=tag, what="complete", text=words.DONE[number % len(words.DONE)], means=told, photo=True
        )
        yield acts.Task(recorded=done, of=tag, what="verify")


def _no_more(days: Days) -> Iterator[Step]:
    """One whose extension was refused and that was then done in time, one that was cancelled."""
    day, tag, unit = days.ago(85), "task refused", "竹篱村"
    yield acts.Assigned(recorded=day, tag=tag, title="张贴农村殡葬收费公示", unit=unit, due=day + 14 * DAY)
    yield acts.Task(recorded=on_or_after(day + DAY), of=tag, what="accept", means="phone")
    asked = on_or_after(day + 5 * DAY)
    yield acts.Task(
        recorded=asked, of=tag, what="ask_extension", due=day + 30 * DAY, means="phone", text="公示栏正在更换。"
    )
    refused = "公示内容已备齐，可先贴村务公开栏，期限不变。"
    yield acts.Task(recorded=on_or_after(asked + DAY), of=tag, what="refuse_extension", text=refused)
    done = on_or_before(day + 13 * DAY)
    yield acts.Task(recorded=done, of=tag, what="complete", text="已在村务公开栏公示。", means="wechat", photo=True)
    yield acts.Task(recorded=done, of=tag, what="verify")
    day, tag = days.ago(64), "task cancelled"
    yield acts.Assigned(recorded=day, tag=tag, title="核实石埠头村道路占用反映", unit="石埠头村", due=day + 14 * DAY)
    yield acts.Task(
        recorded=on_or_after(day + 3 * DAY), of=tag, what="cancel", text="与综合执法队已办结事项重复，不再办理。"
    )


def _help(days: Days) -> Iterator[Step]:
    """Asked and answered, asked and put before the office, asked these days."""
    day = days.ago(95)
    yield acts.Asked(
        recorded=day, tag="help", unit="双棠村", asked="自然资源和村镇建设办公室", text="请派员指导采石场边界测量。",
        due=day + 10 * DAY,
    )  # fmt: skip
    yield acts.HelpAnswered(recorded=on_or_after(day + 3 * DAY), of="help", text="已派员到场复测。", means="phone")
    day = days.ago(55)
    yield acts.Asked(
        recorded=day, tag="help late", unit="汀中社区", asked="综合执法队", text="请联合清理楼道堆物。", means="wechat"
    )
    yield acts.Escalated(recorded=on_or_after(day + 8 * DAY), of="help late", means="phone")
    yield acts.HelpAnswered(
        recorded=on_or_after(day + 10 * DAY), of="help late", text="已列入本周巡查，联合清理。", means="in_person"
    )


def _directives(days: Days) -> Iterator[Step]:
    sender = "县信访工作联席会议办公室"
    for ago, title, took, unit in (
        (200, "集镇自来水水质反映事项", 22, "自然资源和村镇建设办公室"),
        (110, "客运站改造安置反映事项", 35, "渡口社区"),
    ):
        tag, day = f"directive {ago}", days.ago(ago)
        yield paper_acts.DirectiveReceived(
            recorded=day, tag=tag, title=f"县交办：{title}", sender=sender, text="请核实办理，三十日内报告结果。",
            number=f"栖信联办〔{day.year}〕{ago % 40 + 1}号",
        )  # fmt: skip
        part = Matter(f"核实办理{title}", unit, due=day + 18 * DAY)
        given = on_or_after(day + DAY)
        yield paper_acts.BrokenDown(recorded=given, of=tag, parts=(part,))
        yield from carried_out(days, f"{tag} 1", unit, given, ago, report_by=day + 17 * DAY)
        answered = on_or_before(day + took * DAY) if took < 30 else on_or_after(day + took * DAY)
        yield paper_acts.DirectiveAnswered(
            recorded=answered,
            of=tag,
            text="已办结，群众当面答复并签字确认。",
            number=f"鹭信联办〔{answered.year}〕{ago % 30 + 2}号",
        )


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
    yield _did(
        "interview.held", held, title, tag="interview", unit="石埠头村", place="镇党委小会议室", approver="沈怀舟"
    )
    yield Acknowledged(recorded=on_or_after(held + 3 * DAY), of="interview")
    rectified = on_or_before(held + 12 * DAY)
    yield _did("interview.rectified", rectified, "石埠头村整改情况反馈", of="interview", unit="石埠头村", means="paper")


def _change(days: Days) -> Iterator[Step]:
    """One change filed, reported in time, taken notice of."""
    day, tag = days.ago(140), "change"
    document = f"鹭党发〔{day.year}〕17号"
    yield Changed(recorded=day, tag=tag, unit="芦花村", name="尚书云", on=day, document=document)
    yield acts.Change(recorded=on_or_after(day + 2 * DAY), of=tag, what="file")
    yield acts.Change(recorded=on_or_after(day + 3 * DAY), of=tag, what="report")
    yield acts.Change(recorded=on_or_after(day + 4 * DAY), of=tag, what="acknowledge")


def _corrected(days: Days) -> Iterator[Step]:
    """An ad hoc meeting whose minutes were corrected, and one of whose decisions was withdrawn later."""
    held, tag = days.ago(165), "corrected"
    decided = (
        Matter("渡口市场北侧通道由综合执法队清理。", "综合执法队", due=held + 18 * DAY),
        Matter("市场东门增设摊位由渡口社区组织。", "渡口社区", due=held + 18 * DAY),
    )
    plan = Meeting(
        tag=tag, kind="ad_hoc", title="渡口市场经营秩序专题会议", held=held, matters=decided,
        units=("渡口社区", "综合执法队", "便民服务中心"), reason="市场商户集中反映",
        agenda=(("市场通道堵塞整治", "综合执法队"), ("市场摊位增设", "渡口社区")),
    )  # fmt: skip
    yield from lived(days, plan, 3)
    day = on_or_after(held + 8 * DAY)
    changed = (Matter("渡口市场北侧和西侧通道由综合执法队清理。", "综合执法队", due=held + 18 * DAY), decided[1])
    yield acts.Corrected(
        recorded=day, of=tag, why="原纪要漏记西侧通道，据会议记录补正。", considered="会议认为，应当一次清理到位。",
        heard="会议听取了渡口社区关于市场通道堵塞情况的汇报。", decided=changed,
    )  # fmt: skip
    yield acts.Approved(recorded=day, of=tag, tag="approved correction")
    yield acts.Issued(recorded=on_or_after(day + DAY), of=tag)
    yield from receipts(plan, on_or_after(day + DAY))
    yield acts.DecisionWithdrawn(
        recorded=on_or_after(held + 30 * DAY), of=f"decision {tag} 2", reason="市场东门列入道路改造范围，不再增设摊位。"
    )
