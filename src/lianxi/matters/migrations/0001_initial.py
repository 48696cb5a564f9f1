import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
        ("roster", "0003_units"),
    ]

    operations = [
        migrations.CreateModel(
            name="CategoryTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("since", models.DateField()),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "version"), name="category_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6)),
                ("name", models.CharField(max_length=40)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="matters.categorytable"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("table", "code"), name="category_code_once")],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("holder", models.CharField(max_length=60)),
                ("person", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("state", models.CharField(max_length=8)),
                ("giver", models.PositiveIntegerField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("own", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "holder", "person"], name="grant_by_holder")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="grant_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "given", "refused", "ended"])),
                        name="grant_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=60)),
                ("place", models.PositiveSmallIntegerField()),
                ("representative", models.BooleanField(default=False)),
                ("mask", models.CharField(max_length=8)),
                ("key_id", models.CharField(max_length=16)),
                ("sealed", models.BinaryField()),
                ("by_id", models.CharField(blank=True, max_length=64)),
                ("by_phone", models.CharField(blank=True, max_length=64)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("by_id", ""), _negated=True),
                        fields=["conference", "by_id"],
                        name="identity_by_id",
                    ),
                    models.Index(
                        condition=models.Q(("by_phone", ""), _negated=True),
                        fields=["conference", "by_phone"],
                        name="identity_by_phone",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "holder", "place"), name="identity_place_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("judged_by", models.CharField(default="strict", max_length=8)),
                ("judged_basis", models.CharField(blank=True, max_length=200)),
                ("organs", models.JSONField(default=list)),
                ("higher_organ", models.CharField(blank=True, max_length=80)),
                ("charge_duties", models.JSONField(default=list)),
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
            name="LocalTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("deadline", models.CharField(max_length=24)),
                ("place", models.CharField(max_length=40)),
                ("amount", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("basis", models.CharField(max_length=200)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="local_term_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("registered_on", models.DateField()),
                ("registrar", models.PositiveIntegerField()),
                ("origin", models.CharField(blank=True, max_length=60)),
                ("channel", models.CharField(max_length=12)),
                ("petitioned_on", models.DateField()),
                ("received_on", models.DateField()),
                ("source", models.CharField(max_length=12)),
                ("sender", models.CharField(blank=True, max_length=80)),
                ("sender_number", models.CharField(blank=True, max_length=60)),
                ("sender_due", models.DateField(null=True)),
                ("locality", models.CharField(blank=True, max_length=120)),
                ("purpose", models.CharField(max_length=12)),
                ("category", models.CharField(blank=True, max_length=6)),
                ("category_version", models.PositiveIntegerField(default=0)),
                ("kind", models.CharField(max_length=20)),
                ("route", models.PositiveSmallIntegerField(null=True)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("people", models.PositiveIntegerField(default=1)),
                ("involved", models.PositiveIntegerField(null=True)),
                ("joint", models.BooleanField(default=False)),
                ("anonymous", models.BooleanField(default=False)),
                ("reachable", models.BooleanField(default=True)),
                ("national_first", models.CharField(blank=True, max_length=6)),
                ("local_first", models.CharField(blank=True, max_length=6)),
                ("handler", models.PositiveIntegerField(null=True)),
                ("restricted", models.BooleanField(default=False)),
                ("national_number", models.CharField(blank=True, max_length=40)),
                ("national_entered_at", models.DateTimeField(null=True)),
                ("national_due", models.DateField(null=True)),
                ("query_code", models.CharField(blank=True, max_length=40)),
                ("state", models.CharField(max_length=16)),
                ("state_since", models.DateField()),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("result", models.CharField(blank=True, max_length=12)),
                ("extended_days", models.PositiveSmallIntegerField(default=0)),
                ("due_on", models.DateField(null=True)),
                ("due_rule", models.CharField(blank=True, max_length=24)),
                ("due_provisional", models.BooleanField(default=False)),
                ("closed_on", models.DateField(null=True)),
                ("executed_on", models.DateField(null=True)),
                ("void_asked_by", models.PositiveIntegerField(null=True)),
                ("stub", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "-number"], name="matter_newest"),
                    models.Index(fields=["conference", "state", "-number"], name="matter_by_state"),
                    models.Index(fields=["conference", "due_on", "number"], name="matter_by_due"),
                    models.Index(fields=["conference", "lead", "-number"], name="matter_by_lead"),
                    models.Index(fields=["conference", "territory", "-number"], name="matter_by_territory"),
                    models.Index(fields=["conference", "category", "-number"], name="matter_by_category"),
                    models.Index(fields=["conference", "national_number"], name="matter_by_national"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="matter_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=("conference", "origin"),
                        name="matter_once_an_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "registered",
                                    "assigned",
                                    "objected",
                                    "objected_up",
                                    "handling",
                                    "answered",
                                    "delivered",
                                    "closed",
                                    "under_review",
                                    "reviewed",
                                    "under_recheck",
                                    "concluded",
                                    "declined",
                                    "barred",
                                    "diverted",
                                    "elsewhere",
                                    "discipline",
                                    "judicial",
                                    "returned",
                                    "voided",
                                ],
                            )
                        ),
                        name="matter_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["suggestion", "accusation", "appeal_claim", "litigation_related"])
                        ),
                        name="matter_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("route", None),
                            models.Q(("kind", "appeal_claim"), ("route__range", (1, 6))),
                            _connector="OR",
                        ),
                        name="matter_route_of_a_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("extended_days__lte", 30)), name="matter_extension_at_most_30"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stub", False),
                            models.Q(("locality", ""), ("sender_number", ""), ("text", ""), ("title", "")),
                            _connector="OR",
                        ),
                        name="matter_stub_has_no_content",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.PositiveIntegerField(null=True)),
                ("ground", models.CharField(max_length=8)),
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
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exclusions", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "unit"], name="exclusion_by_unit"),
                    models.Index(fields=["conference", "person"], name="exclusion_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "unit"), name="exclusion_once_a_unit"),
                    models.UniqueConstraint(fields=("matter", "person"), name="exclusion_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("unit", None), ("person", None), _connector="XOR"),
                        name="exclusion_of_unit_or_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30)),
                ("at", models.DateField()),
                ("due", models.DateField(null=True)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("entry", models.PositiveBigIntegerField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="matters.matter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=12)),
                ("value", models.CharField(blank=True, max_length=12)),
                ("on", models.DateField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="matters.matter"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("matter", "of"), name="evaluation_once_an_object")],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=24)),
                ("started_on", models.DateField()),
                ("strict", models.DateField()),
                ("rolled", models.DateField()),
                ("judged", models.DateField()),
                ("provisional", models.BooleanField(default=False)),
                ("article", models.CharField(max_length=10)),
                ("explanation", models.TextField()),
                ("met_on", models.DateField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "provisional", "strict"], name="deadline_provisional")],
                "constraints": [models.UniqueConstraint(fields=("matter", "rule"), name="deadline_once_a_rule")],
            },
        ),
        migrations.CreateModel(
            name="CoHandler",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(blank=True, max_length=200)),
                ("due", models.DateField(null=True)),
                ("replied_on", models.DateField(null=True)),
                ("reply", models.TextField(blank=True)),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="co_handlers", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit"], name="co_handler_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("matter", "unit"), name="co_handler_once")],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("leader", models.PositiveIntegerField()),
                ("duties", models.JSONField(default=list)),
                ("proposed_on", models.DateField()),
                ("proposer", models.PositiveIntegerField()),
                ("until", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("approver", models.PositiveIntegerField(null=True)),
                ("approved_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("result", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "leader", "state"], name="charge_by_leader")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="charge_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved"])),
                        fields=("matter",),
                        name="one_charge_a_matter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "refused", "ended"])),
                        name="charge_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CasePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("organ", models.CharField(blank=True, max_length=80)),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("content", models.JSONField(default=dict)),
                ("drafted_on", models.DateField()),
                ("drafter", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=12)),
                ("approver", models.PositiveIntegerField(null=True)),
                ("approved_on", models.DateField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("delivered_on", models.DateField(null=True)),
                ("delivery", models.CharField(blank=True, max_length=12)),
                ("receipt", models.CharField(blank=True, max_length=8)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "state"], name="case_paper_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="case_paper_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt",
                                    "acceptance",
                                    "decline",
                                    "bar",
                                    "elsewhere",
                                    "diversion",
                                    "objection",
                                    "assignment",
                                    "extension",
                                    "opinion",
                                    "reply",
                                    "agreement",
                                    "closing",
                                ],
                            )
                        ),
                        name="case_paper_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned", "issued", "void"])),
                        name="case_paper_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("aftercare", models.BooleanField(default=False)),
                ("entry", models.PositiveBigIntegerField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="matters.matter"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("start", models.PositiveIntegerField(default=1)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("conference", "year"), name="numbering_once_a_year")],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("entry", models.PositiveBigIntegerField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="matters.matter"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leader", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("entry", models.PositiveBigIntegerField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="matters.matter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceptionDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("leader", models.PositiveIntegerField()),
                ("post", models.CharField(max_length=80)),
                ("on", models.DateField()),
                ("hours", models.CharField(blank=True, max_length=40)),
                ("place", models.CharField(max_length=80)),
                ("published_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "on"], name="reception_day_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="reception_day_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "published", "held", "cancelled"])),
                        name="reception_day_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("leader", models.PositiveIntegerField()),
                ("recorder", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=80)),
                ("people", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("reply", models.TextField(blank=True)),
                ("state", models.CharField(max_length=12)),
                ("matter", models.PositiveBigIntegerField(null=True)),
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
                (
                    "day",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receptions",
                        to="matters.receptionday",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-number"], name="reception_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="reception_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reception", "field_visit"])), name="reception_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "settled", "registered"])),
                        name="reception_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("query", models.CharField(max_length=400)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "person", "name"), name="saved_view_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SkippedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("conference", "number"), name="skipped_number_once")],
            },
        ),
        migrations.CreateModel(
            name="VillageCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("recorder", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("channel", models.CharField(max_length=12)),
                ("locality", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(blank=True)),
                ("people", models.PositiveIntegerField(default=1)),
                ("measures", models.JSONField(default=list)),
                ("state", models.CharField(max_length=12)),
                ("result", models.TextField(blank=True)),
                ("settled_on", models.DateField(null=True)),
                ("matter", models.PositiveBigIntegerField(null=True)),
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
                    models.Index(fields=["conference", "-number"], name="village_case_newest"),
                    models.Index(fields=["conference", "unit", "-number"], name="village_case_by_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="village_case_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "settled", "reported"])),
                        name="village_case_state_known",
                    ),
                ],
            },
        ),
    ]
