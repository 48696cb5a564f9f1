import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_erased_files"),
        ("meetings", "0005_return_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnalysisSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("month", models.DateField()),
                ("until", models.DateField()),
                ("made_on", models.DateField()),
                ("state", models.CharField(default="draft", max_length=12)),
                ("figures", models.JSONField(default=dict)),
                ("by", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                ("confirmed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="pack_number_once"),
                    models.UniqueConstraint(fields=("conference", "month"), name="pack_once_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed"])), name="pack_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("own_title", models.BooleanField(default=False)),
                ("category", models.CharField(blank=True, max_length=6)),
                ("kinds", models.JSONField(default=list)),
                ("found", models.JSONField(default=dict)),
                ("sources", models.JSONField(default=list)),
                ("state", models.CharField(default="proposed", max_length=12)),
                ("reason", models.TextField(blank=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.concern"
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="meetings.pack"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="concern_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "merged", "dismissed"])),
                        name="concern_state_known",
                    ),
                ],
            },
        ),
    ]
