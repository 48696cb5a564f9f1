"""A list as the national system exports it: codes or labels at the head, petitioners' columns and all."""

from __future__ import annotations

import csv
import io

from lianxi.documents.child import read_listing_safely
from lianxi.matters.national_system import national_lists
from lianxi.matters.national_system.national_lists import Listing

HEAD = ("xfjbh", "xfrq", "djsj", "xbjzsj", "cxm", "xfxs", "xfrs", "qgccbz", "bjbz")
#: never read: petitioners, and what the law gives no reason to hold
UNREAD = {
    "信访人姓名": "暗哨甲",
    "联系电话": "13800138000",
    "yybz": "是",
    "政治面貌": "暗哨乙",
    "民族": "暗哨丙",
    "rdwt": "否",
}
LABELS = (
    "信访件编号",
    "信访日期",
    "登记时间",
    "限办截止时间",
    "查询码",
    "信访形式",
    "信访人数",
    "全国初次标志",
    "办结标志",
)

Line = tuple[str, ...]


def table(*lines: Line, head: tuple[str, ...] = HEAD) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([*head, *UNREAD])
    rows.writerows([[*line, *UNREAD.values()] for line in lines])
    return out.getvalue()


def read(*lines: Line, head: tuple[str, ...] = HEAD, encoding: str = "gb18030") -> Listing:
    """The lines through the limited process."""
    found = read_listing_safely("导出.csv", table(*lines, head=head).encode(encoding), national_lists.COLUMNS)
    assert not any("暗哨" in str(row.cells) or "13800138000" in str(row.cells) for row in found.rows)
    return national_lists.listing(found)
