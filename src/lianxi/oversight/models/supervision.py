"""Joint supervision (article 13): proposed, approved by a convener, carried out, found, rectified, reported."""

from __future__ import annotations

from django.db import models

STATES = {
    "proposed": "待批准",
    "approved": "已批准",
    "refused": "未批准",
    "started": "督查中",
    "found": "整改中",
    "reported": "已报告",
    "cancelled": "已取消",
}
FINDING_STATES = {
    "found": "待整改",
    "rectified": "已反馈",
    "returned": "退回整改",
    "verified": "已核验",
    "none": "未发现问题",
}


class Supervision(models.Model):
    """联合督查. ``organiser``: the unit that carries it out; empty: the office itself."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    proposer = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    organiser = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    units = models.ManyToManyField("roster.Unit", related_name="+")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    proposed_on = models.DateField()
    approved_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    state = models.CharField(max_length=12)
    important = models.BooleanField(default=False)
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="supervision_number_once"),
            models.CheckConstraint(name="supervision_state_known", condition=models.Q(state__in=list(STATES))),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="supervision_newest")]


class TeamMember(models.Model):
    """Somebody a unit sends to take part: a name and post of an official, no account needed."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="team")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=60, blank=True)
    leads = models.BooleanField(default=False)


class Finding(models.Model):
    """What was found at one unit, fed back to it (反馈意见), put right by ``due``, verified."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    demand = models.TextField(blank=True)
    found_on = models.DateField()
    due = models.DateField(null=True)
    rectified_on = models.DateField(null=True)
    rectification = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="finding_number_once"),
            models.CheckConstraint(name="finding_state_known", condition=models.Q(state__in=list(FINDING_STATES))),
        ]
        indexes = [models.Index(fields=["conference", "unit", "state"], name="finding_by_unit")]
