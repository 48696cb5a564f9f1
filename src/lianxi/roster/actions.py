"""Writes of the roster: seats and their holders."""

from __future__ import annotations

from datetime import date, timedelta

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.roster.models import Person, Seat, Tenure, Unit
from lianxi.roster.roles import ADMINISTRATORS, ROLES, UNITS

CHANGE_HOLDER = Move("seat.filled", "filled", ("office",), ("open", "filled"), "change.filed")
GRANT_SEAT = Move("seat.filled", "filled", ("office",))
CLOSE_SEAT = Move("seat.vacated", "closed", ("office",), ("open", "filled"))


@action(CHANGE_HOLDER)
def change_holder(
    step: Step, *, seat: int, name: str, since: date, document: str, version: int, on_leaving: str = "change"
) -> str:
    """A new holder of a seat from ``since`` (his first day). A first name for a seat without one is no 成员变更.

    A change starts the duties of filing and reporting (art. 10 of the reference genre) under its own number.
    """
    row = Seat.objects.filter(conference=step.conference, number=seat, closed_on=None).first()
    if row is None:
        raise Invalid("没有这个席位，或已撤销。", "seat")
    if row.version != version:
        raise Stale("其间有人改动了这个席位的任职情况。请刷新后再办理。")
    if not name.strip():
        raise Invalid("请填写姓名。", "name")
    if since > step.today:
        raise Invalid("任职日期还没有到。请在到任当日或之后登记。", "since")
    current = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
    unit = row.unit.number if row.unit else None
    data: dict[str, str | int | bool | None] = {}
    if current is not None:
        if current.person.name == name.strip():
            raise Invalid("与现任人员相同，无需变更。", "name")
        if since <= current.since:
            raise Invalid(f"到任日期应晚于现任的到任日期（{current.since:%Y年%m月%d日}）。", "since")
        data["change"] = step.next("change")
        current.until = since - timedelta(days=1)
        current.save(update_fields=["until"])
        step.fact(
            "seat.vacated",
            f"seat:{seat}",
            on=current.until,
            unit=unit,
            data={**data, "person": current.person.number},
        )
    person = _person(step, name)
    Tenure.objects.create(conference=step.conference, seat=row, person=person, since=since)
    row.version += 1
    row.save(update_fields=["version"])
    step.fact("seat.filled", f"seat:{seat}", on=since, unit=unit, data={**data, "person": person.number})
    step.text("document", document)
    return f"seat:{seat}"


@action(GRANT_SEAT)
def grant_seat(step: Step, *, role: str, post: str, unit: int | None, name: str, since: date) -> str:
    """A seat beside those of the rules: office staff, liaison, organ head, inspector, administrators.

    An administrator holds no other seat of the conference (三员分立).
    """
    if role not in ROLES:
        raise Invalid("请选择岗位类别。", "role")
    if role in UNITS and unit is None:
        raise Invalid("请选择所属单位。", "unit")
    if not name.strip():
        raise Invalid("请填写姓名。", "name")
    if since > step.today:
        raise Invalid("任职日期还没有到。请在到任当日或之后登记。", "since")
    place = Unit.objects.filter(conference=step.conference, number=unit).first() if unit is not None else None
    person = _person(step, name)
    held = set(
        Tenure.objects.filter(person=person, until=None, seat__closed_on=None).values_list("seat__role", flat=True)
    )
    if (role in ADMINISTRATORS and held) or held & ADMINISTRATORS:
        raise RuleBroken("系统、安全、审计三类管理员不得由同一人兼任，也不得兼任其他席位。请另选人员。")
    seat = Seat.objects.create(
        conference=step.conference,
        number=step.next("seat"),
        role=role,
        post=(post.strip() or ROLES[role])[:80],
        unit=place,
    )
    Tenure.objects.create(conference=step.conference, seat=seat, person=person, since=since)
    step.fact(
        "seat.filled",
        f"seat:{seat.number}",
        on=since,
        unit=place.number if place else None,
        data={"person": person.number, "role": role},
    )
    return f"seat:{seat.number}"


@action(CLOSE_SEAT)
def close_seat(step: Step, *, seat: int, on: date, version: int) -> str:
    """Give up a granted seat (liaison, staff, inspector, administrator); its history stays."""
    row = Seat.objects.filter(conference=step.conference, number=seat, closed_on=None).first()
    if row is None:
        raise Invalid("没有这个席位，或已撤销。", "seat")
    if row.version != version:
        raise Stale("其间有人改动了这个席位的任职情况。请刷新后再办理。")
    if seat == step.actor.seat:
        raise RuleBroken("不能撤销自己正在使用的席位。")
    if row.role in {"convener", "unit_head", "director"}:
        raise RuleBroken("规则载明的席位不能撤销，只能变更人员；单位撤并按文件办理。")
    tenure = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
    row.closed_on, row.version = on, row.version + 1
    row.save(update_fields=["closed_on", "version"])
    data: dict[str, str | int | bool | None] = {}
    if tenure is not None:
        tenure.until = on
        tenure.save(update_fields=["until"])
        data["person"] = tenure.person.number
    step.fact("seat.vacated", f"seat:{seat}", on=on, unit=row.unit.number if row.unit else None, data=data)
    return f"seat:{seat}"


def _person(step: Step, name: str) -> Person:
    """The person of this name who holds a seat now, else a new one (two people of one name get two numbers by hand)."""
    wanted = name.strip()[:60]
    known = Person.objects.filter(conference=step.conference, name=wanted).order_by("number").first()
    return known or Person.objects.create(conference=step.conference, number=step.next("person"), name=wanted)
