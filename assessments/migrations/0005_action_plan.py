import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0004_own_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(blank=True, max_length=60)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('detail', models.TextField(blank=True, max_length=4000, verbose_name='detail')),
                ('owner', models.CharField(blank=True, max_length=120, verbose_name='owner')),
                ('due', models.DateField(blank=True, null=True, verbose_name='due')),
                ('status', models.CharField(choices=[('open', 'Open'), ('doing', 'In progress'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=8)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='assessments.assessment')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('assessment', 'origin'), name='action_origin_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='action_has_a_title'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'doing', 'done', 'dropped'])), name='action_status_known'), models.CheckConstraint(condition=models.Q(('due', None), models.Q(('due__gte', datetime.date(2000, 1, 1)), ('due__lte', datetime.date(2100, 12, 31))), _connector='OR'), name='action_due_in_bounds')],
            },
        ),
    ]
