"""A version of the rulebook as a file: export and import (``docs/rulebook-format.md``, ``lianxi-rulebook/1``).

What comes in is not believed: shape, text and hash, every span, every clause's source, every answer are checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.charter.actions import text_sha256
from lianxi.charter.queries import FORMAT, VersionView
from lianxi.journal.refusals import Invalid
from lianxi.rulebook.compiled import Cadence, Clause, Compiled, Deadline, Span
from lianxi.rulebook.reading import NotRules, compile_text

KEYS = frozenset({"format", "number", "in_force_from", "text_sha256", "answers", "compiled"})
#: a bound on what is parsed: the longest text is a million characters, the reading of it some times as long
MAX_BYTES = 20 * 1024 * 1024
LONGEST_ANSWER = 2000

KINDS = frozenset({"periodic", "response", "gate", "power", "standing"})
MODALITIES = frozenset({"must", "may", "not_a_duty"})
PERIODS = frozenset({"day", "week", "ten_days", "half_month", "month", "quarter", "half_year", "year"})
WHEN = frozenset({"ordinary", "key_period", "ad_hoc", "as_needed", "unresolved"})
UNITS = frozenset({"hour", "day", "workday", "month", "year"})
UNIT_KINDS = frozenset({"office", "station", "village", "community", "other"})
ROLES = frozenset({"convener", "member", "director"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds. ``read_alike``: this system reads the same clauses and questions out of the text today."""

    compiled: Compiled
    answers: dict[str, str | int]
    in_force_from: date
    read_alike: bool


def export_version(version: VersionView) -> str:
    """The version as JSON text, made for people to read and for machines to compare."""
    return json.dumps(version.as_data(), ensure_ascii=False, indent=1) + "\n"


def import_version(data: bytes) -> Imported:
    """Read an exported version. Raises ``Invalid`` with a sentence saying what is wrong where; nothing is guessed."""
    given = _object(data)
    if given.get("format") != FORMAT:
        raise Invalid(f"这不是导出的规则版本：format 应为 {FORMAT}。请选择从“规则”页导出的 .json 文件。", "file")
    if set(given) != KEYS:
        wrong = "、".join(sorted(set(given) ^ KEYS))
        raise Invalid(f"文件缺少或多出了项目：{wrong}。请使用原样导出的文件，或对照格式说明改正。", "file")
    compiled = _compiled(given["compiled"])
    if text_sha256(compiled.text) != given["text_sha256"]:
        raise Invalid("正文与文件中的 text_sha256 不符：正文被改动过，或文件不完整。请重新导出。", "file")
    for trouble in _troubles(compiled):
        raise Invalid(f"文件中的条款与正文对不上：{trouble}。请对照格式说明改正。", "file")
    return Imported(compiled, _answers(given["answers"], compiled), _day(given["in_force_from"]), _read_alike(compiled))


def _object(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise Invalid("文件是空的。请选择从“规则”页导出的 .json 文件。", "file")
    if len(data) > MAX_BYTES:
        raise Invalid(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像导出的规则版本。", "file")
    try:
        given = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Invalid("文件不是 UTF-8 编码的 JSON。请选择从“规则”页导出的 .json 文件。", "file") from None
    if not isinstance(given, dict):
        raise Invalid("文件不是导出的规则版本。请选择从“规则”页导出的 .json 文件。", "file")
    return given


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _compiled(data: Any) -> Compiled:
    try:
        return Compiled.from_data(data)
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid(f"文件中 compiled 一项的结构不对（{error}）。请对照格式说明改正。", "file") from None


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Invalid("文件中的 in_force_from 应为 2026-11-23 这样的日期。", "file") from None


def _answers(given: Any, compiled: Compiled) -> dict[str, str | int]:
    answers = given.get("questions") if isinstance(given, dict) and set(given) == {"questions"} else None
    if not isinstance(answers, dict):
        raise Invalid('文件中的 answers 应为 {"questions": {问题键: 选项或值}}。', "file")
    for key, value in answers.items():
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > LONGEST_ANSWER:
            raise Invalid(f"文件中“{key[:60]}”的答案应为文字或整数。", "file")
    return dict(answers)


def _read_alike(compiled: Compiled) -> bool:
    try:
        return compile_text(compiled.text) == compiled
    except NotRules:
        return False


def _troubles(compiled: Compiled) -> Iterable[str]:
    """Whatever does not stand in the text as it claims, or uses a word that this format does not know."""
    text = compiled.text
    labels = [article.label for article in compiled.articles]
    if not labels:
        yield "没有条文"
    if len(set(labels)) != len(labels):
        yield "条文编号重复"
    for where, span in _spans(compiled):
        if not 0 <= span[0] <= span[1] <= len(text):
            yield f"{where}的位置 {list(span)} 超出正文"
    for article in compiled.articles:
        if article.text != text[slice(*article.span)]:
            yield f"{article.label}与正文不一致"
    ids = [clause.id for clause in compiled.clauses]
    if len(set(ids)) != len(ids):
        yield "条款编号重复"
    for clause in compiled.clauses:
        yield from _clause(clause, text, set(labels))
    yield from _roster(compiled)


def _roster(compiled: Compiled) -> Iterable[str]:
    for unit in compiled.units:
        if unit.kind not in UNIT_KINDS:
            yield f"单位“{unit.name}”的类别 {unit.kind}"
    for seat in compiled.seats:
        if seat.role not in ROLES:
            yield f"席位的角色 {seat.role}"


def _clause(clause: Clause, text: str, labels: set[str]) -> Iterable[str]:
    if clause.source != text[slice(*clause.span)]:
        yield f"条款 {clause.id} 的 source 不是正文中该位置的原文"
    if clause.article not in labels:
        yield f"条款 {clause.id} 所在的“{clause.article}”不存在"
    if clause.kind not in KINDS:
        yield f"条款 {clause.id} 的 kind {clause.kind}"
    if clause.modality not in MODALITIES:
        yield f"条款 {clause.id} 的 modality {clause.modality}"
    if clause.certainty not in {"stated", "assumed"}:
        yield f"条款 {clause.id} 的 certainty {clause.certainty}"
    if clause.cadence is not None and not _sound_cadence(clause.cadence):
        yield f"条款 {clause.id} 的 cadence"
    if clause.deadline is not None and not _sound_deadline(clause.deadline):
        yield f"条款 {clause.id} 的 deadline"


def _sound_cadence(cadence: Cadence) -> bool:
    return (
        (cadence.every is None or cadence.every in PERIODS)
        and cadence.when in WHEN
        and 1 <= cadence.interval <= 100
        and 1 <= cadence.min <= 1000
        and (cadence.max is None or cadence.max >= cadence.min)
        and _sound_place(cadence.at)
    )


def _sound_place(at: str | None) -> bool:
    """A place inside the period; a month is one of twelve, because windows are made of it."""
    name, _, month = (at or "").partition(":")
    return name != "month" or (month.isascii() and month.isdigit() and 1 <= int(month) <= 12)


def _sound_deadline(deadline: Deadline) -> bool:
    return (deadline.amount is None or 0 < deadline.amount <= 10_000) and (
        deadline.unit is None or deadline.unit in UNITS
    )


def _spans(compiled: Compiled) -> Iterable[tuple[str, Span]]:
    for article in compiled.articles:
        yield article.label, article.span
    for unit in compiled.units:
        yield f"单位“{unit.name}”", unit.span
    for seat in compiled.seats:
        yield f"席位“{seat.post or seat.unit or seat.role}”", seat.span
    for clause in compiled.clauses:
        yield f"条款 {clause.id}", clause.span
    for question in compiled.questions:
        if question.span is not None:
            yield f"问题 {question.key}", question.span
    for note in compiled.notes:
        if note.span is not None:
            yield "说明", note.span
