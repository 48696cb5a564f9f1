"""Joint supervision (article 13): proposed, approved by a convener, carried out, found, rectified, reported."""

from __future__ import annotations

from django.db import models

STATES = {
    "proposed": "待批准",
    "returned": "退回修改",
    "approved": "已批准，待实施",
    "started": "督查中",
    "found": "已反馈，待报告",
    "reported": "已报告联席会议",
    "cancelled": "已取消",
}
FINDING_STATES = {
    "draft": "待反馈",
    "dropped": "未反馈即删除",
    "found": "待整改",
    "rectified": "已报整改，待核验",
    "returned": "退回整改",
    "verified": "已核验",
    "withdrawn": "已撤销",
}
#: what an item of the checklist gave at a unit
RESULTS = {"good": "符合", "bad": "不符合", "none": "不涉及"}
#: a unit's part in a supervision
PARTS = {"inspected": "被督查", "sends": "派员"}


class Supervision(models.Model):
    """联合督查. ``organiser``: the unit that carries it out; empty: the office itself.

    ``basis``: what it is about, as ``matter:2026000137`` or ``problem:3``. ``checklist``: items with ``text`` and
    ``basis`` (依据), called by their place from 1.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=60, blank=True)
    proposer = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    organiser = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    proposed_on = models.DateField()
    approved_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    arrangement = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    started_on = models.DateField(null=True)
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


class Part(models.Model):
    """A unit that is inspected, or sends people. Of an inspected one: what the checklist gave, when it was fed back.

    ``results``: of each item its ``place``, ``result`` and ``note``.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    results = models.JSONField(default=list)
    fed_back_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supervision", "unit", "kind"], name="supervision_part_once"),
            models.CheckConstraint(name="supervision_part_known", condition=models.Q(kind__in=list(PARTS))),
        ]
        indexes = [models.Index(fields=["conference", "unit", "kind"], name="supervision_part_by_unit")]


class TeamMember(models.Model):
    """Somebody a unit sends to take part: a name and post of an official, no account needed."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="team")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=60, blank=True)
    leads = models.BooleanField(default=False)


class Finding(models.Model):
    """What was found at one unit, fed back to it (反馈意见), put right by ``due``, verified.

    ``item``: the place on the checklist it comes from. ``wanted``: a later due date the unit asks for.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    item = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    demand = models.TextField(blank=True)
    found_on = models.DateField()
    due = models.DateField(null=True)
    wanted = models.DateField(null=True)
    wanted_reason = models.TextField(blank=True)
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
