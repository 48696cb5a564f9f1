"""Units are created, renamed, merged and dissolved: what stays, what ends, what passes over, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Done
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.roster import changes, queries, unit_queries, units
from lianxi.roster.queries import UnitView
from lianxi.tasks import actions as tasks
from lianxi.tasks import queries as read
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = clock.today()
BASIS = "柳编〔2026〕3号"


def view(cast: Cast, number: int | None) -> UnitView:
    return next(unit for unit in queries.units(cast.conference) if unit.number == number)


def unit_of(cast: Cast, key: str) -> int:
    number = cast.players[key].unit
    assert number is not None
    return number


def rename(cast: Cast, name: str, version: int = 1) -> Done:
    return units.rename_unit(
        cast.clerk.call(), unit=unit_of(cast, "village"), version=version, name=name, on=TODAY, document=BASIS
    )


def merge(cast: Cast, version: int = 1, into: str = "police") -> Done:
    return units.merge_unit(
        cast.clerk.call(),
        unit=unit_of(cast, "village"),
        version=version,
        into=unit_of(cast, into),
        on=TODAY,
        document=BASIS,
    )


def dissolve(cast: Cast, key: str = "village", successor: str | None = None, version: int = 1) -> Done:
    return units.dissolve_unit(
        cast.clerk.call(),
        unit=unit_of(cast, key),
        version=version,
        on=TODAY,
        document=BASIS,
        successor=unit_of(cast, successor) if successor else None,
    )


def verbs(cast: Cast, done: Done) -> list[str]:
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    return [fact.verb for fact in entry.facts]


def a_task(cast: Cast) -> int:
    return tasks.assign_task(cast.clerk.call(), title="清淤", text="", lead=unit_of(cast, "village"), due=None).number


def test_a_renamed_unit_keeps_its_seats_and_is_known_by_its_old_name(cast: Cast) -> None:
    done = rename(cast, "柳湖村")
    unit = view(cast, done.number)
    assert (unit.name, unit.former, unit.version) == ("柳湖村", ("柳塘村",), 2)
    assert "柳塘村" in unit.aliases
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    assert (seat.post, seat.unit_name) == ("柳湖村党总支书记", "柳湖村")
    (act,) = unit_queries.acts(cast.conference, done.number)
    assert (act.old_name, act.new_name, act.document, act.on) == ("柳塘村", "柳湖村", BASIS, TODAY)


def test_a_name_taken_back_is_no_longer_a_former_one(cast: Cast) -> None:
    rename(cast, "柳湖村")
    done = rename(cast, "柳塘村", version=2)
    assert view(cast, done.number).former == ("柳湖村",)


@pytest.mark.parametrize("name", ["上河村", "柳塘村", "  "])
def test_a_name_that_is_taken_the_same_or_empty_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        rename(cast, name)


def test_the_old_name_of_another_unit_is_refused_so_that_nothing_is_mixed_up(cast: Cast) -> None:
    rename(cast, "柳湖村")
    with pytest.raises(Invalid, match="原名"):
        units.create_unit(cast.clerk.call(), name="柳塘村", kind="village", on=TODAY, document=BASIS)


def test_two_offices_at_one_unit_are_told_of_each_other(cast: Cast) -> None:
    rename(cast, "柳湖村")
    with pytest.raises(Stale) as refused:
        merge(cast)
    assert refused.value.now == "柳湖村"


def test_a_new_unit_gets_its_head_s_seat_with_or_without_a_name(cast: Cast) -> None:
    call = cast.clerk.call()
    bare = units.create_unit(call, name="新湾社区", kind="community", on=TODAY, document=BASIS)
    named = units.create_unit(
        call, name="综合执法队", kind="station", on=TODAY, document=BASIS, post="综合执法队队长", head="季远"
    )
    (waiting,) = queries.seats(cast.conference, unit=bare.number)
    (held,) = queries.seats(cast.conference, unit=named.number)
    assert (waiting.post, waiting.holder) == ("新湾社区负责人", None)
    assert held.holder is not None
    assert (held.post, held.holder.name, held.holder.since) == ("综合执法队队长", "季远", TODAY)
    assert verbs(cast, named) == ["unit.created", "seat.filled"]


@pytest.mark.parametrize(("on", "document", "field"), [(1, BASIS, "on"), (0, " ", "document")])
def test_an_act_needs_its_document_and_a_day_that_has_come(cast: Cast, on: int, document: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        units.create_unit(
            cast.clerk.call(), name="新湾社区", kind="community", on=TODAY + timedelta(on), document=document
        )
    assert refused.value.field == field


def test_a_unit_with_open_work_is_not_dissolved_without_a_successor(cast: Cast) -> None:
    a_task(cast)
    with pytest.raises(RuleBroken, match="办理中的任务（牵头） 1 件。请选择承接单位"):
        dissolve(cast)
    assert view(cast, cast.village.unit).closed_on is None


def test_with_a_successor_everything_passes_in_the_same_entry_and_the_seats_end(cast: Cast) -> None:
    task = a_task(cast)
    done = dissolve(cast, successor="police")
    assert verbs(cast, done) == ["unit.dissolved", "seat.vacated", "task.reassigned"]
    mine = tasks_of(cast)
    assert [each.number for each in mine if each.lead == cast.police.unit] == [task]
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    assert (seat.closed_on, seat.holder, seat.tenures[0].until) == (TODAY, None, TODAY)
    assert queries.access(cast.village.account, cast.slug, None, TODAY) is None


def tasks_of(cast: Cast) -> list[read.TaskRow]:
    return read.tasks(cast.conference, role="unit_head", unit=unit_of(cast, "police"), on=TODAY)


def test_a_unit_without_open_work_is_dissolved_alone_and_may_get_its_successor_later(cast: Cast) -> None:
    dissolve(cast)
    assert unit_queries.heirs(cast.conference) == {cast.village.unit: None}
    merge(cast, version=2)
    assert unit_queries.heirs(cast.conference) == {cast.village.unit: cast.police.unit}
    with pytest.raises(RuleBroken, match="撤并"):
        merge(cast, version=3)


def test_the_successor_s_successor_answers_for_both(cast: Cast) -> None:
    merge(cast)
    third = units.create_unit(cast.clerk.call(), name="综合执法队", kind="station", on=TODAY, document=BASIS).number
    units.merge_unit(cast.clerk.call(), unit=unit_of(cast, "police"), version=1, into=third, on=TODAY, document=BASIS)
    assert unit_queries.heirs(cast.conference) == {cast.village.unit: third, cast.police.unit: third}


def test_a_unit_is_no_successor_of_its_own_nor_is_one_that_is_gone(cast: Cast) -> None:
    with pytest.raises(Invalid, match="另一个现有单位"):
        merge(cast, into="village")
    dissolve(cast, successor="police")
    with pytest.raises(Invalid, match="另一个现有单位"):
        units.merge_unit(
            cast.clerk.call(),
            unit=unit_of(cast, "police"),
            version=1,
            into=unit_of(cast, "village"),
            on=TODAY,
            document=BASIS,
        )


def test_a_letter_that_waits_is_settled_before_its_seat_ends(cast: Cast) -> None:
    changes.announce_change(cast.village.call(), seat=cast.village.seat, name="温同舟", since=TODAY)
    with pytest.raises(RuleBroken, match="成员变更函"):
        merge(cast)


def test_the_office_moves_with_its_unit_and_never_stands_without_one(cast: Cast) -> None:
    assert cast.director.unit is not None
    with pytest.raises(RuleBroken, match="办公室的席位"):
        dissolve(cast, "director")
    dissolve(cast, "director", successor="police")
    seat = queries.seat(cast.conference, cast.director.seat)
    assert seat is not None
    assert (seat.closed_on, seat.unit) == (None, cast.police.unit)
    assert seat.holder is not None


def test_an_act_on_a_unit_is_not_withdrawn_and_the_way_back_is_said(cast: Cast) -> None:
    done = rename(cast, "柳湖村")
    with pytest.raises(RuleBroken, match="再办理一次更名"):
        withdraw_entry(cast.clerk.call(), entry=done.entry, reason="录错")


def test_only_the_office_registers_what_becomes_of_units(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="联席会议办公室"):
        units.create_unit(cast.convener.call(), name="新湾社区", kind="community", on=TODAY, document=BASIS)
