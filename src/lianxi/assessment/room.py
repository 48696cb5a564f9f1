"""What this room tells the rooms below at start-up: names, withdrawals, records by hand, history, succession.

``assessment.published`` and ``target.set`` recorded by hand (登记履行) stay records with their name and file: a score
or a target is never made up from them, so no adopter gives them a row, and they are withdrawn as any record is.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.assessment.models import CountyTable, Objection, Scheme, Target, TargetLetter
from lianxi.journal.actions import keep_from_withdrawal, register_undo
from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.roster.models import Unit
from lianxi.roster.names import named_rows, register_names
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value as FactValue

UNMET = ("open", "met", "returned")


def named_schemes(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    return named_rows("assessment", Scheme.objects.filter(conference_id=conference, number__in=numbers), F("title"))


def named_objections(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """By number only: whose it is and what it says is for its unit and the office."""
    rows = Objection.objects.filter(conference_id=conference, number__in=numbers)
    words = Concat(Value("考核异议第 "), Cast("number", CharField()), Value(" 号"), output_field=CharField())
    return named_rows("objection", rows, words)


def named_targets(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    return named_rows("target", Target.objects.filter(conference_id=conference, number__in=numbers), F("title"))


def named_letters(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """“柳塘村2026年信访工作责任书”."""
    rows = TargetLetter.objects.filter(conference_id=conference, number__in=numbers)
    words = Concat(F("unit__name"), Cast("year", CharField()), Value("年信访工作责任书"), output_field=CharField())
    return named_rows("target_letter", rows, words)


def named_tables(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = CountyTable.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("county_table", rows, F("title"))


# succession -----------------------------------------------------------------------------------------------------------


def open_targets(conference: int, unit: int) -> QuerySet[Target]:
    """Targets of signed letters that are not accepted yet."""
    return Target.objects.filter(
        conference_id=conference, letter__unit__number=unit, letter__state="signed", state__in=UNMET
    )


def pass_targets(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor answers for them under its own letter of that year; where it has none the letter passes whole."""
    letters = TargetLetter.objects.filter(conference=step.conference, unit=unit, state="signed").order_by("number")
    for letter in letters:
        rows = list(Target.objects.filter(conference=step.conference, letter=letter, state__in=UNMET).order_by("place"))
        if not rows:
            continue
        own = TargetLetter.objects.filter(conference=step.conference, unit=successor, year=letter.year).first()
        if own is not None and own.state == "draft":
            Target.objects.filter(conference=step.conference, letter=own).delete()
            own.delete()  # never signed: the signed letter takes its place
            own = None
        if own is None:
            letter.unit = successor
            save_next(letter, "unit")
        else:
            _move(step, rows, own)
        data: dict[str, FactValue] = {"from": unit.number}
        for row in rows:
            step.fact("target.reassigned", f"target:{row.number}", unit=successor.number, data=data)


def _move(step: Step, rows: list[Target], letter: TargetLetter) -> None:
    """Behind the letter's own targets."""
    last = Target.objects.filter(conference=step.conference, letter=letter).order_by("-place").first()
    place = last.place if last else 0
    for row in rows:
        place += 1
        row.letter, row.place = letter, place
        save_next(row, "letter", "place")


def open_drafts(conference: int, unit: int) -> QuerySet[TargetLetter]:
    return TargetLetter.objects.filter(conference_id=conference, unit__number=unit, state="draft")


def pass_drafts(step: Step, unit: Unit, successor: Unit) -> None:
    """An unsigned letter passes over, unless the successor has its own."""
    for letter in open_drafts(step.conference.pk, unit.number):
        if not TargetLetter.objects.filter(conference=step.conference, unit=successor, year=letter.year).exists():
            letter.unit = successor
            save_next(letter, "unit")


def register() -> None:
    """One line a part (called at start-up)."""
    from lianxi.assessment.target_history import TARGETS, undo_report, undo_setting
    from lianxi.roster.history import register_history

    for beginning in ("assessment.", "target.", "county_table."):
        keep_from_withdrawal(beginning)
    for kind, named in (
        ("assessment", named_schemes),
        ("objection", named_objections),
        ("target", named_targets),
        ("target_letter", named_letters),
        ("county_table", named_tables),
    ):
        register_names(kind, named)
    register_succession("未完成的责任目标", open_targets, pass_targets)
    register_succession("未签订的责任书", open_drafts, pass_drafts)
    register_history(TARGETS)
    register_undo("target.set", undo_setting)
    register_undo("target.reported", undo_report)
