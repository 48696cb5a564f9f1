"""The village register: small matters stay in the village (15(3))."""

from __future__ import annotations

from django.db import models


class VillageCase(models.Model):
    """村级登记: settled on the spot or nearby, or reported to the township in one step (then ``matter`` is set)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    recorder = models.PositiveIntegerField()
    on = models.DateField()
    channel = models.CharField(max_length=12)
    locality = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    people = models.PositiveIntegerField(default=1)
    measures = models.JSONField(default=list)
    state = models.CharField(max_length=12)
    result = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    matter = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="village_case_number_once"),
            models.CheckConstraint(
                name="village_case_state_known", condition=models.Q(state__in=["open", "settled", "reported"])
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "-number"], name="village_case_newest"),
            models.Index(fields=["conference", "unit", "-number"], name="village_case_by_unit"),
        ]
