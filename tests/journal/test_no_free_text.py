"""Entries hold ids, codes, dates, counts and hashes: no words, names, phones or identity numbers can get in."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.journal.canonical import PHONE_OR_ID, SHA256, NotACode, canonical, checked
from lianxi.journal.frame import Step
from lianxi.journal.models import Conference, Entry, FactRow
from tests.cast import Cast
from tests.journal.deeds import Deed, Township, record

WORDS = ["张三", "群众反映道路积水", "two words", "a\nb", "mail@example", "<b>", "x" * 121, "é"]
NUMBERS = ["13912345678", "139-12345678"[:3] + "12345678", "11010519491231002X", "110105194912310021", "0551-6234567"]
CODES = [
    "",
    "2026-11-23",
    "2026-11-23T02:00:00Z",
    "meeting:12",
    "office_staff",
    "5:meeting.held:work",
    "a" * 120,
    "A/B+c,d",
]


@pytest.mark.parametrize(
    "value", [*WORDS, *NUMBERS, 13912345678, 110105194912310021, 1.5, b"x", ["a"], date(2026, 1, 1)]
)
def test_words_names_phones_and_identity_numbers_are_refused(value: object):
    with pytest.raises(NotACode):
        checked({"value": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [*CODES, 0, 1, True, False, None, 2_147_483_647])
def test_codes_dates_counts_and_nothing_are_taken(value: str | int | None):
    assert checked({"value": value}) == {"value": value}


@pytest.mark.parametrize("key", ["备注", "a b", "13912345678 "])
def test_a_key_is_a_code_too(key: str):
    with pytest.raises(NotACode):
        checked({key: 1})


def test_the_hash_of_a_text_may_hold_digits_that_look_like_a_phone():
    lookalike = next(
        sealed for n in range(100_000) if PHONE_OR_ID.search(sealed := hashlib.sha256(str(n).encode()).hexdigest())
    )
    assert checked({"text": lookalike}) == {"text": lookalike}


@given(st.text(max_size=60))
def test_whatever_is_taken_is_plain_ascii_without_spaces(value: str):
    try:
        checked({"value": value})
    except NotACode:
        return
    assert re.fullmatch(r"[!-~]*", value)


@given(
    st.dictionaries(
        st.text("abc", max_size=3), st.none() | st.booleans() | st.integers(-9, 9) | st.text("x:-", max_size=4)
    )
)
def test_the_canonical_text_does_not_depend_on_the_order_of_keys(value: dict[str, object]):
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_a_float_never_enters_the_canonical_text():
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": float("nan")})


@pytest.mark.parametrize("object_", ["meeting", "meeting:", "meeting:张三", "会议:1", "meeting:1 ", "meeting:1:2"])
def test_an_object_is_a_kind_and_a_number(township: Township, object_: str):
    step = Step(Conference.objects.get(pk=township.conference), township.call())
    with pytest.raises(NotACode):
        step.fact("evidence.recorded", object_)


def test_a_kind_of_text_is_a_code(township: Township):
    step = Step(Conference.objects.get(pk=township.conference), township.call())
    with pytest.raises(NotACode):
        step.text("张三的原因", "words")


# ── the canary over whole tables ────────────────────────────────────────────────────────────────────────────────────

CHINESE = re.compile(r"[㐀-鿿＀-￯]")


def leaks(text: str) -> list[str]:
    """What in a stored text is no code: Chinese, or digits like a phone or an identity number outside of hashes."""
    return CHINESE.findall(text) + PHONE_OR_ID.findall(SHA256.sub("#", text))


def test_no_entry_of_a_founded_township_holds_a_word(cast: Cast):
    texts = [*Entry.objects.values_list("body", flat=True), *FactRow.objects.values_list("data", flat=True)]
    assert len(texts) > 10
    assert [text for text in texts if leaks(text)] == []


def test_words_phones_and_file_names_given_to_a_deed_are_in_no_entry(township: Township):
    from lianxi.journal.attachments import Upload

    record(township.call(), deed=Deed(words="张三 13912345678", files=[Upload("张三身份证.pdf", b"%PDF")]))
    assert leaks(Entry.objects.get(number=2).body) == []


@pytest.mark.parametrize("planted", ['{"note":"张三"}', '{"n":13912345678}', '{"n":"11010519491231002X"}'])
def test_a_planted_word_is_found(planted: str):
    assert leaks(planted)
