"""Writes on a change of holder: announced by the unit, registered, filed, reported, acknowledged (article 10).

The office may also begin with ``actions.change_holder``; from there both ways are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing
from lianxi.roster.actions import fill_seat
from lianxi.roster.by_hand import Record
from lianxi.roster.change_queries import next_serial
from lianxi.roster.models import CHANGE_STATES, Change, Seat, Tenure
from lianxi.rulebook.facts import Fact, Value

ANNOUNCE = Move("change.announced", "announced", ("unit",), (), "change.filed")
REGISTER = Move("seat.filled", "registered", ("office",), ("announced",), "change.filed")
DECLINE = Move("change.declined", "declined", ("office",), ("announced",), "change.filed")
FILE = Move("change.filed", "filed", ("office",), ("registered",), "change.filed")
REPORT = Move("change.reported", "reported", ("office",), ("registered", "filed"), "change.reported")
ACKNOWLEDGE = Move("change.acknowledged", "acknowledged", ("convener",), ("reported", "registered"), "change.reported")
MOVES = (ANNOUNCE, REGISTER, DECLINE, FILE, REPORT, ACKNOWLEDGE)
#: verb → the column that holds its day
DAYS = {"change.filed": "filed_on", "change.reported": "reported_on", "change.acknowledged": "acknowledged_on"}


@action(ANNOUNCE)
def announce_change(
    step: Step, *, seat: int, name: str, since: date, document: str = "", files: Sequence[Upload] = ()
) -> str:
    """成员变更函: the unit says who comes into a seat of its own, and from which day; that day may lie ahead."""
    unit = step.call.behalf.unit if step.call.behalf else step.actor.unit
    row = Seat.objects.filter(conference=step.conference, number=seat, closed_on=None, unit__number=unit or 0).first()
    if row is None:
        raise Invalid("只能提出本单位席位的变更。请重新选择席位。", "seat")
    current = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
    if current is None:
        raise RuleBroken("这个席位还没有载明姓名，补充姓名不算成员变更。请告知联席会议办公室补充。")
    if not name.strip():
        raise Invalid("请填写新任人员的姓名。", "name")
    if since <= current.since:
        raise Invalid(f"到任日期应晚于现任的到任日期（{current.since:%Y年%m月%d日}）。", "since")
    if Change.objects.filter(seat=row, state="announced").exists():
        raise RuleBroken("这个席位已有一份变更函等待办公室登记。内容有误的，请告知办公室退回后重新提出。")
    day = step.call.behalf.on if step.call.behalf else step.today
    change = Change.objects.create(
        conference=step.conference,
        number=step.next("change"),
        seat=row,
        leaving=current.person,
        coming_name=name.strip()[:60],
        since=since,
        document=document.strip()[:200],
        state="announced",
        announced_on=day,
    )
    step.fact("change.announced", f"change:{change.number}", on=day, unit=unit, data={"seat": seat})
    step.text("document", document)
    for file in files:
        step.attach(file)
    return f"change:{change.number}"


@action(REGISTER)
def register_change(step: Step, *, number: int, version: int, since: date, who: int | None = None) -> str:
    """The office takes the announced change into the roster; the old holder's seat ends the day before ``since``."""
    change = _take(step, number, version, REGISTER)
    row = Seat.objects.select_related("unit").get(pk=change.seat_id)
    if row.closed_on is not None:
        raise RuleBroken("这个席位已经撤销，不能登记变更。请退回变更函并说明。")
    current = Tenure.objects.filter(seat=row, until=None).first()
    if current is None or current.person_id != change.leaving_id:
        raise RuleBroken("提出变更函之后，这个席位的人员已经变动。请退回变更函，由单位重新提出。")
    fill_seat(step, row, name=change.coming_name, since=since, document=change.document, who=who, announced=change)
    return f"change:{number}"


@action(DECLINE)
def decline_change(step: Step, *, number: int, version: int, reason: str) -> str:
    """The office sends the letter back, with the reason."""
    change = _take(step, number, version, DECLINE)
    if not reason.strip():
        raise Invalid("请写明退回的理由，例如“缺任免文件，请补齐后重新提出”。", "reason")
    change.reason, change.state = reason.strip(), "declined"
    _save(change)
    step.fact("change.declined", f"change:{number}", unit=_unit(change))
    step.text("reason", reason)
    return f"change:{number}"


@action(FILE)
def file_change(
    step: Step,
    *,
    number: int,
    version: int,
    filed_on: date,
    serial: int | None = None,
    reported: bool = False,
    files: Sequence[Upload] = (),
) -> str:
    """备案, numbered within the year of ``filed_on`` (the next number unless said); with ``reported`` 报告 as well.

    Two facts then. A serial once given to this change stays its own.
    """
    change = _take(step, number, version, FILE)
    if change.filed_on is not None:
        raise RuleBroken("这件变更已经备案。备案日期有误的，请撤回备案记录后重新备案。")
    _check_day(change, filed_on, "filed_on")
    if change.filing_serial is None:
        change.filing_year, change.filing_serial = filed_on.year, _serial(step, filed_on.year, serial)
    change.filed_on = filed_on
    _lay(step, change, "change.filed", filed_on, {"serial": change.filing_serial})
    if reported and change.reported_on is None:
        change.reported_on = filed_on
        _lay(step, change, "change.reported", filed_on)
    _settle(change)
    for file in files:
        step.attach(file)
    return f"change:{number}"


@action(REPORT)
def report_change(step: Step, *, number: int, version: int, reported_on: date) -> str:
    """报告召集人: by the office, in whatever way; the convener then acknowledges it here."""
    change = _take(step, number, version, REPORT)
    if change.reported_on is not None:
        raise RuleBroken("这件变更已经报告召集人。")
    _check_day(change, reported_on, "reported_on")
    change.reported_on = reported_on
    _lay(step, change, "change.reported", reported_on)
    _settle(change)
    return f"change:{number}"


@action(ACKNOWLEDGE)
def acknowledge_change(step: Step, *, number: int, version: int) -> str:
    """A convener has taken notice; the office may record it for him (代录)."""
    change = _take(step, number, version, ACKNOWLEDGE)
    if change.reported_on is None:
        raise RuleBroken("这件变更还没有报告召集人。请先由办公室报告。")
    if change.acknowledged_on is not None:
        raise RuleBroken("召集人已经知悉这件变更。")
    day = step.call.behalf.on if step.call.behalf else step.today
    if day < change.reported_on:
        raise Invalid(f"知悉日期早于报告日期（{change.reported_on:%Y年%m月%d日}）。请核对。", "behalf_on")
    change.acknowledged_on = day
    _lay(step, change, "change.acknowledged", day)
    _settle(change)
    return f"change:{number}"


# shared -------------------------------------------------------------------------------------------------------------


def state_of(change: Change) -> str:
    """Where a registered change stands: what is still missing first, filing before reporting before notice."""
    if change.filed_on is None:
        return "registered"
    if change.reported_on is None:
        return "filed"
    return "reported" if change.acknowledged_on is None else "acknowledged"


def _serial(step: Step, year: int, wanted: int | None) -> int:
    """The next number; the first of a year may be set (earlier filings on paper), later ones leave no gap."""
    proposed = next_serial(step.conference.pk, year)
    if wanted is None or wanted == proposed:
        return proposed
    if proposed > 1:
        raise Invalid(f"备案号应接续编排，{year}年下一个是 {proposed} 号。请用这个号。", "serial")
    if wanted < 1:
        raise Invalid("备案号从 1 起编。", "serial")
    return wanted


def _take(step: Step, number: int, version: int, move: Move) -> Change:
    rows = Change.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn")
    change = rows.select_related("seat__unit").first()
    if change is None:
        raise Invalid("没有这件成员变更。", "number")
    check_standing(change, version, move, what="这件成员变更", states=CHANGE_STATES)
    return change


def _check_day(change: Change, day: date, field: str) -> None:
    if day < change.since:
        raise Invalid(f"日期早于到任日期（{change.since:%Y年%m月%d日}）。请核对。", field)


def _lay(step: Step, change: Change, verb: str, on: date, data: dict[str, Value] | None = None) -> None:
    step.fact(verb, f"change:{change.number}", on=on, unit=_unit(change), data=data)


def _unit(change: Change) -> int | None:
    return change.seat.unit.number if change.seat.unit else None


def _settle(change: Change) -> None:
    change.state = state_of(change)
    _save(change)


def _save(change: Change) -> None:
    change.version += 1
    change.save()


# recorded by hand, and withdrawn ------------------------------------------------------------------------------------


def _registered(step: Step, object_: str) -> Change | None:
    number = int(object_.partition(":")[2])
    rows = Change.objects.filter(conference=step.conference, number=number).exclude(registered_on=None)
    return rows.select_related("seat__unit").first()


def adopt_step(step: Step, record: Record, object_: str, kind: str) -> None:
    """A step recorded by hand (登记履行) moves the change as well."""
    change = _registered(step, object_)
    if change is None:
        return
    verb = step.planned[-1].verb
    setattr(change, DAYS[verb], record.happened_on)
    if verb == "change.filed" and change.filing_serial is None:
        year = record.happened_on.year
        change.filing_year, change.filing_serial = year, next_serial(step.conference.pk, year)
    _settle(change)


def undo_step(step: Step, fact: Fact) -> None:
    """A withdrawn step is open again; what was taken notice of stays reported until that is withdrawn too."""
    change = _registered(step, fact.object)
    if change is None:
        return
    if fact.verb == "change.reported" and change.acknowledged_on is not None:
        raise RuleBroken("召集人已经知悉这件变更。请先撤回知悉的记录，再撤回报告。")
    setattr(change, DAYS[fact.verb], None)
    _settle(change)


def undo_announcement(step: Step, fact: Fact) -> None:
    """A withdrawn letter is gone, unless it was registered: the seat has changed hands then."""
    number = int(fact.object.partition(":")[2])
    change = Change.objects.filter(conference=step.conference, number=number).first()
    if change is None:
        return
    if change.state not in {"announced", "declined"}:
        raise RuleBroken("这份变更函已经登记，不能撤回。人员登记有误的，请再登记一次变更。")
    change.state = "withdrawn"
    _save(change)
