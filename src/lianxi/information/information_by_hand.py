"""Information recorded by hand (登记履行): the rows behind it, and what a withdrawal undoes."""

from __future__ import annotations

from datetime import datetime, time

from lianxi.information.models.report import Circulation, Information
from lianxi.journal.frame import HERE, Step
from lianxi.journal.refusals import RuleBroken
from lianxi.roster.by_hand import Record
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact


def adopt_reported(step: Step, record: Record, object_: str, kind: str) -> None:
    """A report recorded by hand gets a row under its number; the day is known, not the hour."""
    Information.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        unit=_unit(step, record),
        urgency="ordinary",
        title=record.title.strip()[:120],
        text=record.note.strip(),
        place=record.place.strip()[:120],
        sent_at=datetime.combine(record.happened_on, time(12), HERE),
        state="reported",
        by_hand=True,
    )


def _unit(step: Step, record: Record) -> Unit | None:
    return Unit.objects.filter(conference=step.conference, number=record.unit or 0).first()


def adopt_circulated(step: Step, record: Record, object_: str, kind: str) -> None:
    """Circulated on paper: the unit named is asked to verify; with none named nobody is waited for here."""
    row, unit = _row(step, object_), _unit(step, record)
    if row is None or row.state not in {"reported", "told", "circulated"}:
        return
    if unit is not None:
        Circulation.objects.get_or_create(
            information=row,
            unit=unit,
            defaults={
                "conference": step.conference,
                "verifies": True,
                "asked": record.note.strip() or "核查并反馈。",
                "told_on": record.happened_on,
                "due": record.due,
                "received_on": record.happened_on,
            },
        )
    row.state = "circulated"
    _save(row)


def adopt_verified(step: Step, record: Record, object_: str, kind: str) -> None:
    """A result recorded by hand answers for the unit named, else for every unit asked."""
    row = _row(step, object_)
    if row is None or row.state != "circulated":
        return
    waiting = Circulation.objects.filter(information=row, verifies=True, verified_on=None)
    if record.unit is not None and waiting.filter(unit__number=record.unit).exists():
        waiting = waiting.filter(unit__number=record.unit)
    waiting.update(verified_on=record.happened_on, result=record.note.strip() or record.title.strip())
    row.state = "verified"
    _save(row)


def adopt_settled(step: Step, record: Record, object_: str, kind: str) -> None:
    row = _row(step, object_)
    if row is not None:
        row.state, row.settled_on = "settled", record.happened_on
        row.result = record.note.strip() or record.title.strip()
        _save(row)


def undo_reported(step: Step, fact: Fact) -> None:
    """A withdrawn report is none, unless units were told of it."""
    row = _row(step, fact.object)
    if row is not None and row.state != "reported":
        raise RuleBroken("这条信息已经通报或办结，不能撤回报送记录。请先撤回后面的记录。")
    if row is not None:
        row.state = "withdrawn"
        _save(row)


def undo_circulated(step: Step, fact: Fact) -> None:
    row = _row(step, fact.object)
    if row is None:
        return
    told = Circulation.objects.filter(information=row, unit__number=fact.unit or 0)
    if told.exclude(verified_on=None).exists() or row.state in {"settled", "closed"}:
        raise RuleBroken("通报的单位已经反馈核查结果，或者信息已经办结。请先撤回后面的记录。")
    told.delete()
    if not Circulation.objects.filter(information=row).exists():
        row.state = "reported"
        _save(row)


def undo_verified(step: Step, fact: Fact) -> None:
    row = _row(step, fact.object)
    if row is None:
        return
    if row.state == "settled":
        raise RuleBroken("这条信息已经处置完毕。请先撤回处置的记录。")
    told = Circulation.objects.filter(information=row, verified_on=fact.happened_on)
    (told.filter(unit__number=fact.unit) if fact.unit else told).update(verified_on=None, result="")
    row.state = "circulated"
    _save(row)


def undo_settled(step: Step, fact: Fact) -> None:
    row = _row(step, fact.object)
    if row is not None:
        told = Circulation.objects.filter(information=row)
        done = told.filter(verifies=True).exists() and not told.filter(verifies=True, verified_on=None).exists()
        row.state = "verified" if done else "circulated" if told.exists() else "reported"
        row.result, row.settled_on = "", None
        _save(row)


def _row(step: Step, object_: str) -> Information | None:
    number = int(object_.partition(":")[2])
    return Information.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn").first()


def _save(row: Information) -> None:
    row.version += 1
    row.save()
