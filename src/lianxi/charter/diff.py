"""What changed between two versions: articles of the text, and duties."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.charter.queries import VersionView
from lianxi.rulebook.duties import Duty, Periodic, Response


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: added, removed, changed; ``what``: article or duty; the words before and after."""

    kind: str
    what: str
    label: str
    before: str | None
    after: str | None


def changes(old: VersionView, new: VersionView) -> list[Change]:
    """Article by article, then duty by duty, in the order of the new text; removed ones at the end of each part."""
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
    return articles + duties


def demand(duty: Duty) -> str:
    """A duty's parameters in one line, so that a changed number shows even where the sentence is alike."""
    words = f"{duty.article}：{duty.label}"
    if isinstance(duty, Periodic):
        return f"{words}（{duty.every}×{duty.interval}，至少 {duty.minimum} 次）"
    if isinstance(duty, Response):
        return f"{words}（{'未定期限' if duty.amount is None else f'{duty.amount} {duty.unit}'}）"
    return words


def _compare(what: str, old: dict[str, str], new: dict[str, str]) -> list[Change]:
    found = []
    for label, after in new.items():
        before = old.get(label)
        if before != after:
            found.append(Change("added" if before is None else "changed", what, label, before, after))
    found += [Change("removed", what, label, before, None) for label, before in old.items() if label not in new]
    return found
