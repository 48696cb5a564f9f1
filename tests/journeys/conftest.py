"""Several people in one journey, each at a browser of his own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cast import Player
from tests.conftest import REPORT_VIOLATIONS, VIEWPORTS, listen
from tests.journeys.steps import log_in

Sit = Callable[..., Any]


@pytest.fixture
def sit(browser: Any, site: str, troubles: list[str]) -> Iterator[Sit]:
    """``sit(cast.convener, "phone")``: a page of that person's own browser, logged in."""
    contexts = []

    def sit_down(player: Player, viewport: str = "desktop", *, scripts: bool = True) -> Any:
        width, height = VIEWPORTS[viewport]
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            has_touch=viewport == "phone",
            java_script_enabled=scripts,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("page", lambda opened: listen(opened, troubles))
        contexts.append(context)
        log_in(context, player, site)
        return context.new_page()

    yield sit_down
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)
