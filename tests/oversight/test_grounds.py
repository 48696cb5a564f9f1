"""What may not be a reason: any count of petitions or petitioners, any rank by them."""

from __future__ import annotations

import pytest

from lianxi.journal.refusals import Invalid
from lianxi.oversight.grounds import ARTICLE, check_words, counted

REFUSED = [
    "今年信访量全镇第一",
    "信访总量居高不下",
    "信访量第二",
    "信访工作排名靠后",
    "考核末位",
    "全镇倒数第三",
    "上访次数过多",
    "越级上访人次上升",
    "进京访 3 批 5 人次",
    "赴省上访两起",
    "重复访次数多",
    "重复信访率偏高",
    "集体访批次",
    "多次越级上访",
    "信访件增多",
    "来访 12 人次",
    "十二批次群众来镇",
    "信 访 量 大",
    "信·访·量偏大",
    "３批次",
    "信访事项数量",
    "信访问题多发",
    "发生 5 起集体上访",
    "名次下滑",
]
TAKEN = [
    "第 3 号任务逾期二十天，三次催办没有书面答复。",
    "信访事项 2026-0137 到期三个月仍未出具处理意见。",
    "群众反映强烈的渠道淤积问题没有有效化解。",
    "处理意见书要求十日内退还多收的 300 元，至今拒不执行。",
    "整改报告与现场情况不符，所附照片系旧照。",
    "排查不细，发现问题不报告。",
    "对信访人答复敷衍，两次退回后仍未补正。",
    "第二次工作会议议定的事项没有落实。",
    "涉及 40 户的补偿款没有按期发放。",
    "村干部推诿，信访问题没有得到解决。",
]


@pytest.mark.parametrize("words", REFUSED)
def test_a_reason_that_counts_or_ranks_is_refused_with_the_article(words: str) -> None:
    assert counted(words)
    with pytest.raises(Invalid) as refusal:
        check_words(f"该单位{words}，工作不力。", "reason", "请写明。")
    assert ARTICLE in str(refusal.value)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("words", TAKEN)
def test_a_reason_about_the_handling_is_taken(words: str) -> None:
    assert counted(words) == ""
    assert check_words(f" {words} ", "reason", "请写明。") == words


def test_no_reason_is_none() -> None:
    with pytest.raises(Invalid, match="请写明"):
        check_words("  ", "reason", "请写明约谈的具体理由。")
