"""What changed between two versions: articles of the text, duties, answers. And a duty's parameters in words."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.charter.queries import VersionView
from lianxi.rulebook.compiled import Question
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response
from lianxi.rulebook.vocabulary import MEETING_KINDS, VERBS

PERIODS = {
    "day": "日", "week": "周", "ten_days": "旬", "half_month": "半月", "month": "月",
    "quarter": "季度", "half_year": "半年", "year": "年",
}  # fmt: skip
UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: added, removed, changed; ``what``: article, duty or answer; the words before and after."""

    kind: str
    what: str
    label: str
    before: str | None
    after: str | None


def changes(old: VersionView, new: VersionView) -> list[Change]:
    """Articles, duties, answers, each in the order of the new version; removed ones at the end of each part."""
    articles = _compare(
        "article",
        {article.label: article.text for article in old.compiled.articles},
        {article.label: article.text for article in new.compiled.articles},
    )
    duties = _compare(
        "duty",
        {duty.key: demand(duty) for duty in old.edition.duties},
        {duty.key: demand(duty) for duty in new.edition.duties},
    )
    return articles + duties + _compare("answer", _answers(old), _answers(new))


def demand(duty: Duty) -> str:
    """A duty in one line with its parameters, so that a changed number shows even where the sentence is alike."""
    return f"{duty.article}：{duty.label}（{parameters(duty)}，{duty.bearer}）"


def parameters(duty: Duty) -> str:
    """What is owed how often or how soon: “重点时期每周至少 1 次”, “5 个工作日内”, “须先审定纪要，才能印发纪要”."""
    if isinstance(duty, Periodic):
        return _cadence(duty)
    if isinstance(duty, Response):
        return "未定时限" if duty.amount is None else f"{duty.amount} {UNITS[duty.unit]}内"
    if isinstance(duty, Gate):
        by = f"（{duty.approver}）" if duty.approver else ""
        return f"须先{VERBS[duty.needs]}{by}，才能{VERBS[duty.verb]}"
    if isinstance(duty, Power):
        return "可以办理，不作要求"
    return "待定，暂按原则要求" if getattr(duty, "open_question", None) else "原则要求，没有期限"


def _cadence(duty: Periodic) -> str:
    if duty.month is not None:
        often = f"每年 {duty.month} 月"
    elif duty.interval == 1:
        often = f"每{PERIODS[duty.every]}"
    else:
        often = f"每 {duty.interval} {'个' if duty.every in {'month', 'quarter'} else ''}{PERIODS[duty.every]}"
    kinds = duty.pattern.get("kind", frozenset())
    beside = [words for kind, words in MEETING_KINDS.items() if kind in kinds and kind != "work"]
    return "".join(
        (
            "重点时期" if duty.when == "key_period" else "",
            f"{often}至少 {duty.minimum} 次",
            "，一般" if duty.softened else "",
            f"，{'、'.join(beside)}也算" if "work" in kinds and beside else "",
        )
    )


def _answers(version: VersionView) -> dict[str, str]:
    """Question key → “the question　the answer”, in the order of the text; answers to no question at the end."""
    asked = {question.key: question for question in version.compiled.questions}
    keys = [key for key in asked if key in version.answers] + [key for key in version.answers if key not in asked]
    return {
        key: f"{asked[key].text}　{answer_words(asked[key], version.answers[key])}"
        if key in asked
        else f"{key}　{version.answers[key]}"
        for key in keys
    }


def answer_words(question: Question, answer: str | int) -> str:
    """An answer in the words of its options; several, a typed time limit or a name as a person would write them."""
    words = {option.id: option.text for option in question.options}
    value = str(answer).strip()
    if not value:
        return "未答"
    number, _, unit = value.partition(" ")
    if value not in words and number.isdigit() and unit in UNITS:
        return f"{number} {UNITS[unit]}内"
    return words.get(value) or "、".join(words.get(part, part.removeprefix("person:")) for part in value.split(","))


def _compare(what: str, old: dict[str, str], new: dict[str, str]) -> list[Change]:
    found = []
    for label, after in new.items():
        before = old.get(label)
        if before != after:
            found.append(Change("added" if before is None else "changed", what, label, before, after))
    found += [Change("removed", what, label, before, None) for label, before in old.items() if label not in new]
    return found
