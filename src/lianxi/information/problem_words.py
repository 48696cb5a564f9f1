"""What is said of major problems: kinds, grounds for taking one to the conference, states, answers to advice."""

from __future__ import annotations

KINDS = {"policy": "政策性", "group": "群体性", "other": "其他"}
#: why it is taken to the conference; empty: the unit settles it
GROUNDS = {"": "由单位处理", "complex": "情况复杂", "difficult": "难度较大"}
STATES = {
    "opened": "调查研究中",
    "investigated": "已调查",
    "tabled": "已提请研究",
    "decided": "已议定",
    "closed": "已销号",
    "cancelled": "已撤销",
}
OPEN = ("opened", "investigated", "tabled", "decided")
ADOPTED = {"adopted": "采纳", "partly": "部分采纳", "refused": "未采纳"}
