"""The papers of a matter, drafted, approved, issued and delivered; how the petitioner evaluated."""

from __future__ import annotations

from django.db import models

from lianxi.matters import words
from lianxi.matters.models.matter import Matter


class CasePaper(models.Model):
    """One paper of a matter: a notice, an opinion, an agreement, an extension asked for. ``content``: its fields.

    ``organ``: who issues it, the township government or a branch, never a village. ``number``: running within the
    conference; ``document_number``: as printed. What is approved (opinion, extension, declining) names who did.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)
    organ = models.CharField(max_length=80, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    content = models.JSONField(default=dict)
    drafted_on = models.DateField()
    drafter = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    approver = models.PositiveIntegerField(null=True)
    approved_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    delivered_on = models.DateField(null=True)
    delivery = models.CharField(max_length=12, blank=True)
    receipt = models.CharField(max_length=8, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="case_paper_number_once"),
            models.CheckConstraint(name="case_paper_kind_known", condition=models.Q(kind__in=list(words.PAPERS))),
            models.CheckConstraint(
                name="case_paper_state_known", condition=models.Q(state__in=list(words.PAPER_STATES))
            ),
        ]
        indexes = [models.Index(fields=["conference", "state"], name="case_paper_by_state")]


class Evaluation(models.Model):
    """满意度评价: of the petition department and of the responsible unit, apart."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="evaluations")
    of = models.CharField(max_length=12)
    status = models.CharField(max_length=12)
    value = models.CharField(max_length=12, blank=True)
    on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "of"], name="evaluation_once_an_object")]
