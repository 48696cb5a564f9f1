"""Who sees which matter: every seat of the cast beside every kind of matter, written down by hand."""

from __future__ import annotations

from datetime import timedelta

from lianxi.matters import matter_view, queries
from lianxi.matters.life import deciding, registering, routing
from lianxi.matters.life.deciding import Exit
from lianxi.matters.life.registering import MatterGiven
from lianxi.matters.queries import Filters
from lianxi.matters.scope import visible
from lianxi.web import clock
from tests.cast import Cast, Player

OFFICE = "clerk director"
ALL_OVER = f"{OFFICE} convener organ_head inspector"
#: what the matter is, and how the seats stand to it → who sees it; the liaison is of the police
SEEN = {
    "a claim, nobody's yet": ALL_OVER,
    "a claim the village leads": f"{ALL_OVER} village",
    "a claim the police lead and the village helps with": f"{ALL_OVER} police liaison village",
    "a claim the police are responsible for, given to nobody": f"{ALL_OVER} police liaison",
    "an accusation against the police, registered by the clerk": "clerk director organ_head",
    "an accusation against the police, registered by the director": "director organ_head",
    "an accusation against the police, led by the village": "clerk director organ_head village",
    "an accusation against the village, led by the police": "clerk director organ_head police",
    "an accusation against the village, handled by the liaison": "clerk director organ_head police liaison",
    "a claim the director has an interest in": "clerk organ_head",
    "a claim the clerk has an interest in, registered by the director": "director organ_head",
    "a claim the village has an interest in, led by the police": "clerk director organ_head police",
    "an accusation that left": "clerk director organ_head",
    "an accusation that left, registered by the director": "director organ_head",
    "a claim that left for the courts": OFFICE + " organ_head",
}


def registered(cast: Cast, by: Player, **changed: object) -> int:
    values: dict[str, object] = {
        "channel": "letter", "petitioned_on": clock.today(), "received_on": clock.today(), "purpose": "claim",
        "kind": "appeal_claim", "route": 6, "title": "水渠塌方", "text": "请求修复。", **changed,
    }  # fmt: skip
    return registering.register_matter(by.call(), given=MatterGiven(**values)).number  # type: ignore[arg-type]


def accusing(cast: Cast, unit: int | None, by: Player) -> int:
    return registered(cast, by, kind="accusation", route=None, purpose="accuse", accused_units=(unit,))


def led(cast: Cast, number: int, lead: int | None, **more: object) -> int:
    bearers = routing.Bearers(lead=lead, **more)  # type: ignore[arg-type]
    routing.assign_matter(cast.director.call(), number=number, version=1, bearers=bearers)
    return number


def left(cast: Cast, number: int) -> int:
    away = Exit("县纪委监委", clock.today(), "移字1号")
    deciding.send_to_discipline(cast.director.call(), number=number, version=1, exit_=away)
    return number


def to_court(cast: Cast) -> int:
    number = registered(cast, cast.clerk, route=1)
    away = Exit("县人民法院", clock.today(), "转字2号")
    deciding.send_to_judicial(cast.clerk.call(), number=number, version=1, exit_=away)
    return number


def make(cast: Cast) -> dict[str, int]:
    clerk, director = cast.clerk, cast.director
    police, village = cast.police.unit, cast.village.unit
    conflicted = led(cast, registered(cast, clerk, conflicted_units=(village,)), police)
    handled = led(cast, accusing(cast, village, clerk), police, handler=cast.liaison.person)
    helped = led(cast, registered(cast, clerk), police, helpers={village: "清淤"})
    numbers = (
        registered(cast, clerk),
        led(cast, registered(cast, clerk), village),
        helped,
        registered(cast, clerk, responsible=police),
        accusing(cast, police, clerk),
        accusing(cast, police, director),
        led(cast, accusing(cast, police, clerk), village),
        led(cast, accusing(cast, village, clerk), police),
        handled,
        registered(cast, clerk, excluded_people=(director.person,)),
        registered(cast, director, excluded_people=(clerk.person,)),
        conflicted,
        left(cast, accusing(cast, police, clerk)),
        left(cast, accusing(cast, police, director)),
        to_court(cast),
    )
    return dict(zip(SEEN, numbers, strict=True))


def test_a_matter_is_seen_by_who_may_and_is_not_there_for_the_others(cast: Cast) -> None:
    made, today = make(cast), clock.today()
    for key, player in cast.players.items():
        if player.conference != cast.conference:
            continue
        expected = {number for what, number in made.items() if key in SEEN[what].split()}
        found = set(visible(cast.conference, player.actor).values_list("number", flat=True))
        assert {what for what, number in made.items() if number in found ^ expected} == set(), key
        rows = queries.ledger(cast.conference, player.actor, on=today, filters=Filters(group="all"))
        assert {row.number for row in rows} == expected, key
        exported = queries.exported(cast.conference, player.actor, on=today, filters=Filters(group="all"))
        assert {row.number for batch in exported for row in batch} == expected, key
        ahead = queries.due_soon(cast.conference, player.actor, on=today, until=today + timedelta(days=400))
        assert {row.number for row in ahead} <= expected, key
        for number in made.values():
            seen = matter_view.matter_for(cast.conference, player.actor, number, on=today) is not None
            assert seen == (number in expected), (key, number)
            assert (matter_view.files_for(cast.conference, player.actor, number) is not None) == seen


def test_a_township_knows_nothing_of_the_matters_of_another(cast: Cast) -> None:
    number = registered(cast, cast.clerk)
    outsider = cast.outsider.actor
    assert not visible(cast.other, outsider).exists()
    assert matter_view.matter_for(cast.other, outsider, number, on=clock.today()) is None


def test_a_matter_is_called_by_its_number_in_the_rooms_below_and_never_by_what_it_is_about(cast: Cast) -> None:
    from lianxi.roster.names import titles

    number = accusing(cast, cast.police.unit, cast.clerk)
    assert titles(cast.conference, [f"matter:{number}"]) == {f"matter:{number}": "信访事项 2026-0001"}
