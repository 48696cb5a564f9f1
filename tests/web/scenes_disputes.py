"""A dispute that the village works on, its late report of the month before, figures of the line."""

from __future__ import annotations

from datetime import date

from lianxi.information import outside_figures
from lianxi.information.outside_rows import Row
from lianxi.roster.queries import seats
from lianxi.roster.roles import UNITS
from tests.cast import Cast
from tests.information.disputing import found, reported


def make(cast: Cast) -> dict[str, int]:
    number = found(cast, place="三组", title="两户共用通道堆放杂物")
    report = reported(cast, "month", date(2026, 10, 9))
    rows = [Row(date(2026, 10, 1), cast.village.unit, "噪声", 12, 10), Row(date(2026, 10, 1), None, "", 3, None)]
    outside_figures.load_figures(cast.clerk.call(), source="line", rows=rows)
    own = [seat for seat in seats(cast.conference) if seat.unit == cast.police.unit and seat.role in UNITS]
    return {"open": number, "report": report, "police_seat": own[0].number}
