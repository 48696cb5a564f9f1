"""What a text suggests as unit of territory, competent unit and category; what was chosen; how often it was right.

A suggestion is never a choice: it is shown with the words that spoke for it, fills nothing by itself, and is silent
when unsure. Which was shown, by which table and what a person chose is logged as codes (``RoutingChoice``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lianxi.analysis import routing
from lianxi.analysis.routing import History, Row, Suggestion, by_history, by_table
from lianxi.journal.frame import Actor, Step
from lianxi.matters.finding import duty_table, own_texts
from lianxi.matters.finding.duty_table import FIELDS, DutyList, Names
from lianxi.matters.identities.masking import masked
from lianxi.matters.models import Exclusion, Matter, RoutingChoice
from lianxi.matters.scope import visible

SOURCES = {"table": "职责对照表", "history": "本单位以往的选择", "": "没有建议"}
#: the choices that accuracy is counted over, and the newest matters that the history is tried on
COUNTED, TRIED = 1_000, 200
_CODE = re.compile(r"(territory|responsible|category)=(table|history|)=([0-9]+(?:,[0-9]+){0,2}|)")


@dataclass(frozen=True, slots=True)
class Target:
    """One suggestion: what is called so, and the words of the text that spoke for it."""

    target: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested for one field, best first; nothing: it is silent."""

    field: str
    label: str
    source: str
    targets: tuple[Target, ...]

    @property
    def source_label(self) -> str:
        return SOURCES[self.source]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for a text. ``code``: as it goes through a form, to be logged with the choice."""

    version: int
    fields: tuple[Suggested, ...]

    @property
    def code(self) -> str:
        parts = [f"{each.field}={each.source}={','.join(t.target for t in each.targets)}" for each in self.fields]
        return "|".join([str(self.version), *parts])

    @property
    def silent(self) -> bool:
        return not any(each.targets for each in self.fields)


def suggest(
    conference: int, text: str, *, only: Collection[str] = tuple(FIELDS), without: Collection[int] = ()
) -> Suggestions:
    """What is suggested for these fields. ``without``: units that must keep away (28(3)). Four to six queries."""
    names, table = duty_table.names_of(conference), duty_table.table(conference)
    histories = own_texts.histories_of(conference)
    barred = {str(number) for number in without}
    text = masked(text)
    return Suggestions(
        table.version,
        tuple(_suggested(each, text, table, histories[each], names, barred) for each in FIELDS if each in only),
    )


def suggest_for(conference: int, actor: Actor, number: int, *, only: Collection[str] = tuple(FIELDS)) -> Suggestions:
    """What is suggested for a registered matter, to who may see it; excluded units never. Six to eight queries."""
    matter = visible(conference, actor).filter(number=number, stub=False).select_related("search_text").first()
    if matter is None:
        return Suggestions(0, ())
    kept_away = Exclusion.objects.filter(matter=matter).exclude(unit=None).values_list("unit__number", flat=True)
    body = matter.search_text.body if hasattr(matter, "search_text") else ""
    return suggest(conference, body, only=only, without=list(kept_away))


def _suggested(
    name: str, text: str, table: DutyList, history: History, names: Names, barred: Collection[str]
) -> Suggested:
    known = names.of(name)
    for source, found in _asked(name, text, table, history):
        kept = [each for each in found if each.target in known and (name == "category" or each.target not in barred)]
        if kept:
            targets = tuple(Target(each.target, known[each.target], each.words) for each in kept)
            return Suggested(name, FIELDS[name], source, targets)
    return Suggested(name, FIELDS[name], "", ())


def _asked(name: str, text: str, table: DutyList, history: History) -> Iterable[tuple[str, tuple[Suggestion, ...]]]:
    """A place is named or it is not: there the table speaks first; else history, once there is enough."""
    rows = [Row(word, target) for word, target in table.of(name)]
    if name == "territory":
        yield "table", by_table(text, rows)
        yield "history", by_history(text, history)
    else:
        yield "history", by_history(text, history)
        yield "table", by_table(text, rows)


# logging ------------------------------------------------------------------------------------------------------------


def note(step: Step, matter: Matter, code: str, chosen: Mapping[str, str]) -> None:
    """Log what was suggested beside what was chosen, within the action that chose. ``code``: ``Suggestions.code``.

    What is no such code was shown to nobody and is not logged.
    """
    version, _, rest = code.partition("|")
    if not version.isdecimal() or len(version) > 6:
        return
    for part in rest.split("|"):
        read = _CODE.fullmatch(part)
        if read is None or not chosen.get(read[1]):
            continue
        RoutingChoice.objects.create(
            conference=step.conference,
            matter=matter,
            entry=step.number,
            field=read[1],
            source=read[2],
            suggested=read[3].split(",") if read[3] else [],
            table_version=int(version),
            chosen=chosen[read[1]],
        )


# accuracy -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How suggestions compare with what people chose. A share of nothing is “—”."""

    label: str
    asked: int = 0
    silent: int = 0
    first: int = 0
    among: int = 0

    @property
    def spoke(self) -> int:
        return self.asked - self.silent

    @property
    def first_share(self) -> str:
        return _share(self.first, self.spoke)

    @property
    def among_share(self) -> str:
        return _share(self.among, self.spoke)

    @property
    def silent_share(self) -> str:
        return _share(self.silent, self.asked)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "—"


def accuracy(conference: int) -> list[Accuracy]:
    """What was shown and what was chosen then, by field, over the newest choices. Three queries."""
    return [_logged(conference, name) for name in FIELDS]


def _logged(conference: int, name: str) -> Accuracy:
    rows = RoutingChoice.objects.filter(conference_id=conference, field=name).order_by("-pk")
    told = list(rows.values_list("suggested", "chosen", "source")[:COUNTED])
    return _counted(FIELDS[name], [(tuple(suggested), chosen) for suggested, chosen, _ in told])


def tried(conference: int) -> list[Accuracy]:
    """The body's newest matters, each asked of what was chosen for those before them; nothing before there is enough.

    One query, and some seconds at most.
    """
    rows = own_texts.confirmed(conference)
    newest, earlier = rows[:TRIED], rows[TRIED:]
    if len(rows) < 2 * TRIED:
        half = len(rows) // 3
        newest, earlier = rows[:half], rows[half:]
    found = []
    for at, label in enumerate(FIELDS.values(), start=1):
        history = routing.learn((row[0], row[at]) for row in earlier if row[at])
        if history.enough:
            pairs = [(_targets(by_history(row[0], history)), row[at]) for row in newest if row[at]]
            found.append(_counted(label, pairs))
    return found


def _targets(found: Iterable[Suggestion]) -> tuple[str, ...]:
    return tuple(each.target for each in found)


def _counted(label: str, pairs: Collection[tuple[tuple[str, ...], str]]) -> Accuracy:
    spoke = [(suggested, chosen) for suggested, chosen in pairs if suggested]
    return Accuracy(
        label,
        asked=len(pairs),
        silent=len(pairs) - len(spoke),
        first=sum(suggested[0] == chosen for suggested, chosen in spoke),
        among=sum(chosen in suggested for suggested, chosen in spoke),
    )
