"""Fields of the workspace, and what items say in them."""

from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, Strict, StrictBool

from headway.base.schemas import Clean, Flag, Id, Input, without_defaults
from headway.work.actions.custom_fields import MOST_FIELDS, MOST_OPTIONS
from headway.work.field_values import LONGEST_TEXT
from headway.work.models.custom_fields import LONGEST_NAME

FieldKindName = Literal[
    "text", "number", "date", "yes_no", "option", "options", "person", "address"
]
OptionColour = Literal["", "blue", "green", "violet", "amber", "red", "grey"]
FieldName = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"\S"), Clean
]
FieldKey = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,17}$")]


class PersonValue(Input):
    person_id: Id


Said = (
    StrictBool
    | Annotated[int, Strict(), Field(ge=-(10**15), le=10**15)]
    | Annotated[float, Strict(), Field(ge=-(10**15), le=10**15)]
    | Annotated[str, Field(max_length=LONGEST_TEXT), Clean]
    | PersonValue
    | Annotated[list[Id], Field(max_length=MOST_OPTIONS)]
    | None
)
CustomIn = Annotated[
    dict[FieldKey, Said],
    Field(
        max_length=MOST_FIELDS,
        json_schema_extra={"additionalProperties": False},
        description="What is said in fields of the workspace, by their ids: a text, a"
        " number, a day, true or false, the id of an option or a list of them, a person"
        " as `{“person_id”: 7}`; null takes it away.",
    ),
]
CustomOut = Annotated[
    dict[str, Any],
    Field(description="What is said in fields of the workspace, by their ids."),
]


class OptionOut(Schema):
    id: int
    name: str
    colour: str


class FieldOut(Schema):
    """A field of the workspace; without ``type_ids`` it is for items of all types."""

    id: int
    name: str
    kind: FieldKindName
    options: list[OptionOut]
    type_ids: list[int]
    is_shown_to_guests: bool
    is_archived: bool


class FieldsOut(Schema):
    fields: list[FieldOut]


class OptionIn(Input):
    """An option; without an ``id`` it is a new one."""

    id: Id | None = None
    name: FieldName
    colour: OptionColour = ""


class FieldIn(Input):
    name: FieldName
    kind: FieldKindName
    options: Annotated[list[OptionIn], Field(max_length=MOST_OPTIONS)] = []
    type_ids: Annotated[list[Id], Field(max_length=100)] = []
    is_shown_to_guests: Flag = False


class FieldPatch(Input):
    """What is not sent stays as it is; of options all are sent, in their order."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: FieldName = ""
    options: Annotated[list[OptionIn], Field(max_length=MOST_OPTIONS)] = []
    type_ids: Annotated[list[Id], Field(max_length=100)] = []
    is_shown_to_guests: Flag = False
