"""依据对照: a version of the rules beside the Regulation on Petition Work, and the proposal for revision it gives."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse

from lianxi.charter import queries as charter
from lianxi.charter.queries import VersionView
from lianxi.documents.columns import Column
from lianxi.documents.official.figures_sheet import write_figures
from lianxi.documents.sheets import write_sheet
from lianxi.rulebook.law import REGULATION, Against, against
from lianxi.web.downloads import download, xlsx
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page


def _compared(visit: Visit, number: int) -> tuple[VersionView, Against]:
    version = charter.version(visit.conference, number)
    if version is None:
        raise Http404
    return version, against(version.compiled, in_force_from=version.in_force_from)


@page("rulebook.see")
def compared(visit: Visit, number: int) -> HttpResponse:
    """Article by article; what differs first, then what the rules are silent on."""
    version, found = _compared(visit, number)
    differing = [row for row in found.rows if row.differences]
    values = {
        "version": version,
        "found": found,
        "differing": differing,
        "agreeing": [row for row in found.rows if not row.differences],
        "regulation": REGULATION,
    }
    return visit.render("rulebook/against.html", values)


@page("rulebook.see")
def sheet(visit: Visit, number: int) -> HttpResponse:
    """The comparison as a table, every article with its counterpart."""
    _, found = _compared(visit, number)
    columns = [
        Column("label", "本规则条文", 14),
        Column("text", "条文内容", 60),
        Column("law", "条例条文", 30),
        Column("gist", "条例要求（摘要）", 50),
        Column("difference", "差异", 44),
        Column("proposal", "修订建议", 44),
    ]
    rows = [
        (row.label, row.text, row.law, row.gist, "\n".join(row.differences) or "未见差异", "\n".join(row.proposals))
        for row in found.rows
    ]
    rows += [("未规定", "", each.law, each.gist, "本规则没有相应条文", each.proposal) for each in found.missing]
    return xlsx("依据对照表", write_sheet(columns, rows, title=f"依据对照表（{REGULATION}）"))


@page("rulebook.see")
def document(visit: Visit, number: int) -> HttpResponse:
    """The proposal for revision, to be read at a meeting."""
    version, found = _compared(visit, number)
    title = f"关于修订{version.compiled.title or visit.access.head.name}的建议"
    data = write_figures(title, visit.access.head.name, [*_lines(found)], [], made_on=visit.today, about="依据对照")
    return download("修订建议（依据对照）.docx", data, DOCX)


def _lines(found: Against) -> Iterator[str]:
    yield f"对照{REGULATION}，提出以下修订建议，供研究。建议由系统逐条比对得出，是否采纳由会议研究决定。"
    yield from found.notes
    differing = [row for row in found.rows if row.differences]
    yield "一、建议修改的条文"
    if not differing:
        yield "各条与条例要求未见差异。"
    for row in differing:
        yield f"{row.label}（对照{row.law}）"
        yield f"条例要求：{row.gist}。"
        for difference, proposal in row.pairs:
            yield f"差异：{difference}。建议：{proposal}。"
    yield "二、建议增加的内容"
    if not found.missing:
        yield "条例要求的主要事项，本规则均有规定。"
    for place, each in enumerate(found.missing, 1):
        yield f"（{place}）{each.topic}（{each.law}）：{each.gist}。建议{each.proposal}。"
    yield "三、未见差异的条文"
    agreeing = dict.fromkeys(row.label for row in found.rows if not row.differences)
    labels = [label for label in agreeing if label not in {row.label for row in differing}]
    yield "、".join(labels) + "。" if labels else "无。"
