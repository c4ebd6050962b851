"""Who placeholders are."""

from headway.base.schemas import Id, Input


class JoiningIn(Input):
    """``person_id`` is who the placeholder is."""

    person_id: Id
