"""The app's name, and what `manage.py check` looks at."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Modellwahl's one app."""

    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        from . import checks  # noqa: F401
