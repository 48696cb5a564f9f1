"""Every page: how many queries it asks, and that it is drawn from plain values alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.test.utils import CaptureQueriesContext

from lianxi.charter.actions import declare_key_period
from lianxi.compliance import queries as compliance
from lianxi.roster import actions, queries
from lianxi.web import clock, pages
from lianxi.web.home import FRONTS
from tests.web.oracle import CONFERENCE
from tests.web.rows import Scene
from tests.web.test_access_matrix import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(standing_scene: Scene, db: None) -> Scene:
    return standing_scene


# ── queries ─────────────────────────────────────────────────────────────────────────────────────────────────────────

#: what home may cost at most, with session, user and seat (the bench's promise)
HOME_AT_MOST = 10
#: page → its queries with session, user and seat; more is a mistake to be looked at, fewer is to be written down here
QUERIES = {
    "home": 6,
    "article": 6,
    "records": 5,
    "key_periods": 5,
    "rulebook": 6,
    "roster": 6,
    "roster_print": 6,
    "seat": 7,
    "journal": 10,
    "entry": 10,
}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_page_asks_as_many_queries_as_are_written_down(name: str, scene: Scene) -> None:
    client = scene.cast.as_("clerk")
    where = address(name, CONFERENCE[name], scene)
    client.get(where)  # the rulebook is parsed once a process, the idle clock starts
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(where).status_code == 200
    listed = "\n".join(query["sql"][:150] for query in asked.captured_queries)
    assert len(asked) == QUERIES[name], listed


def test_home_keeps_the_promise_with_nothing_kept_from_before(scene: Scene) -> None:
    client = scene.cast.as_("clerk")
    client.get(scene.cast.url())
    FRONTS.clear()
    compliance._cache.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(scene.cast.url())
    assert QUERIES["home"] < len(asked) <= HOME_AT_MOST


def test_a_write_is_seen_on_the_home_page_at_once(scene: Scene) -> None:
    cast = scene.cast
    client = cast.as_("clerk")
    assert "秋收时节" not in client.get(cast.url()).content.decode()
    last = clock.today().replace(month=12, day=31)
    declare_key_period(cast.clerk.call(), name="秋收时节", start=last, end=last, basis="会议决定")
    assert "秋收时节" in client.get(cast.url()).content.decode()


def test_the_roster_asks_no_more_for_thirty_seats_more(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    client.get(cast.url("roster/"))
    with CaptureQueriesContext(connection) as few:
        client.get(cast.url("roster/"))
    for n in range(30):
        actions.grant_seat(
            cast.clerk.call(), role="office_staff", post=f"岗位{n}", unit=None, name=f"人员{n}", since=clock.today()
        )
    client.get(cast.url("roster/"))
    with CaptureQueriesContext(connection) as many:
        client.get(cast.url("roster/"))
    assert len(many) == len(few)


def _refuse(execute: Any, sql: str, *_: Any) -> None:
    raise AssertionError(f"the database was asked: {sql[:200]}")


# ── plain values ────────────────────────────────────────────────────────────────────────────────────────────────────

#: what the clerk gets by GET; files and redirects draw nothing, everything else is drawn with the database shut
DRAWN = sorted(name for name, row in CONFERENCE.items() if "clerk" in row.see.split())


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_is_drawn_with_the_database_shut(name: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the first and the last line of the template nothing is asked: the queries gave plain values."""
    drawn: list[str] = []

    def draw(request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
        request.session.get("seen")
        made = loader.get_template(template)
        drawn.append(template)
        with connection.execute_wrapper(_refuse):
            return HttpResponse(made.render(values, request), status=status)

    monkeypatch.setattr(pages, "render", draw)
    answer = scene.cast.as_("clerk").get(address(name, CONFERENCE[name], scene))
    assert answer.status_code in {200, 302}
    if answer.streaming:
        b"".join(answer.streaming_content)
    assert drawn or answer.status_code == 302 or not answer.headers["Content-Type"].startswith("text/html")


def test_a_template_that_asks_the_database_is_found(scene: Scene) -> None:
    """The test of the test above."""
    with pytest.raises(AssertionError, match="asked"), connection.execute_wrapper(_refuse):
        queries.seats(scene.cast.conference)
