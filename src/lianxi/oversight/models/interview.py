"""Comments, attention, measures of 条例 39(3), interviews (article 15). Never a number or rank of petitions."""

from __future__ import annotations

from django.db import models

#: grounds of an interview; none of them counts petitions
GROUNDS = {
    "problem": "突出问题未有效化解",
    "overdue": "逾期未办理",
    "false_handling": "弄虚作假",
    "refusal": "拒不执行处理意见",
    "convener": "召集人认为需要约谈",
}
STATES = {"decided": "待约谈", "held": "整改中", "rectified": "已反馈整改", "closed": "已办结", "cancelled": "已取消"}
MEASURES = {"circular": "通报", "listed": "挂牌督办", "ordered": "责令限期整改"}
MEASURE_STATES = {
    "proposed": "待批准",
    "refused": "未批准",
    "approved": "执行中",
    "answered": "已反馈",
    "lifted": "已解除",
}


class Comment(models.Model):
    """点评 of a unit's handling, at a meeting (``meeting`` its number) or between two."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    meeting = models.PositiveIntegerField(null=True)
    on = models.DateField()
    text = models.TextField()
    reply = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="comment_number_once")]
        indexes = [models.Index(fields=["conference", "unit", "-number"], name="comment_by_unit")]


class Attention(models.Model):
    """重点关注单位: ground, measures, when it entered and left. ``basis``: ``problem:3``, ``task:9`` …"""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    measures = models.TextField(blank=True)
    exit_when = models.TextField(blank=True)
    entered_on = models.DateField()
    until = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="attention_number_once"),
            models.UniqueConstraint(
                fields=["conference", "unit"], condition=models.Q(left_on=None), name="attention_once_a_unit"
            ),
            models.CheckConstraint(name="attention_ground_known", condition=models.Q(ground__in=list(GROUNDS))),
        ]


class UnitMeasure(models.Model):
    """通报, 挂牌督办, 责令限期整改: proposed by the office, approved by a convener, answered by the unit, lifted."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    due = models.DateField(null=True)
    proposed_on = models.DateField()
    approved_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    state = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="measure_number_once"),
            models.CheckConstraint(name="unit_measure_kind", condition=models.Q(kind__in=list(MEASURES))),
            models.CheckConstraint(name="unit_measure_state", condition=models.Q(state__in=list(MEASURE_STATES))),
            models.CheckConstraint(name="unit_measure_ground", condition=models.Q(ground__in=list(GROUNDS))),
        ]
        indexes = [models.Index(fields=["conference", "unit", "state"], name="measure_by_unit")]


class Interview(models.Model):
    """约谈 of a unit's head: decided by a convener on a ground, held, put right, closed. ``basis``: ``problem:3`` …"""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    decided_on = models.DateField()
    planned_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    held_on = models.DateField(null=True)
    problem = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    due = models.DateField(null=True)
    rectification = models.TextField(blank=True)
    rectified_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    state = models.CharField(max_length=12)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="interview_number_once"),
            models.CheckConstraint(name="interview_ground_known", condition=models.Q(ground__in=list(GROUNDS))),
            models.CheckConstraint(name="interview_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(
                name="interview_problem_has_its_file",
                condition=~models.Q(ground="problem") | models.Q(basis__startswith="problem:"),
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="interview_newest"),
            models.Index(fields=["conference", "unit", "state"], name="interview_by_unit"),
        ]
