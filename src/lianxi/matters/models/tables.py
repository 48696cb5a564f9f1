"""What the office sets: numbering, categories by version, local deadlines, what judges, saved views."""

from __future__ import annotations

from django.db import models


class Numbering(models.Model):
    """The numbers of a year: the first one given out here, and the last one so far (``start - 1``: none yet)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField(default=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "year"], name="numbering_once_a_year")]


class SkippedNumber(models.Model):
    """A number that no matter has, with its reason (a page spoiled in the paper register)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="skipped_number_once")]


class CategoryTable(models.Model):
    """One version of the table of categories (内容分类); version 0 is the one that ships and has no row."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "version"], name="category_version_once")]


class Category(models.Model):
    """A category: six digits, two a level."""

    table = models.ForeignKey(CategoryTable, on_delete=models.PROTECT, related_name="rows")
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="category_code_once")]


class LocalTerm(models.Model):
    """A local deadline that may be tighter than the national one, with its basis and the days it is valid.

    ``simple``: a row of 简易办理; it holds only for matters handled that way (``Matter.simple``).
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    deadline = models.CharField(max_length=24)
    place = models.CharField(max_length=40)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200)
    simple = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="local_term_number_once")]


class LedgerSetting(models.Model):
    """What judges overdue (strict or rolled) and on which basis; the organs that issue; the duties of a charge.

    ``group_from``: persons from which on a visit counts as 集体访.
    """

    conference = models.OneToOneField("journal.Conference", on_delete=models.PROTECT, related_name="+")
    judged_by = models.CharField(max_length=8, default="strict")
    judged_basis = models.CharField(max_length=200, blank=True)
    organs = models.JSONField(default=list)
    higher_organ = models.CharField(max_length=80, blank=True)
    charge_duties = models.JSONField(default=list)
    group_from = models.PositiveSmallIntegerField(default=5)
    version = models.PositiveIntegerField(default=1)


class SavedView(models.Model):
    """A person's own view of the ledger: its name and the filter as an address."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    person = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "person", "name"], name="saved_view_once")]


class UploadDraft(models.Model):
    """A table that one account looks at before anything is written: categories to come, a list of the national system.

    Not in the journal, nobody else's; one a kind. ``content``: what was kept of it, never a petitioner's column.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("roster.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=dict)
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "account", "kind"], name="upload_draft_once_a_kind")
        ]
