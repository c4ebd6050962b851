"""Files and their versions; an app above says what they belong to and who sees them."""

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.base.errors import NotFound
from headway.base.file_names import MOST_NAME, check_file_name
from headway.base.media import OCTETS, RASTERS, WORDS


class File(models.Model):
    """Something that people sent, by the name that they gave it; its versions hold it.

    There is no permission on it alone: it is seen by whoever sees what it belongs to.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=MOST_NAME, validators=[check_file_name])

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "FileVersion":
        """The newest version; no query where all were fetched by ``with_versions``."""
        return self.newest_first[0]

    @property
    def newest_first(self) -> "list[FileVersion]":
        return sorted(self.versions.all(), key=lambda version: -version.number)

    def version(self, number: int | None) -> "FileVersion":
        """Return a version, the newest for None, or raise :class:`NotFound`."""
        for version in self.newest_first:
            if number in (None, version.number):
                return version
        raise NotFound


class FileVersionQuerySet(models.QuerySet["FileVersion"]):
    def bytes_of(self, workspace_id: int) -> int:
        """Return how much of the disk a workspace has; shared content counts once."""
        mine = self.filter(workspace_id=workspace_id).order_by()
        each = mine.values("content", "size").distinct()
        return each.aggregate(total=Sum("size"))["total"] or 0


class FileVersion(models.Model):
    """One content of a file; ``content`` names it in the store.

    ``number`` counts from 1, the newest is the file as it is now.  A version that was
    put back shares its content with the one that it was.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    file = models.ForeignKey(File, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.UUIDField()
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40, choices=WORDS, default=OCTETS)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "file", "number"],
                name="one_file_version_per_number",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, size__gte=1),
                name="file_version_is_not_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "content"], name="file_version_by_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} ({self.number})"

    def author_for(self, reader: Actor) -> str:
        """Name who sent it; guests know nobody of the workspace but themselves."""
        if reader.is_guest and self.by_id != reader.pk:
            return _("Someone")
        return self.by.name

    @property
    def is_raster(self) -> bool:
        """Whether browsers may show it: an image that holds no script."""
        return self.type in RASTERS
