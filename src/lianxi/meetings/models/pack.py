"""信访社情分析材料 of a month: its figures as they were, the problems found, what a person made of them."""

from __future__ import annotations

from django.db import models

STATES = {"draft": "核对中", "confirmed": "已确认"}
JOB_STATES = {"waiting": "排队", "working": "正在生成", "done": "已生成", "failed": "没有做成"}
CONCERN_STATES = {"proposed": "待核对", "confirmed": "已列入", "merged": "已合并", "dismissed": "不列入"}


class Pack(models.Model):
    """One month's pack. ``until``: the last day counted; ``figures``: tables as printed, whole and for outside.

    ``by``: the thresholds it was made with; ``text``: the office's own summing up.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    month = models.DateField()
    until = models.DateField()
    made_on = models.DateField()
    state = models.CharField(max_length=12, default="draft")
    figures = models.JSONField(default=dict)
    by = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    confirmed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="pack_number_once"),
            models.UniqueConstraint(fields=["conference", "month"], name="pack_once_a_month"),
            models.CheckConstraint(name="pack_state_known", condition=models.Q(state__in=list(STATES))),
        ]


class Concern(models.Model):
    """One problem of a pack. ``found``: the figures it was flagged by; ``sources``: ``matter:…``, ``dispute:…``.

    ``title`` stays as a person wrote it when the pack is made again (``own_title``). ``by_hand``: added by a person.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="concerns")
    title = models.CharField(max_length=120)
    own_title = models.BooleanField(default=False)
    category = models.CharField(max_length=6, blank=True)
    kinds = models.JSONField(default=list)
    found = models.JSONField(default=dict)
    sources = models.JSONField(default=list)
    state = models.CharField(max_length=12, default="proposed")
    reason = models.TextField(blank=True)
    into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="concern_number_once"),
            models.CheckConstraint(name="concern_state_known", condition=models.Q(state__in=list(CONCERN_STATES))),
        ]


class PackJob(models.Model):
    """A month that is made in the background, for the person in the seat that asked; ``version``: of what stands there.

    ``done`` of ``total`` steps; ``failure``: what went wrong, in one sentence; ``key``: of the form that asked.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    account = models.PositiveIntegerField()
    person = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    key = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "month"], name="pack_job_once_a_month"),
            models.CheckConstraint(name="pack_job_state_known", condition=models.Q(state__in=list(JOB_STATES))),
        ]


class AnalysisSetting(models.Model):
    """The body's own thresholds and governance list (``analysis.prominent.Thresholds``), what is not set left out."""

    conference = models.OneToOneField("journal.Conference", on_delete=models.PROTECT, related_name="+")
    by = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
