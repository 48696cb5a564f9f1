"""What an indicator may count: measures over the record of one unit in one period, each with its definition.

Two sorts of record are counted. A ``Handled`` is one petition matter, reduced to how it was *handled*: it carries no
petitioner, no number of visits, no first or repeated, no level it was brought to, no number of people. What is not in
the record cannot be counted, whatever a formula is called. An ``Owed`` is one thing the unit owed by a day (a task, a
receipt, a seat at a meeting). Pure: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Handled:
    """How one matter was handled by the unit, as far as its days fall into the period judged.

    ``told``, ``answered``: of the duty to tell and of the duty to answer: ``in_time``, ``late`` (done late, or past due
    and not done), or empty where no such day fell into the period or it has not come yet. ``carried_out``: of a
    supported claim (32(2)): ``done``, ``refused`` or ``late``; empty where nothing had to be carried out.
    ``evaluation``: ``satisfied``, ``basically``, ``dissatisfied``, ``none`` (asked, not given) or empty. ``asked``:
    the result was delivered with word of how to evaluate it. ``corrected``: review or recheck put the opinion right.
    ``extended``: an extension was approved. ``subject``: ``matter:12``, for the evidence.
    """

    subject: str = ""
    told: str = ""
    answered: str = ""
    carried_out: str = ""
    evaluation: str = ""
    asked: bool = False
    corrected: bool = False
    extended: bool = False

    @property
    def lawful(self) -> bool:
        """Handled lawfully and in time: nothing late, nothing refused, no opinion corrected."""
        return (
            self.told in {"", "in_time"}
            and self.answered in {"", "in_time"}
            and self.carried_out in {"", "done"}
            and not self.corrected
            and (self.asked or not self.evaluation)
        )


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed by ``due``: ``kind`` is a key of ``KINDS``; ``kept``: done in time. Only what is due or done."""

    kind: str
    subject: str
    kept: bool
    entry: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that is counted of one unit in one period."""

    matters: Sequence[Handled] = field(default_factory=tuple)
    owed: Sequence[Owed] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number an indicator may use: its name in formulas, what it counts, where it comes from."""

    name: str
    definition: str
    source: str
    matter: Callable[[Handled], bool] | None = None
    owed: Callable[[Owed], bool] | None = None

    def of(self, record: Record) -> int:
        return len(self.evidence(record))

    def evidence(self, record: Record) -> list[str]:
        """The objects that are counted, one by one: what the figure opens to."""
        found = [each.subject for each in record.matters if self.matter is not None and self.matter(each)]
        return found + [each.subject for each in record.owed if self.owed is not None and self.owed(each)]

    def gains(self, matter: Handled) -> int:
        """By how much it rises when this matter is added."""
        return int(self.matter is not None and self.matter(matter))


#: kind of thing owed → (所计数的事, 量词与名称, 来源)
KINDS: dict[str, tuple[str, str]] = {
    "任务": ("交办任务的反馈或办结，期限落在本期", "任务"),
    "议定事项": ("会议议定事项形成的任务，期限落在本期", "会议议定事项、任务"),
    "协办": ("其他单位商请协办的答复，期限落在本期", "商请协办"),
    "签收": ("会议纪要、文件的签收，送达落在本期；印发后5日内签收的为按期", "纪要、发文签收"),
    "到会": ("应参加的会议，召开日落在本期；到会、代会和事前请假的为按期", "会议签到"),
    "督办": ("督办单、工作建议的书面答复，期限落在本期", "督办单、工作建议书"),
    "核查": ("通报的重要敏感信息的核查反馈，期限落在本期", "重要敏感信息"),
    "信息报送": ("报送的重要敏感信息，报送日落在本期；知悉后在规定时限内报送的为按期", "重要敏感信息"),
    "排查报告": ("矛盾纠纷排查报告（含零报告），报告期在本期结束", "矛盾纠纷排查"),
    "督查整改": ("联合督查反馈意见的整改，期限落在本期", "联合督查"),
    "约谈整改": ("约谈后的整改反馈，期限落在本期", "约谈"),
    "问题调查": ("重大问题专档的调查研究，期限落在本期", "重大问题"),
    "问题销号": ("本期销号的重大问题；已解决并说明改变的为按期", "重大问题"),
    "责任目标": ("责任书中完成期限落在本期的目标", "责任目标"),
}


def _kept(kind: str) -> Callable[[Owed], bool]:
    return lambda each: each.kind == kind and each.kept


def _all(kind: str) -> Callable[[Owed], bool]:
    return lambda each: each.kind == kind


def _missed(kind: str) -> Callable[[Owed], bool]:
    return lambda each: each.kind == kind and not each.kept


def _of_kinds() -> Iterable[Measure]:
    for kind, (what, source) in KINDS.items():
        yield Measure(f"应办{kind}数", f"{what}的全部件次", source, owed=_all(kind))
        yield Measure(f"按期{kind}数", f"{what}，其中按期的件次", source, owed=_kept(kind))
        yield Measure(f"逾期{kind}数", f"{what}，其中逾期完成或逾期未完成的件次", source, owed=_missed(kind))


_MATTERS: dict[str, tuple[str, Callable[[Handled], bool]]] = {
    "应告知件数": (
        "告知期限（条例第二十三条）落在本期的信访事项；尚未到期且未告知的不计",
        lambda each: each.told != "",
    ),
    "按期告知件数": (
        "应告知件数中，按期告知接收、受理与否或者去向的",
        lambda each: each.told == "in_time",
    ),
    "逾期告知件数": (
        "应告知件数中，逾期告知或者逾期未告知的",
        lambda each: each.told == "late",
    ),
    "应答复件数": (
        "办理期限（条例第三十四条，含经批准的延长）落在本期的信访事项；尚未到期且未办结的不计",
        lambda each: each.answered != "",
    ),
    "按期答复件数": (
        "应答复件数中，在办理期限内办结的",
        lambda each: each.answered == "in_time",
    ),
    "逾期答复件数": (
        "应答复件数中，逾期办结或者逾期未办结的",
        lambda each: each.answered == "late",
    ),
    "应执行件数": (
        "本期内处理意见支持信访请求、应当督促执行的信访事项（条例第三十二条）",
        lambda each: each.carried_out != "",
    ),
    "已执行件数": (
        "应执行件数中，已按处理意见执行的",
        lambda each: each.carried_out == "done",
    ),
    "拒不执行件数": (
        "应执行件数中，拒不执行处理意见的",
        lambda each: each.carried_out == "refused",
    ),
    "应告知评价件数": (
        "本期内可以评价的信访事项",
        lambda each: each.evaluation != "",
    ),
    "参评或已告知评价件数": (
        "应告知评价件数中，信访人已评价的，以及结果已送达并告知评价途径的",
        lambda each: each.evaluation != "" and (each.evaluation != "none" or each.asked),
    ),
    "评价件数": (
        "本期内信访人已对责任单位作出评价的信访事项",
        lambda each: each.evaluation not in {"", "none"},
    ),
    "满意或依法办理件数": (
        "评价件数中，满意、基本满意的，以及虽不满意但依法按期办理、复查复核未予纠正的",
        lambda each: (
            each.evaluation in {"satisfied", "basically"} or (each.evaluation == "dissatisfied" and each.lawful)
        ),
    ),
    "被纠正件数": (
        "本期内处理意见经复查、复核被撤销或者变更的信访事项",
        lambda each: each.corrected,
    ),
}
_OF_MATTERS = tuple(
    Measure(name, definition, "信访事项台账", matter=counts) for name, (definition, counts) in _MATTERS.items()
)

MEASURES: dict[str, Measure] = {each.name: each for each in (*_OF_MATTERS, *_of_kinds())}

#: 一件依法按期办理的事项: every way one more matter can have been handled lawfully and in time, with its words
LAWFUL: tuple[tuple[str, Handled], ...] = tuple(
    (
        "、".join(
            part
            for part in (
                "按期告知" if told else "",
                "经批准延期后按期答复" if extended else "按期答复" if answered else "",
                "处理意见已执行" if carried_out else "",
                {
                    "satisfied": "信访人评价满意",
                    "basically": "信访人评价基本满意",
                    "dissatisfied": "信访人评价不满意",
                    "none": "已告知评价途径、信访人未评价",
                }.get(evaluation, ""),
            )
            if part
        )
        or "本期没有到期期限",
        Handled(
            told=told,
            answered=answered,
            carried_out=carried_out,
            evaluation=evaluation,
            asked=bool(evaluation),
            extended=extended,
        ),
    )
    for told in ("", "in_time")
    for answered in ("", "in_time")
    for extended in ((False, True) if answered else (False,))
    for carried_out in (("", "done") if answered else ("",))
    for evaluation in (("", "satisfied", "basically", "dissatisfied", "none") if answered else ("",))
)
