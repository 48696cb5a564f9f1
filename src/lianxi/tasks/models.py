"""Tasks with their bearers, reports, extensions, and requests for help. Columns and constraints only."""

from __future__ import annotations

from django.db import models

STATES = {
    "assigned": "待接收",
    "accepted": "办理中",
    "returned": "退回重办",
    "completed": "已报办结",
    "verified": "已核验",
    "cancelled": "已取消",
}
OPEN = ("assigned", "accepted", "returned")


class Task(models.Model):
    """Something decided that a unit carries out. ``origin``: ``decision:5`` or empty for a task given by hand."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    key = models.BooleanField(default=False)
    assigned_on = models.DateField()
    state = models.CharField(max_length=12)
    chased = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="task_number_once"),
            models.CheckConstraint(name="task_state_known", condition=models.Q(state__in=list(STATES))),
        ]
        indexes = [
            models.Index(fields=["conference", "state", "due", "number"], name="task_by_due"),
            models.Index(fields=["conference", "lead", "state", "due"], name="task_by_lead"),
        ]


class CoUnit(models.Model):
    """A unit that helps with a task, and its own part of it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="co_units")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    reported = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="co_unit_once")]
        indexes = [models.Index(fields=["conference", "unit"], name="co_unit_by_unit")]


class Report(models.Model):
    """What a unit reported on a task; ``final`` asks the office to verify."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    happened_on = models.DateField()
    text = models.TextField()
    final = models.BooleanField(default=False)
    heard_at = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["conference", "task", "entry"], name="report_by_task")]


class Extension(models.Model):
    """A later due date asked for, granted or not."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    wanted = models.DateField()
    reason = models.TextField()
    asked_on = models.DateField()
    granted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=models.Q(granted=None), name="one_open_extension_a_task")
        ]


class Help(models.Model):
    """商请协办: one unit asks another; answered, or escalated to the office."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    asking = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    due = models.DateField(null=True)
    asked_on = models.DateField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="asked")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="help_number_once"),
            models.CheckConstraint(
                name="help_state_known", condition=models.Q(state__in=["asked", "answered", "escalated"])
            ),
        ]
