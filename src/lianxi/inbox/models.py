"""What somebody was told that it waits for him, and where he wants to be told. Columns and constraints only.

An announcement is no deed: it stands outside the journal, nothing is judged on it, and losing it loses nothing.
"""

from __future__ import annotations

from django.db import models

STAGES = ("new", "soon", "overdue")


class Announcement(models.Model):
    """One waiting thing announced to one person at one stage (new, due soon, overdue): once each."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    person = models.PositiveIntegerField()
    #: which thing: its page, numbers and query; never its title
    thing = models.CharField(max_length=200)
    stage = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "person", "thing", "stage"], name="announced_once_a_stage"),
            models.CheckConstraint(name="announcement_stage_known", condition=models.Q(stage__in=STAGES)),
        ]
        indexes = [
            models.Index(fields=["conference", "person"], condition=models.Q(seen_at=None), name="announcement_unseen"),
        ]


class MailAddress(models.Model):
    """Where a person wants the number of waiting things sent to; kept by himself, for all his conferences.

    In plain like his login name: the provider that seals backups stands above this room. It is shown to nobody else.
    """

    account = models.OneToOneField("roster.Account", on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=120)


class LastLook(models.Model):
    """Up to which entry of the journal somebody has told that he has read what changed."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    person = models.PositiveIntegerField()
    #: the newest entry's number when he looked
    number = models.PositiveIntegerField()
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "person"], name="one_last_look_each")]
