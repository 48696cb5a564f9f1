from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0002_announcements_end_with_what_waited"),
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LastLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("looked_at", models.DateTimeField()),
                (
                    "conference",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="journal.conference"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["conference", "person"], name="one_last_look_each"),
                ],
            },
        ),
    ]
