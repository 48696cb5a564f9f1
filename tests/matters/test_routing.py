"""Who handles: assigned, kept from the accused, objected to, reported on, put before a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters import moves
from lianxi.matters.life import routing
from lianxi.matters.models import CoHandler, Deadline, Progress
from lianxi.matters.scope import visible
from lianxi.matters.words import STATES
from lianxi.meetings import queries as meetings
from lianxi.meetings.from_matters import table_matter
from tests.cast import Cast
from tests.matters.life import Life, begin


def bearers(lead: int | None, **changed: object) -> routing.Bearers:
    assert lead is not None
    return routing.Bearers(lead=lead, **changed)  # type: ignore[arg-type]


def test_a_unit_sees_a_matter_from_the_day_it_is_given_to_it_and_no_longer_than_it_bears_it(cast: Cast) -> None:
    life = begin(cast, "registered")
    assert not visible(cast.conference, cast.police.actor).exists()
    life.assign()
    assert visible(cast.conference, cast.police.actor).get().number == life.number
    routing.assign_matter(life.call(cast.clerk), **life.seen(), bearers=bearers(cast.village.unit))
    assert not visible(cast.conference, cast.police.actor).exists()
    assert visible(cast.conference, cast.village.actor).exists()


def test_the_accused_and_the_interested_cannot_be_given_a_matter_nor_a_part_of_it(cast: Cast) -> None:
    life = begin(cast, "registered", conflicted_units=(cast.police.unit,), excluded_people=(cast.village.person,))
    with pytest.raises(RuleBroken, match="应当回避"):
        life.assign()
    with pytest.raises(RuleBroken, match="应当回避"):
        routing.assign_matter(
            life.call(cast.clerk),
            **life.seen(),
            bearers=bearers(cast.village.unit, helpers={cast.police.unit: "提供接警记录"}),
        )
    with pytest.raises(RuleBroken, match="应当回避"):
        routing.assign_matter(
            life.call(cast.clerk), **life.seen(), bearers=bearers(cast.village.unit, handler=cast.village.person)
        )
    routing.assign_matter(life.call(cast.clerk), **life.seen(), bearers=bearers(cast.village.unit))
    assert not visible(cast.conference, cast.police.actor).exists()
    assert not visible(cast.conference, cast.village.actor).exists(), "the person with an interest leads that unit"


def test_a_handler_is_of_the_leading_unit(cast: Cast) -> None:
    life = begin(cast, "registered")
    with pytest.raises(Invalid) as refused:
        routing.assign_matter(
            life.call(cast.clerk), **life.seen(), bearers=bearers(cast.police.unit, handler=cast.village.person)
        )
    assert refused.value.field == "handler"
    routing.assign_matter(
        life.call(cast.clerk), **life.seen(), bearers=bearers(cast.police.unit, handler=cast.liaison.person)
    )
    assert life.matter.handler == cast.liaison.person


def test_a_unit_objects_with_reasons_and_the_office_decides(cast: Cast) -> None:
    life = begin(cast, "registered")
    life.assign()
    with pytest.raises(Invalid, match="详细说明"):
        routing.object_to_matter(life.call(cast.police), **life.seen(), reason=" ")
    with pytest.raises(Invalid, match="没有编号"):
        routing.object_to_matter(life.call(cast.village), **life.seen(), reason="不归我们管。")
    routing.object_to_matter(life.call(cast.police), **life.seen(), reason="属于司法所的职权。")
    with pytest.raises(Invalid):
        routing.refuse_objection(life.call(cast.clerk), **life.seen(), opinion="")
    routing.refuse_objection(life.call(cast.clerk), **life.seen(), opinion="三定方案载明由你所办理。")
    assert life.matter.state == "assigned"
    routing.object_to_matter(life.call(cast.police), **life.seen(), reason="请再核。")
    routing.uphold_objection(life.call(cast.clerk), **life.seen())
    assert (life.matter.state, life.matter.lead) == ("registered", None)
    assert not visible(cast.conference, cast.police.actor).exists()


def test_an_objection_by_telephone_is_the_units_own_recorded_by_the_office(cast: Cast) -> None:
    life = begin(cast, "registered")
    life.assign()
    done = routing.object_to_matter(
        life.call(cast.clerk, life.on_paper(cast.police)), **life.seen(), reason="属于司法所的职权。"
    )
    (entry,) = journal.entries(cast.conference, limit=1)
    assert (entry.number, entry.behalf is not None, entry.facts[0].unit) == (done.entry, True, cast.police.unit)


def test_papers_go_back_to_the_level_above_only_with_its_consent(cast: Cast) -> None:
    life = begin(cast, "registered", source="transferred", sender="青山县信访局", sender_number="青信转〔2026〕8号")
    rules = set(Deadline.objects.filter(matter=life.matter).values_list("rule", flat=True))
    assert rules == {"assigned_notice", "assigned_objection"}
    life.later(3)
    routing.object_upward(life.call(cast.clerk), **life.seen(), reason="属于县交通局的职权。", on=life.today)
    assert Deadline.objects.get(matter=life.matter, rule="assigned_objection").met_on == life.today
    before = Deadline.objects.get(matter=life.matter, rule="assigned_notice").judged
    routing.keep_after_objection(life.call(cast.clerk), **life.seen(), on=life.today)
    assert (life.matter.state, life.matter.due_on) == ("registered", before)
    routing.object_upward(life.call(cast.clerk), **life.seen(), reason="再次说明。", on=life.today)
    routing.return_upward(life.call(cast.clerk), **life.seen(), on=life.today)
    assert (life.matter.state, life.matter.due_on) == ("returned", None)


def test_what_came_directly_has_nobody_to_object_to(cast: Cast) -> None:
    life = begin(cast, "registered")
    with pytest.raises(RuleBroken, match="没有来文机关"):
        routing.object_upward(life.call(cast.clerk), **life.seen(), reason="不归我们。", on=life.today)


def test_lead_and_helper_report_each_for_itself(cast: Cast) -> None:
    life = begin(cast, "registered")
    routing.assign_matter(
        life.call(cast.clerk),
        **life.seen(),
        bearers=bearers(
            cast.police.unit, helpers={cast.village.unit: "带路"}, helpers_due=life.today + timedelta(days=5)
        ),
    )
    with pytest.raises(RuleBroken, match="主办单位"):
        routing.report_on_matter(life.call(cast.village), **life.seen(), text="看过现场。")
    routing.reply_part(life.call(cast.village), **life.seen(), text="已带路。")
    with pytest.raises(RuleBroken, match="不是这件信访事项的协办单位"):
        routing.reply_part(life.call(cast.police), **life.seen(), text="已带路。")
    routing.report_on_matter(life.call(cast.police), **life.seen(), text="核查属实。")
    assert CoHandler.objects.get(matter=life.matter).replied_on == life.today
    assert list(Progress.objects.filter(matter=life.matter).order_by("pk").values_list("unit__number", flat=True)) == [
        cast.village.unit,
        cast.police.unit,
    ]


def test_a_contested_matter_waits_on_the_agenda_once_and_names_nobody(cast: Cast) -> None:
    life = begin(cast, "registered")
    table_matter(life.call(cast.clerk), **life.seen(), ground="competence", reason="两家都说不归自己。")
    table_matter(life.call(cast.clerk), **life.seen(), ground="competence", reason="还是一样。")
    waiting = [each for each in meetings.proposals(cast.conference) if each.origin == f"matter:{life.number}"]
    assert len(waiting) == 1
    assert "补助" not in waiting[0].title


@pytest.mark.parametrize("state", sorted(set(STATES) - set(moves.ASSIGN.from_)))
def test_nothing_is_assigned_from_a_state_the_table_does_not_allow(cast: Cast, state: str) -> None:
    life: Life = begin(cast, "registered")
    row = life.matter
    row.state = state
    row.save(update_fields=["state"])
    with pytest.raises(RuleBroken, match=STATES[state]):
        life.assign()
