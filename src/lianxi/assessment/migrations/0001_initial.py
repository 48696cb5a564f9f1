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
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("kinds", models.JSONField(default=list)),
                ("grades", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                ("drafter", models.PositiveIntegerField(null=True)),
                ("drafted_on", models.DateField()),
                ("confirmed_on", models.DateField(null=True)),
                ("basis", models.CharField(blank=True, max_length=60)),
                ("opinion", models.TextField(blank=True)),
                ("computed_on", models.DateField(null=True)),
                ("objections_until", models.DateField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-number"], name="scheme_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="scheme_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "submitted", "confirmed", "open", "settled", "published", "dropped"],
                            )
                        ),
                        name="scheme_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="scheme_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("total", models.DecimalField(decimal_places=2, max_digits=7)),
                ("lines", models.JSONField(default=list)),
                ("evidence", models.JSONField(default=dict)),
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="assessment.scheme"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scheme", "unit"), name="result_once_a_unit")],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("on", models.DateField()),
                ("upheld", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="assessment.scheme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="objection_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("upheld", None)),
                        fields=("scheme", "unit", "place"),
                        name="one_open_objection",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("definition", models.CharField(max_length=200)),
                ("formula", models.CharField(max_length=400)),
                ("weight", models.DecimalField(decimal_places=1, max_digits=5)),
                ("cap", models.DecimalField(decimal_places=1, max_digits=5)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="assessment.scheme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "place"), name="indicator_place_once"),
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="indicator_weighs"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("drafted_on", models.DateField()),
                ("signed_on", models.DateField(null=True)),
                ("signer", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(default="draft", max_length=12)),
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
                    models.UniqueConstraint(fields=("conference", "number"), name="target_letter_number_once"),
                    models.UniqueConstraint(fields=("conference", "year", "unit"), name="target_letter_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed"])), name="target_letter_state"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("standard", models.TextField()),
                ("due", models.DateField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("result", models.TextField(blank=True)),
                ("met_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="assessment.targetletter",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "due", "state"], name="target_by_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="target_number_once"),
                    models.UniqueConstraint(fields=("letter", "place"), name="target_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "met", "accepted", "returned"])),
                        name="target_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.PositiveIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("group", models.CharField(blank=True, max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("standard", models.TextField(blank=True)),
                ("points", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("computes", models.CharField(blank=True, max_length=40)),
                ("duties", models.JSONField(default=list)),
                ("evidence", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                ("own_score", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
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
                    models.UniqueConstraint(fields=("conference", "table", "place"), name="county_item_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("year", models.PositiveSmallIntegerField()),
                ("issuer", models.CharField(blank=True, max_length=80)),
                ("imported_on", models.DateField()),
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
                    models.UniqueConstraint(fields=("conference", "number"), name="county_table_number_once")
                ],
            },
        ),
    ]
