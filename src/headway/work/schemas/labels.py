"""Labels of the workspace, and of items."""

from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.schemas import Clean, Input, without_defaults
from headway.work.actions.labelling import MOST_LABELS

LabelName = Annotated[str, Field(min_length=1, max_length=50, pattern=r"\S"), Clean]
LabelNames = Annotated[list[LabelName], Field(max_length=MOST_LABELS)]


ColourName = Literal["blue", "green", "violet", "amber", "red", "grey"]


class LabelOut(Schema):
    """A label; ``colour`` is that of its dot."""

    id: int
    name: str
    colour: str


class LabelsOut(Schema):
    labels: list[LabelOut]


class LabelPatch(Input):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: LabelName = ""
    colour: ColourName = "blue"


class LabelsIn(Input):
    """All labels that the item carries."""

    labels: LabelNames
