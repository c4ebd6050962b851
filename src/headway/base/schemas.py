"""The kinds of values that the API takes: pydantic's, bounded and strict.

Whatever a program sends is one of these: a test says so.
"""

import re
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.parser import Parser
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Strict,
)

from headway.base.days import check_day, check_instant
from headway.base.errors import Malformed
from headway.base.json import parse_json
from headway.base.numbers import MOST_ID
from headway.base.text import clean_text, shown

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Input(Schema):
    """What is sent; a name that is not declared is a mistake, not ignored."""

    model_config = ConfigDict(extra="forbid")


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _written(value: Any) -> Any:
    """Keep pydantic from reading numbers as seconds since 1970."""
    if isinstance(value, str) and WRITTEN.match(value):
        return clean_text(value)
    raise ValueError(_("“%s” is no date; write it in ISO 8601.") % shown(value))


Clean = BeforeValidator(_clean)
Written = BeforeValidator(_written)


def _check_email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError(_("“%s” is no e-mail address.") % shown(value)) from error
    return value


Flag = Annotated[bool, Strict()]
Id = Annotated[int, Strict(), Field(ge=1, le=MOST_ID)]
Day = Annotated[date, AfterValidator(check_day), Written]
Instant = Annotated[AwareDatetime, AfterValidator(check_instant), Written]
"""An instant with its offset from UTC."""
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Clean]
Zone = Annotated[
    str, Field(max_length=64, description="A time zone, as `Europe/Berlin`."), Clean
]
Language = Annotated[
    str, Field(max_length=16, description="The code of a language, as `de`."), Clean
]
Email = Annotated[str, Field(max_length=150), AfterValidator(_check_email), Clean]
"""A user name of Django is no longer, and an address is one."""


def all_optional(schema: dict[str, Any]) -> None:
    """Say of an answer that ``?fields=`` may leave any field out."""
    schema.pop("required", None)


def without_defaults(schema: dict[str, Any]) -> None:
    """Say of a change that what is not sent stays as it is, whatever that is."""
    for field in schema["properties"].values():
        field.pop("default", None)


class StrictParser(Parser):
    """Reads bodies and query strings; what could be read in two ways is refused."""

    def parse_body(self, request: HttpRequest) -> Any:
        return parse_json(request.body)

    def parse_querydict(
        self,
        data: MultiValueDict[str, Any],
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        for name, values in data.lists():
            if len(values) > 1 and name not in list_fields:
                raise Malformed(_("“%s” is there twice; send it once.") % shown(name))
        return super().parse_querydict(data, list_fields, request)
