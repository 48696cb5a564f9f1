"""The village register and the leaders' part: for matrix and page tests."""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.matters.leadership import charges, reception_days, receptions
from lianxi.matters.leadership.reception_days import PlannedDay
from lianxi.web import clock
from tests.cast import Cast
from tests.matters.small_steps import (
    on_behalf,
    open_case,
    open_reception,
    proposed_charge,
    reception_given,
    reported_matter,
)


def make(cast: Cast) -> dict[str, int]:
    matter = reported_matter(cast)
    days = [PlannedDay(cast.convener.person, clock.today() + timedelta(days=ahead), "信访接待室") for ahead in (0, 3)]
    reception_days.plan_days(cast.clerk.call(), days=days)
    approved = proposed_charge(cast, matter)
    scan = Upload("审批表.pdf", b"%PDF-1.4 signed")
    call = on_behalf(cast, cast.organ_head)
    entry = charges.approve_charge(call, number=approved, version=1, files=[scan]).entry
    visit = reception_given(cast, kind="field_visit", settled=True, reply="当场接通。")
    receptions.record_reception(cast.clerk.call(), given=visit)
    other = reported_matter(cast)
    return {
        "matter": matter,
        "case": open_case(cast),
        "reception": open_reception(cast),
        "day": 2,
        "charge": proposed_charge(cast, other),
        "approved": approved,
        "file": journal.files_of(cast.conference, [entry])[entry][0].number,
    }
