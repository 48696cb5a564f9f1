"""Who gets through to 今日调度: office, leaders and the inspector; only the office chases."""

from __future__ import annotations

from tests.web.rows import JOURNAL, OFFICE, Row

ROWS: dict[str, Row] = {
    "push": Row(see=JOURNAL, post=OFFICE, writes=OFFICE),
    "push_export": Row(see=JOURNAL, post=JOURNAL),
}
