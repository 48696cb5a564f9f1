"""The handbook's chapter from the rules document to the first meeting, walked by reading it: it cannot drift away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lianxi.journal import queries as journal
from lianxi.meetings import queries as meetings
from tests.cast import PASSWORD, make_login
from tests.conftest import VIEWPORTS
from tests.journeys.handbook import Act, acts, chapter

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
pytestmark = pytest.mark.django_db(transaction=True)


class Reader:
    """Does what it reads, for the person whose turn it is. Whatever is quoted must stand on the page."""

    def __init__(self, page: Any, other: Any) -> None:
        self.people = {"经办人": page, "召集人": other}
        self.page = page
        self.link = ""

    def do(self, act: Act) -> None:
        {
            "打开": self.open,
            "点": self.press,
            "填": self.fill,
            "选": self.choose,
            "勾": self.tick,
            "传": self.hand_in,
            "见": self.see,
            "由": self.turn,
        }[act.verb](act)
        self.page.wait_for_load_state()

    def open(self, act: Act) -> None:
        self.page.goto(self.link if act.word == "登录链接" else act.word)

    def press(self, act: Act) -> None:
        word = act.word
        main = self.page.locator("main")
        found = main.get_by_role("button", name=word, exact=True)
        found = found.or_(main.get_by_role("link", name=word, exact=True)).or_(
            main.locator("summary", has_text=word).filter(visible=True)
        )
        if not found.count():
            found = self.page.get_by_role("link", name=word)
        found.filter(visible=True).first.click()
        if word == "签发链接":
            self.link = self.page.get_by_label("链接", exact=True).input_value()

    def fill(self, act: Act) -> None:
        self.page.get_by_label(act.word).first.fill(act.value)

    def choose(self, act: Act) -> None:
        self.page.get_by_label(act.word).first.select_option(label=act.value)

    def tick(self, act: Act) -> None:
        self.page.get_by_label(act.word).first.check()

    def hand_in(self, act: Act) -> None:
        self.page.get_by_label(act.word).set_input_files(str(SAMPLES / act.value))

    def see(self, act: Act) -> None:
        self.page.get_by_text(act.word).first.wait_for()

    def turn(self, act: Act) -> None:
        self.page = self.people[act.word]


def test_the_steps_of_the_handbook_lead_from_the_rules_to_an_issued_first_meeting(
    page: Any, browser: Any, site: str
) -> None:
    make_login("founder", "建会经办", may_found=True)
    page.goto("/login")
    page.fill("input[name=username]", "founder")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/new/")
    width, height = VIEWPORTS["phone"]
    phone = browser.new_context(base_url=site, viewport={"width": width, "height": height}, locale="zh-CN")
    phone.set_default_timeout(4_000)
    reader = Reader(page, phone.new_page())
    for act in acts(chapter("administrator", "first")):
        try:
            reader.do(act)
        except Exception as trouble:
            raise AssertionError(f"docs/handbook/administrator.md：{act} 在 {reader.page.url} 走不通") from trouble
    phone.close()
    head = journal.head("baihezhen")
    assert head is not None
    held = meetings.meeting(head.id, 1)
    assert held is not None
    assert held.minutes is not None
    assert held.minutes.state == "issued"
