"""制度文件 through its pages: from a draft over a unit's opinion to issue; refusals keep what was typed."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.scenes_regulations import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = "2026-11-23"
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def test_a_draft_is_commented_by_a_unit_and_issued(cast: Cast) -> None:
    clerk, village = cast.as_("clerk"), cast.as_("village")
    place = post(clerk, cast, "regulations/new", kind="system", title="领导接访制度", text="第一条　每周接访。")
    post(clerk, cast, place, step="ask", version=1, units=[cast.village.unit], due=TODAY)
    assert "反馈意见" in village.get(cast.url("inbox/")).content.decode()
    post(village, cast, place, step="give", text="建议增加下访。")
    assert "印发" in clerk.get(cast.url("inbox/")).content.decode()
    assert "建议增加下访" in clerk.get(cast.url(place)).content.decode()
    post(clerk, cast, place, step="issue", version=2, on=TODAY, document_number="柳政〔2026〕9号")
    assert "柳政〔2026〕9号" in cast.as_("police").get(cast.url("regulations/")).content.decode()


def test_a_refused_issue_says_who_is_silent_and_keeps_what_was_typed(cast: Cast) -> None:
    place = f"regulations/{make(cast)['asked']}/"
    answer = cast.as_("clerk").post(
        cast.url(place), {"key": "k", "step": "issue", "version": 2, "on": TODAY, "document_number": "柳政〔2026〕10号"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "还有 1 个单位没有反馈意见" in page
    assert "柳政〔2026〕10号" in page


def test_the_register_leaves_as_a_table(cast: Cast) -> None:
    make(cast)
    answer = cast.as_("clerk").get(cast.url("regulations/export.xlsx"), {"shown": "force"})
    cells = [cell.value for row in openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert "领导接访制度" in cells
    assert "信访事项办理办法" not in cells


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    for path, most in (
        ("regulations/", 8),
        (f"regulations/{made['asked']}/", 12),
        (f"regulations/{made['issued']}/", 12),
        (f"documents/{made['brief']}/figures", 16),  # nine of its own, seven of the ledger's figures
    ):
        clerk.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked))
