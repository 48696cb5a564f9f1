"""What the words of a ledger for units and categories mean: one choice a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lianxi.matters.imports.import_meanings import CATEGORY, KEEP, UNIT, Names, Unknown
from lianxi.web.forms import ActionForm

KEPT = "不导入该列值，原文照录"
HEADS = {
    UNIT: ("单位", "成员名册里没有的单位名称。选定后按该单位登记，表里的原文同时记入附记。"),
    CATEGORY: ("内容分类", "分类表里没有的类别。选定后按该分类登记，表里的原文同时记入附记。"),
}


class WordsForm(ActionForm):
    """``chosen``: what the words of this very ledger mean by now, before what they meant the last time."""

    def __init__(
        self, *args: Any, asked: Sequence[Unknown], known: Names, chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.offered = asked, known.offered
        for each in asked:
            before = chosen.get(each.mark) or each.meaning
            field = forms.ChoiceField(label=each.word, initial=before if before in known.offered else KEEP)
            field.choices = [(KEEP, KEPT), *((code, name) for code, name in known.offered.items() if _of(each, code))]
            self.fields[_name(each)] = field

    def meanings(self) -> dict[str, str]:
        """Mark → meaning."""
        return {each.mark: self.cleaned_data[_name(each)] for each in self.asked}


def _name(each: Unknown) -> str:
    return f"w{each.mark[:20]}"


def _of(each: Unknown, meaning: str) -> bool:
    return meaning.startswith(f"{each.kind}:")


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word on the page: its choice, the names most like it and all others. ``value``: what is chosen."""

    word: str
    where: str
    rows: int
    field: Any
    value: str
    remembered: bool
    likely: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words of one kind; ``others``: everything that may be chosen for them."""

    name: str
    help: str
    lines: tuple[WordLine, ...]
    others: tuple[tuple[str, str], ...]


def word_groups(form: WordsForm) -> list[WordGroup]:
    """Units, then categories."""
    groups = []
    for kind, (name, help_) in HEADS.items():
        lines = tuple(_line(form, each) for each in form.asked if each.kind == kind)
        if lines:
            others = tuple((code, label) for code, label in form.offered.items() if code.startswith(f"{kind}:"))
            groups.append(WordGroup(name, help_, lines, others))
    return groups


def _line(form: WordsForm, each: Unknown) -> WordLine:
    field = form[_name(each)]
    likely = tuple((code, form.offered[code]) for code in each.likely)
    return WordLine(each.word, "、".join(each.fields), each.rows, field, str(field.value()), bool(each.meaning), likely)
