"""Analysis packs in the office's inbox: problems to look at, to be confirmed, to be put before the analysis meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lianxi.inbox.waiting import Waiting
from lianxi.journal.lines import Line


def of_the_packs(found: Mapping[str, list[Line]]) -> Iterable[Waiting]:
    """One line a month, with the step that is next; ``found``: of ``meetings.pack_lines``."""
    for row in found.get("pack", []):
        looked_at = row.counts[0] == 0
        if row.words[0] == "confirmed":
            verb, note = "提请例会", "已确认，还没有提请分析例会"
        elif looked_at:
            verb, note = "确认材料", "问题已核对，待确认"
        else:
            verb, note = "核对问题", f"{row.counts[0]} 个问题待核对"
        yield Waiting(row.title, None, False, note, "analysis_pack", (row.number,), verb, occasion=verb)
