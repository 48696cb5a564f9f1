"""``lianxi board --json`` and the home page say the same on thirty days of the demo: every state, every count."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from lianxi.conf import cli
from lianxi.demo.build import TOWNSHIP, rules
from lianxi.demo.days import Days
from lianxi.rulebook.reading import compile_text
from tests.cast import logged_in
from tests.demo.standing import standing
from tests.settings import FIXED_DAY

TODAY = date.fromisoformat(FIXED_DAY)
FIRST = Days(TODAY).first
_OFFSETS = random.Random(17).sample(range((TODAY - FIRST).days), 29)
DAYS = [*sorted(FIRST + timedelta(days=offset) for offset in _OFFSETS), TODAY]
VOID = {"meta", "link", "input", "br", "img", "hr"}
STATES = {"kept", "kept_late", "explained", "due", "overdue", "missed", "not_owed"}

pytestmark = pytest.mark.django_db


@dataclass
class Element:
    """A node of the page, as much of it as these tests look at."""

    name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.values.get("class", "").split()

    def all(self) -> Iterator[Element]:
        yield self
        for child in self.inside:
            if isinstance(child, Element):
                yield from child.all()

    def having(self, name: str) -> list[Element]:
        """The elements of that class, in the order of the page."""
        return [element for element in self.all() if name in element.classes]

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.inside)

    def code(self, prefix: str) -> str:
        """The state a class such as ``s-kept`` or ``r-due`` gives."""
        return next(name.removeprefix(prefix) for name in self.classes if name.startswith(prefix))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element()
        self.open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


@dataclass
class Both:
    """One day as the command prints it and as the page shows it."""

    told: dict[str, Any]
    page: Element

    def duties(self, kind: str) -> dict[str, list[str]]:
        """Anchor of a duty → the states of its items, by the command."""
        return {
            "d-" + duty["key"].replace(":", "-").replace(".", "-"): [item["state"] for item in duty["items"]]
            for duty in self.told["duties"]
            if duty["kind"] == kind
        }

    def shown(self, anchor: str) -> Element:
        return next(element for element in self.page.all() if element.values.get("id") == anchor)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with standing(django_db_blocker, TODAY):
        yield


@pytest.fixture
def clerk(demo: None) -> Client:
    from lianxi.roster.models import Account

    return logged_in(Account.objects.get(username="jingban").pk)


@pytest.fixture(params=DAYS, ids=str)
def both(
    request: pytest.FixtureRequest, clerk: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Both:
    monkeypatch.setattr(cli, "_setup", lambda **_: None)  # the test database stands ready
    day = request.param.isoformat()
    assert cli.main(["board", "--on", day, "--json", "--conference", TOWNSHIP]) == 0
    told = json.loads(capsys.readouterr().out)
    return Both(told, Page(clerk.get(f"/{TOWNSHIP}/", {"on": day}).content.decode()).root)


def test_command_and_page_agree_on_everything(both: Both) -> None:
    headline(both)
    rings(both)
    strip(both)
    windows(both)
    pairs(both)
    owed(both)


def headline(both: Both) -> None:
    title = next(element for element in both.page.having("state")[0].all() if element.name == "h1")
    assert title.text().replace("\xa0", " ") == both.told["headline"]


def rings(both: Both) -> None:
    shown = {
        next(e for e in article.having("no")[0].all() if e.name == "a").text(): article.having("ring")[0].code("r-")
        for article in both.page.having("art")
    }
    labels = [article.label for article in compile_text(rules("rules.txt")).articles]
    assert shown == {label: both.told["articles"].get(label, "not_owed") for label in labels}


def strip(both: Both) -> None:
    """Periodic duties cell by cell; of responses, how many were done of how many, over the whole row."""
    rows = {row.having("k")[0].values["href"][1:]: row for row in both.page.having("strip-row") if row.having("cell")}
    for anchor, states in both.duties("periodic").items():
        pieces = [piece.code("s-") for piece in rows[anchor].all() if piece.name == "i"] if states else []
        assert [state for state in pieces if state != "none"] == states
    for anchor, states in both.duties("response").items():
        counted = [state for state in states if state != "not_owed"]
        words = (
            [piece.having("short")[0].text() for piece in rows[anchor].all() if piece.name == "i" and piece.inside]
            if states
            else []
        )
        assert sum(int(word.split("/")[1]) for word in words) == len(counted)
        done = sum(state in {"kept", "kept_late"} for state in counted)
        assert sum(int(word.split("/")[0]) for word in words) == done


def windows(both: Both) -> None:
    for anchor, states in both.duties("periodic").items():
        assert [window.code("s-") for window in both.shown(anchor).having("win")] == states


def pairs(both: Both) -> None:
    for kind in ("response", "gate"):
        for anchor, states in both.duties(kind).items():
            shown = [chip.code("s-") for chip in both.shown(anchor).having("chip")]
            assert sorted(shown) == sorted(states)  # what is open stands first, settled ones are folded


def owed(both: Both) -> None:
    """The list of what is owed: as many as the command knows open, at most twelve printed, the soonest first."""
    known = sorted(
        (item["due"] or "9999", item["state"])
        for duty in both.told["duties"]
        if duty["kind"] in {"periodic", "response"}
        for item in duty["items"]
        if item["state"] in {"due", "overdue"}
    )
    tasks = [task.code("s-") for task in both.page.having("task") if any(c.startswith("s-") for c in task.classes)]
    assert sorted(tasks) == sorted(state for _, state in known[:12])


def test_the_thirty_days_show_every_state(clerk: Client) -> None:
    """Otherwise agreeing would prove little."""
    seen: set[str] = set()
    for day in DAYS:
        page = Page(clerk.get(f"/{TOWNSHIP}/", {"on": day.isoformat()}).content.decode()).root
        seen |= {name.removeprefix("s-") for e in page.all() for name in e.classes if name.startswith("s-")} & STATES
    assert len(DAYS) == 30
    assert seen == STATES
