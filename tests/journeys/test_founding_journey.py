"""Founding in a real browser: hand in the rules, see what was understood, answer, found, and the rules are live.

Three bodies go the same way: two of our own, differently worded, and the reference township where its text is at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lianxi.journal.verify import verify
from tests.cast import PASSWORD, make_login

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Body:
    """What a founder sees of one body. ``live``: the article that is owed; ``owed``: what the home page asks for."""

    path: Path
    name: str
    slug: str
    marked: str
    musts: int
    live: str
    owed: str
    units: int
    gate: bool


BAIHE = Body(
    path=SAMPLES / "baihe.txt",
    name="白鹤镇信访工作联席会议",
    slug="baihezhen",
    marked="工作会议每月至少召开一次",
    musts=1,
    live="第四条",
    owed="11月工作会议",
    units=8,
    gate=True,
)
LANHU = Body(
    path=SAMPLES / "lanhu.txt",
    name="岚湖街道矛盾纠纷联合调处联席会议",
    slug="lanhu",
    marked="联调会议每两个月召开一次例会",
    musts=0,
    live="3.",
    owed="11—12月",
    units=5,
    gate=False,
)


def reference(shared: Path) -> Body:
    path = shared / "rules" / "shizi-2021.txt"
    if not path.is_file():
        pytest.skip("没有 ../shared/rules/shizi-2021.txt，跳过参考乡镇的建立")
    name = path.read_text("utf-8").split("《")[1].split("工作规则》")[0]
    return Body(
        path=path,
        name=name,
        slug="cankao",
        marked="联席会议一般每月至少召开一次工作会议",
        musts=3,
        live="第五条",
        owed="11月工作会议",
        units=22,
        gate=True,
    )


class Wizard:
    """The founder at the browser; every page is looked at in both widths."""

    def __init__(self, page: Any) -> None:
        make_login("founder", "建会经办", may_found=True)
        self.page = page

    def enter(self) -> None:
        self.page.goto("/login")
        self.page.fill("input[name=username]", "founder")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url("**/new/")

    def look(self) -> None:
        """No page of the wizard scrolls sideways on a phone."""
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{self.page.url} is {wide} px too wide at {size['width']} px"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def hand_in(self, body: Body) -> None:
        self.look()
        self.page.set_input_files("input[name=file]", str(body.path))
        self.press("读规则")
        self.page.wait_for_selector("text=原文与读出的要求")

    def read(self, body: Body) -> None:
        self.look()
        page = self.page
        mark = page.locator("mark", has_text=body.marked).first
        assert mark.inner_text().startswith(body.marked)
        mark.locator("a").click()
        target = page.locator(f"[id='{page.url.split('#')[1]}']")
        assert "召开会议" in target.inner_text()
        assert f"成员单位 {body.units} 个" in page.inner_text("main")
        page.get_by_role("link", name="下一步：回答问题").first.click()
        page.wait_for_url("**/questions")

    def answer(self, body: Body) -> None:
        self.look()
        page = self.page
        musts = page.locator("input[type=radio][value=same]")
        assert musts.count() == body.musts
        for index in range(body.musts):
            musts.nth(index).check()
        for index, choice in enumerate(page.locator("table.limits select").all()):
            choice.select_option(["3", "7", "5 workday"][index % 3])
        self.press("保存，下一步")
        page.wait_for_url("**/settings")

    def settle(self, body: Body) -> None:
        self.look()
        page = self.page
        assert page.input_value("input[name=name]") == body.name
        assert page.input_value("input[name=in_force_from]")
        page.fill("input[name=slug]", body.slug)
        page.fill("input[name=judged_from]", "2026-11-01")
        self.press("保存，下一步")
        page.wait_for_url("**/confirm")

    def found(self, body: Body) -> None:
        self.look()
        shown = self.page.inner_text("main")
        assert f"/{body.slug}/" in shown
        assert f"成员单位 {body.units} 个" in shown
        assert ("须先审定纪要" in shown) == body.gate
        self.press("建立")
        self.page.wait_for_url(f"**/{body.slug}/")

    def walk(self, body: Body) -> None:
        self.enter()
        self.hand_in(body)
        self.read(body)
        self.answer(body)
        self.settle(body)
        self.found(body)


def home_is_live(page: Any, body: Body) -> None:
    """The rules stand on the home page word for word, the article that is owed shows it, and so does the list."""
    assert body.name in page.inner_text("header")
    article = page.locator("section.art", has=page.get_by_role("link", name=body.live, exact=True)).first
    assert body.marked in article.inner_text()
    assert "有待办" in article.inner_text()
    assert body.owed in page.locator("aside").inner_text()
    assert verify(body.slug).sound


@pytest.mark.parametrize("body", [BAIHE, LANHU], ids=["baihe", "lanhu"])
def test_a_body_is_founded_in_the_browser_and_its_rules_are_live(page: Any, body: Body) -> None:
    wizard = Wizard(page)
    wizard.walk(body)
    wizard.look()
    home_is_live(page, body)


def test_the_reference_township_is_founded_in_the_browser(page: Any, shared: Path) -> None:
    body = reference(shared)
    Wizard(page).walk(body)
    home_is_live(page, body)


def test_a_founding_that_was_left_is_taken_up_from_the_list(page: Any) -> None:
    wizard = Wizard(page)
    wizard.enter()
    wizard.hand_in(BAIHE)
    wizard.read(BAIHE)
    page.get_by_label("或者另填姓名").fill("虞念慈")
    wizard.press("保存，稍后继续")
    page.wait_for_url("**/new/")
    page.goto("/new/")
    page.get_by_role("link", name="继续").click()
    page.get_by_role("link", name="下一步：回答问题").first.click()
    assert page.get_by_label("或者另填姓名").input_value() == "虞念慈"


@pytest.mark.parametrize("viewport", ["phone"])
def test_the_rulebook_pages_fit_a_phone(page: Any, viewport: str) -> None:
    wizard = Wizard(page)
    wizard.walk(BAIHE)
    for path in ("", "1/", "new/"):
        page.goto(f"/{BAIHE.slug}/rulebook/{path}")
        wizard.look()
    page.get_by_role("button", name="用第 1 版的文本").click()
    page.wait_for_selector("text=沿用原答复")
    wizard.look()
    page.locator("details.carried").evaluate("part => part.open = true")
    page.locator("table.limits select").first.select_option("15")
    wizard.press("保存，核对变化")
    page.wait_for_selector("text=职责变化")
    wizard.look()
    page.fill("input[name=in_force_from]", "2026-11-23")
    wizard.press("施行")
    page.wait_for_url("**/rulebook/2/")
    page.goto(f"/{BAIHE.slug}/rulebook/1/2/")
    assert "15 日内" in page.inner_text("main")
    wizard.look()
