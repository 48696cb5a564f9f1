"""Major petition problems (article 12): what each rests on, its investigation, its decision, its outcome."""

from __future__ import annotations

from django.db import models

from lianxi.information.problem_words import ADOPTED, GROUNDS, KINDS, STATES


class Problem(models.Model):
    """问题专档. ``major``: reported upward as well (article 6). ``outcome``: what changed, said at its end.

    ``text`` 基本情况, ``findings`` 调查情况, ``policy`` 政策依据, ``proposal`` 调查单位的建议; ``options`` are the
    ways to settle it: name, what speaks for and against it, what it costs and rests on.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=8)
    ground = models.CharField(max_length=12, blank=True)
    ground_reason = models.TextField(blank=True)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due = models.DateField(null=True)
    findings = models.TextField(blank=True)
    policy = models.TextField(blank=True)
    options = models.JSONField(default=list)
    proposal = models.TextField(blank=True)
    investigated_on = models.DateField(null=True)
    major = models.BooleanField(default=False)
    chased = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12)
    solved = models.BooleanField(null=True)
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
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


class ProblemDecision(models.Model):
    """A decision of the conference on the problem (``decision``: ``decision:12``), made by ``meeting`` on ``day``.

    Of a meeting whose minutes stayed on paper: ``meeting:3``, and in ``text`` what was decided.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=60)
    meeting = models.PositiveIntegerField()
    day = models.DateField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "decision"], name="problem_decision_once")]


class PolicyAdvice(models.Model):
    """完善政策建议: to whom it went, and the written answer."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="advice")
    addressee = models.CharField(max_length=80)
    text = models.TextField()
    sent_on = models.DateField()
    document_number = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)
    adopted = models.CharField(max_length=8, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="advice_number_once"),
            models.CheckConstraint(name="advice_answer_known", condition=models.Q(adopted__in=["", *ADOPTED])),
        ]
