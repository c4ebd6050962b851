"""Fields of the workspace, as a line says something in them: ``"Cost centre"=12``."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.marks import NAMES, Mark, Unclear, person_meant
from headway.work.field_values import PERSON, kept, read, words
from headway.work.models import CustomField, FieldKind

PLAIN = re.compile(r"[^\W_][\w-]{0,59}")
"""A name that needs no quotes."""

EXAMPLES = {
    FieldKind.TEXT: '"…"',
    FieldKind.NUMBER: "12",
    FieldKind.DATE: "fri",
    FieldKind.YES_NO: "yes",
    FieldKind.PERSON: "me",
    FieldKind.ADDRESS: "https://…",
}


def mark_of(field: CustomField) -> Mark:
    """Return a field as one that a line can fill."""
    names = (f'"{row["name"]}"' for row in field.options)
    example = EXAMPLES.get(FieldKind(field.kind)) or next(names, '"…"')
    return Mark(
        name=field.column,
        words=_("the field “%s”") % field.name,
        read=partial(read_field, field),
        examples=(f"{written(field)}={example}",),
    )


def written(field: CustomField) -> str:
    """Return the name of a field as a line has it."""
    if PLAIN.fullmatch(field.name) and field.name.lower() not in NAMES:
        return field.name
    return field.column if '"' in field.name else f'"{field.name}"'


def read_field(field: CustomField, text: str, draft: Draft, known: Known) -> str:
    value = _value(field, text, known)
    if value is None:
        raise Unclear("")
    draft.custom[field.pk] = value
    return told(field, value, known)


def _value(field: CustomField, text: str, known: Known) -> Any:
    if field.kind == FieldKind.PERSON:
        return {PERSON: person_meant(text, known, before=f"{written(field)}=")}
    if field.kind == FieldKind.DATE:
        begin = known.clock.span(text).begin
        return kept(field, timezone.localtime(begin, known.clock.zone).date())
    return kept(field, read(field, text))


def told(field: CustomField, value: Any, known: Known) -> str:
    """Say in words what an item to be says in a field."""
    said = {"field": field.name, "value": words(field, value, known.names)}
    return _("%(field)s: %(value)s") % said


def told_of(draft: Draft, known: Known) -> Iterator[str]:
    for pk, value in draft.custom.items():
        yield told(known.field(pk), value, known)


def unfit(draft: Draft, known: Known) -> Iterator[CustomField]:
    """Yield the fields that are not for items of its type."""
    kind = draft.type_id or known.default_type or 0
    fields = [known.field(pk) for pk in draft.custom]
    yield from (field for field in fields if not field.is_for(kind))


def unfit_words(field: CustomField, draft: Draft) -> str:
    message = _("“%(field)s” is not for items of the type of “%(item)s”.")
    return message % {"field": field.name, "item": draft.title}
