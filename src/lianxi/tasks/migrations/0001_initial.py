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
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("origin", models.CharField(blank=True, max_length=60)),
                ("due", models.DateField(null=True)),
                ("key", models.BooleanField(default=False)),
                ("assigned_on", models.DateField()),
                ("state", models.CharField(max_length=12)),
                ("chased", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "state", "due", "number"], name="task_by_due"),
                    models.Index(fields=["conference", "lead", "state", "due"], name="task_by_lead"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="task_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["assigned", "accepted", "returned", "completed", "verified", "cancelled"])
                        ),
                        name="task_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.PositiveBigIntegerField()),
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
                ("final", models.BooleanField(default=False)),
                ("heard_at", models.PositiveIntegerField(null=True)),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="tasks.task"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "task", "entry"], name="report_by_task")],
            },
        ),
        migrations.CreateModel(
            name="Help",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("due", models.DateField(null=True)),
                ("asked_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("state", models.CharField(default="asked", max_length=12)),
                (
                    "asked",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
                (
                    "asking",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tasks.task"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="help_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "answered", "escalated"])), name="help_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.DateField()),
                ("reason", models.TextField()),
                ("asked_on", models.DateField()),
                ("granted", models.BooleanField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="tasks.task"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("granted", None)), fields=("task",), name="one_open_extension_a_task"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(blank=True, max_length=200)),
                ("reported", models.BooleanField(default=False)),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="co_units", to="tasks.task"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit"], name="co_unit_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("task", "unit"), name="co_unit_once")],
            },
        ),
    ]
