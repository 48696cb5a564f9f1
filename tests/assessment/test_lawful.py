"""No indicator falls because one more matter was handled as the law asks; what petitioners did is never counted."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.assessment.formula import BadFormula, compute, read
from lianxi.assessment.lawful import admit
from lianxi.assessment.measures import LAWFUL, MEASURES, Handled, Owed, Record

#: refused → a word of the reason
REFUSED = {
    # what the petitioners did, by name
    "1-比例(重复信访件数, 应答复件数)": "重复信访",
    "1-比例(初次件数, 应答复件数)": "重复信访",
    "10-再访数": "重复信访",
    "100-越级走访数*5": "哪一级",
    "10-进京人次": "哪一级",
    "5-到市到省件数": "哪一级",
    "10-非正常上访数*10": "非正常",
    "10-异常访": "非正常",
    "10-集体访批次": "人次",
    "1-联名件数/10": "一同信访",
    "信访总量": "信访数量",
    "1-比例(信访量, 信访量)": "信访数量",
    "100-信访人均件次": "人均",
    "1-应答复件数/常住人口": "人口",
    "每万人信访件数": "人均",
    "10-来访件数": "信访数量",
    "信访排名": "信访数量",
    "零信访村": "信访数量",
    # volume in disguise: a bare count of matters, up or down
    "应答复件数": "只能用在“比例”里",
    "100-应答复件数": "只能用在“比例”里",
    "应答复件数/3200": "只能用在“比例”里",
    "1-应答复件数/3200": "只能用在“比例”里",
    "1/(1+应告知件数)": "只能用在“比例”里",
    "最小(10, 应答复件数)": "只能用在“比例”里",
    "限于(10-应告知件数, 0, 10)": "只能用在“比例”里",
    "应答复件数-按期答复件数": "只能用在“比例”里",
    "10-评价件数+满意或依法办理件数": "只能用在“比例”里",
    "比例(按期答复件数, 应答复件数)*应答复件数": "只能用在“比例”里",
    "比例(应答复件数, 应答复件数)+按期答复件数*0.01": "只能用在“比例”里",
    # per head in disguise
    "1-比例(应答复件数, 3200)": "常数",
    "比例(应答复件数+1, 应答复件数)": "常数",
    "1-比例(应答复件数, 应办到会数)": "同一类",
    "比例(按期任务数, 应答复件数)": "同一类",
    "1-比例(应办任务数, 应答复件数)": "同一类",
    # shares that fall with a lawful matter
    "比例(逾期答复件数, 应答复件数)": "降低得分",
    "1-比例(按期答复件数, 应答复件数)": "降低得分",
    "比例(按期告知件数, 应答复件数)": "后一项没有数到",
    "比例(已执行件数, 应答复件数)": "降低得分",
    "比例(评价件数, 应告知评价件数)": "未评价",
    "比例(被纠正件数, 评价件数)": "降低得分",
    "2-比例(满意或依法办理件数, 评价件数)": "降低得分",
    "比例(按期答复件数, 应答复件数)-2*比例(按期告知件数, 应告知件数)": "降低得分",
    "比例(按期答复件数,应答复件数)-比例(按期答复件数,应答复件数)": "不能确定",
    "1/(1+比例(按期答复件数, 应答复件数))": "不能确定",
    "比例(按期答复件数, 应答复件数)*(0-3)": "降低得分",
    "最小(1, 2-比例(按期答复件数, 应答复件数))": "降低得分",
    "(1-比例(按期答复件数, 应答复件数))*比例(按期任务数, 应办任务数)": "降低得分",
}
ADMITTED = (
    "比例(按期答复件数, 应答复件数)",
    "1-比例(逾期答复件数, 应答复件数)",
    "10-2*逾期告知件数",
    "限于(10-0.5*逾期答复件数, 0, 10)/10",
    "比例（按期告知件数＋按期答复件数，应告知件数＋应答复件数）×100%",
    "比例(满意或依法办理件数, 评价件数)",
    "比例(参评或已告知评价件数, 应告知评价件数)",
    "比例(已执行件数, 应执行件数)-0.2*拒不执行件数",
    "0.6*比例(按期任务数, 应办任务数)+0.4*比例(按期答复件数, 应答复件数)",
    "最小(比例(按期签收数, 应办签收数), 比例(按期到会数, 应办到会数))",
    "1-0.1*被纠正件数",
    "1-逾期督查整改数/2",
    "比例(按期答复件数, 应答复件数)/(1+逾期任务数)",
)


@pytest.mark.parametrize("text", REFUSED)
def test_an_indicator_that_judges_petitioning_instead_of_handling_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(BadFormula, match=REFUSED[text]):
        admit(text)


@pytest.mark.parametrize("name", ["重复信访率", "越级走访控制", "非访管控", "每万人信访量", "信访总量下降", "集体访"])
def test_a_lawful_formula_may_not_carry_the_name_of_an_unlawful_indicator(name: str) -> None:
    with pytest.raises(BadFormula, match="只看办理"):
        admit("比例(按期答复件数, 应答复件数)", name)


@pytest.mark.parametrize("text", ADMITTED)
def test_an_indicator_of_handling_is_admitted(text: str) -> None:
    admit(text, "办理情况")


def test_the_extension_that_was_approved_and_the_evaluation_that_was_not_kind_are_among_the_lawful_ways() -> None:
    ways = [matter for _, matter in LAWFUL]
    assert all(matter.lawful for matter in ways)
    assert {matter.extended for matter in ways} == {True, False}
    assert {matter.evaluation for matter in ways} == {"", "satisfied", "basically", "dissatisfied", "none"}
    assert len({words for words, _ in LAWFUL}) == len(LAWFUL) == len(set(ways))


_STATES = {
    "told": ("", "in_time", "late"),
    "answered": ("", "in_time", "late"),
    "carried_out": ("", "done", "refused", "late"),
    "evaluation": ("", "satisfied", "basically", "dissatisfied", "none"),
    "asked": (True, False),
    "corrected": (True, False),
    "extended": (True, False),
}
handled = st.builds(Handled, **{name: st.sampled_from(values) for name, values in _STATES.items()})
owed = st.builds(Owed, kind=st.sampled_from(("任务", "到会")), subject=st.just("task:1"), kept=st.booleans())
records = st.builds(Record, matters=st.lists(handled, max_size=6), owed=st.lists(owed, max_size=4))
names = st.sampled_from([name for name in MEASURES if "件数" in name] + ["应办任务数", "按期任务数", "逾期任务数"])
numbers = st.sampled_from(("0", "1", "0.5", "2", "10", "100"))
shares = st.builds("比例({}, {})".format, names, names)
leaves = st.one_of(shares, shares, shares, names, numbers)
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({}{}{})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("{}({}, {})".format, st.sampled_from(("最小", "最大")), inner, inner),
        st.builds("限于({}, {}, {})".format, inner, numbers, numbers),
    ),
    max_leaves=5,
)


@given(formulas, records, st.sampled_from(LAWFUL))
@settings(max_examples=800, derandomize=True, deadline=None)
def test_no_admitted_formula_falls_when_a_matter_handled_lawfully_and_in_time_is_added(
    text: str, record: Record, more: tuple[str, Handled]
) -> None:
    try:
        node = admit(text)
    except BadFormula:
        return
    after = Record((*record.matters, more[1]), record.owed)
    assert compute(node, after) >= compute(node, record), (text, more[0])


def _small() -> list[str]:
    pairs = ["比例(按期答复件数,应答复件数)", "比例(逾期答复件数,应答复件数)", "比例(评价件数,应告知评价件数)",
             "比例(满意或依法办理件数,评价件数)", "比例(按期任务数,应办任务数)"]  # fmt: skip
    atoms = [*pairs, "应答复件数", "逾期答复件数", "逾期任务数", "1", "2"]
    return [*atoms, *(f"{a}{sign}{b}" for a, b in product(atoms, atoms) for sign in "+-*/")]


def test_of_every_small_formula_exactly_what_can_fall_or_counts_volume_is_refused() -> None:
    """Every formula of two parts, tried on every small record: sound, and not so strict that nothing is left."""
    base = [
        Handled(answered=a, evaluation=e, asked=bool(e))
        for a, e in product(("in_time", "late"), ("", "none", "dissatisfied"))
    ]
    grid = [
        Record(
            tuple(m for m, n in zip(base, counts, strict=True) for _ in range(n)),
            tuple(Owed("任务", "", k) for k in kept),
        )
        for counts in product((0, 2), repeat=len(base))
        for kept in ((), (True, False))
    ]
    tallies = [(r, [Record((*r.matters, m), r.owed) for _, m in LAWFUL]) for r in grid]
    kinds = {"admitted": 0, "refused and can fall": 0, "refused": 0}
    for text in _small():
        node = read(text)
        try:
            admit(text)
        except BadFormula:
            falls = any(compute(node, after) < compute(node, r) for r, more in tallies[::17] for after in more)
            kinds["refused and can fall" if falls else "refused"] += 1
            continue
        kinds["admitted"] += 1
        assert all(compute(node, after) >= compute(node, r) for r, more in tallies[::9] for after in more), text
    assert kinds["admitted"] > 90, kinds
    assert kinds["refused and can fall"] > 120, kinds


def test_a_share_of_nothing_is_whole_so_that_the_first_lawful_matter_cannot_lower_it() -> None:
    node = admit("比例(按期答复件数, 应答复件数)")
    assert compute(node, Record()) == 1
    assert compute(node, Record((Handled(answered="in_time"),))) == 1
    assert compute(node, Record((Handled(answered="in_time"), Handled(answered="late")))) == Fraction(1, 2)


@pytest.mark.parametrize(
    "text",
    ["", "比例(按期答复件数", "__import__('os')", "按期答复件数.real", "a if b else c", "比例(1)", "2**9", "9999999",
     "比例", "[1]", "lambda: 1", "'字'", "比例(按期答复件数, 应答复件数, 应答复件数)", "1e5", "0x10",
     "(" * 300, "1+" * 150 + "1"],
)  # fmt: skip
def test_what_is_not_a_formula_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadFormula, match=r"。$"):
        read(text)
