"""The demo's documents out: the year's work points, which become tasks, and a brief each quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianxi.demo import paper_acts
from lianxi.demo.acts import Matter
from lianxi.demo.chain import UNITS, VILLAGES, carried_out, means_of, until
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Did, Step

OFFICE = "鹭汀镇信访工作联席会议办公室"


def papers(days: Days) -> Iterator[Step]:
    """Everything in the office's name; assessments are recorded by hand."""
    yield paper_acts.IssuerSet(
        recorded=on_or_after(days.founding + DAY), tag="issuer", name=OFFICE, mark=f"{OFFICE}文件", code="鹭信联办"
    )
    yield from until(days, _answered_paper(days))
    yield from until(days, _papers_these_days(days))
    for year in days.years():
        yield from _work_points(days, year)
        for quarter in range(1, 5):
            yield from _brief(days, year, quarter)
            published = days.past(year, 3 * quarter, 19)
            if published is not None:
                title = f"{year}年第{'一二三四'[quarter - 1]}季度信访工作考核结果"
                yield Did(verb="assessment.published", on=published, recorded=days.after(published, 1), title=title)


def _answered_paper(days: Days) -> Iterator[Step]:
    """A letter of the county's water office: given to a village, answered, filed."""
    came, tag, unit = days.ago(88), "paper answered", "芦花村"
    given = on_or_after(came + 2 * DAY)
    yield paper_acts.PaperCame(
        recorded=came, tag=tag, sender="县水利局", number=f"栖水函〔{came.year}〕21号",
        title="关于协助核实灌溉渠道占用情况的函", due=came + 25 * DAY,
    )  # fmt: skip
    yield paper_acts.Paper(recorded=came, of=tag, what="propose", text="拟请芦花村核实，二十日内报办公室汇总回复。")
    yield paper_acts.Paper(
        recorded=given, of=tag, tag="instructed", what="instruct", text="同意，注意听取承包户意见。", means="paper"
    )
    part = Matter("核实灌溉渠道占用情况", unit, due=came + 20 * DAY)
    yield paper_acts.Paper(recorded=given, of=tag, what="assign", parts=(part,))
    steps = carried_out(days, f"{tag} 1", unit, given, 3, report_by=came + 18 * DAY)
    yield from steps
    answered = on_or_after(came + 21 * DAY)
    yield paper_acts.Paper(recorded=answered, of=tag, what="answer", text="占用两处已清退，书面回复县水利局。")
    yield paper_acts.Paper(recorded=answered, of=tag, what="file")


def _papers_these_days(days: Days) -> Iterator[Step]:
    """One waits for the convener's word, one call waits for the office."""
    day = days.ago(2)
    yield paper_acts.PaperCame(
        recorded=day, tag="paper open", sender="县交通运输局", number=f"栖交函〔{day.year}〕40号",
        title="关于征求农村客运班次调整意见的函", due=days.today + 8 * DAY,
    )  # fmt: skip
    yield paper_acts.Paper(
        recorded=day, of="paper open", what="propose", text="拟请云岭脚村、渡口社区提出意见，办公室汇总。"
    )
    yield paper_acts.PaperCame(
        recorded=days.last, tag="call", form="telephone", sender="县信访局", title="询问基站选址反映办理进展",
        text="来电询问进展，请于三日内电话回复。", due=days.today + 2 * DAY,
    )  # fmt: skip


def _work_points(days: Days, year: int) -> Iterator[Step]:
    issued = days.past(year, 2, 20)
    if issued is None:
        return
    tag = f"points {year}"
    points = (
        Matter("开展信访法治化宣传进村入户，每村不少于两场", "鹭汀司法所", due=issued + 80 * DAY),
        Matter("梳理三年以上未化解事项，逐项明确责任人和办法", "平安建设办公室", due=issued + 120 * DAY),
        Matter("规范便民服务窗口登记、告知和答复文书", "便民服务中心", due=issued + 200 * DAY),
    )
    drafted = paper_acts.DocumentDrafted(
        recorded=on_or_before(issued - 6 * DAY), tag=tag, kind="work_points", issuer="issuer", points=points,
        title=f"{year}年度信访工作要点", addressee="各成员单位",
        body=f"现将《{year}年度信访工作要点》印发给你们，请结合实际抓好落实。",
    )  # fmt: skip
    if drafted.recorded <= days.founding:
        return
    yield from until(days, [drafted, *_signed_and_issued(tag, issued - 4 * DAY, issued, ())])
    for place, point in enumerate(points, start=1):
        assert point.due is not None
        by = point.due - 5 * DAY
        yield from carried_out(days, f"{tag} {place}", point.unit, issued, place, report_by=by)


def _brief(days: Days, year: int, quarter: int) -> Iterator[Step]:
    issued = days.past(year, 3 * quarter - 1, 20)
    if issued is None or on_or_before(issued - 4 * DAY) <= on_or_after(days.founding + DAY):
        return
    tag, name = f"brief {year} {quarter}", "一二三四"[quarter - 1]
    drafted = paper_acts.DocumentDrafted(
        recorded=on_or_before(issued - 4 * DAY), tag=tag, kind="brief", issuer="issuer",
        title=f"{year}年{name}季度信访工作情况",
        body="一、会议和议定事项\n每月按时召开工作会议，议定事项逐项交办、逐项核验。\n"
        "二、上级交办\n收到的交办事项均已分解到责任单位，按期报告结果。\n"
        "三、下一步工作\n抓好矛盾纠纷排查，盯住逾期任务，把问题解决在当地。",
    )  # fmt: skip
    yield from until(days, [drafted, *_signed_and_issued(tag, issued - 2 * DAY, issued, VILLAGES)])


def _signed_and_issued(tag: str, signed: date, issued: date, units: tuple[str, ...]) -> list[Step]:
    """Checked by the director, signed by the convener, issued; ``units`` (none named: all) sign for it; then filed."""
    day = on_or_before(signed)
    steps: list[Step] = [
        paper_acts.Document(recorded=day, of=tag, what="check"),
        paper_acts.Document(recorded=day, of=tag, what="sign"),
        paper_acts.Document(recorded=issued, of=tag, what="issue", units=units),
    ]
    got = [
        paper_acts.Document(
            recorded=on_or_after(issued + (1 + place % 3) * DAY), of=tag, what="receive", unit=unit,
            means=means_of(unit, place),
        )
        for place, unit in enumerate(units or UNITS)
    ]  # fmt: skip
    steps += sorted(got, key=lambda step: step.recorded)
    return [*steps, paper_acts.Document(recorded=on_or_after(issued + 10 * DAY), of=tag, what="file")]
