"""矛盾纠纷排查: periodic reports of units, the disputes found, figures of the 12345 line and the grid (article 14)."""

from __future__ import annotations

from django.db import models

#: how serious the *matter* is, never the persons
RISKS = {"low": "低", "middle": "中", "high": "高"}
KINDS = {
    "neighbours": "邻里关系",
    "family": "婚姻家庭",
    "land": "土地山林",
    "house": "宅基地与房屋",
    "demolition": "征地拆迁",
    "wages": "劳资欠薪",
    "contract": "合同债务",
    "environment": "环境污染",
    "injury": "损害赔偿",
    "village_affairs": "村级事务",
    "other": "其他",
}
STATES = {"open": "化解中", "settled": "已化解", "escalated": "已提级", "voided": "已作废"}
#: how often units report what they found; ``day`` in key periods
EVERY = {"month": "每月", "half": "每半月", "week": "每周", "day": "每日"}


class Screening(models.Model):
    """One unit's report for one period (a month, a week or, in a key period, a day); ``found`` 0 is a zero report.

    ``entry``: where the journal has it.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=8)
    first_day = models.DateField()
    last_day = models.DateField()
    found = models.PositiveIntegerField(default=0)
    reported_on = models.DateField()
    entry = models.PositiveBigIntegerField(default=0)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="screening_number_once"),
            models.UniqueConstraint(
                fields=["conference", "unit", "every", "first_day"], name="screening_once_a_period"
            ),
            models.CheckConstraint(name="screening_every", condition=models.Q(every__in=list(EVERY))),
        ]
        indexes = [models.Index(fields=["conference", "-first_day", "unit"], name="screening_newest")]


class ScreeningSetting(models.Model):
    """From which day on reports are asked for, and of whom: villages, those of ``also``, not those of ``excused``.

    Both are numbers of units. Without a row nobody is reminded; who wants to may report all the same.
    """

    conference = models.OneToOneField("journal.Conference", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    also = models.JSONField(default=list)
    excused = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)


class ScreeningChase(models.Model):
    """催报: how often a unit was reminded of a period, and when last."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=8)
    first_day = models.DateField()
    times = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit", "every", "first_day"], name="screening_chase_once_a_period"
            )
        ]


class Dispute(models.Model):
    """One dispute found: place, kind, risk of the matter, who settles it, measures, result. No names in any column.

    ``unit`` found it, ``settles`` is to settle it. ``measures``: ``{"on", "unit", "text"}`` in their order.
    ``became``: ``matter:12`` or ``information:3`` once it was passed on in one step. ``reason``: why it was opened
    again or voided.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    settles = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    kind = models.CharField(max_length=16)
    risk = models.CharField(max_length=8)
    place = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    people = models.PositiveIntegerField(null=True)
    responsible = models.CharField(max_length=60, blank=True)
    measures = models.JSONField(default=list)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12)
    result = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    became = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="dispute_number_once"),
            models.CheckConstraint(name="dispute_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="dispute_risk_known", condition=models.Q(risk__in=list(RISKS))),
            models.CheckConstraint(name="dispute_kind_known", condition=models.Q(kind__in=list(KINDS))),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="dispute_newest"),
            models.Index(fields=["conference", "unit", "-number"], name="dispute_by_unit"),
            models.Index(fields=["conference", "settles", "state"], name="dispute_by_settler"),
            models.Index(fields=["conference", "state", "-number"], name="dispute_by_state"),
            models.Index(fields=["conference", "found_on"], name="dispute_by_day"),
        ]


SOURCES = {"line": "12345热线", "grid": "网格"}


class OutsideFigure(models.Model):
    """How many requests the 12345 line or the grid counted in a month, by unit and category: figures, no persons."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8)
    month = models.DateField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField()
    settled = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="outside_source_known", condition=models.Q(source__in=list(SOURCES))),
            models.UniqueConstraint(
                fields=["conference", "source", "month", "unit", "category"],
                nulls_distinct=False,
                name="outside_figure_once",
            ),
        ]
