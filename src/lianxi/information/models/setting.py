"""The body's own settings for information and screening."""

from __future__ import annotations

from django.db import models


class InformationSetting(models.Model):
    """``urgent_hours``: the local limit for 首报, empty where the locality set none (the regulation gives no hours)."""

    conference = models.OneToOneField("journal.Conference", on_delete=models.PROTECT, related_name="+")
    urgent_hours = models.PositiveSmallIntegerField(null=True)
    urgent_basis = models.CharField(max_length=120, blank=True)
    screening_every = models.CharField(max_length=8, default="month")
    version = models.PositiveIntegerField(default=1)
