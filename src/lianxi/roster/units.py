"""Writes on units: created, renamed, merged into another, dissolved; each with its document and its day.

A unit that ends leaves nothing open behind: what it has open passes to its successor in the same entry, and without a
successor it cannot end before that is done. Its seats end with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.roster.actions import fill_seat
from lianxi.roster.models import Change, Seat, Tenure, Unit, UnitAct
from lianxi.roster.roles import UNITS
from lianxi.roster.succession import open_work, pass_on
from lianxi.rulebook.facts import Fact, Value

CREATE = Move("unit.created", "open", ("office",))
RENAME = Move("unit.renamed", "open", ("office",), ("open",))
MERGE = Move("unit.merged", "closed", ("office",), ("open",))
DISSOLVE = Move("unit.dissolved", "closed", ("office",), ("open",))
MOVES = (CREATE, RENAME, MERGE, DISSOLVE)
KINDS = ("office", "station", "village", "community", "other")
#: verb → the way back, said when somebody wants to withdraw its entry
WAY_BACK = {
    "unit.created": "新设单位的记录不能撤回。名称有误的，请办理更名；不应设立的，请办理撤销。",
    "unit.renamed": "单位更名的记录不能撤回。请再办理一次更名，改回正确的名称。",
    "unit.merged": "单位合并的记录不能撤回，未办结事项已由承接单位接办。合并有误的，请新设该单位，再重新交办有关事项。",
    "unit.dissolved": "单位撤销的记录不能撤回，其席位已随之撤销。撤销有误的，请新设该单位并登记负责人。",
}


@action(CREATE)
def create_unit(
    step: Step,
    *,
    name: str,
    kind: str,
    on: date,
    document: str,
    post: str = "",
    head: str = "",
    who: int | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """A new member unit with the seat of its head; without ``head`` the seat stands 未载明姓名（待补）."""
    name = _new_name(step, name)
    if kind not in KINDS:
        raise Invalid("请选择单位类别。", "kind")
    _check(step, on, document)
    unit = Unit.objects.create(conference=step.conference, number=step.next("unit"), name=name, kind=kind)
    seat = Seat.objects.create(
        conference=step.conference,
        number=step.next("seat"),
        role="unit_head",
        post=(post.strip() or f"{name}负责人")[:80],
        unit=unit,
    )
    _lay(step, unit, "unit.created", on, document, files, new_name=name, data={"seat": seat.number})
    if head.strip():
        fill_seat(step, seat, name=head, since=on, document="", who=who)
    step.text("document", document)
    return f"unit:{unit.number}"


@action(RENAME)
def rename_unit(
    step: Step, *, unit: int, version: int, name: str, on: date, document: str, files: Sequence[Upload] = ()
) -> str:
    """The same unit under another name: number, seats, work and history stay; the old name stays known (原××).

    Posts that begin with the old name follow.
    """
    row = _take(step, unit, version)
    name = _new_name(step, name, besides=row)
    if name == row.name:
        raise Invalid("新名称与现名称相同，无需更名。", "name")
    _check(step, on, document)
    old = row.name
    row.former = [*(former for former in row.former if former not in {old, name}), old]
    row.aliases = [*(alias for alias in row.aliases if alias not in {old, name}), old]
    row.name, row.version = name, row.version + 1
    row.save(update_fields=["name", "former", "aliases", "version"])
    for seat in Seat.objects.filter(conference=step.conference, unit=row, closed_on=None, post__startswith=old):
        seat.post, seat.version = (name + seat.post.removeprefix(old))[:80], seat.version + 1
        seat.save(update_fields=["post", "version"])
    _lay(step, row, "unit.renamed", on, document, files, old_name=old, new_name=name)
    return f"unit:{unit}"


@action(MERGE)
def merge_unit(
    step: Step, *, unit: int, version: int, into: int, on: date, document: str, files: Sequence[Upload] = ()
) -> str:
    """The unit goes into another that takes over everything open.

    A unit dissolved without a successor may be given one later: what still names it passes to that one.
    """
    row = _take(step, unit, version, orphaned=True)
    heir = _successor(step, row, into)
    if row.closed_on is None:
        _end(step, row, heir, "unit.merged", on, document, files)
        return f"unit:{unit}"
    _check(step, on, document)
    if on < row.closed_on:
        raise Invalid(f"日期早于撤销日期（{_words(row.closed_on)}）。请核对。", "on")
    row.successor, row.version = heir, row.version + 1
    row.save(update_fields=["successor", "version"])
    _lay(step, row, "unit.merged", on, document, files, successor=heir, old_name=row.name, data=_to(heir))
    pass_on(step, row, heir)
    return f"unit:{unit}"


@action(DISSOLVE)
def dissolve_unit(
    step: Step,
    *,
    unit: int,
    version: int,
    on: date,
    document: str,
    successor: int | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """The unit is no more; while it has open work it needs a successor, who takes all of it over in this entry."""
    row = _take(step, unit, version)
    heir = _successor(step, row, successor) if successor is not None else None
    if heir is None:
        _check_nothing_left(step, row)
    _end(step, row, heir, "unit.dissolved", on, document, files)
    return f"unit:{unit}"


def way_back(step: Step, fact: Fact) -> None:
    """What was done with a unit is not undone by withdrawing its entry: rooms and seats have moved with it."""
    raise RuleBroken(WAY_BACK[fact.verb])


# shared -------------------------------------------------------------------------------------------------------------


def _take(step: Step, unit: int, version: int, *, orphaned: bool = False) -> Unit:
    """The unit; ``orphaned``: also one that was dissolved without a successor."""
    row = Unit.objects.filter(conference=step.conference, number=unit).first()
    if row is None:
        raise Invalid("没有这个单位。请在成员页重新选择。", "unit")
    if row.closed_on is not None and not (orphaned and row.successor_id is None):
        raise RuleBroken(f"{row.name}已于{_words(row.closed_on)}撤并，不能再办理。")
    if row.version != version:
        raise Stale("其间有人改动了这个单位。请核对后再提交一次。", now=row.name)
    return row


def _successor(step: Step, row: Unit, number: int) -> Unit:
    heir = Unit.objects.filter(conference=step.conference, number=number, closed_on=None).first()
    if heir is None or heir.pk == row.pk:
        raise Invalid("请选择另一个现有单位承接。", "successor")
    return heir


def _check(step: Step, on: date, document: str) -> None:
    if not document.strip():
        raise Invalid("请填写依据文件的名称和文号，例如“关于机构改革的批复（×编〔2026〕3号）”。", "document")
    if on > step.today:
        raise Invalid("日期还没有到。请在生效当日或之后登记。", "on")


def _new_name(step: Step, name: str, besides: Unit | None = None) -> str:
    wanted = "".join(name.split())[:80]
    if not wanted:
        raise Invalid("请填写单位名称。", "name")
    others = Unit.objects.filter(conference=step.conference, closed_on=None)
    for other in others.exclude(pk=besides.pk) if besides else others:
        if wanted == other.name:
            raise Invalid(f"已有名为“{wanted}”的单位。请核对名称。", "name")
        if wanted in other.aliases:
            raise Invalid(f"“{wanted}”是现有单位“{other.name}”的原名或另一写法。请换一个名称，以免混淆。", "name")
    return wanted


def _check_nothing_left(step: Step, row: Unit) -> None:
    left = open_work(step.conference.pk, row.number)
    if left:
        named = "、".join(f"{sort.name} {sort.count} 件" for sort in left)
        raise RuleBroken(f"{row.name}还有未办结的事项：{named}。请选择承接单位，一并移交；或先办结再撤销。")
    if Seat.objects.filter(conference=step.conference, unit=row, closed_on=None).exclude(role__in=UNITS).exists():
        raise RuleBroken(f"联席会议办公室的席位设在{row.name}。请选择承接单位，办公室席位随之转入。")


def _end(step: Step, row: Unit, heir: Unit | None, verb: str, on: date, document: str, files: Sequence[Upload]) -> None:
    """Close the unit: its document, its seats, its open work."""
    _check(step, on, document)
    row.closed_on, row.successor, row.version = on, heir, row.version + 1
    row.save(update_fields=["closed_on", "successor", "version"])
    _lay(step, row, verb, on, document, files, successor=heir, old_name=row.name, data=_to(heir))
    _close_seats(step, row, on)
    if heir is not None:
        rest = Seat.objects.filter(conference=step.conference, unit=row, closed_on=None)
        for seat in rest:  # the office's own seats, and others beside the unit's: they go on
            seat.unit, seat.version = heir, seat.version + 1
            seat.save(update_fields=["unit", "version"])
        pass_on(step, row, heir)


def _to(heir: Unit | None) -> dict[str, Value]:
    return {"successor": heir.number} if heir else {}


def _close_seats(step: Step, row: Unit, on: date) -> None:
    seats = Seat.objects.filter(conference=step.conference, unit=row, closed_on=None, role__in=UNITS)
    for seat in seats.order_by("number"):
        waiting = Change.objects.filter(seat=seat, state="announced").first()
        if waiting is not None:
            raise RuleBroken(f"“{seat.post}”有一份成员变更函（第 {waiting.number} 号）待登记。请先登记或退回。")
        if seat.number == step.actor.seat:
            raise RuleBroken("不能撤销自己正在使用的席位。请换用办公室席位办理。")
        tenure = Tenure.objects.filter(seat=seat, until=None).select_related("person").first()
        if tenure is not None and on < tenure.since:
            raise Invalid(f"日期早于“{seat.post}”现任的任职日期（{_words(tenure.since)}）。请核对。", "on")
        seat.closed_on, seat.version = on, seat.version + 1
        seat.save(update_fields=["closed_on", "version"])
        data: dict[str, Value] = {"closed": True}
        if tenure is not None:
            tenure.until = on
            tenure.save(update_fields=["until"])
            data["person"] = tenure.person.number
        step.fact("seat.vacated", f"seat:{seat.number}", on=on, unit=row.number, data=data)


def _lay(
    step: Step,
    unit: Unit,
    verb: str,
    on: date,
    document: str,
    files: Sequence[Upload],
    *,
    successor: Unit | None = None,
    old_name: str = "",
    new_name: str = "",
    data: dict[str, Value] | None = None,
) -> None:
    """The act with its document: the fact, the words, the scans, and the row that names are read from."""
    UnitAct.objects.create(
        conference=step.conference,
        unit=unit,
        entry=step.number,
        verb=verb,
        on=on,
        document=document.strip()[:200],
        old_name=old_name,
        new_name=new_name,
        successor=successor,
    )
    step.fact(verb, f"unit:{unit.number}", on=on, unit=unit.number, data=data)
    step.text("document", document)
    for file in files:
        step.attach(file)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
