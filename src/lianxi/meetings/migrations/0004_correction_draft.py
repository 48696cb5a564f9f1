import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
        ('meetings', '0003_history_draft'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(default=dict)),
                ('correction', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.conference')),
                ('minutes', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.minutes')),
            ],
        ),
    ]
