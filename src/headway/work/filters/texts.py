"""Texts of an item of which a part may be hidden."""

from django.db.models import Q

from headway.work.filters.kinds import Text
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value
from headway.work.models import Hidden


class TitleOrDescription(Text):
    """Both texts of an item; a description that is hidden is as if it were not."""

    operators = ("~",)

    def compare(self, operator: str, value: Value, reader: Reader) -> Q:
        description = super().compare(operator, value, reader)
        unseen = reader.projects_hiding(Hidden.DESCRIPTION)
        if unseen:
            description &= ~Q(project_id__in=unseen)
        return Text("title").compare(operator, value, reader) | description
