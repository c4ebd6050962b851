"""Labels of the workspace, and of items."""

from typing import Annotated

from ninja import Field, Schema

from headway.base.schemas import Clean, Input
from headway.work.actions.labelling import MOST_LABELS

LabelName = Annotated[str, Field(min_length=1, max_length=50, pattern=r"\S"), Clean]
LabelNames = Annotated[list[LabelName], Field(max_length=MOST_LABELS)]


class LabelOut(Schema):
    """A label; ``colour`` is that of its dot."""

    name: str
    colour: str


class LabelsOut(Schema):
    labels: list[LabelOut]


class LabelsIn(Input):
    """All labels that the item carries."""

    labels: LabelNames
