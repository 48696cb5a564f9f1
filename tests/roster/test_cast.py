"""The cast itself: founded through the real actions, everybody where he should be."""

from __future__ import annotations

from lianxi.roster import queries
from lianxi.web import clock

ROLES = {
    "convener": "convener", "director": "director", "clerk": "office_staff", "police": "unit_head",
    "village": "unit_head", "liaison": "liaison", "organ_head": "organ_head", "inspector": "inspector",
    "admin_system": "admin_system", "admin_security": "admin_security", "admin_audit": "admin_audit",
}  # fmt: skip


def test_everybody_of_the_cast_holds_his_seat(cast):
    for key, role in ROLES.items():
        player = cast.players[key]
        access = queries.access(player.account, cast.slug, None, clock.today())
        assert access is not None, key
        assert access.actor.role == role == player.role, key
        assert access.actor == player.actor, key


def test_the_outsider_and_the_nobody_have_no_standing_here(cast):
    for key in ("outsider", "nobody"):
        assert queries.access(cast.players[key].account, cast.slug, None, clock.today()) is None
    assert queries.access(cast.outsider.account, cast.other_slug, None, clock.today()) is not None


def test_one_seat_of_the_small_township_names_no_person(cast):
    unnamed = [seat.post for seat in queries.seats(cast.conference) if seat.holder is None]
    assert unnamed == ["上河村党总支书记"]


def test_each_has_a_logged_in_client(cast, clients):
    assert clients["convener"].get(cast.url()).status_code == 200
    assert clients["outsider"].get(cast.url()).status_code == 404
