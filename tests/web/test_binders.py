"""迎检成册 and 核对校验码 through their pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.binder import queries
from lianxi.journal import queries as journal
from lianxi.web import binder_worker
from tests.cast import Cast
from tests.web import scenes_binder

pytestmark = pytest.mark.django_db


def test_a_binder_is_asked_for_watched_and_taken_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(binder_worker, "start", lambda conference, number: begun.append(number))
    client = cast.as_("clerk")
    form = client.get(cast.url("binders/new")).content.decode()
    assert "第三条（" in form
    asked = {"key": "k", "first_day": "2026-01-01", "last_day": "2026-11-01", "audience": "upward", "articles": ["2"]}
    where = client.post(cast.url("binders/new"), asked).headers["Location"]
    assert begun == [1]
    watched = client.get(where)
    assert watched.headers["Refresh"]
    assert "可以离开" in watched.content.decode()
    wrong = client.post(cast.url("binders/new"), {**asked, "key": "l", "first_day": "2025-01-01"})
    assert wrong.status_code == 422
    assert "2025-01-01" in wrong.content.decode(), "nothing typed is lost"
    made = scenes_binder.make(cast)["made"]
    assert f"迎检册第 {made} 册已做好" in client.get(cast.url("inbox/")).content.decode()
    answer = client.post(cast.url(f"binders/{made}/file"), {"key": "m"})
    assert b"".join(answer.streaming_content) == b"PK"  # type: ignore[attr-defined]
    told = sorted(journal.facts_of_object(cast.conference, f"binder:{made}"), key=lambda fact: fact.entry)
    assert [fact.verb for fact in told] == [
        "binder.asked",
        "binder.made",
        "binder.downloaded",
    ]
    with CaptureQueriesContext(
        connection,
    ) as asked_queries:
        client.get(cast.url("binders/"))
    assert len(asked_queries) <= 8
    with CaptureQueriesContext(connection) as asked_queries:
        client.get(cast.url(f"binders/{made}/"))
    assert len(asked_queries) <= 12
    assert queries.binder_for(cast.conference, cast.convener.actor, made) is None


def test_a_print_is_checked_against_the_record(cast: Cast) -> None:
    head = journal.head_by_id(cast.conference)
    client = cast.as_("convener")

    def told(line: str) -> str:
        return client.get(cast.url("printed/"), {"line": line}).content.decode()

    assert "日志仍然包含" in told(f"第 {head.number} 号，{head.hash[:16]}")
    assert "日志仍然包含" in told(f"{head.number}:{head.hash}")
    assert "不一致" in told(f"第 {head.number} 号，{'0' * 16}")
    assert f"没有第 {head.number + 1} 号" in told(f"第{head.number + 1}号，{head.hash[:16]}")
    assert "没有看出编号" in told("第三号")
    assert "lianxi verify" in told(f"{head.number}:{head.hash}")
