"""Who petitioned, sealed and apart; who may open it, beside the registering clerk and the assigned handler."""

from __future__ import annotations

from django.db import models


class Identity(models.Model):
    """One person of a matter, a village case or a reception (``holder``: ``matter:2026000137``), sealed.

    ``sealed``: name, ID number, phone, address as one sealed JSON text under the key ``key_id``. ``mask``: 李＊＊.
    ``by_id``, ``by_phone``, ``by_initials``: keyed hashes for look-up, never the numbers or letters; empty where there
    is none. Deleting the row erases the person.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    representative = models.BooleanField(default=False)
    mask = models.CharField(max_length=8)
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()
    by_id = models.CharField(max_length=64, blank=True)
    by_phone = models.CharField(max_length=64, blank=True)
    by_initials = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "holder", "place"], name="identity_place_once")]
        indexes = [
            models.Index(fields=["conference", "by_id"], condition=~models.Q(by_id=""), name="identity_by_id"),
            models.Index(fields=["conference", "by_phone"], condition=~models.Q(by_phone=""), name="identity_by_phone"),
            models.Index(
                fields=["conference", "by_initials"], condition=~models.Q(by_initials=""), name="identity_by_initials"
            ),
        ]


class Grant(models.Model):
    """查看身份信息的授权: for one holder and one person, 24 hours, given by the office director or a convener.

    Never to oneself; where only one account exists a self-grant is allowed and flagged (``own``).
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    holder = models.CharField(max_length=60)
    person = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8)
    giver = models.PositiveIntegerField(null=True)
    given_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    own = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="grant_number_once"),
            models.CheckConstraint(
                name="grant_state_known", condition=models.Q(state__in=["asked", "given", "refused", "ended"])
            ),
        ]
        indexes = [models.Index(fields=["conference", "holder", "person"], name="grant_by_holder")]
