"""Icons out of the sprite that every page carries (templates/components/_sprite.svg)."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the Lucide icon of this name; hidden from screen readers, so put words beside it."""
    return format_html(
        '<svg class="i" aria-hidden="true" focusable="false"><use href="#i-{}"></use></svg>', name
    )
