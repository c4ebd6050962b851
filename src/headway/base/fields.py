"""Columns that hold the values of this package."""

from collections.abc import Collection
from typing import Any

from django.db import models

from headway.base.hours import Hours, format_hours, parse_hours


class HoursField(models.CharField[Hours | str | None, Hours | None]):
    """Working hours of a day (``base.hours.Hours``), readable text in the table."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 200)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, *_: Any) -> Hours | None:
        return None if value is None else parse_hours(value)

    def to_python(self, value: Any) -> Any:
        return parse_hours(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return format_hours(value) if isinstance(value, tuple) else value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))


class WordsField(models.Field[Collection[str], str]):
    """A set of words (``base.text.words_of``), as a ``tsvector`` without places.

    Written as a collection of words; never read but by ``holds``, whose other side is
    a ``tsquery`` as text.  PostgreSQL's own parser has no part in it: what is a word
    is the same on every server.
    """

    def db_type(self, connection: Any) -> str:
        return "tsvector"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "array_to_tsvector(%s::text[])"

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else list(value)


@WordsField.register_lookup
class Holds(models.Lookup[Any]):
    """Whether the words satisfy a ``tsquery``."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        words, given = self.process_lhs(compiler, connection)
        return f"{words} @@ %s::tsquery", (*given, self.rhs)
