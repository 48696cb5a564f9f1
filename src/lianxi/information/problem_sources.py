"""What a problem rests on: matters, disputes, information. Who reads a problem sees of them only what he may see.

A source he may not see counts as nothing at all: neither its number nor that there is one more shines through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.information import dispute_queries, information_queries
from lianxi.information.models import Problem, ProblemSource
from lianxi.journal.frame import Actor, Step
from lianxi.journal.refusals import Invalid
from lianxi.matters.models import Exclusion
from lianxi.matters.scope import visible
from lianxi.matters.words import number_label
from lianxi.roster.models import Unit

#: kinds of source → official words
SOURCES = {"matter": "信访事项", "dispute": "矛盾纠纷", "information": "敏感信息"}
#: kind → the name of the page that shows one
PAGES = {"matter": "matter", "dispute": "dispute", "information": "information_one"}
MOST = 100
YEAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One source as its reader may see it; ``page`` is the name of its address."""

    code: str
    page: str
    number: int
    label: str
    title: str


def seen(conference: int, actor: Actor, codes: Iterable[str]) -> list[Source]:
    """Those of the sources that this seat may see, in the order given. One query a kind that is named."""
    wanted = list(codes)
    found: dict[str, Source] = {}
    for kind, numbers in _by_kind(wanted).items():
        for number, title in _titles(conference, actor, kind, numbers):
            code = f"{kind}:{number}"
            label = f"{SOURCES[kind]} {number_label(number) if kind == 'matter' else f'第 {number} 号'}"
            found[code] = Source(code, PAGES[kind], number, label, title)
    return [found[code] for code in wanted if code in found]


def _by_kind(codes: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for code in codes:
        kind, _, number = code.partition(":")
        if kind in SOURCES and number.isdigit() and len(number) <= 12:
            found.setdefault(kind, []).append(int(number))
    return found


def _titles(conference: int, actor: Actor, kind: str, numbers: list[int]) -> Iterable[tuple[int, str]]:
    if kind == "matter":
        return visible(conference, actor).filter(number__in=numbers).values_list("number", "title")
    if kind == "dispute":
        return dispute_queries.visible(conference, actor).filter(number__in=numbers).values_list("number", "title")
    return information_queries.visible(conference, actor).filter(number__in=numbers).values_list("number", "title")


def typed(matters: str, disputes: str, information: str) -> list[str]:
    """Codes from what a person typed: 2026-0012、2026-0015; 3、4. Raises ``Invalid`` for what is no number."""
    found = []
    for kind, text in (("matter", matters), ("dispute", disputes), ("information", information)):
        for part in filter(None, re.split(r"[\s,，、;；]+", text.strip())):
            match = re.fullmatch(r"第?(\d{1,12})(?:-(\d{1,6}))?号?", part)
            if match is None:
                raise Invalid(f"看不懂编号“{part[:20]}”。几个编号之间用“、”隔开，例如“2026-0012、2026-0015”。", kind)
            first, second = int(match[1]), match[2]
            found.append(f"{kind}:{first * YEAR + int(second) if second else first}")
    return list(dict.fromkeys(found))


def lay(step: Step, problem: Problem, codes: Sequence[str]) -> int:
    """Put sources to a problem; how many are new.

    Raises ``Invalid`` for one the actor may not see or that is not there (one sentence for both), and where the unit
    must keep away from it.
    """
    wanted = list(dict.fromkeys(codes))
    known = {each.code for each in seen(step.conference.pk, step.actor, wanted)}
    for code in wanted:
        kind, _, number = code.partition(":")
        if code not in known:
            words = number_label(int(number)) if kind == "matter" and number.isdigit() else f"第 {number} 号"
            raise Invalid(f"没有{SOURCES.get(kind, '来源')} {words}，或不在您可见的范围。请核对编号。", kind)
    check_kept_away(step, problem.unit, wanted)
    there = set(ProblemSource.objects.filter(problem=problem).values_list("source", flat=True))
    new = [code for code in wanted if code not in there]
    if len(there) + len(new) > MOST:
        raise Invalid(f"一个问题专档最多收入 {MOST} 件来源。请另立一档，或只收入有代表性的。", "matter")
    ProblemSource.objects.bulk_create(
        ProblemSource(conference=step.conference, problem=problem, source=code) for code in new
    )
    return len(new)


def check_kept_away(step: Step, unit: Unit, codes: Sequence[str]) -> None:
    """Raise ``Invalid`` where a source is a matter that this unit must keep away from (条例 28(3), 30(3))."""
    matters = _by_kind(codes).get("matter", [])
    kept = Exclusion.objects.filter(conference=step.conference, matter__number__in=matters, unit=unit)
    if kept.exists():
        raise Invalid(f"{unit.name}应当回避来源中的信访事项，不能承担这个问题的调查。请改由其他单位调查。", "unit")
