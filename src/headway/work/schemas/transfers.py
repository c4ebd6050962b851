"""Items moved from project to project."""

from headway.base.schemas import Input
from headway.work.schemas.values import ProjectKey


class TransferIn(Input):
    """The key of the other project."""

    project: ProjectKey
