"""A petitioner's name that was written into a text against all warnings does not leave in a file of the ledger."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from lianxi.journal.frame import Step, action
from lianxi.matters import moves
from lianxi.matters.identities import granting, vault
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.models import Grant, Matter, Reception, VillageCase
from lianxi.roster.models import Unit
from lianxi.web import clock
from tests.cast import Cast
from tests.web.canaries import PEOPLE
from tests.web.scenes_ledger_settings import a_matter

pytestmark = pytest.mark.django_db
NAME, PHONE, ADDRESS = PEOPLE[0].name, PEOPLE[0].phone, PEOPLE[0].address
#: a stranger's number is covered too, whoever he is
OTHER = "13712345678"
TEXT = f"{NAME} 反映（电话 {PHONE}，住{ADDRESS}，邻居 {OTHER}）路灯不亮"
FILES = ("matters/export.xlsx?group=all", "matters/classic.xlsx?group=all", "matters/exchange.xlsx?group=all")


@action(moves.PUT_IDENTITY)
def _put(step: Step, *, holder: str, people: list[Petitioner]) -> str:
    vault.put(step, holder, people)
    step.fact(moves.PUT_IDENTITY.verb, holder)
    return holder


@pytest.fixture
def told(cast: Cast) -> Matter:
    """A matter whose title, text and locality name its petitioner; registered by the clerk."""
    number = a_matter(cast, "路灯不亮", text="路灯不亮")
    _put(cast.clerk.call(), holder=f"matter:{number}", people=list(PEOPLE))
    Matter.objects.filter(number=number).update(title=f"{NAME}反映路灯", text=TEXT, locality=ADDRESS, territory=None)
    return Matter.objects.get(number=number)


def words_of(answer: HttpResponse) -> str:
    """Every cell of a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(io.BytesIO(body))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def leaks(text: str) -> list[str]:
    return [word for word in (NAME, PHONE, ADDRESS, OTHER) if word in text]


@pytest.mark.parametrize("path", FILES)
def test_names_go_covered_to_who_has_no_grant_and_as_they_stand_to_who_works_on_it(
    cast: Cast, told: Matter, path: str
) -> None:
    for who in ("director", "convener", "inspector"):
        text = words_of(cast.as_(who).get(cast.url(path)))
        assert "路灯" in text, who
        assert not leaks(text), who
    assert NAME in words_of(cast.as_("clerk").get(cast.url(path))), "the registering clerk works on it"


def test_a_live_grant_opens_the_words_of_that_one_matter_and_no_key_means_no_words(
    cast: Cast, told: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = a_matter(cast, "水渠", text="水渠")
    _put(cast.clerk.call(), holder=f"matter:{again}", people=list(PEOPLE[1:]))
    Matter.objects.filter(number=again).update(text=f"{PEOPLE[1].name}的水渠")
    Grant.objects.create(
        conference_id=cast.conference, number=1, holder=f"matter:{told.number}", person=cast.director.person,
        state="given", asked_at=clock.now(), until=clock.now() + granting.GRANTED_FOR,
    )  # fmt: skip
    text = words_of(cast.as_("director").get(cast.url(FILES[1])))
    assert NAME in text
    assert PEOPLE[1].name not in text

    def none(*_: Any, **__: Any) -> None:
        raise vault.NoKey("没有密钥")

    monkeypatch.setattr(vault, "plain_of", none)
    text = words_of(cast.as_("convener").get(cast.url(FILES[1])))
    assert "文字没有导出" in text
    assert "水渠" not in text


def test_other_lists_of_the_ledger_cover_too(cast: Cast, told: Matter) -> None:
    convener, clerk, director = cast.as_("convener"), cast.as_("clerk"), cast.as_("director")
    common: dict[str, Any] = {
        "conference_id": cast.conference,
        "number": 1,
        "on": clock.now().date(),
        "title": TEXT[:100],
    }
    Reception.objects.create(
        **common, kind="reception", leader=cast.clerk.person, recorder=cast.clerk.person, state="open", place=ADDRESS
    )
    VillageCase.objects.create(**common, unit_id=_village(cast), recorder=0, channel="visit", state="open")
    for holder in ("reception:1", "village_case:1"):
        _put(cast.clerk.call(), holder=holder, people=list(PEOPLE))
    lists: dict[str, Callable[[], HttpResponse]] = {
        "receptions/export.xlsx": lambda: convener.get(cast.url("receptions/export.xlsx")),
        "village-cases/export.xlsx": lambda: clerk.get(cast.url("village-cases/export.xlsx")),
        "national/export.xlsx": lambda: director.get(cast.url("national/export.xlsx")),
    }
    for path, get in lists.items():
        answer = get()
        assert answer.status_code == 200, path
        text = words_of(answer)
        assert "反映" in text, path
        assert not leaks(text), path


def _village(cast: Cast) -> int:
    return Unit.objects.get(conference_id=cast.conference, number=cast.village.unit).pk


def test_a_thousand_rows_ask_no_more_than_a_few(cast: Cast, told: Matter) -> None:
    clerk = cast.as_("director")
    with CaptureQueriesContext(connection) as few:
        words_of(clerk.get(cast.url(FILES[1])))
    for place in range(12):
        number = a_matter(cast, f"路灯{place}", text="路灯不亮")
        _put(cast.clerk.call(), holder=f"matter:{number}", people=list(PEOPLE[:1]))
    with CaptureQueriesContext(connection) as many:
        words_of(clerk.get(cast.url(FILES[1])))
    assert len(many) <= len(few) + 1
