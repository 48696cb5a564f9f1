"""What the convener signed on paper and what the clerk typed are not the same: the seal holds, the way back is open."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.journal import queries as journal
from tests.cast import Cast
from tests.web.meeting_deeds import POLICE, TODAY, VILLAGE, approve, draft, entries, issue, minutes, submitted

pytestmark = pytest.mark.django_db
ON_PAPER, TYPED = "由柳塘村牵头，十二月二十日前完成灌渠改线核查。", "由柳塘村牵头，十二月十日前完成灌渠改线核查。"


def page(client: Client, cast: Cast, path: str) -> str:
    return client.get(cast.url(path)).content.decode()


def signed_on_paper(client: Client, cast: Cast, result: str = "approve", **given: object):  # type: ignore[no-untyped-def]
    """The scan says ``ON_PAPER``; what was typed is another thing, and no machine can know."""
    values = {
        "key": f"paper-{result}",
        "version": minutes(cast).version,
        "result": result,
        "behalf_seat": cast.convener.seat,
        "means": "paper",
        "behalf_on": TODAY.isoformat(),
        "scans": SimpleUploadedFile("签字原件.pdf", b"%PDF-1.7 " + ON_PAPER.encode()),
        **given,
    }
    return client.post(cast.url("meetings/1/approve/on-behalf"), values)


def correct(client: Client, cast: Cast):  # type: ignore[no-untyped-def]
    values = {
        "key": "correct",
        "seen": 0,
        "base": minutes(cast).version,
        "correction": "第一项的期限与召集人签字的原件不一致，现更正。",
        "heard": "会议听取了柳塘村关于灌渠改线情况的汇报。",
        "considered": "会议研究了改线方案。",
        "text_0": ON_PAPER,
        "lead_0": VILLAGE,
        "co_units_0": [POLICE],
        "due_0": "2026-12-20",
        "text_1": "会议同意将上述情况报镇党委。",
        "no_task_1": "on",
    }
    return client.post(cast.url("meetings/1/minutes/correct"), values)


@pytest.mark.parametrize("kind", ["work", "plenary"])
def test_a_text_that_is_not_the_signed_one_is_sealed_and_corrected_before_the_convener_again(
    cast: Cast, kind: str
) -> None:
    clerk = typed_wrong(cast, kind)
    said = page(clerk, cast, "meetings/1/approve/on-behalf")
    assert "请把签字原件与送审的全文逐字对照" in said
    assert "只能出更正版，再送召集人审定" in said
    assert signed_on_paper(clerk, cast).status_code == 302
    entry = journal.entries(cast.conference, limit=1)[0]
    assert (entry.facts[0].verb, [file.name for file in entry.files]) == ("minutes.approved", ["签字原件.pdf"])
    assert "确认" in page(cast.as_("convener"), cast, "inbox/")

    # sealed: neither the draft nor a correction of what is not issued yet gets through
    before = entries(cast)
    assert draft(clerk, cast, "save", text_0=ON_PAPER).status_code in {409, 422}
    assert draft(clerk, cast, "submit", text_0=ON_PAPER).status_code in {409, 422}
    assert correct(clerk, cast).status_code in {409, 422}
    assert (minutes(cast).content.decisions[0].text, entries(cast)) == (TYPED, before)

    # issued as it was sealed; only then the difference is found
    assert issue(clerk, cast).status_code == 302
    assert "送召集人审定后再印发" in page(clerk, cast, "meetings/1/minutes/correct")
    assert correct(clerk, cast).status_code == 302
    assert (minutes(cast).revision, minutes(cast).state) == (2, "submitted")
    assert issue(clerk, cast, key="too-soon").status_code == 422
    assert ">审定</a>" in page(cast.as_("convener"), cast, "inbox/")
    assert ON_PAPER in page(cast.as_("convener"), cast, "meetings/1/approve")
    assert TYPED in page(cast.as_("village"), cast, "meetings/1/minutes/text")

    assert approve(cast, key="again").status_code == 302
    assert issue(clerk, cast, key="issue-2").status_code == 302
    now = page(cast.as_("village"), cast, "meetings/1/minutes/text")
    assert ON_PAPER in now
    assert "与召集人签字的原件不一致" in now
    assert TYPED in page(cast.as_("village"), cast, "meetings/1/minutes/text?revision=1")


def typed_wrong(cast: Cast, kind: str) -> Client:
    clerk = submitted(cast, kind=kind)
    given = {"key": "back", "version": minutes(cast).version, "do": "return", "opinion": "期限再核对"}
    assert cast.as_("convener").post(cast.url("meetings/1/approve"), given).status_code == 302
    assert draft(clerk, cast, "submit", text_0=TYPED, key="typed").status_code == 302
    return clerk


def test_a_difference_seen_while_recording_is_sent_back_and_mended_without_a_correction(cast: Cast) -> None:
    clerk = typed_wrong(cast, "work")
    assert signed_on_paper(clerk, cast, "return").status_code == 422  # a return says why
    opinion = "录入的期限与签字原件不一致"
    assert signed_on_paper(clerk, cast, "return", key="r", opinion=opinion).status_code == 302
    assert opinion in page(clerk, cast, "meetings/1/")
    assert draft(clerk, cast, "submit", text_0=ON_PAPER, key="mended").status_code == 302
    assert signed_on_paper(clerk, cast).status_code == 302
    assert (minutes(cast).revision, minutes(cast).state) == (1, "approved")
    assert minutes(cast).content.decisions[0].text == ON_PAPER
