"""Values of items in templates: ``{% cell row "title" %}``, ``{% tile_form row %}``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from headway.work import markup
from headway.work.reading import Row

register = template.Library()

register.simple_tag(markup.cell)


@register.simple_tag(takes_context=True)
def tile_form(context: dict[str, Any], row: Row) -> SafeString:
    """As :func:`markup.tile_form`, in a list with an ``axis``."""
    return markup.tile_form(
        row,
        csrf_token=str(context["csrf_token"]),
        until=context["axis"].last.isoformat(),
    )
