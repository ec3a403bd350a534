import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_what_was_confirmed(apps, schema_editor):
    assessment_rows = apps.get_model('assessments', 'Assessment').objects.exclude(confirmed={})
    safeguards = apps.get_model('assessments', 'Safeguard').objects
    safeguards.bulk_create(
        safeguards.model(
            assessment=assessment,
            rule=rule,
            option=option,
            state='met' if in_place else 'refused',
        )
        for assessment in assessment_rows
        for rule, options in assessment.confirmed.items()
        for option, in_place in options.items()
    )
    # PostgreSQL changes no table with checks still waiting.
    schema_editor.connection.check_constraints()


def put_it_back(apps, schema_editor):
    assessments = apps.get_model('assessments', 'Assessment').objects
    for row in apps.get_model('assessments', 'Safeguard').objects.exclude(state='open'):
        assessment = assessments.get(pk=row.assessment_id)
        assessment.confirmed.setdefault(row.rule, {})[row.option] = row.state == 'met'
        assessment.save(update_fields=['confirmed'])
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_action_plan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Safeguard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=8)),
                ('option', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('met', 'met'), ('refused', 'not met'), ('open', 'still open')], max_length=8)),
                ('said_by', models.CharField(blank=True, max_length=120, verbose_name='by whom')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='when')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safeguards', to='assessments.assessment')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('assessment', 'rule', 'option'), name='safeguard_once_for_a_way'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['met', 'refused', 'open'])), name='safeguard_state_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RuleSwitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=8)),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_switches', to='assessments.organisation')),
            ],
            options={
                'ordering': ['rule', 'pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'rule'), name='rule_switched_off_once'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='rule_switch_has_a_reason'),
                ],
            },
        ),
        migrations.RunPython(keep_what_was_confirmed, put_it_back),
        migrations.RemoveField(model_name='assessment', name='confirmed'),
    ]
