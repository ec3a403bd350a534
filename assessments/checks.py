"""`manage.py check` reads the catalogue; a broken file stops the build, not a workshop."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from assessments.catalogue import CatalogueError, read_catalogue


@register("catalogue")
def check_catalogue(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report every problem of the catalogue with file, table and key."""
    try:
        read_catalogue()
    except CatalogueError as error:
        return [Error(str(problem), id="assessments.E001") for problem in error.problems]
    return []
