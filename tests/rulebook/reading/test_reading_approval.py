"""Who must say yes: wording → verb and approver; and what is no approval."""

import pytest

from lianxi.rulebook.reading.approval import consents

APPROVALS = [
    ("会议纪要报请召集人审定后印发", [("审定", "召集人")]),
    ("情况复杂的，经本单位负责人批准，可以延长", [("批准", "本单位负责人")]),
    ("纪要由主任签发", [("签发", "主任")]),
    ("经办公室审核后，报主任批准", [("审核", "办公室"), ("批准", "主任")]),
    ("方案经河长审查后，由本级人民政府批准并组织实施", [("审查", "河长"), ("批准", "本级人民政府")]),
    ("总河长可以签发总河长令", [("签发", "总河长")]),
    ("未经召集人同意，不得公开", [("同意", "召集人")]),
    ("报镇人民政府备案", [("备案", "镇人民政府")]),
    ("须经村民代表会议讨论通过", [("讨论通过", "村民代表会议")]),
    ("提请常务委员会会议审议", [("审议", "常务委员会会议")]),
    ("议题须经办公室主任审查、委员会主任审定", [("审查", "办公室主任"), ("审定", "委员会主任")]),
    ("报党委会研究决定", [("研究决定", "党委会")]),
    ("由分管领导审核同意后", [("审核同意", "分管领导")]),
    ("经批准的，可以延期", [("批准", None)]),
    ("请假须征得主持人同意", [("同意", "主持人")]),
    ("重大问题须报乡党委会决定", [("决定", "乡党委会")]),
    ("报书记、镇长审定", [("审定", "书记、镇长")]),
    ("送分管领导审签", [("审签", "分管领导")]),
    ("提交全体会议审议通过", [("审议通过", "全体会议")]),
    ("按程序报批后，由县委批准", [("批准", "县委")]),
]


@pytest.mark.parametrize(("words", "expected"), APPROVALS)
def test_an_approval_is_read_with_the_approver(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c.approval.act, c.approval.by) for c in consents(words)] == expected
    assert all(c.approval.act in words[c.start : c.end] for c in consents(words))


@pytest.mark.parametrize(
    "words",
    [
        "根据县人大常委会批准的年度工作计划制定方案",
        "经双方当事人同意进行调解",
        "经到会人员过半数通过",
        "经核实属实的",
        "由其共同的上一级机关决定受理机关",
        "认真学习并贯彻",
        "办公室要及时备案",
        "由上级机关责令改正",
        "听取和审议工作报告",
    ],
)
def test_what_is_no_approval_gives_none(words: str) -> None:
    assert consents(words) == []
