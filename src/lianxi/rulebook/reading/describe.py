"""``lianxi compile FILE`` for people: what was understood, beside the sentence it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ..compiled import Cadence, Clause, Compiled, Deadline, Question, Seat
from ..vocabulary import VERBS

_KINDS = {"periodic": "定期", "response": "办理", "gate": "须先批准", "power": "可以", "standing": "原则"}
_MODALITIES = {"must": "应当", "may": "可以", "not_a_duty": "不是要求"}
_PERIODS = {
    "day": "日", "week": "周", "ten_days": "旬", "half_month": "半月", "month": "月",
    "quarter": "季度", "half_year": "半年", "year": "年",
}  # fmt: skip
_UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
_WHEN = {"key_period": "重点时期", "ad_hoc": "临时", "as_needed": "根据需要", "unresolved": "定期（周期待定）"}
_ROLES = {"convener": "召集人", "member": "成员", "director": "办公室主任"}
_UNIT_KINDS = {"office": "办公室类", "station": "站所", "village": "村", "community": "社区", "other": "其他"}


def describe(compiled: Compiled) -> str:
    """The whole reading in Chinese, one block an article."""
    return "\n".join([*_head(compiled), *_articles(compiled), *_roster(compiled), *_open_points(compiled)]) + "\n"


def _head(compiled: Compiled) -> Iterator[str]:
    yield compiled.title or "（没有标题）"
    if compiled.body.name:
        short = f"（简称{compiled.body.short}）" if compiled.body.short else ""
        yield f"机构：{compiled.body.name}{short}"
    yield f"印发日期：{compiled.issued_on or '未写明'}"
    yield f"施行日期：{compiled.in_force.from_ or '未写明'}" + (
        f"（{compiled.in_force.source}）" if compiled.in_force.source else ""
    )
    if compiled.addressees:
        yield f"发至：{'、'.join(compiled.addressees)}"
    yield f"共 {len(compiled.articles)} 条，读出条款 {len(compiled.clauses)} 项，待确认 {len(compiled.questions)} 项。"


def _articles(compiled: Compiled) -> Iterator[str]:
    by_article: dict[str, list[Clause]] = {}
    for clause in compiled.clauses:
        by_article.setdefault(clause.article, []).append(clause)
    above = {
        label: f"{chapter.number} {chapter.title}" for chapter in compiled.chapters for label in chapter.articles[:1]
    }
    for article in compiled.articles:
        if article.label in above:
            yield f"\n== {above[article.label]}"
        clauses = by_article.get(article.label, [])
        yield f"\n{article.label}" + ("" if clauses else "（未读出带要求的条款）")
        for clause in clauses:
            yield f"  · {describe_clause(clause)}"
            yield f"    “{' '.join(clause.source.split())}”"


def describe_clause(clause: Clause) -> str:
    """One clause in one line: 【定期】联席会议 召开会议：每月至少1次（一般）."""
    act = VERBS.get(clause.act or "", clause.act or "（未识别的行为）")
    parts = [f"【{_KINDS.get(clause.kind, clause.kind)}】", "、".join(clause.actor) or "（未写明主体）", act]
    if clause.object:
        parts.append(f"“{clause.object}”")
    if clause.to:
        parts.append(f"→ {'、'.join(clause.to)}")
    details = [words for words in (_cadence(clause.cadence), _deadline(clause.deadline), _approval(clause)) if words]
    if clause.modality != "must":
        details.append(_MODALITIES.get(clause.modality, clause.modality))
    if clause.certainty == "assumed":
        details.append("按名称推定")
    return " ".join(parts) + (f"：{'；'.join(details)}" if details else "")


def _cadence(cadence: Cadence | None) -> str:
    if cadence is None:
        return ""
    if cadence.every is None:
        return _WHEN.get(cadence.when, cadence.when)
    interval = (
        ""
        if cadence.interval == 1
        else f"{cadence.interval}个"
        if cadence.every in ("month", "quarter")
        else str(cadence.interval)
    )
    times = f"至少{cadence.min}次" if cadence.max is None else f"{cadence.min}至{cadence.max}次"
    extras = [
        words for words in (_WHEN.get(cadence.when, ""), cadence.at or "", "一般" if cadence.softened else "") if words
    ]
    return f"每{interval}{_PERIODS[cadence.every]}{times}" + (f"（{'，'.join(extras)}）" if extras else "")


def _deadline(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if deadline.amount is None:
        return f"{deadline.word}（期限待定）"
    amount = f"{deadline.amount}{_UNITS.get(deadline.unit or 'day', '')}"
    start = deadline.from_ or ""
    if deadline.from_ == "延长":
        return f"延长不超过{amount}"
    extension = f"，可延长{deadline.extension_max}" if deadline.extension_max else ""
    return (
        f"{start}{'前' if deadline.before else '后'}{amount}{'' if deadline.before else '内'}{extension}"
        if start
        else f"{amount}{'前' if deadline.before else '内'}{extension}"
    )


def _approval(clause: Clause) -> str:
    return "" if clause.approval is None else f"{clause.approval.by or '（未写明）'}{clause.approval.act}"


def _roster(compiled: Compiled) -> Iterator[str]:
    if compiled.units:
        yield f"\n== 成员单位（{len(compiled.units)} 个）"
        for kind, label in _UNIT_KINDS.items():
            named = [unit.name for unit in compiled.units if unit.kind == kind]
            if named:
                yield f"  {label}：{'、'.join(named)}"
    if compiled.seats:
        yield f"\n== 席位（{len(compiled.seats)} 个）"
        yield from (f"  {_seat(seat)}" for seat in compiled.seats)


def _seat(seat: Seat) -> str:
    described = "，".join(part for part in (seat.post, seat.unit) if part)
    return f"{_ROLES.get(seat.role, seat.role)}：{seat.person or '未载明姓名（待补）'}" + (
        f"（{described}）" if described else ""
    )


def _open_points(compiled: Compiled) -> Iterator[str]:
    if compiled.questions:
        yield f"\n== 需要确认（{len(compiled.questions)} 项）"
        for number, question in enumerate(compiled.questions, 1):
            yield from _question(number, question)
    missed = [note for note in compiled.notes if note.code == "not_understood"]
    others = [note for note in compiled.notes if note.code != "not_understood"]
    if missed:
        yield f"\n== 没有读懂的句子（{len(missed)} 句）"
        yield from (f"  · {note.text}" for note in missed)
    if others:
        yield "\n== 说明"
        yield from (f"  · {note.text}" for note in others)


def _question(number: int, question: Question) -> Iterator[str]:
    stay = "（可以先不答）" if question.may_stay_open else "（必须回答）"
    yield f"  {number}. {question.text}{stay}"
    if question.options:
        yield f"     {question.key} = " + " / ".join(f"{option.id} {option.text}" for option in question.options)
