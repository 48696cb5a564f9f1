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
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("person", models.CharField(blank=True, max_length=80)),
                ("ground", models.CharField(max_length=16)),
                ("basis", models.CharField(blank=True, max_length=60)),
                ("reason", models.TextField()),
                ("proposed_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("planned_on", models.DateField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("interviewer", models.PositiveIntegerField(null=True)),
                ("held_on", models.DateField(null=True)),
                ("problem", models.TextField(blank=True)),
                ("cause", models.TextField(blank=True)),
                ("measures", models.TextField(blank=True)),
                ("statement", models.TextField(blank=True)),
                ("signed_on", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("rectification", models.TextField(blank=True)),
                ("rectified_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("closed_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
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
                    models.Index(fields=["conference", "-number"], name="interview_newest"),
                    models.Index(fields=["conference", "unit", "state"], name="interview_by_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="interview_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["problem", "overdue", "false_handling", "refusal", "convener"])
                        ),
                        name="interview_ground_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "declined",
                                    "decided",
                                    "held",
                                    "rectified",
                                    "returned",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="interview_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", "problem"), _negated=True),
                            ("basis__startswith", "problem:"),
                            _connector="OR",
                        ),
                        name="interview_problem_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground__in", ["overdue", "refusal"]), _negated=True),
                            models.Q(("basis", ""), _negated=True),
                            ("by_hand", True),
                            _connector="OR",
                        ),
                        name="interview_rests_on_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "declined", "cancelled"]),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="interview_held_only_when_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("text", models.TextField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="oversight.interview"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("reason", models.TextField(blank=True)),
                ("basis", models.CharField(blank=True, max_length=60)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("proposed_on", models.DateField()),
                ("approved_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("arrangement", models.TextField(blank=True)),
                ("checklist", models.JSONField(default=list)),
                ("started_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("important", models.BooleanField(default=False)),
                ("report", models.TextField(blank=True)),
                ("reported_on", models.DateField(null=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-number"], name="supervision_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="supervision_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "returned", "approved", "started", "found", "reported", "cancelled"],
                            )
                        ),
                        name="supervision_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("results", models.JSONField(default=list)),
                ("fed_back_on", models.DateField(null=True)),
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
                    "supervision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="oversight.supervision"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "kind"], name="supervision_part_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("supervision", "unit", "kind"), name="supervision_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["inspected", "sends"])), name="supervision_part_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("item", models.PositiveIntegerField(null=True)),
                ("text", models.TextField(blank=True)),
                ("demand", models.TextField(blank=True)),
                ("found_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("wanted", models.DateField(null=True)),
                ("wanted_reason", models.TextField(blank=True)),
                ("rectified_on", models.DateField(null=True)),
                ("rectification", models.TextField(blank=True)),
                ("opinion", models.TextField(blank=True)),
                ("state", models.CharField(max_length=12)),
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
                (
                    "supervision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="oversight.supervision"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "state"], name="finding_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="finding_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "dropped", "found", "rectified", "returned", "verified", "withdrawn"],
                            )
                        ),
                        name="finding_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("post", models.CharField(blank=True, max_length=60)),
                ("leads", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "supervision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team", to="oversight.supervision"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("ground", models.CharField(max_length=16)),
                ("basis", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField()),
                ("demand", models.TextField(blank=True)),
                ("due", models.DateField(null=True)),
                ("proposed_on", models.DateField()),
                ("approved_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("lifted_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
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
                "indexes": [models.Index(fields=["conference", "unit", "state"], name="measure_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="measure_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["circular", "listed", "ordered"])), name="unit_measure_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "refused", "approved", "answered", "returned", "lifted", "cancelled"],
                            )
                        ),
                        name="unit_measure_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["problem", "overdue", "false_handling", "refusal", "convener"])
                        ),
                        name="unit_measure_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground__in", ["overdue", "refusal"]), _negated=True),
                            models.Q(("basis", ""), _negated=True),
                            ("by_hand", True),
                            _connector="OR",
                        ),
                        name="unit_measure_rests_on_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "answered", "returned", "lifted"]), _negated=True),
                            ("approved_on__isnull", False),
                            _connector="OR",
                        ),
                        name="unit_measure_in_force_is_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("ground", models.CharField(max_length=16)),
                ("basis", models.CharField(blank=True, max_length=60)),
                ("reason", models.TextField()),
                ("measures", models.TextField(blank=True)),
                ("exit_when", models.TextField(blank=True)),
                ("entered_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("left_because", models.TextField(blank=True)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="attention_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("conference", "unit"),
                        name="attention_once_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["problem", "overdue", "false_handling", "refusal", "convener"])
                        ),
                        name="attention_ground_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground__in", ["overdue", "refusal"]), _negated=True),
                            models.Q(("basis", ""), _negated=True),
                            ("by_hand", True),
                            _connector="OR",
                        ),
                        name="attention_rests_on_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("meeting", models.PositiveIntegerField(null=True)),
                ("on", models.DateField()),
                ("good", models.TextField(blank=True)),
                ("owed", models.TextField(blank=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(null=True)),
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
                "indexes": [models.Index(fields=["conference", "unit", "-number"], name="comment_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("conference", "number"), name="comment_number_once")],
            },
        ),
    ]
