"""A pack as files: the .docx for the meeting with its charts and tables, the tables as .xlsx.

What goes to the meeting is read by units too: small numbers are kept back, unless the office asks for the whole.
"""

from __future__ import annotations

import io

from django.http import HttpResponse

from lianxi.analysis.prominent import KINDS
from lianxi.documents.columns import Column
from lianxi.documents.official.report_with_charts import Chart, Part, write_report
from lianxi.documents.official.values import Figures, Paragraph
from lianxi.documents.sheets import TableSheet, new_workbook
from lianxi.matters.counting.statistics_cells import SMALL_NOTE, Table
from lianxi.meetings.pack_queries import ConcernView, PackView
from lianxi.web.analysis_packs import pack_or_404, small_hidden
from lianxi.web.downloads import download, xlsx
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page
from lianxi.web.statistics import CHARTS, WIDEST_PRINTED, as_figures, exported, narrowed, width_of

FORMAL = "一二三四五六七八九十"
#: units side by side in one printed part of the heat map
ACROSS = 6


def _outward(visit: Visit) -> bool:
    return small_hidden(visit) or visit.request.GET.get("whole") != "on"


@page("analysis.see")
def document(visit: Visit, number: int) -> HttpResponse:
    """信访社情分析材料 as .docx; a draft says so on every page."""
    outward = _outward(visit)
    found = pack_or_404(visit, number, outward=outward)
    office = f"{visit.access.head.name}办公室"
    parts: list[Part] = [*_overall(found, outward), *_problems(found), *_measures(found)]
    if found.text:
        parts += [Paragraph("四、综合研判意见", 1), *(Paragraph(line) for line in found.text.splitlines() if line)]
    data = write_report(
        f"{visit.access.head.name}{found.row.title}",
        office,
        parts,
        made_on=found.row.made_on,
        about="信访社情分析材料",
        draft=found.row.state == "draft",
    )
    return download(f"{found.row.title}.docx", data, DOCX)


def _overall(found: PackView, outward: bool) -> list[Part]:
    """Figures in words, each chart followed by its table."""
    until = found.row.until
    parts: list[Part] = [Paragraph("一、总体情况", 1)]
    parts += [Paragraph(sentence) for sentence in found.sentences]
    parts.append(Paragraph(f"以上统计截至{until.year}年{until.month}月{until.day}日，与信访统计同一口径。"))
    parts += [Paragraph(SMALL_NOTE)] if outward else []
    for table in found.tables:
        if not table.rows:
            continue
        if table.key in CHARTS and any(row[1].value for row in table.rows):
            parts.append(_chart(table))
        parts += [as_figures(each) for each in _printable(narrowed(table))]
    return parts


def _chart(table: Table) -> Chart:
    rows = table.rows[:-1] if table.total else table.rows
    values = tuple((row[0].text, row[1].value, row[1].text) for row in rows if not row[0].level)
    short = tuple((label.partition("年")[2] or label, value, text) for label, value, text in values)
    return Chart(f"{table.name}（件次）", short if table.key == "trend" else values, bars=CHARTS[table.key] == "bars")


def _printable(table: Table) -> list[Table]:
    """A table that is too wide for the page in parts, each with its first column; a table of units whole in rows."""
    if len(table.heads) <= WIDEST_PRINTED:
        return [table]
    parts = []
    for at in range(1, len(table.heads), ACROSS):
        heads = (table.heads[0], *table.heads[at : at + ACROSS])
        rows = tuple((row[0], *row[at : at + ACROSS]) for row in table.rows)
        name = table.name if at == 1 else f"{table.name}（续）"
        parts.append(Table(table.key, name, heads, rows, "", table.total))
    return parts


def _problems(found: PackView) -> list[Part]:
    listed = [each for each in found.concerns if each.state in ("proposed", "confirmed")]
    parts: list[Part] = [Paragraph("二、突出问题", 1)]
    for place, (kind, label) in enumerate(KINDS.items()):
        of_kind = [each for each in listed if each.kinds and each.kinds[0] == kind]
        parts.append(Paragraph(f"（{FORMAL[place]}）{label}的问题", 2))
        if not of_kind:
            parts.append(Paragraph("本月没有列入。"))
        for at, each in enumerate(of_kind, start=1):
            parts.append(Paragraph(f"{at}. {each.title}", 3))
            parts += [Paragraph(line) for line in _told(each)]
    return parts


def _told(concern: ConcernView) -> list[str]:
    where = "、".join(concern.places) or "未注明"
    lines = [f"涉及：{where}。主办：{'、'.join(concern.units) or '未注明'}。依据：{concern.counts}。"]
    if concern.by_hand:
        return [f"办公室列入的理由：{concern.reason}"]
    if concern.phrases:
        lines.append(f"共同的说法：{'、'.join(f'“{each}”' for each in concern.phrases)}。")
    return [*lines, *(f"{label}：{why}" for label, why in concern.reasons)]


def _measures(found: PackView) -> list[Part]:
    rows = tuple(
        (task.title, task.lead_name, f"{task.due.month}月{task.due.day}日" if task.due else "未定", task.state_label)
        for concern in found.concerns
        for task in concern.tasks
    )
    parts: list[Part] = [Paragraph("三、对策任务", 1)]
    if not rows:
        return [*parts, Paragraph("待例会研究后交办。")]
    return [*parts, Figures("对策任务", ("任务", "牵头单位", "办结期限", "状态"), rows)]


@page("analysis.see")
def workbook(visit: Visit, number: int) -> HttpResponse:
    """Every table on a sheet of its own, the problems first."""
    outward = _outward(visit)
    found = pack_or_404(visit, number, outward=outward)
    out = io.BytesIO()
    with new_workbook(out, found.row.title) as book:
        _problem_sheet(book, found)
        for table in found.tables:
            columns = [
                Column(f"c{place}", head, width_of(place, head), kind="text" if place == 0 else "int")
                for place, head in enumerate(table.heads)
            ]
            note = "".join((SMALL_NOTE, table.note)) if outward else table.note
            name = table.name.replace("×", "、").replace("*", "")[:31]
            sheet = TableSheet(book, columns, f"{found.row.title}　{table.name}", note or None, name=name)
            sheet.fill([exported(row) for row in table.rows])
    return xlsx(f"{found.row.title}（表）", out.getvalue())


def _problem_sheet(book: object, found: PackView) -> None:
    columns = [
        Column("title", "突出问题", 40),
        Column("kinds", "类型", 24),
        Column("state", "核对", 10),
        Column("filed", "内容分类", 24),
        Column("places", "涉及村（社区）", 30),
        Column("units", "主办单位", 30),
        Column("sources", "依据", 24),
        Column("people", "不同信访人", 12),
        Column("words", "共同的说法", 30),
        Column("why", "提示理由", 60),
    ]
    sheet = TableSheet(book, columns, f"{found.row.title}　突出问题", None, name="突出问题")
    sheet.fill(
        [
            (
                each.title,
                "、".join(each.kind_labels),
                each.state_label,
                each.filed,
                "、".join(each.places),
                "、".join(each.units),
                each.counts,
                each.people,
                "、".join(each.phrases),
                each.reason if each.by_hand else "\n".join(f"{label}：{why}" for label, why in each.reasons),
            )
            for each in found.concerns
        ]
    )
