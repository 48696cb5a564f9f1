"""Everybody × every address × GET and POST, against rows written by hand: 0 wrong.

The addresses come out of the product's own table, so a new one without a row fails; and the matrix is itself put to
the test: a planted wrong permission, a planted unguarded view and a planted new address must all be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from lianxi.journal.models import Conference
from lianxi.matters.identities import vault as people
from lianxi.roster import policy
from lianxi.roster.models import SignInEvent
from lianxi.web import pages
from tests.web import canaries
from tests.web.oracle import CONFERENCE, DEPLOYMENT, EVERYBODY
from tests.web.rows import ALL, Row, Scene

pytestmark = pytest.mark.django_db

#: views of a conference that guard themselves, because they choose the very seat that permissions hang on
GUARD_THEMSELVES = {"take_seat"}


def addresses(patterns: list[Any] | None = None, *, inside: bool = False) -> Iterator[tuple[str, bool, Any]]:
    """(name, whether it belongs to a conference, view) of every address of the product."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, inside=inside or "slug" in str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name), inside, pattern.callback


def without_a_row(table: list[tuple[str, bool, Any]]) -> list[str]:
    return [name for name, inside, _ in table if name not in (CONFERENCE if inside else DEPLOYMENT)]


def unguarded(table: list[tuple[str, bool, Any]]) -> list[str]:
    """Views of a conference that did not come through ``@page``."""
    return [
        name
        for name, inside, view in table
        if inside and name not in GUARD_THEMSELVES and f"{view.__module__}.{view.__qualname__}" not in pages.PERMISSIONS
    ]


def test_every_address_has_a_row_of_the_oracle_and_every_row_an_address() -> None:
    table = list(addresses())
    assert without_a_row(table) == []
    assert {name for name, _, _ in table} == CONFERENCE.keys() | DEPLOYMENT.keys()


def test_every_page_of_a_conference_comes_through_the_one_door() -> None:
    assert unguarded(list(addresses())) == []


def test_a_planted_address_and_a_planted_unguarded_view_are_found() -> None:
    def secret(request: object, slug: str) -> HttpResponse:
        return HttpResponse("everything")

    planted = list(addresses([path("secret", secret, name="secret")], inside=True))
    assert without_a_row(planted) == ["secret"]
    assert unguarded(planted) == ["secret"]


# ── one address, everybody ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def planted_scene(standing_scene: Scene, django_db_blocker: Any) -> Scene:
    """The scene with planted petitioners wherever one can stand."""
    with django_db_blocker.unblock():
        assert canaries.plant(standing_scene.cast) >= 8
    return standing_scene


@pytest.fixture
def scene(planted_scene: Scene, db: None) -> Scene:
    return planted_scene


@pytest.fixture
def everybody(scene: Scene) -> dict[str, Client]:
    clients = {key: player.client() for key, player in scene.cast.players.items()}
    session = clients["director"].session
    session[pages.seat_key(scene.cast.slug)] = scene.cast.director.seat
    session.save()
    return {**clients, "anonymous": Client()}


def address(name: str, row: Row, scene: Scene, *, slug: str | None = None) -> str:
    inside = [scene.cast.slug if slug is None else slug] if name in CONFERENCE else []
    query = row.query(scene)
    return reverse(name, args=[*inside, *row.args(scene)]) + (f"?{query}" if query else "")


def answer(response: HttpResponse) -> str:
    """What a response says of access: in, login, 403, 404, 405."""
    if response.status_code == 302 and response.headers["Location"].startswith("/login?next="):
        return "login"
    if response.status_code in {403, 404, 405}:
        return str(response.status_code)
    assert response.status_code in {200, 302, 409, 422}, response.status_code
    return "in"


def trace(scene: Scene) -> tuple[int, int]:
    """What a write leaves behind: the newest entry of the journal, the events of the sign-in stream."""
    head = Conference.objects.get(pk=scene.cast.conference).head_number
    return head, SignInEvent.objects.count()


def send(client: Client, method: str, where: str, values: dict[str, Any], scene: Scene) -> tuple[str, bool, list[str]]:
    """The answer, whether something was written, and planted names that were shown; nothing of it stays."""
    with transaction.atomic():
        before = trace(scene)
        response = client.post(where, {"key": "k", **values}) if method == "POST" else client.get(where)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        wrote = trace(scene) != before
        transaction.set_rollback(True)
    return answer(response), wrote, canaries.leaks(response, body)  # type: ignore[arg-type]


def expected(name: str, row: Row, key: str, method: str) -> str:
    inside = name in CONFERENCE
    allowed = row.see.split() if method == "GET" else row.post.split()
    hidden = row.hidden.split()
    if key == "anonymous" and "anonymous" not in allowed:
        return "login"
    if method == "GET" and (row.get_refused == "*" or key in row.get_refused.split()):
        return "405"
    if key in hidden or (method == "POST" and key in row.hidden_post.split()):
        return "404"
    if key in allowed:
        return "in"
    if not inside or key in {"outsider", "nobody"} or hidden == ["*"]:
        return "404"
    return "403"


def mismatches(name: str, row: Row, scene: Scene, clients: dict[str, Client]) -> list[str]:
    """Every difference between the product and the row."""
    where = address(name, row, scene)
    found = []
    for key, client in clients.items():
        for method in ("GET", "POST"):
            got, wrote, names = send(client, method, where, row.form(scene), scene)
            wanted = expected(name, row, key, method)
            if got != wanted:
                found.append(f"{method} {where} as {key}: {got}, not {wanted}")
            if names and key not in row.names.split():
                found.append(f"{method} {where} as {key}: shows {names[0]}")
            if name in CONFERENCE and wrote != (method == "POST" and key in row.writes.split()):
                found.append(f"{method} {where} as {key}: {'wrote' if wrote else 'wrote nothing'}")
    return found


@pytest.mark.parametrize("name", sorted(CONFERENCE) + sorted(DEPLOYMENT))
def test_an_address_lets_in_exactly_those_of_its_row(name: str, scene: Scene, everybody: dict[str, Client]) -> None:
    row = (CONFERENCE | DEPLOYMENT)[name]
    assert mismatches(name, row, scene, everybody) == []


def test_a_planted_wrong_permission_is_found(
    scene: Scene, everybody: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(policy.MAY, "roster.change", policy.MAY["roster.change"] | {"unit_head"})
    monkeypatch.setitem(policy.MAY, "sign_in.see", policy.MAY["sign_in.see"] - {"admin_audit"})
    assert len(mismatches("roster_print", CONFERENCE["roster_print"], scene, everybody)) == 0
    assert [
        line.split(" as ")[1] for line in mismatches("seat_holder", CONFERENCE["seat_holder"], scene, everybody)
    ] == [
        "police: in, not 403",
        "police: in, not 403",
        "village: in, not 403",
        "village: in, not 403",
    ]
    assert len(mismatches("sign_ins", CONFERENCE["sign_ins"], scene, everybody)) == 2


def test_a_name_that_slips_out_is_found(
    scene: Scene, everybody: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "mask", lambda name: name)
    with transaction.atomic():
        canaries.plant(scene.cast)
        found = mismatches("identity", CONFERENCE["identity"], scene, everybody)
        transaction.set_rollback(True)
    assert any("shows 慕容听雪" in line for line in found)


def test_a_planted_wrong_row_is_found(scene: Scene, everybody: dict[str, Client]) -> None:
    row = replace(CONFERENCE["key_periods"], writes="clerk")
    found = {line.split(" as ")[1] for line in mismatches("key_periods", row, scene, everybody)}
    assert found == {"convener: wrote", "director: wrote"}


# ── strangers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_login_nothing_of_a_conference_is_shown(scene: Scene) -> None:
    cast, client = scene.cast, Client()
    for name, row in CONFERENCE.items():
        for send_ in (client.get, client.post):
            response = send_(address(name, row, scene))
            assert response.status_code == 302, name
            assert response.headers["Location"].startswith("/login?next="), name
            assert not response.content, name
    page = client.get("/login").content.decode()
    for secret in ("柳塘", cast.slug, cast.convener.name, "石桥", cast.other_slug):
        assert secret not in page


@pytest.mark.parametrize(("who", "methods"), [("outsider", "get post"), ("nobody", "get"), ("clerk", "post")])
def test_another_conference_and_none_at_all_are_the_same_page_byte_for_byte(
    who: str, methods: str, scene: Scene
) -> None:
    """Both ways for one stranger; the door is the same for the others, who try one way each."""
    cast = scene.cast
    client = cast.players[who].client()
    real = cast.other_slug if who == "clerk" else cast.slug
    invented = "x" * len(real)
    for name, row in CONFERENCE.items():
        there, nowhere = (address(name, row, scene, slug=slug) for slug in (real, invented))
        for method in methods.split():
            one, other = getattr(client, method)(there), getattr(client, method)(nowhere)
            if row.get_refused == "*" and method == "get":
                assert one.status_code == other.status_code == 405
                continue
            assert one.status_code == other.status_code == 404, (name, method)
            assert one.content == other.content, (name, method)
            assert dict(one.headers) == dict(other.headers), (name, method)


def test_the_oracle_names_only_people_of_the_cast() -> None:
    known = {*EVERYBODY.split(), "anonymous", "*"}
    for name, row in (CONFERENCE | DEPLOYMENT).items():
        named = set(" ".join((row.see, row.post, row.writes, row.hidden, row.hidden_post, row.get_refused)).split())
        assert named <= known, name
    assert set(ALL.split()) <= known
