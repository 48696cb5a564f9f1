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
#: the same grounds for what is no interview
HANDLING = {**GROUNDS, "convener": "其他办理不力情形"}
STATES = {
    "proposed": "待召集人决定",
    "declined": "未采纳",
    "decided": "待约谈",
    "held": "整改中",
    "rectified": "已反馈整改",
    "returned": "退回整改",
    "closed": "已办结",
    "cancelled": "已取消",
}
MEASURES = {"circular": "通报", "listed": "挂牌督办", "ordered": "责令限期整改"}
MEASURE_STATES = {
    "proposed": "待批准",
    "refused": "未批准",
    "approved": "执行中",
    "answered": "已反馈",
    "returned": "退回重报",
    "lifted": "已解除",
    "cancelled": "已撤回",
}
ATTENTION_STATES = {"open": "重点关注中", "left": "已退出"}
COMMENT_STATES = {"made": "已点评", "replied": "已回应"}
#: a ground that must name what it rests on; what was recorded from paper may lack it
RESTS_ON_SOMETHING = ~models.Q(ground__in=["overdue", "refusal"]) | ~models.Q(basis="") | models.Q(by_hand=True)


class Comment(models.Model):
    """点评 of a unit's handling, at a meeting (``meeting`` its number): what is good, what is owed; it may reply."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    meeting = models.PositiveIntegerField(null=True)
    on = models.DateField()
    good = models.TextField(blank=True)
    owed = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="comment_number_once")]
        indexes = [models.Index(fields=["conference", "unit", "-number"], name="comment_by_unit")]

    @property
    def state(self) -> str:
        return "replied" if self.replied_on else "made"


class Attention(models.Model):
    """重点关注单位: ground, measures, when it entered and left. ``basis``: ``problem:3``, ``task:9`` …

    ``until``: the day on which the office looks at it again.
    """

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
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_because = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="attention_number_once"),
            models.UniqueConstraint(
                fields=["conference", "unit"], condition=models.Q(left_on=None), name="attention_once_a_unit"
            ),
            models.CheckConstraint(name="attention_ground_known", condition=models.Q(ground__in=list(GROUNDS))),
            models.CheckConstraint(name="attention_rests_on_something", condition=RESTS_ON_SOMETHING),
        ]

    @property
    def state(self) -> str:
        return "left" if self.left_on else "open"


class UnitMeasure(models.Model):
    """通报, 挂牌督办, 责令限期整改: proposed by the office, approved by a convener, answered by the unit, lifted.

    ``opinion``: the convener's; ``note``: why an answer came back or why it was lifted.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    demand = models.TextField(blank=True)
    due = models.DateField(null=True)
    proposed_on = models.DateField()
    approved_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    lifted_on = models.DateField(null=True)
    state = models.CharField(max_length=12)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="measure_number_once"),
            models.CheckConstraint(name="unit_measure_kind", condition=models.Q(kind__in=list(MEASURES))),
            models.CheckConstraint(name="unit_measure_state", condition=models.Q(state__in=list(MEASURE_STATES))),
            models.CheckConstraint(name="unit_measure_ground", condition=models.Q(ground__in=list(GROUNDS))),
            models.CheckConstraint(name="unit_measure_rests_on_something", condition=RESTS_ON_SOMETHING),
            models.CheckConstraint(
                name="unit_measure_in_force_is_approved",
                condition=~models.Q(state__in=["approved", "answered", "returned", "lifted"])
                | models.Q(approved_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["conference", "unit", "state"], name="measure_by_unit")]


class Interview(models.Model):
    """约谈 of a unit's head: decided by a convener on a ground, held, put right, closed. ``basis``: ``problem:3`` …

    ``person``: the official who is interviewed; ``interviewer``: the convener, by his number of a person.
    ``opinion``: why it was declined, taken back, or why the rectification came back. ``decided_on`` is empty while it
    is only proposed: then nobody but the office and the conveners knows of it.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=16)
    basis = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    proposed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    interviewer = models.PositiveIntegerField(null=True)
    held_on = models.DateField(null=True)
    problem = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    signed_on = models.DateField(null=True)
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
            models.CheckConstraint(name="interview_rests_on_something", condition=RESTS_ON_SOMETHING),
            models.CheckConstraint(
                name="interview_held_only_when_decided",
                condition=models.Q(state__in=["proposed", "declined", "cancelled"])
                | models.Q(decided_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="interview_newest"),
            models.Index(fields=["conference", "unit", "state"], name="interview_by_unit"),
        ]


class Statement(models.Model):
    """What the unit's head says to it of his own accord (陈述意见), before the interview or after it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="statements")
    on = models.DateField()
    text = models.TextField()
