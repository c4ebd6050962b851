"""The people whom a file names.

Their ids tell them from those of any other workspace: an import knows people by the
ids that they came with.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from headway.actors.models import Actor
from headway.people.models import Person


class FilePeople:
    """Everyone of the workspace; those that were asked for are written.

    Addresses are only for administrators, here as everywhere.
    """

    def __init__(self, by: Actor) -> None:
        rows = Person.objects.filter(workspace_id=by.workspace_id)
        everyone = list(rows.select_related("actor", "user").order_by("pk"))
        self._people = {person.pk: person for person in everyone}
        self._actors = {person.actor_id: person.pk for person in everyone}
        self._asked: dict[int, None] = {}
        seed = str(by.workspace.seed).encode()
        self._whence = hashlib.blake2b(seed, digest_size=6).hexdigest()
        self._has_addresses = by.is_administrator

    def person(self, pk: int | None) -> str | None:
        if pk is None or pk not in self._people:
            return None
        self._asked[pk] = None
        return self._id(pk)

    def _id(self, pk: int) -> str:
        return f"{self._whence}.{pk}"

    def actor(self, pk: int | None) -> str | None:
        """Return the person who acts so; Headway itself is nobody."""
        return self.person(self._actors.get(pk or 0))

    def records(self) -> Iterator[dict[str, Any]]:
        for pk in self._asked:
            person = self._people[pk]
            record = {"id": self._id(pk), "name": person.actor.name}
            if self._has_addresses and (email := _address(person)):
                record["email"] = email
            yield record


def _address(person: Person) -> str:
    return person.email or (person.user.email if person.user else "")
