"""Django's forms, with fields that take only what can be kept.

Everything else imports forms from here: a test says so.
"""

import datetime
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import (
    BoundField,
    ChoiceField,
    DateTimeInput,
    EmailField,
    EmailInput,
    Field,
    FileField,
    FileInput,
    Form,
    HiddenInput,
    ModelChoiceField,
    MultipleChoiceField,
    NumberInput,
    PasswordInput,
    RegexField,
    Select,
    Textarea,
    TextInput,
    TypedChoiceField,
)
from django.utils.translation import gettext as _

from headway.base.days import check_day, check_instant
from headway.base.durations import parse_minutes
from headway.base.errors import Refused
from headway.base.hours import Hours, parse_hours
from headway.base.json import parse_json
from headway.base.numbers import MOST_INTEGER
from headway.base.text import clean_text

__all__ = [
    "AmountField",
    "BooleanField",
    "BoundField",
    "CharField",
    "ChoiceField",
    "DateField",
    "DateInput",
    "DateTimeField",
    "DateTimeInput",
    "EmailField",
    "EmailInput",
    "Field",
    "FileField",
    "FileInput",
    "Form",
    "HiddenInput",
    "HoursField",
    "IntegerField",
    "JSONField",
    "ModelChoiceField",
    "MultipleChoiceField",
    "NumberInput",
    "PasswordInput",
    "RegexField",
    "Select",
    "TextInput",
    "Textarea",
    "TypedChoiceField",
    "ValidationError",
]


SWITCHES = {"": False, "on": True, "true": True, "1": True, "false": False, "0": False}


class Checkbox(forms.CheckboxInput):
    """A checkbox that leaves what was sent to its field."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")


class BooleanField(forms.BooleanField):
    """On or off; Django takes any text for on."""

    widget = Checkbox

    def to_python(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        try:
            return SWITCHES[str(value or "").lower()]
        except KeyError:
            raise ValidationError(
                _("“%(value)s” is neither on nor off."), params={"value": value}
            ) from None


class CharField(forms.CharField):
    """Text of a known greatest length; cleaned by :func:`clean_text`."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.validators = [  # what follows speaks of NUL by name
            v for v in self.validators if isinstance(v, MaxLengthValidator)
        ]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        try:
            return clean_text(text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class IntegerField(forms.IntegerField):
    """A whole number that fits a column, unless narrower bounds are given."""

    def __init__(
        self, *, min_value: int = 0, max_value: int = MOST_INTEGER, **options: Any
    ) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **options)


class DateInput(forms.DateInput):
    """A day as browsers' own calendars read it, whatever the language."""

    def __init__(self, attrs: Any = None, format: str = "%Y-%m-%d") -> None:  # noqa: A002
        super().__init__(attrs, format)


class DateField(forms.DateField):
    """A day of a year that can be meant."""

    widget = DateInput

    def to_python(self, value: Any) -> datetime.date | None:
        day = super().to_python(value)
        try:
            return check_day(day) if day else None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class StrictDecoder(json.JSONDecoder):
    """Reads with :func:`parse_json`; refuses as Django expects it."""

    def decode(self, s: str, *_: Any) -> Any:
        try:
            return parse_json(s.encode(errors="replace"))
        except Refused as refused:
            raise json.JSONDecodeError(str(refused), "", 0) from refused


class JSONField(forms.JSONField):
    """JSON as scripts send it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(decoder=StrictDecoder, **options)


class DateTimeField(forms.DateTimeField):
    """An instant of a year that can be meant, in the reader's zone."""

    def to_python(self, value: Any) -> datetime.datetime | None:
        moment = super().to_python(value)
        try:
            return check_instant(moment) if moment else None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class AmountField(CharField):
    """An amount of work as people write it; working minutes, or None for nothing."""

    def __init__(self, *, max_length: int = 60, **options: Any) -> None:
        super().__init__(required=False, max_length=max_length, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_minutes(text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class HoursField(CharField):
    """Hours of a day as people write them; none where nothing is written."""

    def __init__(self, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(required=False, max_length=max_length, **options)

    def clean(self, value: Any) -> Hours:
        try:
            return parse_hours(super().clean(value))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
