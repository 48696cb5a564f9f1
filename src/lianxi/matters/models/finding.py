"""What finds matters again: the text they are searched by, links between them, the duty table of suggestions."""

from __future__ import annotations

from django.db import models

from lianxi.matters.models.matter import Matter


class SearchText(models.Model):
    """What a matter is searched by: title, text, place and sender, with names, numbers and addresses masked.

    ``numbers``: what it is called, as exact words. The index over it is ``search_index``'s: an FTS5 table on SQLite,
    a column of this table on PostgreSQL. An empty ``body`` marks a row that was erased while the index still has to be
    written anew.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, primary_key=True, related_name="search_text")
    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    numbers = models.CharField(max_length=300, blank=True)


class Link(models.Model):
    """Two matters that a person looked at together: the same matter, a like one, or told apart. Never a merger.

    ``one`` has the smaller number.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    person = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="link_once_a_pair"),
            models.CheckConstraint(
                name="link_kind_known", condition=models.Q(kind__in=["same", "similar", "different"])
            ),
        ]
        indexes = [models.Index(fields=["other"], name="link_by_other")]


class DutyTable(models.Model):
    """One version of the duty table (职责对照表); version 0 is made from the roster and has no row."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "version"], name="duty_version_once")]


class DutyRow(models.Model):
    """A word and what it speaks for: a unit of territory, a competent unit (numbers), a category (code)."""

    table = models.ForeignKey(DutyTable, on_delete=models.PROTECT, related_name="rows")
    field = models.CharField(max_length=12)
    word = models.CharField(max_length=40)
    target = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "field", "word", "target"], name="duty_row_once")]


class RoutingChoice(models.Model):
    """What was suggested when a person chose, and what was chosen: codes alone.

    ``field``: territory, responsible or category; ``suggested``: up to three targets, best first, none: it was
    silent; ``source``: table or history; ``table_version``: of the duty table then.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    field = models.CharField(max_length=12)
    suggested = models.JSONField(default=list)
    source = models.CharField(max_length=8, blank=True)
    table_version = models.PositiveIntegerField(default=0)
    chosen = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["conference", "field", "-id"], name="routing_choice_newest")]
