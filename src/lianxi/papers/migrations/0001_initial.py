import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
        ("roster", "0002_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issuer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("mark", models.CharField(max_length=80)),
                ("code", models.CharField(blank=True, max_length=30)),
                ("red_head", models.BooleanField(default=True)),
                ("own_book", models.BooleanField(default=True)),
                ("signer", models.CharField(max_length=12)),
                ("start_year", models.PositiveSmallIntegerField(default=0)),
                ("start_running", models.PositiveIntegerField(default=1)),
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
                    models.UniqueConstraint(fields=("conference", "number"), name="issuer_number_once"),
                    models.UniqueConstraint(fields=("conference", "name"), name="issuer_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("conference", "code"),
                        name="issuer_code_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body__in", ["conference", "office", "government"])),
                        name="issuer_body_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signer__in", ["convener", "director", "organ_head"])),
                        name="issuer_signer_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=150)),
                ("addressee", models.CharField(blank=True, max_length=300)),
                ("cc", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField(blank=True)),
                ("remark", models.CharField(blank=True, max_length=150)),
                ("urgency", models.CharField(blank=True, max_length=12)),
                ("origin", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("opinion", models.TextField(blank=True)),
                ("drafter", models.PositiveIntegerField(null=True)),
                ("checker", models.PositiveIntegerField(null=True)),
                ("signer", models.PositiveIntegerField(null=True)),
                ("drafted_on", models.DateField()),
                ("signed_on", models.DateField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("sealed", models.TextField(blank=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.issuer"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-number"], name="document_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="document_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("document_number", ""), _negated=True), models.Q(("kind", "brief"), _negated=True)
                        ),
                        fields=("conference", "document_number"),
                        name="official_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "checked", "signed", "issued", "filed", "recalled", "discarded"])
                        ),
                        name="document_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["notice", "circular", "letter", "report", "request", "brief", "work_points"])
                        ),
                        name="document_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("running", models.PositiveIntegerField()),
                ("bearer", models.CharField(blank=True, max_length=60)),
                ("void", models.CharField(blank=True, max_length=150)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.document"
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.issuer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "series", "year", "running"), name="book_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("due", models.DateField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="papers.document"
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
                "constraints": [models.UniqueConstraint(fields=("document", "place"), name="point_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recipients", to="papers.document"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "received_on"], name="recipient_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("document", "unit"), name="recipient_once")],
            },
        ),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=150)),
                ("text", models.TextField(blank=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enclosures", to="papers.document"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("document", "place"), name="enclosure_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("form", models.CharField(max_length=12)),
                ("sender", models.CharField(max_length=80)),
                ("their_number", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=150)),
                ("text", models.TextField(blank=True)),
                ("urgency", models.CharField(blank=True, max_length=12)),
                ("received_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("state", models.CharField(default="registered", max_length=12)),
                ("proposal", models.TextField(blank=True)),
                ("instruction", models.TextField(blank=True)),
                ("instructed_by", models.PositiveIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "-number"], name="paper_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="paper_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["registered", "proposed", "instructed", "assigned", "answered", "filed", "withdrawn"],
                            )
                        ),
                        name="paper_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["document", "telephone"])), name="paper_form_known"
                    ),
                ],
            },
        ),
    ]
