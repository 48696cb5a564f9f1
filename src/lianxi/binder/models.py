"""迎检成册: binders that somebody asked for, how far each has come, and what its file was."""

from __future__ import annotations

from django.db import models

STATES = {"waiting": "排队", "working": "正在成册", "done": "可以下载", "failed": "没有做成", "removed": "已到期删除"}
AUDIENCES = {"own": "本机构留用", "upward": "报送上级"}


class BinderJob(models.Model):
    """One binder, its asker's alone. ``articles``: places in the rules; empty stands for all of them.

    ``sha256``, ``size``, ``files``: of the finished file, which lies in the data folder thirty days. ``head_number``
    and ``head_hash``: the journal's newest entry when it was gathered. ``failure``: what went wrong, in one sentence.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    account = models.PositiveIntegerField()
    person = models.PositiveIntegerField()
    seat = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    articles = models.JSONField(default=list)
    audience = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    head_number = models.PositiveBigIntegerField(null=True)
    head_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="binder_number_once"),
            models.CheckConstraint(name="binder_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="binder_audience_known", condition=models.Q(audience__in=list(AUDIENCES))),
            models.CheckConstraint(
                name="binder_days_in_order", condition=models.Q(first_day__lte=models.F("last_day"))
            ),
        ]
        indexes = [models.Index(fields=["conference", "person", "seat", "-number"], name="binder_of_seat")]
