"""A version leaves as a file and comes back the same; a file that was tampered with is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.charter.actions import text_sha256
from lianxi.charter.exchange import export_version, import_version
from lianxi.charter.queries import VersionView
from lianxi.journal.refusals import Invalid
from lianxi.rulebook.derivation import derive
from lianxi.rulebook.duties import Edition
from lianxi.rulebook.reading import compile_text

SAMPLES = Path(__file__).resolve().parents[1]
TEXTS = sorted([*(SAMPLES / "samples").glob("*.txt"), *(SAMPLES / "rulebook/reading/samples").glob("*.txt")])


def version(text: str, answers: dict[str, str | int] | None = None, number: int = 3) -> VersionView:
    rules, chosen = compile_text(text), answers or {}
    since = date(2026, 2, 1)
    return VersionView(
        number, since, text_sha256(rules.text), rules, chosen, Edition(number, since, derive(rules, chosen))
    )


def baihe() -> VersionView:
    return version(
        (SAMPLES / "samples/baihe.txt").read_text("utf-8"), {"deadline_word:第六条:task.reported": "5 workday"}
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_export_and_import_give_the_same_version(path: Path) -> None:
    rules = compile_text(path.read_text("utf-8"))
    answers: dict[str, str | int] = {
        question.key: question.options[0].id if question.options else "open" for question in rules.questions
    }
    before = version(path.read_text("utf-8"), answers)
    back = import_version(export_version(before).encode())
    assert (back.compiled, back.answers, back.in_force_from) == (before.compiled, answers, before.in_force_from)
    assert back.read_alike
    after = VersionView(3, back.in_force_from, before.text_sha256, back.compiled, back.answers, before.edition)
    assert export_version(after) == export_version(before)
    assert derive(back.compiled, back.answers) == before.edition.duties


def test_an_export_is_readable_as_it_stands() -> None:
    text = export_version(baihe())
    assert "白鹤镇信访工作联席会议" in text
    assert "\\u" not in text


def test_a_clause_that_a_person_mended_in_the_file_is_taken_as_he_wrote_it() -> None:
    data = json.loads(export_version(baihe()))
    clause = next(item for item in data["compiled"]["clauses"] if item["cadence"])
    clause["cadence"]["min"] = 2
    back = import_version(json.dumps(data).encode())
    assert not back.read_alike
    assert any(item.cadence and item.cadence.min == 2 for item in back.compiled.clauses)


def _set(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


def _cadence(key: str, value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        next(item for item in data["compiled"]["clauses"] if item["cadence"])["cadence"][key] = value

    return change


TAMPERED: dict[str, tuple[Callable[[Any], None], str]] = {
    "another format": (_set("format", value="lianxi-rulebook/9"), "format"),
    "a key too many": (_set("more", value=1), "more"),
    "another text": (_set("compiled", "text", value="第一条 别的。"), "text_sha256"),
    "a day that is none": (_set("in_force_from", value="2026-02-30"), "in_force_from"),
    "a source that is not there": (_set("compiled", "clauses", 0, "source", value="每天召开"), "source"),
    "a span outside": (_set("compiled", "clauses", 0, "span", value=[0, 10**9]), "超出正文"),
    "a span backwards": (_set("compiled", "clauses", 0, "span", value=[9, 3]), "超出正文"),
    "an unknown article": (_set("compiled", "clauses", 0, "article", value="第九十九条"), "不存在"),
    "an unknown kind": (_set("compiled", "clauses", 0, "kind", value="penalty"), "kind"),
    "an unknown modality": (_set("compiled", "clauses", 0, "modality", value="shall"), "modality"),
    "a number as a word": (_set("compiled", "clauses", 0, "id", value=7), "结构"),
    "a list cut short": (_set("compiled", "articles", value="第一条"), "结构"),
    "a never-ending period": (_cadence("interval", 0), "cadence"),
    "an unknown period": (_cadence("every", "fortnight"), "cadence"),
    "a thirteenth month": (_cadence("at", "month:13"), "cadence"),
    "an article twice": (
        lambda data: data["compiled"]["articles"].append(data["compiled"]["articles"][0]),
        "条文编号重复",
    ),
    "an answer that is a list": (_set("answers", value={"questions": {"a": []}}), "答案"),
    "answers of another shape": (_set("answers", value=[]), "answers"),
    "an endless answer": (_set("answers", value={"questions": {"a": "长" * 3000}}), "答案"),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_tampered_file_is_refused_and_says_where(case: str) -> None:
    change, words = TAMPERED[case]
    data = json.loads(export_version(baihe()))
    change(data)
    with pytest.raises(Invalid) as refusal:
        import_version(json.dumps(data, ensure_ascii=False).encode())
    assert words in str(refusal.value)
    assert refusal.value.field == "file"


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", b"\x00\x01", b"[]", b'"text"', b"{", b'{"format": NaN}', "规则".encode("gb18030"), b"[" * 100_000],
    ids=["empty", "blank", "binary", "list", "string", "broken", "NaN", "gb18030", "deep"],
)
def test_what_is_no_export_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        import_version(data)
    assert str(refusal.value).endswith("。")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_json_in_place_of_the_reading_is_refused_not_a_crash(value: Any) -> None:
    data = json.loads(export_version(baihe()))
    data["compiled"] = value
    with pytest.raises(Invalid):
        import_version(json.dumps(data).encode())
