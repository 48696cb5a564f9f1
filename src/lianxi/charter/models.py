"""Versions of the rulebook in time, key periods, and the yearly notices of days off. Columns and constraints only."""

from __future__ import annotations

from django.db import models


class Version(models.Model):
    """One version of a conference's rulebook: the text as read, the answers a person gave, the date of force."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    text_sha256 = models.CharField(max_length=64)
    compiled = models.TextField()
    answers = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="version_number_once")]


class KeyPeriod(models.Model):
    """A declared 重点时期; both days inclusive. ``ended_on`` shortens it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    ended_on = models.DateField(null=True)
    basis = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="key_period_number_once"),
            models.CheckConstraint(name="key_period_order", condition=models.Q(end__gte=models.F("start"))),
        ]


class CalendarNotice(models.Model):
    """The notice of days off of one year, as loaded. The highest ``version`` of a year holds; withdrawn ones go.

    ``days``: canonical text (``clocks.notice``), a line a day that differs from the plain week.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    days = models.TextField()
    basis = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    entry = models.PositiveIntegerField()
    loaded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "year", "version"], name="calendar_version_once"),
        ]
