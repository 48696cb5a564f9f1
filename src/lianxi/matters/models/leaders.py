"""What leaders do themselves (18(2)): reception days, the reception register, letters read, cases in charge."""

from __future__ import annotations

from django.db import models

from lianxi.matters.models.matter import Matter


class ReceptionDay(models.Model):
    """One day of the reception rota: which leader (a seat's post and its person then), where, from when to when."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    leader = models.PositiveIntegerField()
    post = models.CharField(max_length=80)
    on = models.DateField()
    hours = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80)
    published_on = models.DateField(null=True)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="reception_day_number_once"),
            models.CheckConstraint(
                name="reception_day_state_known",
                condition=models.Q(state__in=["planned", "published", "held", "cancelled"]),
            ),
        ]
        indexes = [models.Index(fields=["conference", "on"], name="reception_day_by_day")]


class Reception(models.Model):
    """A visit received, or paid (下访): what was said and promised; it may become a matter (``matter``)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    day = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, null=True, related_name="receptions")
    leader = models.PositiveIntegerField()
    recorder = models.PositiveIntegerField()
    on = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    matter = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="reception_number_once"),
            models.CheckConstraint(
                name="reception_kind_known", condition=models.Q(kind__in=["reception", "field_visit"])
            ),
            models.CheckConstraint(
                name="reception_state_known", condition=models.Q(state__in=["open", "settled", "registered"])
            ),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="reception_newest")]


class Reading(models.Model):
    """来信阅批: a leader read a matter's letter and instructed."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="readings")
    leader = models.PositiveIntegerField()
    on = models.DateField()
    text = models.TextField()
    entry = models.PositiveBigIntegerField()


class Charge(models.Model):
    """包案: a leader takes charge of a matter; proposed by the office, approved by the head. ``duties``: as set."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="charges")
    leader = models.PositiveIntegerField()
    duties = models.JSONField(default=list)
    proposed_on = models.DateField()
    proposer = models.PositiveIntegerField()
    until = models.DateField(null=True)
    state = models.CharField(max_length=12)
    approver = models.PositiveIntegerField(null=True)
    approved_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="charge_number_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(state__in=["proposed", "approved"]), name="one_charge_a_matter"
            ),
            models.CheckConstraint(
                name="charge_state_known",
                condition=models.Q(state__in=["proposed", "approved", "refused", "ended"]),
            ),
        ]
        indexes = [models.Index(fields=["conference", "leader", "state"], name="charge_by_leader")]
