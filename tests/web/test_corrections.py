"""A correction of issued minutes is kept while it is typed, for both who write it; sent, its working copy is gone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from lianxi.meetings.drafts import correction_draft
from lianxi.meetings.models import CorrectionDraft
from tests.cast import Cast
from tests.web.meeting_deeds import VILLAGE, entries, issued, minutes

pytestmark = pytest.mark.django_db


def typed(cast: Cast, seen: int, **more: Any) -> dict[str, Any]:
    return {
        "key": "c",
        "seen": seen,
        "base": minutes(cast).version,
        "heard": "会议听取了汇报，并有补充。",
        "text_0": "由柳塘村牵头，月底前完成灌渠改线核查。",
        "lead_0": VILLAGE,
        "text_1": "会议同意将上述情况报镇党委。",
        "no_task_1": "on",
        **more,
    }


def kept(client: Client, cast: Cast, seen: int, **more: Any) -> HttpResponse:
    return client.post(cast.url("meetings/1/minutes/correct/draft"), typed(cast, seen, **more))


def test_what_is_typed_is_kept_without_an_entry_and_stands_there_when_he_comes_back(cast: Cast) -> None:
    clerk = issued(cast)
    before, sealed = entries(cast), minutes(cast)
    assert json.loads(kept(clerk, cast, 0).content)["version"] == 1
    assert json.loads(kept(clerk, cast, 1, correction="补记资金").content)["version"] == 2
    assert entries(cast) == before
    assert minutes(cast) == sealed
    page = clerk.get(cast.url("meetings/1/minutes/correct")).content.decode()
    assert "并有补充" in page
    assert "补记资金" in page
    assert 'data-autosave="/liutang/meetings/1/minutes/correct/draft"' in page


def test_the_second_writer_gets_both_texts_and_decides(cast: Cast) -> None:
    clerk, other = issued(cast), cast.as_("clerk")
    kept(clerk, cast, 0, heard="甲写的")
    answer = kept(other, cast, 0, heard="乙写的")
    told = json.loads(answer.content)
    assert answer.status_code == 409
    assert "甲写的" in told["theirs"]
    assert json.loads(kept(other, cast, told["version"], heard="甲乙写的").content)["version"] == 2
    stale = other.post(cast.url("meetings/1/minutes/correct"), typed(cast, 1, correction="补记", heard="丙写的"))
    assert stale.status_code == 409
    assert "甲乙写的" in stale.content.decode()
    assert "丙写的" in stale.content.decode()


def test_sent_to_the_convener_the_working_copy_is_gone_and_a_second_press_does_nothing(cast: Cast) -> None:
    clerk = issued(cast)
    kept(clerk, cast, 0)
    there = cast.url("meetings/1/minutes/correct")
    given = typed(cast, 1, correction="补记资金", do="submit")
    assert clerk.post(there, given).status_code == 302
    assert (minutes(cast).revision, minutes(cast).correction) == (2, "补记资金")
    assert not CorrectionDraft.objects.exists()
    before = entries(cast)
    assert clerk.post(there, given).status_code == 302
    assert entries(cast) == before


def test_the_save_button_keeps_an_unfinished_correction(cast: Cast) -> None:
    clerk = issued(cast)
    answer = clerk.post(cast.url("meetings/1/minutes/correct"), typed(cast, 0, do="save"))
    assert answer.status_code == 302
    draft = correction_draft(cast.conference, 1)
    assert draft is not None
    assert (draft.content.heard, draft.correction) == ("会议听取了汇报，并有补充。", "")
    assert "已保存" in clerk.get(answer.headers["Location"]).content.decode()


def test_nothing_is_kept_while_a_correction_waits_for_the_convener(cast: Cast) -> None:
    clerk = issued(cast)
    clerk.post(cast.url("meetings/1/minutes/correct"), typed(cast, 0, correction="补记资金", do="submit"))
    answer = kept(clerk, cast, 0)
    assert answer.status_code == 422
    assert "等召集人审定" in json.loads(answer.content)["message"]
