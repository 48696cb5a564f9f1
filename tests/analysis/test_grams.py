"""Bigrams and shared phrases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianxi.analysis.grams import bigrams, document_counts, plain, shared_phrases


def test_two_characters_are_one_bigram_and_signs_separate() -> None:
    assert bigrams("路灯，坏了 A1") == ["路灯", "坏了", "a1"]
    assert bigrams("灯") == ["灯"]
    assert plain("ＡＢ１２　（路灯）") == "ab12 路灯"


def test_shared_phrases_are_whole_runs_and_none_within_another() -> None:
    one, other = "村口机耕路改建后农田积水", "机耕路改建无公示，农田积水两天"
    assert shared_phrases(one, other) == ["机耕路改建", "农田积水"]
    assert shared_phrases("要求解决问题", "请求解决问题") == [], "what every petition says is no phrase"


def test_counts_are_of_documents_not_of_words() -> None:
    number, counts = document_counts(["路灯路灯", "路灯", "水管"])
    assert (number, counts["路灯"], counts["水管"]) == (3, 2, 1)


@given(st.text(alphabet="路灯坏水管村口，。 a1", max_size=40), st.text(alphabet="路灯坏水管村口，。 a1", max_size=40))
def test_every_shared_phrase_stands_in_both(one: str, other: str) -> None:
    for phrase in shared_phrases(one, other, least=2):
        assert phrase in plain(one)
        assert phrase in plain(other)
