import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
        ("roster", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("day", models.DateField()),
                ("time", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("guests", models.CharField(blank=True, max_length=300)),
                ("state", models.CharField(max_length=12)),
                ("state_note", models.CharField(blank=True, max_length=300)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "chair",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.seat"
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-day", "-number"], name="meeting_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="meeting_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["called", "held", "cancelled"])), name="meeting_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("major", models.BooleanField(default=False)),
                ("no_task", models.BooleanField(default=False)),
                ("ahead", models.BooleanField(default=False)),
                ("task", models.PositiveIntegerField(null=True)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="decision_number_once"),
                    models.UniqueConstraint(fields=("meeting", "place"), name="decision_place_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("expected", models.BooleanField(default=True)),
                ("status", models.CharField(blank=True, max_length=12)),
                ("substitute", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "unit"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["", "present", "leave", "substitute", "absent"])),
                        name="attendance_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("presenter", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, max_length=60)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "place"), name="agenda_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("content", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("drafter", models.PositiveIntegerField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("correction", models.TextField(blank=True)),
                ("sealed", models.TextField(blank=True)),
                ("issued_on", models.DateField(null=True)),
                ("document_number", models.CharField(blank=True, max_length=40)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number", "revision"), name="minutes_number_once"),
                    models.UniqueConstraint(fields=("meeting", "revision"), name="minutes_once_a_meeting"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned", "approved", "issued"])),
                        name="minutes_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("presenter", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(max_length=60)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "taken_up",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_up", None)),
                        fields=("conference", "origin"),
                        name="one_open_proposal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(null=True)),
                ("on_behalf", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="meetings.minutes"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "received_on"], name="receipt_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("minutes", "unit"), name="receipt_once")],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("approval", models.BooleanField(default=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("conference", "kind"), name="meeting_setting_once")],
            },
        ),
    ]
