"""Values that several facts of people have, as programs send them."""

from typing import Annotated

from ninja import Field
from pydantic import Strict

from headway.base.schemas import Clean

Note = Annotated[str, Field(max_length=200), Clean]
ShortName = Annotated[str, Field(max_length=100), Clean]
Address = Annotated[str, Field(min_length=1, max_length=2000), Clean]
Percent = Annotated[int, Strict(), Field(ge=0, le=100)]
