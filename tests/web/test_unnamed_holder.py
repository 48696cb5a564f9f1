"""What the office records for a seat whose holder is not named (未载明姓名) is still shown as recorded on behalf."""

from __future__ import annotations

import pytest

from lianxi.journal import queries as journal
from lianxi.papers import outgoing
from lianxi.roster import queries as roster
from tests.cast import Cast
from tests.papers.ground import brought_to, draft, issuer
from tests.web.rows import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_receipt_recorded_for_a_village_without_a_named_head_is_marked(cast: Cast) -> None:
    village = next(unit.number for unit in roster.units(cast.conference) if unit.name == "上河村")
    head = next(seat for seat in roster.seats(cast.conference) if seat.unit == village)
    assert head.holder is None
    number = brought_to(cast, "signed", draft(issuer(cast)))
    outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=[village])
    given = {"key": "r", "unit": village, "means": "phone", "behalf_on": TODAY}
    assert cast.as_("clerk").post(cast.url(f"documents/{number}/receipts"), given).status_code == 302

    received, *before = journal.history(cast.conference, f"document:{number}")
    assert (received.verb, received.on_behalf, received.behalf) == ("document.received", True, None)
    assert not any(step.on_behalf for step in before)
    page = cast.as_("clerk").get(cast.url(f"documents/{number}/")).content.decode()
    assert page.count('<span class="tag">办公室代录</span>') == 1
    newest, _ = journal.recent(journal.head_by_id(cast.conference), cast.convener.person, limit=2)
    assert [step.on_behalf for step in newest] == [True, False]
