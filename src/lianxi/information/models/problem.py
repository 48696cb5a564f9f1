"""Major petition problems (article 12): what each rests on, its investigation, its decision, its outcome."""

from __future__ import annotations

from django.db import models

KINDS = {"policy": "政策性", "group": "群体性", "other": "其他"}
#: why it is taken to the conference; empty: the unit settles it
GROUNDS = {"": "由单位处理", "complex": "情况复杂", "difficult": "难度较大"}
STATES = {
    "opened": "调查研究中",
    "investigated": "已调查",
    "tabled": "已提请研究",
    "decided": "已议定",
    "closed": "已销号",
}
OPEN = ("opened", "investigated", "tabled", "decided")


class Problem(models.Model):
    """问题专档. ``major``: reported upward as well (article 6). ``outcome``: what changed, said at its end."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=8)
    ground = models.CharField(max_length=12, blank=True)
    category = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due = models.DateField(null=True)
    findings = models.TextField(blank=True)
    options = models.JSONField(default=list)
    investigated_on = models.DateField(null=True)
    decision = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12)
    solved = models.BooleanField(null=True)
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="problem_number_once"),
            models.CheckConstraint(name="problem_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="problem_kind_known", condition=models.Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="problem_ground_known", condition=models.Q(ground__in=list(GROUNDS))),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="problem_newest"),
            models.Index(fields=["conference", "unit", "state"], name="problem_by_unit"),
            models.Index(fields=["conference", "state", "-number"], name="problem_by_state"),
        ]


class ProblemSource(models.Model):
    """What a problem rests on: a matter, a dispute, a piece of information (``source``: ``matter:12``)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="sources")
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "source"], name="problem_source_once")]
        indexes = [models.Index(fields=["conference", "source"], name="problem_by_source")]


class PolicyAdvice(models.Model):
    """完善政策建议: to whom it went, and the written answer."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="advice")
    addressee = models.CharField(max_length=80)
    text = models.TextField()
    sent_on = models.DateField()
    document_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)
    adopted = models.CharField(max_length=8, blank=True)
    answer = models.TextField(blank=True)
