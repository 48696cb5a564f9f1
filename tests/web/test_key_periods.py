"""The page of key periods offers each what the body's setting lets it do."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.charter import queries as charter
from lianxi.journal import queries as journal
from lianxi.web import clock
from tests.cast import Cast
from tests.charter.declaring import answer
from tests.web.rows import a_scan

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "年末", "start": "2026-12-20", "end": "2026-12-31", "basis": "镇党委会决定", "declared_on": "2026-11-20",
}  # fmt: skip


def sent(cast: Cast, key: str, path: str = "key-periods/", **more: Any) -> Any:
    return cast.as_(key).post(cast.url(path), {**GIVEN, **more})


def paper(cast: Cast) -> dict[str, Any]:
    return {"behalf_seat": cast.convener.seat, "means": "paper", "behalf_on": "2026-11-20", "scans": a_scan()}


def page(cast: Cast, key: str, path: str = "key-periods/") -> str:
    answered = cast.as_(key).get(cast.url(path))
    assert answered.status_code == 200
    return str(answered.content.decode())


def test_where_a_convener_fixes_them_the_office_is_asked_for_his_paper(cast: Cast) -> None:
    answer(cast, "convener")
    assert "按第四条（本单位设定），重点时期的起止由召集人确定" in page(cast, "village")
    assert 'name="behalf_seat"' not in page(cast, "convener")
    asked = page(cast, "clerk")
    assert 'name="behalf_seat"' in asked
    assert "请选择" in asked
    assert "由办公室自行登记" not in asked
    without = sent(cast, "clerk")
    assert without.status_code == 422
    assert "年末" in without.content.decode()
    assert not charter.key_periods(cast.conference)
    assert sent(cast, "clerk", **paper(cast)).status_code == 302
    newest = journal.entries(cast.conference, limit=1)[0]
    assert newest.behalf is not None
    assert newest.behalf["person"] == cast.convener.person
    assert newest.files


def test_the_early_end_too_is_the_conveners_or_needs_his_paper(cast: Cast) -> None:
    answer(cast, "convener")
    assert sent(cast, "convener").status_code == 302
    where, given = "key-periods/1/end", {"end": "2026-12-25", "version": "1"}
    assert 'name="scans"' in page(cast, "clerk", where)
    assert sent(cast, "clerk", where, **given).status_code == 422
    assert sent(cast, "clerk", where, **given, **paper(cast)).status_code == 302
    assert charter.key_periods(cast.conference)[0].ended_on is not None


def test_where_the_office_fixes_them_the_convener_reads_why_he_sees_no_form(cast: Cast) -> None:
    answer(cast, "office")
    told = page(cast, "convener")
    assert "请由办公室办理" in told
    assert 'name="basis"' not in told
    sent(cast, "convener")
    assert not charter.key_periods(cast.conference)
    assert sent(cast, "clerk").status_code == 302
    assert "提前结束" not in page(cast, "convener")
    assert "请由办公室办理" in page(cast, "convener", "key-periods/1/end")
    assert sent(cast, "convener", "key-periods/1/end", end="2026-12-25", version="1").status_code == 200
    assert charter.key_periods(cast.conference)[0].ended_on is None


def test_what_the_parent_bodies_fix_is_entered_from_their_document(cast: Cast) -> None:
    answer(cast, "parent")
    assert "请按党委、政府的文件登记" in page(cast, "clerk")
    assert sent(cast, "clerk").status_code == 302


def test_a_signature_of_tomorrow_is_no_signature(cast: Cast) -> None:
    answer(cast, "convener")
    tomorrow = {**paper(cast), "behalf_on": "2026-11-24"}
    assert clock.today().isoformat() < "2026-11-24"
    assert sent(cast, "clerk", **tomorrow).status_code == 422
