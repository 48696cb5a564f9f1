"""Who gets through to the statistics: everybody of the conference, each to what he may count."""

from __future__ import annotations

from tests.web.rows import MEMBERS, Row

ROWS: dict[str, Row] = {
    "statistics": Row(see=MEMBERS, post=MEMBERS),
    "statistics_whole": Row(see=MEMBERS, post=MEMBERS),
    "statistics_workbook": Row(see=MEMBERS, post=MEMBERS),
    "statistics_document": Row(see=MEMBERS, post=MEMBERS),
}
