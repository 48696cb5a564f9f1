import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0002_erased_files"),
        ("roster", "0003_units"),
    ]

    operations = [
        migrations.CreateModel(
            name="Information",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("reporter", models.PositiveIntegerField(null=True)),
                ("urgency", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("category", models.CharField(blank=True, max_length=20)),
                ("people", models.PositiveIntegerField(null=True)),
                ("happened_at", models.DateTimeField(null=True)),
                ("learned_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField()),
                ("origin", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(max_length=12)),
                ("stage", models.CharField(blank=True, max_length=12)),
                ("result", models.TextField(blank=True)),
                ("settled_on", models.DateField(null=True)),
                ("became", models.CharField(blank=True, max_length=60)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "-number"], name="information_newest"),
                    models.Index(fields=["conference", "unit", "-number"], name="information_by_unit"),
                    models.Index(fields=["conference", "state", "-number"], name="information_by_state"),
                    models.Index(fields=["conference", "sent_at"], name="information_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="information_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["reported", "told", "circulated", "verified", "settled", "closed", "withdrawn"],
                            )
                        ),
                        name="information_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["ordinary", "urgent", "major"])),
                        name="information_urgency_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["", "first", "further", "final"])),
                        name="information_stage_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Circulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verifies", models.BooleanField(default=False)),
                ("asked", models.TextField(blank=True)),
                ("told_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("result", models.TextField(blank=True)),
                ("verified_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("chased", models.PositiveIntegerField(default=0)),
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
                    "information",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circulations",
                        to="information.information",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "verified_on"], name="circulation_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("information", "unit"), name="circulation_once_a_unit")
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("urgent_hours", models.PositiveSmallIntegerField(null=True)),
                ("urgent_basis", models.CharField(blank=True, max_length=120)),
                ("urgent_to", models.CharField(blank=True, max_length=80)),
                ("screening_every", models.CharField(default="month", max_length=8)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("screening_every__in", ["month", "half", "week"])),
                        name="information_screening_every",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=8)),
                ("month", models.DateField()),
                ("category", models.CharField(blank=True, max_length=60)),
                ("count", models.PositiveIntegerField()),
                ("settled", models.PositiveIntegerField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["line", "grid"])), name="outside_source_known"
                    ),
                    models.UniqueConstraint(
                        fields=("conference", "source", "month", "unit", "category"),
                        name="outside_figure_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=8)),
                ("ground", models.CharField(blank=True, max_length=12)),
                ("ground_reason", models.TextField(blank=True)),
                ("opened_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("findings", models.TextField(blank=True)),
                ("policy", models.TextField(blank=True)),
                ("options", models.JSONField(default=list)),
                ("proposal", models.TextField(blank=True)),
                ("investigated_on", models.DateField(null=True)),
                ("major", models.BooleanField(default=False)),
                ("chased", models.PositiveSmallIntegerField(default=0)),
                ("state", models.CharField(max_length=12)),
                ("solved", models.BooleanField(null=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_on", models.DateField(null=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "-number"], name="problem_newest"),
                    models.Index(fields=["conference", "unit", "state"], name="problem_by_unit"),
                    models.Index(fields=["conference", "state", "-number"], name="problem_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="problem_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["opened", "investigated", "tabled", "decided", "closed", "cancelled"])
                        ),
                        name="problem_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["policy", "group", "other"])), name="problem_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["", "complex", "difficult"])), name="problem_ground_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("addressee", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("sent_on", models.DateField()),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("answered_on", models.DateField(null=True)),
                ("adopted", models.CharField(blank=True, max_length=8)),
                ("answer", models.TextField(blank=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="information.problem"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="advice_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("adopted__in", ["", "adopted", "partly", "refused"])),
                        name="advice_answer_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProblemDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision", models.CharField(max_length=60)),
                ("meeting", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("text", models.TextField(blank=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="information.problem"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("problem", "decision"), name="problem_decision_once")],
            },
        ),
        migrations.CreateModel(
            name="ProblemSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="information.problem"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "source"], name="problem_by_source")],
                "constraints": [models.UniqueConstraint(fields=("problem", "source"), name="problem_source_once")],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("every", models.CharField(max_length=8)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("found", models.PositiveIntegerField(default=0)),
                ("reported_on", models.DateField()),
                ("entry", models.PositiveBigIntegerField(default=0)),
                ("by_hand", models.BooleanField(default=False)),
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
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-first_day", "unit"], name="screening_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="screening_number_once"),
                    models.UniqueConstraint(
                        fields=("conference", "unit", "every", "first_day"), name="screening_once_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every__in", ["month", "half", "week", "day"])), name="screening_every"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningChase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("every", models.CharField(max_length=8)),
                ("first_day", models.DateField()),
                ("times", models.PositiveIntegerField(default=0)),
                ("last_on", models.DateField()),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conference", "unit", "every", "first_day"), name="screening_chase_once_a_period"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("also", models.JSONField(default=list)),
                ("excused", models.JSONField(default=list)),
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
            name="UrgentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveSmallIntegerField()),
                ("stage", models.CharField(max_length=12)),
                ("addressee", models.CharField(max_length=80)),
                ("means", models.CharField(max_length=12)),
                ("text", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "information",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_reports",
                        to="information.information",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("information", "serial", "addressee"), name="urgent_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["first", "further", "final"])), name="urgent_stage_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ["phone", "paper", "system"])), name="urgent_means_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("found_on", models.DateField()),
                ("kind", models.CharField(max_length=16)),
                ("risk", models.CharField(max_length=8)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("people", models.PositiveIntegerField(null=True)),
                ("responsible", models.CharField(blank=True, max_length=60)),
                ("measures", models.JSONField(default=list)),
                ("due", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("result", models.TextField(blank=True)),
                ("settled_on", models.DateField(null=True)),
                ("became", models.CharField(blank=True, max_length=60)),
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
                    "settles",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "-number"], name="dispute_newest"),
                    models.Index(fields=["conference", "unit", "-number"], name="dispute_by_unit"),
                    models.Index(fields=["conference", "settles", "state"], name="dispute_by_settler"),
                    models.Index(fields=["conference", "state", "-number"], name="dispute_by_state"),
                    models.Index(fields=["conference", "found_on"], name="dispute_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="dispute_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "settled", "escalated", "voided"])),
                        name="dispute_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("risk__in", ["low", "middle", "high"])), name="dispute_risk_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "neighbours",
                                    "family",
                                    "land",
                                    "house",
                                    "demolition",
                                    "wages",
                                    "contract",
                                    "environment",
                                    "injury",
                                    "village_affairs",
                                    "other",
                                ],
                            )
                        ),
                        name="dispute_kind_known",
                    ),
                ],
            },
        ),
    ]
