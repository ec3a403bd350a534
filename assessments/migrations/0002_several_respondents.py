from django.db import migrations, models
import django.db.models.deletion

METHODS = [
    ('rating', 'Sliders'),
    ('points', '100 points'),
    ('swing', 'Biggest step'),
    ('rank', 'Order'),
    ('best_worst', 'Most and least'),
    ('ahp', 'Pairs'),
]


class Migration(migrations.Migration):
    """Several respondents, each with an importance per method, one of them chosen."""

    dependencies = [
        ('assessments', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='importance',
            name='importance_method_known',
        ),
        migrations.RenameField(
            model_name='importance',
            old_name='points',
            new_name='values',
        ),
        migrations.AlterField(
            model_name='importance',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='importances', to='assessments.response'),
        ),
        migrations.AlterField(
            model_name='importance',
            name='method',
            field=models.CharField(choices=METHODS, max_length=12),
        ),
        # What is there already was the only one, so it counts.
        migrations.AddField(
            model_name='importance',
            name='is_chosen',
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name='importance',
            name='is_chosen',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='weight',
            field=models.FloatField(default=1.0),
        ),
        migrations.AddField(
            model_name='response',
            name='deleted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='response',
            name='label',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddConstraint(
            model_name='importance',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['rating', 'points', 'swing', 'rank', 'best_worst', 'ahp'])), name='importance_method_known'),
        ),
        migrations.AddConstraint(
            model_name='importance',
            constraint=models.UniqueConstraint(fields=('response', 'method'), name='importance_once_per_method'),
        ),
        migrations.AddConstraint(
            model_name='importance',
            constraint=models.UniqueConstraint(condition=models.Q(('is_chosen', True)), fields=('response',), name='importance_one_chosen'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 0), ('weight__lte', 100)), name='response_weight_in_bounds'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'record'), _negated=True), ('deleted_at', None), _connector='OR'), name='response_record_stays'),
        ),
    ]
