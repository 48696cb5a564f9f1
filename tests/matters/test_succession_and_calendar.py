"""What moves matters from outside: a unit that ends, the notice of a year that comes."""

from __future__ import annotations

from datetime import date

from lianxi.charter.actions import load_calendar
from lianxi.matters.models import Deadline, Exclusion
from lianxi.matters.scope import visible
from lianxi.roster import units
from lianxi.roster.succession import Open, open_work
from tests.cast import Cast
from tests.matters.life import Life, begin


def merge_police_into_village(life: Life) -> None:
    cast = life.cast
    assert cast.police.unit is not None
    assert cast.village.unit is not None
    units.merge_unit(
        life.call(cast.clerk),
        unit=cast.police.unit,
        version=1,
        into=cast.village.unit,
        on=life.today,
        document="柳编〔2026〕3号",
    )


def test_a_matter_passes_to_the_successor_and_is_counted_before(cast: Cast) -> None:
    life = begin(cast, "handling")
    assert Open("办理中的信访事项（主办）", 1) in open_work(cast.conference, cast.police.unit)
    merge_police_into_village(life)
    assert life.matter.lead is not None
    assert life.matter.lead.number == cast.village.unit
    assert visible(cast.conference, cast.village.actor).filter(number=life.number).exists()


def test_who_must_keep_away_inherits_nothing_and_the_accused_stays_excluded_under_a_new_name(cast: Cast) -> None:
    kept = begin(cast, "handling", conflicted_units=(cast.village.unit,))
    accused = begin(cast, "registered", kind="accusation", route=None, accused_units=(cast.police.unit,))
    merge_police_into_village(kept)
    assert kept.matter.lead is None
    assert Exclusion.objects.filter(matter=accused.matter, unit__number=cast.village.unit).exists()
    assert not visible(cast.conference, cast.village.actor).exists()


def test_a_provisional_deadline_is_worked_out_again_when_the_notice_comes(cast: Cast) -> None:
    life = begin(cast, "handling")
    row = Deadline.objects.get(matter=life.matter, rule="handling")
    assert (row.strict, row.provisional) == (date(2027, 1, 22), True)
    days = {date(2027, 1, 1): False, date(2027, 1, 22): False, date(2027, 5, 3): False, date(2027, 10, 1): False}
    load_calendar(life.call(cast.clerk), year=2027, days=days, basis="国办发明电〔2026〕9号")
    row.refresh_from_db()
    assert (row.strict, row.rolled, row.provisional) == (date(2027, 1, 22), date(2027, 1, 25), False)
    assert row.judged == row.strict
    assert not life.matter.due_provisional
