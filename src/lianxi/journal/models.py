"""The conference head and its append-only record. Columns and constraints only; writes go through ``frame.action``."""

from __future__ import annotations

from django.db import models


class Conference(models.Model):
    """A joint conference: the head row every write locks first. ``head_number``/``head_hash`` name the newest entry."""

    uid = models.UUIDField(unique=True)
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60)
    founding_key = models.CharField(max_length=64, unique=True)
    head_number = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64)
    head_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="conference_slug_form", condition=models.Q(slug__regex=r"^[a-z0-9-]{2,40}$")),
        ]


class Entry(models.Model):
    """A journal entry; ``body`` is its canonical JSON text, whose SHA-256 is ``hash``; the other columns repeat it."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_person = models.PositiveIntegerField()
    actor_unit = models.PositiveIntegerField(null=True)
    behalf_person = models.PositiveIntegerField(null=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="entry_number_once")]
        indexes = [models.Index(fields=["conference", "verb", "number"], name="entry_by_verb")]


class FactRow(models.Model):
    """One fact of an entry, laid out for reading; ``verify`` compares it with the entry's text."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    index = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    object = models.CharField(max_length=60)
    unit = models.PositiveIntegerField(null=True)
    happened_on = models.DateField()
    recorded_on = models.DateField()
    data = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "entry", "index"], name="fact_once")]
        indexes = [
            models.Index(fields=["conference", "object", "entry"], name="fact_by_object"),
            models.Index(fields=["conference", "verb", "happened_on"], name="fact_by_verb"),
        ]


class Text(models.Model):
    """Words that belong to an entry (a reason, a note). The entry has their salted SHA-256: erasing keeps it whole."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    text = models.TextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "entry", "kind"], name="text_once")]


class Attachment(models.Model):
    """A file behind an entry, stored under its SHA-256; who may see it is decided by the object it belongs to.

    An erased one has lost its name and its bytes (``ErasedFile`` says by which entry); number and hash stay.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="attachment_number_once")]
        indexes = [models.Index(fields=["conference", "entry"], name="attachment_by_entry")]


class ErasedFile(models.Model):
    """An attachment (by number) that was erased, and the entry that says so."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    attachment = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "attachment"], name="erased_file_once")]


class Counter(models.Model):
    """The last number given out for a kind of object in a conference; numbers are never reused."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "kind"], name="counter_once")]


class Submission(models.Model):
    """An idempotency key that was used, and what it made; the same form sent again gets the same answer."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    object = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "key"], name="submission_once")]
