"""Tasks with their bearers and reports, requests for help, directives, reports upward. Columns and constraints only."""

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
    """Something decided that a unit carries out. ``origin``: ``decision:5`` or empty for a task given by hand.

    ``by_hand``: 补录, from before the system was used.
    """

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
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="task_number_once"),
            models.CheckConstraint(name="task_state_known", condition=models.Q(state__in=list(STATES))),
        ]
        indexes = [
            models.Index(fields=["conference", "state", "due", "number"], name="task_by_due"),
            models.Index(fields=["conference", "lead", "state", "due"], name="task_by_lead"),
            models.Index(fields=["conference", "origin"], name="task_by_origin"),
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


SOURCES = {
    "centre": "中央",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "committee": "本级党委",
    "government": "本级政府",
}
CATEGORIES = {"": "其他交办", "key_work": "重点工作", "rule_of_law": "信访工作法治化", "reform": "信访工作制度改革"}
DIRECTIVE_STATES = {"received": "待分解", "broken_down": "办理中", "answered": "已报结"}


class Directive(models.Model):
    """上级交办: what a level above asks for; broken down into tasks (``origin`` ``directive:7``), answered upward.

    ``origin``: ``sending:3`` where it is the answer to a report of ours.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=12)
    sender = models.CharField(max_length=80, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    category = models.CharField(max_length=12, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default="received")
    answer = models.TextField(blank=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="directive_number_once"),
            models.CheckConstraint(
                name="directive_state_known", condition=models.Q(state__in=[*DIRECTIVE_STATES, "withdrawn"])
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "-received_on", "-number"], name="directive_newest"),
            models.Index(fields=["conference", "state", "due"], name="directive_by_due"),
        ]


UPWARD_STATES = {"drafted": "拟报", "sent": "已报送", "answered": "已答复"}


class UpwardReport(models.Model):
    """向上报告: a decision, problem or matter marked major goes to the level above (article 6 of the reference genre).

    ``origin``: ``decision:5``, or empty for a report begun by hand. ``kind``: report 报告, request 请示.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    origin = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    begun_on = models.DateField()
    state = models.CharField(max_length=12, default="drafted")
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="upward_number_once"),
            models.UniqueConstraint(
                fields=["conference", "origin"],
                condition=~models.Q(origin="") & ~models.Q(state="withdrawn"),
                name="upward_once_an_origin",
            ),
            models.CheckConstraint(
                name="upward_state_known", condition=models.Q(state__in=[*UPWARD_STATES, "withdrawn"])
            ),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="upward_newest")]


class Sending(models.Model):
    """One addressee of a report upward: when and how it went there, and what came back."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    report = models.ForeignKey(UpwardReport, on_delete=models.PROTECT, related_name="sendings")
    addressee = models.CharField(max_length=80)
    sent_on = models.DateField(null=True)
    means = models.CharField(max_length=12, blank=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    directive = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="sending_number_once"),
            models.UniqueConstraint(fields=["report", "addressee"], name="addressee_once_a_report"),
        ]


DEMANDS = {"inspection": "督办单", "suggestion": "工作建议书"}
DEMAND_STATES = {
    "sent": "待答复",
    "answered": "已答复",
    "returned": "退回补充",
    "accepted": "已办结",
    "cancelled": "已撤销",
}
#: states in which the unit owes an answer
UNANSWERED = ("sent", "returned")


class Demand(models.Model):
    """What the office demands of a unit in writing: 督办单 (督促检查) or 工作建议书; answered in writing.

    Each kind has numbers of its own. ``tasks``: what it is about, where it is about tasks.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    basis = models.CharField(max_length=200, blank=True)
    tasks = models.ManyToManyField(Task, related_name="+")
    sent_on = models.DateField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default="sent")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "kind", "number"], name="demand_number_once"),
            models.CheckConstraint(name="demand_kind_known", condition=models.Q(kind__in=list(DEMANDS))),
            models.CheckConstraint(name="demand_state_known", condition=models.Q(state__in=list(DEMAND_STATES))),
        ]
        indexes = [
            models.Index(fields=["conference", "kind", "-number"], name="demand_newest"),
            models.Index(fields=["conference", "unit", "state"], name="demand_by_unit"),
        ]
