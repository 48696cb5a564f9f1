"""The time limits of 《信访工作条例》(2022) as rows, and the form of a dated local row that may be tighter.

Only art. 23(3)'s five days are working days; every other count is in calendar days. The ids are those of the national
table (``facts.json``). Sourced there: nothing here is counted, only stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Unit = Literal["calendar_day", "working_day"]
#: units of a row: a count of days, a day the sender sets, or a duty that has no day
RowUnit = Literal["calendar_day", "working_day", "as_set_by_sender", "promptly", "written", "per_year"]
UNITS: Final[dict[Unit, str]] = {"calendar_day": "日", "working_day": "个工作日"}


@dataclass(frozen=True, slots=True)
class NationalRow:
    """One time limit of the regulation: who (``actor``) must do what (``must``) within ``amount`` of ``unit``.

    ``label``: the article in official words; ``begins``: what starts the clock, in words for an explanation.
    """

    id: str
    article: str
    label: str
    actor: str
    trigger: str
    begins: str
    amount: int | None
    unit: RowUnit
    must: str


NATIONAL: Final[tuple[NationalRow, ...]] = (
    NationalRow(
        "bureau_disposal", "22(1)", "第二十二条第一款", "党委和政府信访部门", "received", "信访部门收到信访事项",
        15, "calendar_day", "登记，并转送、交办或者报请决定",
    ),
    NationalRow(
        "direct_notice", "23(2)", "第二十三条第二款", "直接收到信访事项的其他机关、单位", "received_from_petitioner",
        "直接收到信访事项", 15, "calendar_day", "书面告知信访人接收情况以及处理途径、去向",
    ),
    NationalRow(
        "assigned_notice", "23(3)", "第二十三条第三款", "收到转送、交办的有权处理机关、单位", "received_from_superior",
        "收到转送、交办", 15, "calendar_day", "书面告知信访人接收情况以及处理途径和程序",
    ),
    NationalRow(
        "assigned_objection", "23(3)", "第二十三条第三款", "收到转送、交办的机关、单位", "received_from_superior",
        "收到转送、交办", 5, "working_day", "对不属于本机关、单位职权范围的，提出异议并详细说明理由",
    ),
    NationalRow(
        "handling", "34", "第三十四条", "有权处理机关、单位", "accepted", "受理", 60, "calendar_day",
        "办结并出具信访处理意见书",
    ),
    NationalRow(
        "handling_extension", "34", "第三十四条", "机关、单位负责人", "handling_deadline", "办理期限届满", 30,
        "calendar_day", "情况复杂的，批准延长办理期限并告知信访人延期理由",
    ),
    NationalRow(
        "review_request", "35", "第三十五条", "信访人", "received_written_opinion", "信访人收到书面处理意见", 30,
        "calendar_day", "请求原办理机关、单位的上一级机关、单位复查",
    ),
    NationalRow(
        "review", "35", "第三十五条", "复查机关、单位", "received_review_request", "收到复查请求", 30, "calendar_day",
        "提出复查意见并书面答复信访人",
    ),
    NationalRow(
        "recheck_request", "36", "第三十六条", "信访人", "received_review_opinion", "信访人收到复查意见", 30,
        "calendar_day", "请求复查机关、单位的上一级机关、单位复核",
    ),
    NationalRow(
        "recheck", "36", "第三十六条", "复核机关、单位", "received_recheck_request", "收到复核请求", 30, "calendar_day",
        "提出复核意见",
    ),
    NationalRow(
        "urgent_report", "25", "第二十五条", "各级机关、单位", "learned_major_urgent", "知悉重大、紧急信访事项", None,
        "promptly", "报告本级党委和政府，通报有关主管部门和本级联席会议办公室，并采取措施",
    ),
    NationalRow(
        "superior_assigned", "22(3)", "第二十二条第三款", "承办机关、单位", "assigned", "交办", None,
        "as_set_by_sender", "按交办要求反馈结果，提交办结报告",
    ),
    NationalRow(
        "annual_assessment", "39", "第三十九条", "各级党委和政府", "year", "年度", 1, "per_year", "对信访工作进行考核",
    ),
    NationalRow(
        "annual_report", "41", "第四十一条", "党委和政府信访部门", "year", "年度", 1, "per_year",
        "编制信访情况年度报告",
    ),
    NationalRow(
        "recommendation_reply", "40(4)", "第四十条第四款", "收到三项建议的机关、单位", "received_recommendation",
        "收到建议", None, "written", "书面反馈采纳情况",
    ),
)  # fmt: skip
ROWS: Final = {row.id: row for row in NATIONAL}
#: the most that extensions may add in all (art. 34)
EXTENSION_CAP: Final = 30
#: rows that a local row may tighten: a count of days from an event of the matter
COUNTED: Final = tuple(
    row.id for row in NATIONAL if row.unit in UNITS and row.trigger not in {"handling_deadline", "year"}
)


class NoSuchRow(ValueError):
    """A local row that cannot stand; the sentence says why."""


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A dated local limit for one national row; it governs only where it is tighter, and only while valid.

    ``valid_from`` and ``valid_to`` (inclusive, None: still in force) are compared with the day of the trigger.
    ``simple``: a row of 简易办理, which is nobody's right by the regulation alone and so needs its ``basis`` document.
    Raises ``NoSuchRow``.
    """

    id: str
    place: str
    deadline_id: str
    amount: int
    unit: Unit
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    basis: str = ""
    simple: bool = False

    def __post_init__(self) -> None:
        if self.deadline_id not in COUNTED:
            raise NoSuchRow(f"地方期限“{self.id}”对应的国家期限“{self.deadline_id}”不存在，或不按天数计算。")
        if self.unit not in UNITS or self.amount < 1:
            raise NoSuchRow(f"地方期限“{self.id}”应为 1 天以上的自然日或工作日。")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise NoSuchRow(f"地方期限“{self.id}”的失效日期早于生效日期。")
        if self.simple and not self.basis.strip():
            raise NoSuchRow("简易办理须有依据文件。请填写规定简易办理时限的文件名称和文号。")

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def simple_procedure(place: str, *, basis: str, valid_from: date, valid_to: date | None = None) -> tuple[LocalRow, ...]:
    """The rows of 简易办理: three working days to decide and tell, ten working days to answer.

    Passed in only for a matter that is handled that way. Raises ``NoSuchRow`` without the document it rests on.
    """
    return tuple(
        LocalRow(f"simple-{row}", place, row, amount, "working_day", valid_from, valid_to, basis=basis, simple=True)
        for row, amount in (("direct_notice", 3), ("assigned_notice", 3), ("handling", 10))
    )


#: rows that ship as examples; a body that uses one verifies it against its own province's text first
EXAMPLES: Final[tuple[LocalRow, ...]] = (
    LocalRow(
        "zhejiang-2016-disposal", "浙江", "assigned_notice", 5, "working_day", date(2016, 7, 29),
        note="示例，使用前请核对当地法规原文",
    ),
    LocalRow(
        "zhejiang-2016-handling", "浙江", "handling", 30, "calendar_day", date(2016, 7, 29),
        note="示例，延长后最多60日；使用前请核对当地法规原文",
    ),
    LocalRow(
        "henan-2012-handling", "河南", "handling", 30, "calendar_day", date(2012, 11, 29),
        note="示例，延长后最多90日；使用前请核对当地法规原文",
    ),
)  # fmt: skip
LOCAL: Final = {row.id: row for row in EXAMPLES}
