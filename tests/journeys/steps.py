"""What every journey does at a browser: log in by cookie, press, follow, wait for words, look at the width."""

from __future__ import annotations

from typing import Any

from tests.cast import Player


def log_in(context: Any, player: Player, site: str) -> None:
    cookies = player.client().cookies
    context.add_cookies([{"name": name, "value": morsel.value, "url": site} for name, morsel in cookies.items()])


def fits(page: Any) -> None:
    """Nothing sticks out at the side."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide}px too wide"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def says(page: Any, words: str) -> None:
    page.get_by_text(words).first.wait_for()


def open_step(page: Any, words: str) -> Any:
    """The card of that step on a task's page, unfolded."""
    card = page.locator("details.step").filter(has=page.locator("summary", has_text=words)).first
    if card.get_attribute("open") is None:
        card.locator("summary").click()
    return card


def send(page: Any, card: Any) -> None:
    """Press the card's own button."""
    card.locator("button.btn").last.click()
    page.wait_for_load_state()
    fits(page)
