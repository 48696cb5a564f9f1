"""A problem that the village is to investigate, and one with a file that is before the conference."""

from __future__ import annotations

from lianxi.information import problems
from lianxi.information.problems import Investigation, Opened, Option
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.meetings import from_problems
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    clerk = cast.clerk.call()
    first = Opened("青苗补偿口径不一", "多户反映标准不同。", "policy", cast.village.unit, None)
    made = {"problem": problems.open_problem(clerk, opened=first).number}
    other = Opened(
        "安置区停车难", "几十户反映。", "group", cast.village.unit, None, (), True, "complex", "牵涉三个单位"
    )
    made["tabled"] = problems.open_problem(clerk, opened=other).number
    inquiry = Investigation("规划车位少。", "镇规划", [Option("新建车位", "够用", "占地", "十万元")], "新建。")
    entry = problems.investigate_problem(
        cast.village.call(),
        number=made["tabled"],
        version=1,
        investigation=inquiry,
        files=[Upload("调查.pdf", b"%PDF-1.4 inquiry")],
    ).entry
    made["file"] = journal.files_of(cast.conference, [entry])[entry][0].number
    from_problems.table_problem(clerk, number=made["tabled"], version=2, item="研究停车难", reason="请定点位")
    return made
