"""Nothing is invented: every source is the text at its span, whatever is done to the text."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.reading import NotRules, compile_text, describe

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SAMPLES]
JUNK = [
    "\n",
    " ",
    "　",
    "，",
    ",",
    "（",
    "“",
    "”",
    "第五条",
    "每",
    "日内",
    "\t",
    "<b>",
    "一、",
    "3",
    "附件1:\n",
    "；",
    "召集人：",
]


def check(compiled: Compiled) -> None:
    text = compiled.text
    for clause in compiled.clauses:
        assert text[clause.span[0] : clause.span[1]] == clause.source
        assert clause.source.strip()
    for article in compiled.articles:
        assert text[article.span[0] : article.span[1]] == article.text
    assert len({article.label for article in compiled.articles}) == len(compiled.articles)
    assert len({question.key for question in compiled.questions}) == len(compiled.questions)
    assert len({clause.id for clause in compiled.clauses}) == len(compiled.clauses)
    for span in (
        [u.span for u in compiled.units] + [s.span for s in compiled.seats] + [n.span for n in compiled.notes if n.span]
    ):
        assert 0 <= span[0] < span[1] <= len(text)
    assert describe(compiled)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in SAMPLES])
def test_every_sample_is_read_faithfully(text: str) -> None:
    check(compile_text(text))


@given(
    st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(JUNK), st.integers(0, 6)), max_size=8)
)
def test_a_damaged_text_is_read_faithfully_or_refused(text: str, damage: list[tuple[float, str, int]]) -> None:
    for where, junk, cut in damage:
        place = int(where * len(text))
        text = text[:place] + junk + text[place + cut :]
    with suppress(NotRules):
        check(compile_text(text))


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in SAMPLES])
def test_reading_twice_gives_the_same(text: str) -> None:
    assert compile_text(text) == compile_text(text)


# ---- growth: counted in calls, not in seconds ----------------------------------------------------------------------


def calls(text: str) -> int:
    """How many Python functions run while ``text`` is read."""
    count = 0

    def tick(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        compile_text(text)
    finally:
        sys.setprofile(None)
    return count


def test_reading_twice_the_text_takes_twice_the_work() -> None:
    sentences = [line for text in TEXTS for line in text.splitlines() if line.endswith("。")]

    def numbered(count: int) -> str:
        return "\n".join(f"第{number + 1}条 {sentences[number % len(sentences)]}" for number in range(count))

    once, twice = calls(numbered(len(sentences))), calls(numbered(2 * len(sentences)))
    assert twice < 2.2 * once


@pytest.mark.parametrize(
    "junk", ["每", "经", "、", "，经批准", "自一日内", "（", "“", "未的", "\n附件1：\n", "\n成员：甲乙 丙", "每月一次"]
)
def test_a_hostile_text_ends(junk: str) -> None:
    ruling = "\n".join(f"第{number}条 会议应当负责组织报告工作，成员单位必须遵守制度规定。" for number in range(2, 60))
    with suppress(NotRules):
        check(compile_text("第1条 " + junk * (2000 // len(junk)) + "\n" + ruling))
