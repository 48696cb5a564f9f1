import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("may_found", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("link_serial", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("enrolled_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="devices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=60)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="person_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("account", None), _negated=True),
                        fields=("conference", "account"),
                        name="account_once_a_conference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("convener", "召集人"),
                            ("director", "办公室主任"),
                            ("office_staff", "办公室工作人员"),
                            ("unit_head", "成员单位负责人"),
                            ("liaison", "联络员"),
                            ("organ_head", "机关负责人"),
                            ("inspector", "上级检查人员"),
                            ("admin_system", "系统管理员"),
                            ("admin_security", "安全管理员"),
                            ("admin_audit", "审计管理员"),
                        ],
                        max_length=20,
                    ),
                ),
                ("post", models.CharField(max_length=80)),
                ("closed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=30)),
                ("username", models.CharField(max_length=150)),
                ("address", models.CharField(max_length=45)),
                ("by", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at"], name="sign_in_newest"),
                    models.Index(fields=["address", "kind", "-at"], name="sign_in_by_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="roster.person"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="roster.seat"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "person"], name="tenure_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("seat",), name="one_holder_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("aliases", models.JSONField(default=list)),
                ("closed_on", models.DateField(null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="unit_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)), fields=("conference", "name"), name="unit_name_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="seat",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="roster.unit"
            ),
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("duty", models.CharField(max_length=120)),
                ("window", models.DateField()),
                ("reason", models.TextField()),
                ("confirmed", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="explanation_number_once"),
                    models.UniqueConstraint(fields=("conference", "duty", "window"), name="explanation_once_a_window"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundingDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32, unique=True)),
                ("file_name", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("answers", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("touched_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.conference",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "text_sha256", "conference"), name="draft_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HandRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.PositiveBigIntegerField()),
                ("index", models.PositiveIntegerField(default=0)),
                ("duty", models.CharField(max_length=120)),
                ("verb", models.CharField(max_length=60)),
                ("object", models.CharField(max_length=60)),
                ("happened_on", models.DateField()),
                ("title", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("attended", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.conference"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conference", "object"], name="hand_record_by_object")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "entry", "index"), name="hand_record_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(fields=("conference", "number"), name="seat_number_once"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "convener",
                            "director",
                            "office_staff",
                            "unit_head",
                            "liaison",
                            "organ_head",
                            "inspector",
                            "admin_system",
                            "admin_security",
                            "admin_audit",
                        ],
                    )
                ),
                name="seat_role_known",
            ),
        ),
    ]
