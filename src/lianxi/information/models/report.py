"""Important, sensitive information (article 11 of the genre; 条例 25 for what is urgent)."""

from __future__ import annotations

from django.db import models

URGENCY = {"ordinary": "一般", "urgent": "紧急", "major": "重大紧急"}
STATES = {
    "reported": "待处理",
    "told": "已通报知悉",
    "circulated": "核查中",
    "verified": "已核查",
    "settled": "已处置",
    "closed": "不予通报",
}
OPEN = ("reported", "told", "circulated", "verified")
STAGES = {"first": "首报", "further": "续报", "final": "终报"}
#: how an urgent report went up
MEANS_UP = {"phone": "电话", "paper": "书面", "system": "工作系统"}


class Information(models.Model):
    """One piece of information: what, where, when, how urgent. ``happened_at``, ``learned_at`` and ``sent_at`` are the
    sender's own times; when it was recorded stands in the journal. ``unit`` is empty where the office or a convener
    reports; ``origin``: ``dispute:4`` where it came from there. ``stage``: of the last urgent report, ``became``: the
    ``matter:12`` it was registered as. ``state`` ``withdrawn``: recorded by hand by mistake.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    reporter = models.PositiveIntegerField(null=True)
    urgency = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=20, blank=True)
    people = models.PositiveIntegerField(null=True)
    happened_at = models.DateTimeField(null=True)
    learned_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField()
    origin = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, blank=True)
    result = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    became = models.CharField(max_length=60, blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="information_number_once"),
            models.CheckConstraint(
                name="information_state_known", condition=models.Q(state__in=[*STATES, "withdrawn"])
            ),
            models.CheckConstraint(name="information_urgency_known", condition=models.Q(urgency__in=list(URGENCY))),
            models.CheckConstraint(name="information_stage_known", condition=models.Q(stage__in=["", *STAGES])),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="information_newest"),
            models.Index(fields=["conference", "unit", "-number"], name="information_by_unit"),
            models.Index(fields=["conference", "state", "-number"], name="information_by_state"),
            models.Index(fields=["conference", "sent_at"], name="information_by_time"),
        ]


class Circulation(models.Model):
    """A unit told of it because it needs to know: to verify and handle (``verifies``) by ``due``, or only to know.

    ``opinion``: what the result lacked when the office returned it; ``chased``: how often it was urged.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    information = models.ForeignKey(Information, on_delete=models.PROTECT, related_name="circulations")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    verifies = models.BooleanField(default=False)
    asked = models.TextField(blank=True)
    told_on = models.DateField()
    due = models.DateField(null=True)
    received_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    verified_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    chased = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["information", "unit"], name="circulation_once_a_unit")]
        indexes = [models.Index(fields=["conference", "unit", "verified_on"], name="circulation_by_unit")]


class UrgentReport(models.Model):
    """首报、续报、终报 of what is urgent: to one addressee, when it went there and by which means."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    information = models.ForeignKey(Information, on_delete=models.PROTECT, related_name="urgent_reports")
    serial = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12)
    addressee = models.CharField(max_length=80)
    means = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["information", "serial", "addressee"], name="urgent_report_once"),
            models.CheckConstraint(name="urgent_stage_known", condition=models.Q(stage__in=list(STAGES))),
            models.CheckConstraint(name="urgent_means_known", condition=models.Q(means__in=list(MEANS_UP))),
        ]
