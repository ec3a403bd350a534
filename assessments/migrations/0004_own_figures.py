from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0003_scenarios'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='figures',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
