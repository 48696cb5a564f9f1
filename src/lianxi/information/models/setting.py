"""The body's own settings for information and screening."""

from __future__ import annotations

from django.db import models

SCREENING_EVERY = {"month": "每月一次", "half": "每半月一次", "week": "每周一次"}


class InformationSetting(models.Model):
    """``urgent_hours``: the local limit for 首报, empty where the locality set none (the regulation gives no hours).

    ``urgent_to``: what the Party committee and government are called as addressees of urgent reports.
    """

    conference = models.OneToOneField("journal.Conference", on_delete=models.PROTECT, related_name="+")
    urgent_hours = models.PositiveSmallIntegerField(null=True)
    urgent_basis = models.CharField(max_length=120, blank=True)
    urgent_to = models.CharField(max_length=80, blank=True)
    screening_every = models.CharField(max_length=8, default="month")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="information_screening_every", condition=models.Q(screening_every__in=list(SCREENING_EVERY))
            )
        ]
