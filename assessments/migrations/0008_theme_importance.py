from django.db import migrations, models


def forget_how_much_themes_matter(apps, schema_editor):
    apps.get_model("assessments", "Answer").objects.filter(
        question__in=("T1", "T2", "T3", "T4", "T5")
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_calibration"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="answer",
            name="answer_known",
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_how_much_themes_matter),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "4", "9")),
                            (
                                "question__in",
                                (
                                    "KT2",
                                    "KT3",
                                    "SO1",
                                    "SO2",
                                    "SO3",
                                    "KP2",
                                    "AN2",
                                    "AN4",
                                    "FA2",
                                    "FA3",
                                    "FA4",
                                    "FA5",
                                    "PE1",
                                    "PE2",
                                    "NA1",
                                ),
                            ),
                        ),
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "9")),
                            (
                                "question__in",
                                (
                                    "KT4",
                                    "KT5",
                                    "SO4",
                                    "SO5",
                                    "KP3",
                                    "KP4",
                                    "KP5",
                                    "AN3",
                                    "PE3",
                                    "PE4",
                                    "NA2",
                                    "NA4",
                                ),
                            ),
                        ),
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "4", "9")), ("question__in", ("KT1",))
                        ),
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "4", "5", "9")),
                            ("question__in", ("AN1",)),
                        ),
                        models.Q(
                            ("level__in", ("", "S", "M", "L", "XL", "9")),
                            ("question__in", ("FA1",)),
                        ),
                        models.Q(("level__in", ("", "9")), ("question__in", ("KP1",))),
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "4", "5", "9")),
                            (
                                "question__in",
                                (
                                    "T1a",
                                    "T1b",
                                    "T1c",
                                    "T1d",
                                    "T2a",
                                    "T2b",
                                    "T2c",
                                    "T2d",
                                    "T3a",
                                    "T3b",
                                    "T3c",
                                    "T3d",
                                    "T4a",
                                    "T4b",
                                    "T4c",
                                    "T4d",
                                    "T5a",
                                    "T5b",
                                    "T5c",
                                    "T5d",
                                    "T5e",
                                ),
                            ),
                        ),
                        models.Q(
                            ("level__in", ("", "1", "2", "3", "9")),
                            ("question__in", ("T1", "T2", "T3", "T4", "T5")),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("number__isnull", True),
                        models.Q(("number__gte", 0), ("question", "KP1")),
                        _connector="OR",
                    ),
                ),
                name="answer_known",
            ),
        ),
    ]
