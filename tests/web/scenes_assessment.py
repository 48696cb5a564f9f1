"""Assessments of the cast: a draft, one sent for approval, one confirmed, one open with an objection, one
published; a signed letter with targets and a drafted one. For matrix and page tests.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from lianxi.assessment import county, results, schemes, targets
from lianxi.assessment.county_reading import Item
from lianxi.assessment.models import Scheme
from lianxi.assessment.schemes import Outline, Wanted
from lianxi.assessment.targets import Aim
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf
from lianxi.web import clock
from tests.cast import Cast

DAY = timedelta(days=1)
SCAN = Upload("签字件.pdf", b"%PDF-1.4 signed")
TASKS = Wanted("任务反馈", "期限内反馈的任务比例", "比例(按期任务数, 应办任务数)", Decimal(60))
TOLD = Wanted("按期答复", "期限内办结的比例", "比例(按期答复件数, 应答复件数)", Decimal(40))


def outline() -> Outline:
    """Of a period that is over."""
    today = clock.today()
    grades = [(Decimal(90), "优秀"), (Decimal(0), "合格")]
    return Outline("年度考核办法", date(today.year, 1, 1), today - 3 * DAY, grades=grades)


def draft(cast: Cast) -> int:
    return schemes.draft_scheme(cast.clerk.call(), outline=outline(), indicators=[TASKS, TOLD]).number


def confirmed(cast: Cast) -> int:
    number = schemes.submit_scheme(cast.clerk.call(), number=draft(cast), version=1).number
    return schemes.confirm_scheme(cast.convener.call(), number=number, version=2).number


def opened(cast: Cast) -> int:
    number = confirmed(cast)
    return results.compute_results(cast.clerk.call(), number=number, version=3).number


def published(cast: Cast) -> int:
    number = opened(cast)
    Scheme.objects.filter(number=number).update(objections_until=clock.today() - DAY)
    results.settle_results(cast.convener.call(), number=number, version=4)
    return results.publish_results(cast.clerk.call(), number=number, version=5).number


def signed_letter(cast: Cast) -> tuple[int, int]:
    """The village's letter of the year, signed, and the file of its scan."""
    year = clock.today().year
    aims = [Aim("矛盾纠纷排查", "每月排查一次并报告", date(year, 12, 20)), Aim("台账", "逐件登记", date(year, 12, 25))]
    letter = targets.draft_letters(cast.clerk.call(), year=year, units=[cast.village.unit or 0], aims=aims).number
    done = targets.sign_letter(
        cast.clerk.call(), number=letter, version=1, signed_on=clock.today(), signer="林秋生", files=[SCAN]
    )
    return letter, journal.files_of(cast.conference, [done.entry])[done.entry][0].number


def make(cast: Cast) -> dict[str, int]:
    made = {"draft": draft(cast), "confirmed": confirmed(cast), "open": opened(cast), "published": published(cast)}
    made["submitted"] = schemes.submit_scheme(cast.clerk.call(), number=draft(cast), version=1).number
    done = results.object_to_result(
        cast.village.call(), number=made["open"], place=1, text="已按期反馈，登记有误。", files=[SCAN]
    )
    made["objection"] = done.number
    made["objection_file"] = journal.files_of(cast.conference, [done.entry])[done.entry][0].number
    behalf = Behalf(cast.convener.person, cast.convener.seat, "convener", None, "paper", clock.today(), scan=True)
    number = schemes.submit_scheme(cast.clerk.call(), number=draft(cast), version=1).number
    done = schemes.confirm_scheme(replace(cast.clerk.call(), behalf=behalf), number=number, version=2, files=[SCAN])
    made["scanned"], made["scan"] = number, journal.files_of(cast.conference, [done.entry])[done.entry][0].number
    made["letter"], made["letter_file"] = signed_letter(cast)
    made["target"] = 1
    items = [Item("基础工作", "信访件次", "按件次", Decimal(5)), Item("基础工作", "会议制度", "每月一次", Decimal(10))]
    made["county"] = county.import_table(
        cast.clerk.call(), title="县考核自评表", year=clock.today().year, issuer="县联席办", items=items
    ).number
    last = clock.today().year - 1
    aims = [Aim("台账", "逐件登记", date(last, 12, 25))]
    made["letter_draft"] = targets.draft_letters(
        cast.clerk.call(), year=last, units=[cast.village.unit or 0], aims=aims
    ).number
    return made
