"""Responsibility targets, assessment schemes, results and objections (article 16). Columns and constraints only."""

from __future__ import annotations

from django.db import models

STATES = {
    "draft": "起草中",
    "submitted": "待审定",
    "confirmed": "已审定",
    "open": "征求异议",
    "settled": "结果待公布",
    "published": "已公布",
    "dropped": "已作废",
}
LETTER_STATES = {"draft": "起草中", "signed": "已签订"}
TARGET_STATES = {"open": "推进中", "met": "已报完成", "accepted": "已认定完成", "returned": "退回补充"}


class Scheme(models.Model):
    """An assessment: its period, indicators and grades. Frozen once ``confirmed``; ``basis``: ``decision:5`` or empty.

    ``grades``: [[90, "优秀"], …] falling; ``kinds``: kinds of unit assessed, empty for all.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    kinds = models.JSONField(default=list)
    grades = models.JSONField(default=list)
    note = models.TextField(blank=True)
    drafter = models.PositiveIntegerField(null=True)
    drafted_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    basis = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(blank=True)
    computed_on = models.DateField(null=True)
    objections_until = models.DateField(null=True)
    published_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default="draft")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="scheme_number_once"),
            models.CheckConstraint(name="scheme_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="scheme_days", condition=models.Q(last_day__gte=models.F("first_day"))),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="scheme_newest")]


class Indicator(models.Model):
    """One indicator: ``formula`` gives the share of ``weight`` that is earned; no more than ``cap`` points count."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="indicators")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    definition = models.CharField(max_length=200)
    formula = models.CharField(max_length=400)
    weight = models.DecimalField(max_digits=5, decimal_places=1)
    cap = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "place"], name="indicator_place_once"),
            models.CheckConstraint(name="indicator_weighs", condition=models.Q(weight__gt=0)),
        ]


class Result(models.Model):
    """What one unit scored: per indicator its value, score and counts; ``evidence``: per measure what was counted."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    total = models.DecimalField(max_digits=7, decimal_places=2)
    lines = models.JSONField(default=list)
    evidence = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "unit"], name="result_once_a_unit")]


class Objection(models.Model):
    """A unit's objection to its result; upheld: the record was put right and its score computed anew."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    on = models.DateField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="objection_number_once"),
            models.UniqueConstraint(
                fields=["scheme", "unit", "place"], condition=models.Q(upheld=None), name="one_open_objection"
            ),
        ]


class TargetLetter(models.Model):
    """责任书 of one unit for one year; its targets stand once it is signed."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    signed_on = models.DateField(null=True)
    signer = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="draft")
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="target_letter_number_once"),
            models.UniqueConstraint(fields=["conference", "year", "unit"], name="target_letter_once_a_year"),
            models.CheckConstraint(name="target_letter_state", condition=models.Q(state__in=list(LETTER_STATES))),
        ]


class Target(models.Model):
    """One target: what, by which standard it is met, by when; ``result``: what the unit reports."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    letter = models.ForeignKey(TargetLetter, on_delete=models.PROTECT, related_name="targets")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    standard = models.TextField()
    due = models.DateField()
    state = models.CharField(max_length=12, default="open")
    result = models.TextField(blank=True)
    met_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="target_number_once"),
            models.UniqueConstraint(fields=["letter", "place"], name="target_place_once"),
            models.CheckConstraint(name="target_state_known", condition=models.Q(state__in=list(TARGET_STATES))),
        ]
        indexes = [models.Index(fields=["conference", "due", "state"], name="target_by_due")]


class CountyItem(models.Model):
    """One line of the county's table (上级考核自评表): what it asks, our figure, what shows it. Never scores a unit."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    table = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200)
    standard = models.TextField(blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    computes = models.CharField(max_length=40, blank=True)
    duties = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    note = models.TextField(blank=True)
    own_score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "table", "place"], name="county_item_once")]


class CountyTable(models.Model):
    """The county's table as it was brought in: whose, of which year."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    issuer = models.CharField(max_length=80, blank=True)
    imported_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="county_table_number_once")]
