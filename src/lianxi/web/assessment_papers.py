"""The papers of an assessment: the scheme for the meeting, the circular of its results, both tables as .xlsx.

Units stand in the order of the roster everywhere: nothing here is a rank.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from lianxi.assessment.queries import SchemeView
from lianxi.documents import official
from lianxi.documents.books import Page, write_book
from lianxi.documents.columns import Column
from lianxi.documents.official.figures_sheet import write_figures
from lianxi.web.assessments import scheme_or_404
from lianxi.web.downloads import download, xlsx
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page
from lianxi.web.roster_view import KINDS
from lianxi.web.unit_things import number_in

SETTLED = ("settled", "published")
#: printed below every table of results
HOW = "得分由联席会议记录按考核办法自动计算，单位按成员名册顺序排列，不排名次。"


@page("assessment.see")
def scheme_paper(visit: Visit, number: int) -> HttpResponse:
    """考核办法 as .docx: to be read by the meeting that approves it, and kept."""
    view = scheme_or_404(visit, number)
    rows = tuple(
        (str(each.place), each.name, each.definition, each.formula, f"{each.cap.normalize():f}")
        for each in view.indicators
    )
    table = official.Figures("考核指标", ("序号", "指标", "口径", "计分公式", "分值"), rows)
    made = write_figures(
        view.row.title,
        f"{visit.access.head.name}办公室",
        _outline(view),
        [table],
        made_on=view.row.confirmed_on or visit.today,
        about="考核办法",
    )
    return download(f"{view.row.title}.docx", made, DOCX)


def _outline(view: SchemeView) -> list[str]:
    span = f"{official.official_date(view.row.first_day)}至{official.official_date(view.row.last_day)}"
    kinds = "、".join(KINDS[each] for each in view.kinds) or "全部成员单位"
    return [
        f"一、考核期：{span}。",
        f"二、考核对象：{kinds}。",
        f"三、等次：{_grades(view)}。" if view.grades else "三、不定等次。",
        f"四、总分 {view.points.normalize():f} 分，按下列指标由记录计算，不另行打分。没有发生的事项按满分计。",
        *([f"五、{view.note}"] if view.note else []),
    ]


def _grades(view: SchemeView) -> str:
    return "，".join(f"{points.normalize():f} 分以上为{word}" for points, word in view.grades)


def circular_body(view: SchemeView) -> str:
    """The text of the circular: what was assessed and how, then every unit in the order of the roster."""
    span = f"{official.official_date(view.row.first_day)}至{official.official_date(view.row.last_day)}"
    listed = "\n".join(
        f"{row.unit_name}：{row.total} 分{f'，{row.grade}' if row.grade else ''}" for row in view.results
    )
    return (
        f"按照《{view.row.title}》，对各单位{span}的信访工作责任目标进行了考核。{HOW}"
        f"各单位异议已逐件答复，结果经召集人审定。现将结果通报如下。\n{listed}\n"
        "请各单位对照指标查找不足，抓好改进。"
    )


def circular_draft(visit: Visit) -> dict[str, Any]:
    """The draft of the 通报 in 文电, for the assessment that the address names (``?from=assessment&assessment=3``)."""
    number = number_in(visit, "assessment")
    view = scheme_or_404(visit, number) if number and visit.may("assessment.manage") else None
    if view is None or view.row.state not in SETTLED:
        raise Http404
    return {"title": f"关于{_named(view)}结果的通报", "addressee": "各成员单位", "body": circular_body(view)}


def _named(view: SchemeView) -> str:
    return view.row.title.removesuffix("办法")


@page("assessment.see")
def circular(visit: Visit, number: int) -> HttpResponse:
    """情况通报 as .docx with the table of totals; for units once the results are published."""
    view = scheme_or_404(visit, number)
    published = view.row.state == "published"
    if not published and not (view.row.state == "settled" and visit.may("record.see")):
        raise Http404
    head, intro = visit.access.head, circular_body(view).split("\n")[0]
    table = official.Figures(
        "", ("单位", "得分", "等次"), tuple((row.unit_name, str(row.total), row.grade) for row in view.results)
    )
    made = official.Letter(
        kind="通报",
        issuer=f"{head.name}办公室",
        title=f"关于{_named(view)}结果的通报",
        addressee="各成员单位",
        body=(official.Paragraph(intro), official.Paragraph("请各单位对照指标查找不足，抓好改进。")),
        dated=view.row.published_on,
        red_head=False,
        enclosures=(official.Enclosure(f"{_named(view)}结果", (official.Paragraph(HOW),), (table,)),),
        draft=not published,
    )
    return download(f"{made.title}.docx", official.write_letter(made), DOCX)


@page("assessment.see")
def results_sheet(visit: Visit, number: int) -> HttpResponse:
    """The results this reader may see, with the definitions on a sheet of their own, as .xlsx."""
    view = scheme_or_404(visit, number)
    if not view.results:
        raise Http404
    columns = [
        Column("unit", "单位", 24),
        *(
            Column(f"i{each.place}", f"{each.place}. {each.name}（{each.cap.normalize():f}）", 13)
            for each in view.indicators
        ),
        Column("total", "总分", 10),
        Column("grade", "等次", 10),
    ]
    rows = []
    for row in view.results:
        points = {line.place: str(line.score) for line in row.lines}
        rows.append(
            (row.unit_name, *(points.get(each.place, "") for each in view.indicators), str(row.total), row.grade)
        )
    defined = [
        Column("place", "序号", 6, kind="int"), Column("name", "指标", 20), Column("definition", "口径", 44),
        Column("formula", "计分公式", 50), Column("weight", "分值", 8), Column("cap", "最高得分", 10),
    ]  # fmt: skip
    of_scheme = [
        (each.place, each.name, each.definition, each.formula, str(each.weight), str(each.cap))
        for each in view.indicators
    ]
    pages = [Page("考核结果", columns, note=HOW, rows=rows), Page("考核指标", defined, rows=of_scheme)]
    return xlsx(_named(view), write_book(pages, title=f"{_named(view)}结果", guide=[HOW]))
