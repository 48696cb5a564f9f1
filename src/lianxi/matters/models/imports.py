"""A clerk's own ledger on its way in: what was read of the file, sealed; what its columns mean; how far it has come."""

from __future__ import annotations

from django.db import models

STATES = {
    "read": "待核对列",
    "checking": "检查中",
    "checked": "待确认",
    "running": "导入中",
    "done": "已导入",
    "failed": "没有导入",
}


class LedgerImport(models.Model):
    """One uploaded ledger, its owner's alone until it is brought in; then ``number`` and ``entry`` are set.

    ``sealed``: the rows as read, ``outcome``: what the check made of them; both hold names and are sealed like
    identities, and emptied once brought in. ``mapping``: the field of every column. ``choices``: what stands for what
    the ledger does not say, and what happens to rows that are here already. ``actor``: for whom the background work is
    done. ``counts``: numbers for the page.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    account = models.ForeignKey("roster.Account", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default="read")
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    actor = models.JSONField(default=dict)
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField(default=b"")
    outcome_key = models.CharField(max_length=16, blank=True)
    outcome = models.BinaryField(default=b"")
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=400, blank=True)
    number = models.PositiveIntegerField(null=True)
    entry = models.PositiveBigIntegerField(null=True)
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="ledger_import_number_once"),
            models.CheckConstraint(name="ledger_import_state_known", condition=models.Q(state__in=list(STATES))),
        ]
        indexes = [models.Index(fields=["conference", "account", "-touched_at"], name="ledger_import_of_account")]


class ColumnMemory(models.Model):
    """What the columns of a ledger with this head meant the last time it was brought in."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "fingerprint"], name="column_memory_once_a_head")]


class WordMemory(models.Model):
    """What a word of a ledger for a unit or a category meant the last time; the word itself is not kept.

    ``meaning``: ``unit:12``, ``category:010203``, or ``keep``: kept with the matter as it stands.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    meaning = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "fingerprint"], name="word_memory_once_a_word")]
