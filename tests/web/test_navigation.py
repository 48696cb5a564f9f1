"""The bar marks where a page stands, also pages that are not named in it: 收文 under 文电, 上级交办 under 任务."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MARKED = re.compile(r'<a href="[^"]+" class="on" aria-current="(page|true)">([^<]+)')


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("", ("page", "履职总览")),
        ("documents/", ("page", "文电")),
        ("papers/new", ("true", "文电")),
        ("directives/new", ("true", "任务")),
        ("push/", ("true", "任务")),
        ("inspections/", ("true", "任务")),
        ("roster/changes/", ("true", "成员")),
    ],
)
def test_a_page_is_marked_under_the_entry_it_belongs_to(cast: Cast, path: str, marked: tuple[str, str]) -> None:
    bar = cast.as_("clerk").get(cast.url(path)).content.decode().partition("<main")[0]
    assert MARKED.findall(bar) == [marked]
