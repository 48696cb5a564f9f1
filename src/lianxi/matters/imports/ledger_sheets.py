"""The ledger in two layouts that others know: the clerk's classic one, and the exchange table's fields.

No names: none of the vault, and those that stand in a text are covered (``covering``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lianxi.documents.columns import Cell
from lianxi.documents.ledger.classic import Group
from lianxi.journal.frame import HERE, Actor
from lianxi.matters import queries, words
from lianxi.matters.identities.covering import Cover, covers
from lianxi.matters.models import Matter
from lianxi.matters.queries import Filters
from lianxi.matters.tables.categories import names_of

BATCH = 1_000
CLASSIC: Sequence[Group] = (
    ("", (("序号", 6), ("编号", 12), ("原编号", 14))),
    ("信访情况", (("信访形式", 10), ("信访日期", 12), ("收到日期", 12), ("人数", 7), ("初次或重复", 10))),
    ("", (("问题属地", 16), ("内容分类", 20), ("事项概况", 36), ("反映问题", 60))),
    ("交办情况", (("交办单位", 18), ("交办文号", 18), ("应办结日期", 12))),
    ("办理情况", (("责任单位", 18), ("办理状态", 12), ("到期日期", 12), ("办结时间", 12))),
    ("", (("信访件编号", 20),)),
)
#: code of the exchange table → its label
EXCHANGED = {
    "xfjbh": "信访件编号", "cxm": "查询码", "xfrq": "信访日期", "xfxs": "信访形式", "xfrs": "信访人数",
    "sjrs": "涉及人数",
    "djsj": "登记时间", "gkxx": "概况信息", "tsnr": "投诉内容", "xfjzt": "信访件状态", "bjgccbz": "本机构初次标志",
    "qgccbz": "全国初次标志", "cfxfbz": "重复信访标志", "wtsddm": "问题属地", "nrfldm": "内容分类代码",
    "xfmddm": "信访目的",
    "bjbz": "办结标志", "lmbz": "是否联名", "nmbz": "匿名标志", "xbjzsj": "限办截止时间",
}  # fmt: skip
EXCHANGE: Sequence[Group] = (("", tuple((f"{label}（{code}）", 16) for code, label in EXCHANGED.items())),)
_FIRST = {"first": "是", "repeat": "否"}


def classic_rows(
    conference: int, actor: Actor, *, on: date, now: datetime, filters: Filters
) -> Iterator[Sequence[Cell]]:
    """Every matter of the filter that this seat may see, the oldest number first. About eight queries a thousand."""
    number = 0
    for batch, covered in _batches(conference, actor, on, now, filters):
        named = names_of(conference, [(row.category_version, row.category) for row in batch if row.category])
        for row in batch:
            number += 1
            category = named.get((row.category_version, row.category), "")
            yield _classic(number, row, category, covered[f"matter:{row.number}"])


def _classic(number: int, row: Matter, category: str, covered: Cover) -> Sequence[Cell]:
    return (
        number,
        words.number_label(row.number),
        row.own_number,
        words.CHANNELS.get(row.channel, ""),
        row.petitioned_on,
        row.received_on,
        row.people,
        words.FIRST[row.local_first] if row.local_first else "",
        row.territory.name if row.territory else covered(row.locality),
        category,
        covered(row.title),
        covered(row.text),
        covered(row.sender),
        row.sender_number,
        row.sender_due,
        row.lead.name if row.lead else "",
        words.STATES[row.state],
        row.due_on,
        row.closed_on,
        row.national_number,
    )


def exchange_rows(
    conference: int, actor: Actor, *, on: date, now: datetime, filters: Filters
) -> Iterator[Sequence[Cell]]:
    """The same in the fields of the exchange table, what this ledger has of them."""
    for batch, covered in _batches(conference, actor, on, now, filters):
        yield from (tuple(_exchanged(row, covered[f"matter:{row.number}"]).values()) for row in batch)


def _exchanged(row: Matter, covered: Cover) -> dict[str, Any]:
    entered = row.national_entered_at
    return {
        "xfjbh": row.national_number,
        "cxm": row.query_code,
        "xfrq": row.petitioned_on,
        "xfxs": words.CHANNELS.get(row.channel, ""),
        "xfrs": row.people,
        "sjrs": row.involved,
        "djsj": entered.astimezone(HERE).strftime("%Y-%m-%d %H:%M") if entered else row.registered_on,
        "gkxx": covered(row.title),
        "tsnr": covered(row.text),
        "xfjzt": words.STATES[row.state],
        "bjgccbz": _FIRST.get(row.local_first, ""),
        "qgccbz": _FIRST.get(row.national_first, ""),
        "cfxfbz": {"repeat": "是", "first": "否"}.get(row.local_first, ""),
        "wtsddm": row.territory.name if row.territory else covered(row.locality),
        "nrfldm": row.category,
        "xfmddm": words.PURPOSES.get(row.purpose, ""),
        "bjbz": "否" if row.state in words.OPEN else "是",
        "lmbz": "是" if row.joint else "否",
        "nmbz": "是" if row.anonymous else "否",
        "xbjzsj": row.national_due,
    }


def _batches(
    conference: int, actor: Actor, on: date, now: datetime, filters: Filters
) -> Iterator[tuple[list[Matter], Mapping[str, Cover]]]:
    """By keyset, so that no row is left out or comes twice while others write; each with what covers its texts."""
    rows, after = queries.chosen(conference, actor, on=on, filters=filters), 0
    while batch := list(rows.filter(number__gt=after)[:BATCH]):
        yield batch, covers(conference, actor, [f"matter:{row.number}" for row in batch], now=now)
        after = batch[-1].number
