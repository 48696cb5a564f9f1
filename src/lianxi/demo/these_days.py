"""What is open in the demo today: something for every login to do, and exactly two things overdue.

All is counted back from today, so that on any day the same few things are due soon.
"""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.demo import acts, demands, paper_acts
from lianxi.demo.acts import Matter
from lianxi.demo.chain import Meeting, life, means_of
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Changed, Did, Step

#: calendar days within which minutes are issued (article 11 of the rules)
ISSUE = 5


def these_days(days: Days) -> Iterator[Step]:
    yield from _open_tasks(days)
    yield from _returned_and_asked(days)
    yield from _help(days)
    yield from _directive(days)
    yield from _problem(days)
    yield from _changes(days)
    yield from _overdue(days)
    yield from _to_issue(days)
    yield from _due_soon(days)
    yield from demands.demands_of(days)


def _open_tasks(days: Days) -> Iterator[Step]:
    """What waits now: one to be reported in three days, one of a village with a login, one to be verified."""
    soon = days.today + 3 * DAY
    yield acts.Assigned(
        recorded=days.ago(9), tag="task open", title="排查集镇沿街商铺预付消费纠纷", unit="便民服务中心", due=soon,
        co_units=("鹭汀派出所", "渡口社区"), key=True,
    )  # fmt: skip
    yield acts.Task(recorded=days.ago(8), of="task open", what="accept", means=means_of("便民服务中心", 0))
    yield acts.Task(
        recorded=days.ago(3), of="task open", what="report", unit="渡口社区", means="wechat",
        text="社区内十一家预付消费商户已逐家登记，两家不愿提供台账。",
    )  # fmt: skip
    yield acts.Assigned(
        recorded=days.ago(6), tag="task village", title="核实竹山组饮水管线漏损反映", unit="双棠村",
        due=days.today + 5 * DAY, text="逐户查看水表和接头，形成清单，照片随反馈一并报送。",
    )  # fmt: skip
    yield acts.Assigned(
        recorded=days.ago(12), tag="task unheard", title="回访上半年办结的三件交办事项", unit="社会事务办公室",
        due=days.today + 2 * DAY,
    )  # fmt: skip
    told = means_of("社会事务办公室", 0)
    yield acts.Task(recorded=days.ago(11), of="task unheard", what="accept", means=told)
    yield acts.Task(
        recorded=days.ago(4), of="task unheard", what="complete", means=told, text="三件均已电话和入户回访，群众满意。"
    )


def _returned_and_asked(days: Days) -> Iterator[Step]:
    """One that the office sent back, one whose bearer asks for more time."""
    tag = "task back"
    yield acts.Assigned(
        recorded=days.ago(11), tag=tag, title="清理楼道堆放物并建立台账", unit="汀中社区", due=days.today + 6 * DAY
    )
    yield acts.Task(recorded=days.ago(10), of=tag, what="accept", means="wechat")
    yield acts.Task(recorded=days.ago(4), of=tag, what="complete", means="wechat", text="楼道堆放物已清理。")
    yield acts.Task(recorded=days.ago(3), of=tag, what="return", text="缺台账和清理后的照片，请补齐后再报。")
    tag = "task later"
    yield acts.Assigned(
        recorded=days.ago(8), tag=tag, title="核对流转土地面积和租金台账", unit="芦花村", due=days.today + 4 * DAY
    )
    yield acts.Task(recorded=days.ago(7), of=tag, what="accept", means="phone")
    yield acts.Task(
        recorded=days.last, of=tag, what="ask_extension", due=days.today + 14 * DAY, means="phone",
        text="两个组的面积需要复测，测绘人员下周到村。",
    )  # fmt: skip


def _help(days: Days) -> Iterator[Step]:
    """Asked these days, and one that the office must settle."""
    yield acts.Asked(
        recorded=days.ago(2), tag="help open", unit="渡口社区", asked="鹭汀派出所", means="wechat",
        text="夜市收摊时段请派员维持秩序。", due=days.today + 4 * DAY,
    )  # fmt: skip
    yield acts.Asked(
        recorded=days.ago(13), tag="help stuck", unit="石埠头村", asked="财政所", means="phone",
        text="请核对鱼塘续租押金入账情况。",
    )  # fmt: skip
    yield acts.Escalated(recorded=days.ago(3), of="help stuck", means="phone")


def _directive(days: Days) -> Iterator[Step]:
    day, tag = days.ago(19), "directive open"
    yield paper_acts.DirectiveReceived(
        recorded=day, tag=tag, title="县交办：杏子坞村通信基站选址反映事项", sender="县信访工作联席会议办公室",
        number=f"栖信联办〔{day.year}〕37号", text="请会同有关单位听取群众意见，三十日内报告结果。",
    )  # fmt: skip
    parts = (Matter("入户听取基站选址意见", "杏子坞村", due=days.today + 6 * DAY),)
    yield paper_acts.BrokenDown(recorded=on_or_after(day + DAY), of=tag, parts=parts)
    yield acts.Task(recorded=on_or_after(day + 2 * DAY), of=f"{tag} 1", what="accept", means="phone")


def _problem(days: Days) -> Iterator[Step]:
    day, title = days.ago(18), "被征地人员养老保险补缴政策衔接问题"
    yield Did(verb="problem.opened", on=day, recorded=day, title=title, tag="problem open", unit="社会事务办公室")


def _changes(days: Days) -> Iterator[Step]:
    """A change still to be filed and reported; a unit's letter about one to come."""
    day = days.ago(3)
    document = f"鹭党发〔{day.year}〕31号"
    yield Changed(recorded=day, tag="change open", unit="财政所", name="谷一鸣", on=day, document=document)
    yield acts.Announced(
        recorded=days.ago(2), tag="letter", unit="石埠头村", name="陶然之", since=days.today + 5 * DAY,
        document=f"鹭党发〔{day.year}〕33号", means="paper",
    )  # fmt: skip


def _overdue(days: Days) -> Iterator[Step]:
    """Exactly two: a village's results that the conference has not heard, and a verification of information."""
    held, tag = days.ago(26), "ad hoc"
    matter = Matter("竹篱村灌溉用水分时放水方案由竹篱村落实。", "竹篱村", due=held + 20 * DAY)
    yield from life(
        days,
        Meeting(
            tag=tag, kind="ad_hoc", title="水利设施管护和用水矛盾专题会议", held=held, matters=(matter,),
            units=("竹篱村", "双棠村", "农业农村办公室"), reason="灌溉用水矛盾集中", paper=True,
            agenda=(("灌溉用水分时放水方案", "竹篱村"), ("水利设施管护责任", "农业农村办公室")),
            confirmed=False,
            unsigned=("双棠村", "云岭脚村"),
        ),
    )  # fmt: skip
    issued = on_or_before(held + 4 * DAY)
    yield acts.Task(recorded=on_or_after(issued + DAY), of=f"{tag} 1", what="accept", means="phone")
    yield acts.Task(
        recorded=on_or_after(issued + 6 * DAY), of=f"{tag} 1", what="report", means="wechat",
        text="放水时段表已拟好，上游两个组还有意见，正在协商。",
    )  # fmt: skip
    yield acts.Task(recorded=days.ago(2), of=f"{tag} 1", what="chase")
    reported = days.ago(7)
    late = "汀中社区拆迁过渡户拟集体来镇反映安置进度"
    tag = "late information"
    yield Did(verb="information.reported", on=reported, recorded=reported, title=late, tag=tag, unit="汀中社区")
    told = f"{late}（通报）"
    yield Did(verb="information.circulated", on=reported, recorded=reported, title=told, of=tag, unit="汀中社区")


def _to_issue(days: Days) -> Iterator[Step]:
    """Minutes that are approved and wait to be issued; after long holidays they have been."""
    held = days.ago(3)
    waits = (days.today - held).days
    decided = (
        Matter("集镇燃气管线占压点逐户签订整改告知书。", "自然资源和村镇建设办公室", ("汀中社区",), held + 18 * DAY),
        Matter("办公室每周通报一次进展。", no_task=True),
    )
    yield from life(
        days,
        Meeting(
            tag="to issue", kind="dispatch", title="燃气安全反映事项调度会商", held=held, matters=decided,
            units=("自然资源和村镇建设办公室", "综合执法队", "汀中社区", "平安建设办公室"),
            agenda=(("集镇燃气管线占压排查情况", "自然资源和村镇建设办公室"), ("群众反映集中的三处点位", "汀中社区")),
            issued_after=waits if waits <= ISSUE else 3, draft_after=0,
        ),
    )  # fmt: skip


def _due_soon(days: Days) -> Iterator[Step]:
    """A meeting on the last working day: its minutes wait for the convener, unless the holidays were long."""
    held = days.last
    decided = (
        Matter("集镇停车泊位重新施划，方案报镇党委会。", "综合执法队", due=held + 18 * DAY, major=True),
        Matter("公告商户装卸货时段并维持秩序。", "鹭汀派出所", due=held + 18 * DAY),
    )
    yield from life(
        days,
        Meeting(
            tag="latest", kind="ad_hoc", title="集镇停车秩序和商户诉求专题会议", held=held, matters=decided,
            units=("综合执法队", "鹭汀派出所", "便民服务中心", "渡口社区", "汀中社区"), reason="商户集中反映停车难",
            agenda=(("集镇停车泊位规划", "综合执法队"), ("商户装卸货秩序", "鹭汀派出所")),
            draft_after=0,
        ),
    )  # fmt: skip
