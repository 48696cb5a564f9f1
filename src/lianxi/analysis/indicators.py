"""The indicators of petition work: what each counts, by which formula, from which source. Definitions only.

A matter belongs to the period in which its day falls (for timeliness the day it is due, not its registration). Rates
are of matters, never of people; an empty denominator gives no rate, not 0 %.
"""

from __future__ import annotations

from dataclasses import dataclass

#: of a duty with a day: done in time, done late, not done and not yet due, not done and past due
TIMELY = ("on_time", "late", "waiting", "overdue")
DAYS_OF_UNIT = 30
GROUP_FROM = 5


@dataclass(frozen=True, slots=True)
class Indicator:
    """``good``: states of the numerator; ``states``: all of the denominator, with their words in the order shown.

    ``cohort``: which day decides the period. ``official``: whether the formula is a province's, else a local one.
    """

    id: str
    name: str
    formula: str
    cohort: str
    source: str
    states: dict[str, str]
    good: tuple[str, ...]
    official: bool = True


def _timely(did: str, *, done: str) -> dict[str, str]:
    return dict(zip(TIMELY, (f"{did}{done}", f"超期{done}", f"未到期未{done}", f"超期未{done}"), strict=True))


_VALUES = {"satisfied": "满意", "basically": "基本满意", "dissatisfied": "不满意"}
_TOOK_PART = {"given": "已评价", "late": "超期未评价"}
_FIRST = {"repeat": "重复", "first": "初次", "": "未注明"}
_PROVINCE = "省级信访系统统计脚本（GDSQL）"
_LOCAL = "本地口径，未见统一公式"

_ALL = (
    Indicator(
        "timely_acceptance_township",
        "及时受理（告知）率·15日",
        "按期告知接收情况、受理与否或去向的件次 ÷ 告知期限落在本期的全部件次",
        "《信访工作条例》第二十三条的告知期限（收到后15日，依本地规定更短的从其规定）落在本期",
        "《信访工作条例》第二十三条；本系统期限计算",
        _timely("按期", done="告知"),
        ("on_time",),
        official=False,
    ),
    Indicator(
        "timely_acceptance_unit",
        "责任单位及时受理率·30日（省级口径）",
        "首次受理时间不晚于登记后30日的件次 ÷ 全部件次",
        "登记之日加30日（信访部门15日、责任单位15日）落在本期",
        _PROVINCE,
        _timely("及时", done="受理"),
        ("on_time",),
    ),
    Indicator(
        "on_time_reply",
        "按期答复率",
        "按期答复 ÷（按期答复＋超期答复＋未答复＋超期未答复）；按期指办结时间不晚于限办截止时间",
        "限办截止时间落在本期：有国家系统限办期限的从之，没有的依次取办理期限、交办机关要求的日期",
        _PROVINCE,
        dict(zip(TIMELY, ("按期答复", "超期答复", "未答复", "超期未答复"), strict=True)),
        ("on_time",),
    ),
    Indicator(
        "satisfaction_department",
        "群众满意率·信访部门",
        "（满意＋基本满意）÷（满意＋基本满意＋不满意），评价对象为信访部门",
        "评价时间落在本期",
        _PROVINCE,
        _VALUES,
        ("satisfied", "basically"),
    ),
    Indicator(
        "satisfaction_unit",
        "群众满意率·责任单位",
        "（满意＋基本满意）÷（满意＋基本满意＋不满意），评价对象为责任单位",
        "评价时间落在本期",
        _PROVINCE,
        _VALUES,
        ("satisfied", "basically"),
    ),
    Indicator(
        "participation_department",
        "参评率·信访部门",
        "已评价 ÷（已评价＋超期未评价），评价对象为信访部门",
        "评价时间落在本期；超期未评价没有评价时间的，按办结日期归期",
        _PROVINCE,
        _TOOK_PART,
        ("given",),
    ),
    Indicator(
        "participation_unit",
        "参评率·责任单位",
        "已评价 ÷（已评价＋超期未评价），评价对象为责任单位",
        "评价时间落在本期；超期未评价没有评价时间的，按办结日期归期",
        _PROVINCE,
        _TOOK_PART,
        ("given",),
    ),
    Indicator(
        "repeat_share",
        "重复信访率（本级掌握）",
        "重复件次 ÷ 总件次；重复以本级登记时注明的为准",
        "收到日期落在本期",
        _PROVINCE,
        _FIRST,
        ("repeat",),
    ),
    Indicator(
        "repeat_share_national",
        "重复信访率（国家系统）",
        "重复件次 ÷ 总件次；重复以国家系统的标志为准，只导入、不推算",
        "收到日期落在本期",
        _PROVINCE,
        _FIRST,
        ("repeat",),
    ),
    Indicator(
        "extension_share",
        "延期率",
        "经批准延长办理期限的件次 ÷ 适用办理期限（第三十四条）的全部件次",
        "办理期限落在本期",
        _LOCAL,
        {"extended": "已延期", "plain": "未延期"},
        ("extended",),
        official=False,
    ),
    Indicator(
        "resolution",
        "化解率",
        "达成调解或和解协议、支持并已执行、责任单位评价满意或基本满意的件次 ÷ 本期办结并出具处理结果的件次",
        "办结日期落在本期",
        _LOCAL,
        {"resolved": "已化解", "unresolved": "已办结、尚未化解"},
        ("resolved",),
        official=False,
    ),
    Indicator(
        "sponsored_resolution",
        "包案化解率",
        "包案事项中已办结的件次 ÷ 批准包案的件次",
        "包案批准日期落在本期",
        "省级数据表字段名（HEBEI），公式为推断",
        {"resolved": "已办结", "unresolved": "办理中"},
        ("resolved",),
        official=False,
    ),
)
INDICATORS: dict[str, Indicator] = {each.id: each for each in _ALL}


@dataclass(frozen=True, slots=True)
class Rate:
    """Numerator and denominator; ``counts`` by state."""

    indicator: Indicator
    counts: dict[str, int]

    @property
    def numerator(self) -> int:
        return sum(self.counts.get(state, 0) for state in self.indicator.good)

    @property
    def denominator(self) -> int:
        return sum(self.counts.get(state, 0) for state in self.indicator.states)

    @property
    def unknown(self) -> bool:
        """Nobody noted anything: of a flag that is only ever recorded, no rate can be told."""
        return "" in self.indicator.states and self.counts.get("", 0) == self.denominator

    @property
    def per_mille(self) -> int | None:
        """In thousandths, rounded half up; None for an empty denominator."""
        if not self.denominator or self.unknown:
            return None
        return (2_000 * self.numerator + self.denominator) // (2 * self.denominator)

    @property
    def text(self) -> str:
        """“87.5%”; “—” where there is no case."""
        value = self.per_mille
        return "—" if value is None else f"{value // 10}.{value % 10}%"
