"""Writes of the roster: seats and their holders."""

from __future__ import annotations

from datetime import date, timedelta

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.versioned import save_next
from lianxi.roster.models import Change, Person, Seat, Tenure, Unit
from lianxi.roster.roles import ADMINISTRATORS, GRANTED, LEADERS, ROLES, UNITS

#: said in place of a person's number: somebody whom the conference does not know yet, though he bears a known name
ANOTHER = -1
CHANGE_HOLDER = Move("seat.filled", "filled", ("office",), ("open", "filled"), "change.filed")
GRANT_SEAT = Move("seat.filled", "filled", ("office",))
CLOSE_SEAT = Move("seat.vacated", "closed", ("office",), ("open", "filled"))


@action(CHANGE_HOLDER)
def change_holder(
    step: Step, *, seat: int, name: str, since: date, document: str, version: int, who: int | None = None
) -> str:
    """A new holder of a seat from ``since`` (his first day). A first name for a seat without one is no 成员变更.

    ``who``: the number of the person meant, or ``ANOTHER``; without it a known name is the known person.
    A change starts the duties of filing and reporting (art. 10 of the reference genre) under its own number.
    """
    row = _open_seat(step, seat, version)
    waiting = Change.objects.filter(seat=row, state="announced").first()
    if waiting is not None:
        raise RuleBroken(f"这个席位已有一份成员变更函（第 {waiting.number} 号）待登记。请在“成员变更”中登记或退回。")
    fill_seat(step, row, name=name, since=since, document=document, who=who)
    return f"seat:{seat}"


def fill_seat(
    step: Step, row: Seat, *, name: str, since: date, document: str, who: int | None, announced: Change | None = None
) -> None:
    """Put somebody into a seat within the entry being written; a change gets its row, or moves the announced one."""
    seat = row.number
    _check_name_and_day(step, name, since)
    current = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
    unit = row.unit.number if row.unit else None
    data: dict[str, str | int | bool | None] = {}
    number: int | None = None
    if current is not None:
        if current.person.name == name.strip() and who != ANOTHER:
            raise Invalid("与现任人员相同，无需变更。", "name")
        if since <= current.since:
            raise Invalid(f"到任日期应晚于现任的到任日期（{current.since:%Y年%m月%d日}）。", "since")
        number = announced.number if announced else step.next("change")
        data["change"] = number
        current.until = since - timedelta(days=1)
        current.save(update_fields=["until"])
        step.fact(
            "seat.vacated",
            f"seat:{seat}",
            on=current.until,
            unit=unit,
            data={**data, "person": current.person.number},
        )
    person = _person(step, name, who)
    _check_disjoint(row.role, person, leaving=seat)
    _check_not_to_oneself(step, row.role, person)
    Tenure.objects.create(conference=step.conference, seat=row, person=person, since=since)
    save_next(row)
    step.fact("seat.filled", f"seat:{seat}", on=since, unit=unit, data={**data, "person": person.number})
    step.text("document", document)
    if current is not None:
        assert number is not None
        change = announced or Change(
            conference=step.conference, number=number, seat=row, leaving=current.person, version=0
        )
        change.coming, change.coming_name, change.since = person, person.name, since
        change.document, change.registered_on, change.state = document.strip()[:200], step.today, "registered"
        change.version += 1
        change.save()


@action(GRANT_SEAT)
def grant_seat(
    step: Step, *, role: str, post: str, unit: int | None, name: str, since: date, who: int | None = None
) -> str:
    """A seat beside those of the rules: office staff, liaison, organ head, inspector, administrators.

    An administrator holds no other seat of the conference (三员分立). ``who``: as in ``change_holder``.
    """
    if role not in GRANTED:
        raise Invalid("请选择岗位类别。召集人、主任和成员单位负责人的席位以规则为准。", "role")
    if role in UNITS and unit is None:
        raise Invalid("请选择所属单位。", "unit")
    _check_name_and_day(step, name, since)
    place = Unit.objects.filter(conference=step.conference, number=unit, closed_on=None).first() if unit else None
    if unit and place is None:
        raise Invalid("没有这个单位。请重新选择。", "unit")
    person = _person(step, name, who)
    _check_disjoint(role, person)
    _check_not_to_oneself(step, role, person)
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
    row = _open_seat(step, seat, version)
    if seat == step.actor.seat:
        raise RuleBroken("不能撤销自己正在使用的席位。请由办公室另一名人员办理。")
    if row.role not in GRANTED:
        raise RuleBroken("规则载明的席位不能撤销，只能变更人员；单位撤并按文件办理。")
    tenure = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
    if tenure is not None and on < tenure.since:
        raise Invalid(f"撤销日期不能早于任职起始日期（{tenure.since:%Y年%m月%d日}）。", "on")
    row.closed_on, row.version = on, row.version + 1
    row.save(update_fields=["closed_on", "version"])
    data: dict[str, str | int | bool | None] = {}
    if tenure is not None:
        tenure.until = on
        tenure.save(update_fields=["until"])
        data["person"] = tenure.person.number
    step.fact("seat.vacated", f"seat:{seat}", on=on, unit=row.unit.number if row.unit else None, data=data)
    return f"seat:{seat}"


def _open_seat(step: Step, seat: int, version: int) -> Seat:
    row = Seat.objects.filter(conference=step.conference, number=seat, closed_on=None).first()
    if row is None:
        raise Invalid("没有这个席位，或已撤销。", "seat")
    if row.version != version:
        holder = Tenure.objects.filter(seat=row, until=None).select_related("person").first()
        now = f"{holder.person.name}，{holder.since:%Y年%m月%d日}起" if holder else "未载明姓名（待补）"
        raise Stale("其间有人改动了这个席位的任职情况。仍要办理的，请核对后再提交一次。", now)
    return row


def _check_name_and_day(step: Step, name: str, since: date) -> None:
    if not name.strip():
        raise Invalid("请填写姓名。", "name")
    if since > step.today:
        raise Invalid("任职日期还没有到。请在到任当日或之后登记。", "since")


def _check_disjoint(role: str, person: Person, *, leaving: int | None = None) -> None:
    """三员分立: an administrator holds one seat and no other; ``leaving``: the seat that is being refilled."""
    held = Tenure.objects.filter(person=person, until=None, seat__closed_on=None)
    roles = {role for number, role in held.values_list("seat__number", "seat__role") if number != leaving}
    if (role in ADMINISTRATORS and roles) or roles & ADMINISTRATORS:
        raise RuleBroken("系统、安全、审计三类管理员不得由同一人兼任，也不得兼任其他席位。请另选人员。")


def _check_not_to_oneself(step: Step, role: str, person: Person) -> None:
    """Who keeps the roster does not make himself an approver: his own drafts would need nobody else."""
    if role in LEADERS and person.number == step.actor.person:
        raise RuleBroken(f"不能把“{ROLES[role]}”席位登记给自己。请由办公室另一名人员办理。")


def _person(step: Step, name: str, who: int | None) -> Person:
    """The person meant: by number, a new one (``ANOTHER``), or the one of this name, else a new one."""
    wanted = name.strip()[:60]
    if who is not None and who != ANOTHER:
        meant = Person.objects.filter(conference=step.conference, number=who, name=wanted).first()
        if meant is None:
            raise Invalid("没有这个人员，或姓名与所选人员不符。请重新选择。", "who")
        return meant
    if who is None:
        known = Person.objects.filter(conference=step.conference, name=wanted).order_by("number").first()
        if known is not None:
            return known
    return Person.objects.create(conference=step.conference, number=step.next("person"), name=wanted)
