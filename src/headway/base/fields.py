"""Columns that hold the values of this package."""

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
