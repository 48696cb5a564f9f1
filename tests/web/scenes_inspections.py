"""A 督办单 and a suggestion sent to the village, one of each answered with a file: for matrix and page tests."""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.tasks import demands
from lianxi.tasks.demands import Asked
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    due = clock.today() + timedelta(days=5)
    asked = Asked(cast.village.unit, "渠道清淤进展迟缓", "请书面答复原因和措施。", due)
    clerk, scan = cast.clerk.call(), Upload("答复.pdf", b"%PDF-1.4 answer")
    made: dict[str, int] = {}
    for kind, send, answer in (
        ("inspection", demands.order_inspection, demands.answer_inspection),
        ("suggestion", demands.make_suggestion, demands.answer_suggestion),
    ):
        made[kind] = send(clerk, asked=asked).number
        made[f"{kind}_answered"] = send(clerk, asked=asked).number
        number = made[f"{kind}_answered"]
        entry = answer(cast.village.call(), number=number, version=1, text="已安排清淤。", files=[scan]).entry
        made[f"{kind}_file"] = journal.files_of(cast.conference, [entry])[entry][0].number
    return made
