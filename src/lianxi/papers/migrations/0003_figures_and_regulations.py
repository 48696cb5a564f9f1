import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
        ("papers", "0002_chased_recalled_enclosed"),
        ("roster", "0002_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="figures",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Regulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=150)),
                ("text", models.TextField(blank=True)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("drafted_on", models.DateField()),
                ("issued_on", models.DateField(null=True)),
                ("changed_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="regulation_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["system", "plan", "measures"])), name="regulation_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "opinions", "issued", "amended", "repealed"])),
                        name="regulation_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegulationOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                ("due", models.DateField(null=True)),
                ("given_on", models.DateField(null=True)),
                ("text", models.TextField(blank=True)),
                ("on_behalf", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "regulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="papers.regulation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="roster.unit"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "unit", "given_on"], name="opinion_by_unit")],
                "constraints": [models.UniqueConstraint(fields=("regulation", "unit"), name="opinion_once_a_unit")],
            },
        ),
    ]
