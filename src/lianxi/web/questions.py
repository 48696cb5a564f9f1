"""The open questions of a rules document as a form: each beside its article and sentence, grouped by urgency.

Founding and new versions share it. Answers are kept under the question's key, in the form that deriving duties reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField

from lianxi.charter.diff import UNITS, answer_words
from lianxi.roster.settle import read_names, vacant_seats, write_names
from lianxi.rulebook.compiled import Compiled, Question, Span
from lianxi.web.forms import ActionForm

LIMITS = frozenset({"deadline_word", "deadline_missing"})
#: settled once, when units and seats are founded; later changes of the roster are made there
OF_THE_ROSTER = frozenset({"unit_abbrev", "unit_renamed", "unit_truncated", "vacant_name", "director"})
#: characters of the sentence shown before and after the words in question
AROUND = 40
WORKDAYS = (1, 3, 5, 7, 10, 15)
MUST = "请选择一项。这个问题确认后才能继续。"
#: ；and = stand between posts and names in the kept answer
_NAME = RegexValidator(r"^[^；=\r\n]*$", "姓名中不能有分号、等号。")


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence a question rests on, the words in question marked."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question, ready to print. ``stored``: what another window saved, where it differs; ``fresh``: open or new."""

    key: str
    article: str
    text: str
    quote: Quote | None
    fields: tuple[BoundField, ...]
    stored: str
    fresh: bool
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    must: tuple[Row, ...]
    limits: tuple[Row, ...]
    rest: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.must) + len(self.limits) + len(self.rest)

    def where(self, *, fresh: bool) -> Groups:
        """Those that are open or new, or the others. A row with an error, or changed elsewhere, goes first."""

        def of(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(row for row in rows if (row.fresh or bool(row.errors or row.stored)) == fresh)

        return Groups(of(self.must), of(self.limits), of(self.rest))


class QuestionsForm(ActionForm):
    """Fields ``q0``, ``q1`` … in the order of the questions; ``roster``: those about units and seats too."""

    def __init__(
        self, *args: Any, compiled: Compiled, answers: Mapping[str, str | int], roster: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.compiled = compiled
        self.given = dict(answers)
        self.questions = [item for item in compiled.questions if roster or item.code not in OF_THE_ROSTER]
        for index, question in enumerate(self.questions):
            for name, field in self._fields_of(index, question):
                self.fields[name] = field

    # building ---------------------------------------------------------------------------------------------------

    def _fields_of(self, index: int, question: Question) -> Iterable[tuple[str, forms.Field]]:
        answer = str(self.given.get(question.key, ""))
        if question.code == "meetings_that_count":
            kinds = [(option.id, option.text) for option in question.options if option.id != "none"]
            self.initial[f"q{index}"] = answer.split(",")
            yield (
                f"q{index}",
                forms.MultipleChoiceField(
                    label="也算作工作会议的", choices=kinds, required=False, widget=forms.CheckboxSelectMultiple
                ),
            )
        elif question.code == "vacant_name":
            named = read_names(self.compiled, self.given)
            for seat, post in vacant_seats(self.compiled).items():
                self.initial[f"q{index}_{seat}"] = named.get(seat, "")
                yield f"q{index}_{seat}", forms.CharField(label=post, max_length=60, required=False, validators=[_NAME])
        elif question.code == "director":
            yield from self._director(index, question, answer)
        else:
            yield f"q{index}", self._choice(index, question, answer)

    def _director(self, index: int, question: Question, answer: str) -> Iterable[tuple[str, forms.Field]]:
        offered = [(option.id, option.text) for option in question.options]
        known = answer in dict(offered)
        self.initial[f"q{index}"] = answer if known else "open"
        self.initial[f"q{index}_name"] = "" if known else answer
        yield (
            f"q{index}",
            forms.ChoiceField(label="办公室主任", choices=offered, widget=forms.RadioSelect, required=False),
        )
        yield f"q{index}_name", forms.CharField(label="或者另填姓名", max_length=60, required=False, validators=[_NAME])

    def _choice(self, index: int, question: Question, answer: str) -> forms.ChoiceField:
        offered: list[Any] = [(option.id, option.text) for option in question.options]
        choices: list[Any] = offered
        if question.code in LIMITS:
            days = [option for option in offered if option[0] != "open"]
            workdays = [(f"{number} workday", f"{number} {UNITS['workday']}内") for number in WORKDAYS]
            known = {value for value, _ in [*offered, *workdays]}
            kept = [(answer, answer_words(question, answer))] if answer and answer not in known else []
            choices = [("open", "暂不确定（待定）"), *kept, ("自然日", days), ("工作日", workdays)]
        self.initial[f"q{index}"] = answer or ("open" if question.may_stay_open else "")
        return forms.ChoiceField(
            label="答复",
            choices=choices,
            required=False,
            widget=forms.Select if question.code in LIMITS else forms.RadioSelect,
        )

    # reading ----------------------------------------------------------------------------------------------------

    def answers(self) -> dict[str, str]:
        """Whatever could be read, in the form that is kept; also when another field is wrong."""
        self.is_valid()
        found = {}
        for index, question in enumerate(self.questions):
            value = self._answer(index, question)
            if value:
                found[question.key] = value
        return found

    def _answer(self, index: int, question: Question) -> str:
        typed = self.cleaned_data
        if question.code == "meetings_that_count":
            return ",".join(typed.get(f"q{index}") or []) or "none"
        if question.code == "vacant_name":
            return write_names(
                {post: typed.get(f"q{index}_{seat}", "") for seat, post in vacant_seats(self.compiled).items()}
            )
        name = str(typed.get(f"q{index}_name") or "").strip()
        return name or str(typed.get(f"q{index}") or "")

    def demand(self, keys: Iterable[str]) -> bool:
        """Put an error beside each of these questions that this form asks; whether there was one."""
        missing = set(keys) & {question.key for question in self.questions}
        for index, question in enumerate(self.questions):
            if question.key in missing:
                self.add_error(f"q{index}", MUST)
        return bool(missing)

    # printing ---------------------------------------------------------------------------------------------------

    def groups(self, *, stored: Mapping[str, str | int] | None = None) -> Groups:
        """All questions in their groups. ``stored``: what stands in the draft now, after another window wrote."""
        rows = [(question, self._row(index, question, stored)) for index, question in enumerate(self.questions)]
        return Groups(
            must=tuple(row for question, row in rows if not question.may_stay_open),
            limits=tuple(row for question, row in rows if question.may_stay_open and question.code in LIMITS),
            rest=tuple(row for question, row in rows if question.may_stay_open and question.code not in LIMITS),
        )

    def _row(self, index: int, question: Question, stored: Mapping[str, str | int] | None) -> Row:
        names = [name for name in self.fields if re.fullmatch(rf"q{index}(_\w+)?", name)]
        now = ""
        if stored is not None:
            kept = str(stored.get(question.key, ""))
            now = answer_words(question, kept) if kept and kept != self._answer(index, question) else ""
        answer = str(self.given.get(question.key, ""))
        return Row(
            key=question.key,
            article=question.key.split(":")[1],
            text=own_words(question, self.compiled.text),
            quote=quote(self.compiled.text, question.span),
            fields=tuple(self[name] for name in names),
            stored=now,
            fresh=answer in {"", "open"},
            errors=tuple(str(error) for name in names for error in self.errors.get(name, [])) if self.is_bound else (),
        )


def own_words(question: Question, text: str) -> str:
    """The question without the quotation it begins with: that is printed beside it."""
    return re.sub(r"^\S{1,12}写的是“(?:[^”]|”(?!。))*”。", "", question.text) or question.text


def quote(text: str, span: Span | None) -> Quote | None:
    """The sentence (or line) around a span, cut where it runs on."""
    if span is None:
        return None
    first = max(text.rfind(mark, 0, span[0]) for mark in "\n。；") + 1
    ends = [place for mark in "\n。；" if (place := text.find(mark, span[1])) >= 0]
    last = min(ends, default=len(text))
    before = text[first : span[0]].lstrip()
    after = text[span[1] : last + (1 if ends and text[last] != "\n" else 0)].rstrip()
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]}…"
    return Quote(before, text[slice(*span)], after)


def settled(
    compiled: Compiled, answers: Mapping[str, str | int], *, roster: bool = True
) -> list[tuple[str, str, str, bool]]:
    """Every question with its answer in words: article, question, answer, whether it is still open."""
    return [
        (
            question.key.split(":")[1],
            own_words(question, compiled.text),
            answer_words(question, answers.get(question.key, "")),
            str(answers.get(question.key, "")) in {"", "open"},
        )
        for question in compiled.questions
        if roster or question.code not in OF_THE_ROSTER
    ]
