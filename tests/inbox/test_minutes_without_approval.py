"""Submitted minutes wait for a convener, or, where neither rules nor setting ask for him, for the office."""

from __future__ import annotations

from tests.cast import Cast
from tests.web.meeting_deeds import submitted

ISSUE, APPROVE = ">印发纪要</a>", ">审定</a>"


def inbox(cast: Cast, who: str) -> str:
    return cast.as_(who).get(cast.url("inbox/")).content.decode()


def let_go(cast: Cast, kind: str) -> None:
    given = {"key": f"set-{kind}", "kind": kind, "approval": "0"}
    assert cast.as_("clerk").post(cast.url("meetings/settings"), given).status_code in {302, 422}


def test_minutes_that_need_approval_wait_for_the_convener_alone(cast: Cast) -> None:
    submitted(cast)
    assert APPROVE in inbox(cast, "convener")
    assert ISSUE not in inbox(cast, "clerk")


def test_minutes_that_need_none_wait_for_the_office_alone(cast: Cast) -> None:
    submitted(cast)
    let_go(cast, "work")
    assert APPROVE not in inbox(cast, "convener")
    assert ISSUE in inbox(cast, "clerk")
    page = cast.as_("clerk").get(cast.url("meetings/1/")).content.decode()
    assert '<a class="btn key" href="/liutang/meetings/1/issue">印发纪要</a>' in page


def test_a_setting_does_not_set_aside_what_the_rules_ask_for(cast: Cast) -> None:
    submitted(cast, kind="plenary")
    let_go(cast, "plenary")
    assert APPROVE in inbox(cast, "convener")
    assert ISSUE not in inbox(cast, "clerk")
