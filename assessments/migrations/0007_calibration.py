import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0006_safeguards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Calibration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('base', 'Starting level'), ('effect', 'Effect of an answer')], max_length=6)),
                ('code', models.CharField(max_length=40)),
                ('level', models.FloatField(blank=True, null=True)),
                ('low', models.FloatField(blank=True, null=True)),
                ('high', models.FloatField(blank=True, null=True)),
                ('points', models.SmallIntegerField(blank=True, null=True)),
                ('reason', models.CharField(max_length=400, verbose_name='reason')),
                ('version', models.PositiveIntegerField()),
                ('active', models.BooleanField(default=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calibrations', to='assessments.organisation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('active', True)), fields=('organisation', 'kind', 'code'), name='calibration_active_once'), models.UniqueConstraint(fields=('organisation', 'kind', 'code', 'version'), name='calibration_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('high__gte', models.F('level')), ('high__isnull', False), ('high__lte', 4), ('kind', 'base'), ('level__gte', models.F('low')), ('level__isnull', False), ('low__gte', 0), ('low__isnull', False), ('points', None)), models.Q(('high', None), ('kind', 'effect'), ('level', None), ('low', None), ('points__gte', -2), ('points__isnull', False), ('points__lte', 2)), _connector='OR'), name='calibration_within_bounds'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='calibration_has_a_reason')],
            },
        ),
    ]
