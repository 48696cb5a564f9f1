from django.db import migrations, models


class Migration(migrations.Migration):
    """The notice of an extension as a kind of paper; what was done about a supported opinion."""

    dependencies = [("matters", "0002_simple_and_drafts")]

    operations = [
        migrations.AddField(model_name="matter", name="execution", field=models.CharField(blank=True, max_length=8)),
        migrations.RemoveConstraint(model_name="casepaper", name="case_paper_kind_known"),
        migrations.AddConstraint(
            model_name="casepaper",
            constraint=models.CheckConstraint(
                name="case_paper_kind_known",
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
                            "extension_notice",
                            "opinion",
                            "reply",
                            "agreement",
                            "closing",
                        ],
                    )
                ),
            ),
        ),
    ]
