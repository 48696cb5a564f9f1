"""What the office sets for the ledger: what judges, who issues, the duties of a charge; numbering; local deadlines.

A change brings the deadlines of every open matter up to date in the same entry. None moves later by it: a deadline
that stood keeps standing (``clockwork``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.analysis.indicators import GROUP_FROM
from lianxi.clocks.statute import COUNTED, ROWS, UNITS
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.versioned import save_next
from lianxi.matters import moves, words
from lianxi.matters.clockwork import recompute_all
from lianxi.matters.models import LedgerSetting, LocalTerm, Matter, Numbering, SkippedNumber
from lianxi.rulebook.facts import Value

JUDGED_BY = {
    "strict": "按自然日到期日（遇休息日不顺延）",
    "rolled": "按顺延后的到期日（遇休息日顺延到下一工作日）",
}
#: what helps to verify and settle but issues no paper
NOT_AN_ORGAN = ("联席会议", "村民委员会", "村委会", "居民委员会", "居委会", "党总支", "党支部")
NOT_AN_ORGAN_ENDING = ("村", "社区", "组")
LONGEST_NAME, MOST_LINES = 80, 20
#: persons that may be set for a group's visit
FEWEST, MOST = 2, 999
LAST_SERIAL = words.YEAR - 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is set. ``organs``: who issues the papers of a matter; ``version`` 0: nothing was set yet.

    ``group_from``: persons from which on a visit counts as 集体访; five by statistical convention, no law defines it.
    """

    judged_by: str = "strict"
    judged_basis: str = ""
    organs: tuple[str, ...] = ()
    higher_organ: str = ""
    charge_duties: tuple[str, ...] = words.CHARGE_DUTIES
    version: int = 0
    group_from: int = GROUP_FROM


@dataclass(frozen=True, slots=True)
class NumberingView:
    """The numbers of a year. ``following``: the serial that comes next; ``begun``: one was given out or skipped."""

    year: int
    start: int
    last: int
    skipped: tuple[tuple[str, date, str], ...] = ()

    @property
    def begun(self) -> bool:
        return self.last >= self.start

    @property
    def following(self) -> int:
        return max(self.last, self.start - 1) + 1

    @property
    def next_label(self) -> str:
        return words.number_label(self.year * words.YEAR + self.following)

    @property
    def registered(self) -> int:
        """How many matters, voided ones among them, have a number of this year."""
        return self.following - self.start - len(self.skipped)


@dataclass(frozen=True, slots=True)
class TermGiven:
    """A local deadline as set: ``amount`` days of ``unit`` (calendar_day, working_day) for the row ``deadline``."""

    deadline: str
    amount: int
    unit: str
    place: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    simple: bool = False


@dataclass(frozen=True, slots=True)
class TermView:
    """A local deadline in the list, in words beside the national one it tightens."""

    number: int
    article: str
    must: str
    limit: str
    national: str
    place: str
    basis: str
    valid_from: date
    valid_to: date | None
    simple: bool
    standing: str


# reading ------------------------------------------------------------------------------------------------------------


def ledger(conference: int) -> Ledger:
    """What the office set, or what holds while nothing is set. One query."""
    row = LedgerSetting.objects.filter(conference_id=conference).first()
    return _view(row) if row else Ledger()


def _view(row: LedgerSetting) -> Ledger:
    return Ledger(
        row.judged_by, row.judged_basis, tuple(row.organs), row.higher_organ, tuple(row.charge_duties), row.version,
        row.group_from,
    )  # fmt: skip


def numbering(conference: int, year: int) -> NumberingView:
    """The numbers of a year, with those skipped. Two queries."""
    return numberings(conference, year, year)[0]


def numberings(conference: int, first: int, last: int) -> list[NumberingView]:
    """The numbers of some years, each with those skipped. Two queries."""
    rows = {row.year: row for row in Numbering.objects.filter(conference_id=conference, year__range=(first, last))}
    low, high = first * words.YEAR, (last + 1) * words.YEAR
    skipped = SkippedNumber.objects.filter(conference_id=conference, number__gt=low, number__lt=high)
    left_out = list(skipped.order_by("number").values_list("number", "on", "reason"))
    return [
        NumberingView(
            year,
            rows[year].start if year in rows else 1,
            rows[year].last if year in rows else 0,
            tuple((words.number_label(n), on, reason) for n, on, reason in left_out if n // words.YEAR == year),
        )
        for year in range(first, last + 1)
    ]


def local_terms(conference: int, today: date) -> list[TermView]:
    """The local deadlines that were set, those in force first. One query."""
    rows = LocalTerm.objects.filter(conference_id=conference).order_by("deadline", "number")
    return sorted((_term_view(row, today) for row in rows), key=lambda view: view.standing == "ended")


def _term_view(row: LocalTerm, today: date) -> TermView:
    national = ROWS[row.deadline]
    ended = row.valid_to is not None and row.valid_to < today
    return TermView(
        row.number,
        national.label,
        national.must,
        limit_words(row.amount, row.unit),
        limit_words(national.amount or 0, national.unit),
        row.place,
        row.basis,
        row.valid_from,
        row.valid_to,
        row.simple,
        "ended" if ended else "future" if row.valid_from > today else "valid",
    )


def limit_words(amount: int, unit: str) -> str:
    """“5个工作日”, “30日”."""
    return f"{amount}{UNITS.get(unit, '日')}"  # type: ignore[call-overload]  # a unit out of the table is days


# writing ------------------------------------------------------------------------------------------------------------


@action(moves.SET_LEDGER)
def set_ledger(step: Step, *, given: Ledger) -> str:
    """Set what judges overdue, the issuing organs, the organ of review, the duties of a charge, a group's number.

    ``given.version``: the one looked at. Raises ``Stale`` where somebody changed it, ``Invalid`` beside the field.
    """
    row = LedgerSetting.objects.filter(conference=step.conference).first()
    if (row.version if row else 0) != given.version:
        raise Stale("其间有人改过台账设定。请看过最新的设定后再改。", now=JUDGED_BY[row.judged_by] if row else "")
    _check_judging(given)
    if not FEWEST <= given.group_from <= MOST:
        raise Invalid(f"集体来访的人数请填 {FEWEST} 到 {MOST}。", "group_from")
    organs, duties = _organs(given.organs), _lines(given.charge_duties, "charge_duties")
    values: dict[str, object] = {
        "judged_by": given.judged_by,
        "judged_basis": given.judged_basis.strip()[:200] if given.judged_by == "rolled" else "",
        "organs": organs,
        "higher_organ": given.higher_organ.strip()[:LONGEST_NAME],
        "charge_duties": duties,
        "group_from": given.group_from,
    }
    before = row.judged_by if row else "strict"
    if row is None:
        LedgerSetting.objects.create(conference=step.conference, **values)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        save_next(row, *values)
    looked_at = recompute_all(step, cause="setting") if before != given.judged_by else 0
    told: dict[str, Value] = {"judged_by": given.judged_by, "recomputed": looked_at, "group_from": given.group_from}
    told |= {"organs": len(organs), "duties": len(duties)}
    step.fact(moves.SET_LEDGER.verb, "ledger:1", data=told)
    step.text("basis", str(values["judged_basis"]))
    return "ledger:1"


def _check_judging(given: Ledger) -> None:
    if given.judged_by not in JUDGED_BY:
        raise Invalid("请选择逾期按哪个日期判定。", "judged_by")
    if given.judged_by == "rolled" and not given.judged_basis.strip():
        raise Invalid(
            "条例没有规定期限届满日遇休息日顺延。要按顺延后的日期判定，请写明依据的文件名称和文号。", "judged_basis"
        )


def _organs(names: Sequence[str]) -> list[str]:
    """The organs that issue papers: the township government or a lawfully competent branch, never a village."""
    found = _lines(names, "organs")
    for name in found:
        if any(part in name for part in NOT_AN_ORGAN) or name.endswith(NOT_AN_ORGAN_ENDING):
            raise Invalid(
                f"“{name}”不能出具办理文书。出具机关应为镇人民政府（街道办事处）或依法有权处理的派出机构；"
                "村（社区）协助核实、化解，联席会议负责协调，都不出具处理意见。",
                "organs",
            )
    return found


def _lines(lines: Sequence[str], field: str) -> list[str]:
    found = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if len(found) > MOST_LINES:
        raise Invalid(f"最多 {MOST_LINES} 行，现在有 {len(found)} 行。", field)
    for line in found:
        if len(line) > LONGEST_NAME:
            raise Invalid(f"“{line[:20]}……”有 {len(line)} 个字，最多 {LONGEST_NAME} 个字。", field)
    return found


@action(moves.SET_NUMBERING)
def set_numbering(step: Step, *, year: int, start: int) -> str:
    """The first number of a year, to go on from a paper register; only while none of that year is given out."""
    if year not in (step.today.year, step.today.year + 1):
        raise Invalid(f"只能设定今年（{step.today.year}年）或明年的起始号。", "year")
    if not 1 <= start <= LAST_SERIAL:
        raise Invalid(f"起始号应在 1 和 {LAST_SERIAL} 之间。", "start")
    row, _ = Numbering.objects.get_or_create(conference=step.conference, year=year)
    low = year * words.YEAR
    used = Matter.objects.filter(conference=step.conference, number__gt=low, number__lt=low + words.YEAR)
    if row.last >= row.start or used.exists():
        raise RuleBroken(
            f"{year}年已经用到 {words.number_label(low + row.last)}，起始号不能再改。不用的号请登记为空号。"
        )
    row.start, row.last = start, start - 1
    row.save(update_fields=["start", "last"])
    step.fact(moves.SET_NUMBERING.verb, f"numbering:{year}", data={"year": year, "start": start})
    return f"numbering:{year}"


@action(moves.SKIP_NUMBER)
def skip_number(step: Step, *, serial: int, reason: str) -> str:
    """The next number of this year goes to no matter (a page of the paper register spoiled), with its reason.

    ``serial``: the one the form showed. Raises ``Stale`` where it was given out meanwhile.
    """
    if not reason.strip():
        raise Invalid("请写明这个号为什么不用，例如“纸质登记簿第12页污损”。", "reason")
    year = step.today.year
    row, _ = Numbering.objects.get_or_create(conference=step.conference, year=year)
    following = max(row.last, row.start - 1) + 1
    if serial != following:
        raise Stale(
            "只能把下一个还没有使用的号登记为空号。其间号码已经变了，请核对后再办理。",
            now=f"下一个号是 {words.number_label(year * words.YEAR + following)}",
        )
    number = year * words.YEAR + following
    row.last = following
    row.save(update_fields=["last"])
    SkippedNumber.objects.create(conference=step.conference, number=number, on=step.today, reason=reason.strip()[:200])
    step.fact(moves.SKIP_NUMBER.verb, f"matter_number:{number}", data={"number": number})
    step.text("reason", reason)
    return f"matter_number:{number}"


@action(moves.SET_LOCAL_TERM)
def set_local_term(step: Step, *, given: TermGiven) -> str:
    """Add a local deadline (calendar or working days) with the document it rests on; it governs where it is tighter."""
    _check_term(given)
    same = LocalTerm.objects.filter(
        conference=step.conference, deadline=given.deadline, simple=given.simple, valid_to=None
    ).first()
    if same is not None and (same.amount, same.unit) == (given.amount, given.unit):
        raise Invalid(f"已经有一行同样的地方期限（第 {same.number} 行），还在有效期内。不用重复设定。", "amount")
    row = LocalTerm.objects.create(
        conference=step.conference,
        number=step.next("local_term"),
        deadline=given.deadline,
        place=given.place.strip()[:40],
        amount=given.amount,
        unit=given.unit,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        basis=given.basis.strip()[:200],
        simple=given.simple,
    )
    _term_fact(step, row, recompute_all(step, cause="local"))
    step.text("basis", given.basis)
    return f"local_term:{row.number}"


@action(moves.SET_LOCAL_TERM)
def end_local_term(step: Step, *, number: int, valid_to: date) -> str:
    """A local deadline holds until that day (inclusive) and no longer; deadlines it gave keep standing."""
    row = LocalTerm.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid("没有这一行地方期限。", "number")
    if row.valid_to is not None and row.valid_to < step.today:
        raise RuleBroken(f"这一行地方期限已于 {row.valid_to.isoformat()} 失效。要重新执行，请另加一行。")
    if valid_to < row.valid_from:
        raise Invalid(f"失效日期早于生效日期（{row.valid_from.isoformat()}）。请核对。", "valid_to")
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    _term_fact(step, row, recompute_all(step, cause="local"))
    return f"local_term:{row.number}"


def _term_fact(step: Step, row: LocalTerm, looked_at: int) -> None:
    step.fact(
        moves.SET_LOCAL_TERM.verb,
        f"local_term:{row.number}",
        data={
            "deadline": row.deadline,
            "amount": row.amount,
            "unit": row.unit,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "simple": int(row.simple),
            "recomputed": looked_at,
        },
    )


def _check_term(given: TermGiven) -> None:
    if given.deadline not in COUNTED:
        raise Invalid("请选择要收紧的国家期限。", "deadline")
    if given.unit not in UNITS:
        raise Invalid("请选择按自然日还是工作日计算。", "unit")
    if given.amount < 1:
        raise Invalid("期限应为 1 天以上。", "amount")
    national = ROWS[given.deadline]
    longest = national.amount or 0
    if given.amount > longest or (given.amount == longest and given.unit == national.unit):
        raise Invalid(
            f"国家规定是 {limit_words(longest, national.unit)}（{national.label}）。地方期限只能更短，"
            "不更短的不起作用，不用设定。",
            "amount",
        )
    if not given.place.strip():
        raise Invalid("请填写适用的地方，例如省、市、县的名称。", "place")
    if not given.basis.strip():
        what = "简易办理" if given.simple else "地方期限"
        raise Invalid(f"{what}须有依据文件。请填写文件名称和文号。", "basis")
    if given.valid_to is not None and given.valid_to < given.valid_from:
        raise Invalid("失效日期早于生效日期。请核对。", "valid_to")
