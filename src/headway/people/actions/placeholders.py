"""People of another tool: who is known here is themselves, others are placeholders.

A placeholder is a person without a sign-in, as anybody who was added; whoever is
invited by its address, or to it, is that person from then on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from headway.actors.models import Actor
from headway.people.actions.persons import add_person
from headway.people.models import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedAuthor:
    """Somebody as another tool knows them."""

    external_id: str
    name: str
    email: str = ""


class KnownPeople:
    """The people of a workspace, by what others may know of them.

    A placeholder who was found to be somebody is that one, by all that it was known by.
    """

    def __init__(self, source: str, *, by: Actor) -> None:
        rows = Person.everything.visible_to(by).select_related(
            "actor", "user", "same_as__actor"
        )
        mine = list(rows.order_by(F("same_as").asc(nulls_last=True), "-pk"))
        who = {person: person.same_as or person for person in mine}
        self.by_pk = {person.pk: who[person] for person in mine}
        self._imported = {
            person.external_id: who[person]
            for person in mine
            if person.external_source == source
        }
        self._by_name = {person.actor.name.casefold(): who[person] for person in mine}
        self._by_mail = {p.email.casefold(): who[p] for p in mine if p.email}
        self._by_mail |= {p.user.email.casefold(): p for p in mine
                          if p.user and p.user.email}  # fmt: skip

    def person(self, author: ImportedAuthor) -> Person | None:
        """Return who that is here: who came from there, has the address or the name."""
        return (
            self._imported.get(author.external_id)
            or (self._by_mail.get(author.email.casefold()) if author.email else None)
            or self._by_name.get(author.name.casefold())
        )


@transaction.atomic
def import_authors(
    authors: Sequence[ImportedAuthor],
    *,
    source: str,
    by: Actor,
    chosen: Mapping[str, int] | None = None,
) -> dict[str, Person]:
    """Return who each is here, by ``external_id``; who is nobody becomes a placeholder.

    ``chosen`` are ids of people for some of them.  Only administrators may.  Records
    :class:`PersonAdded`.
    """
    by.check_administers()
    known = KnownPeople(source, by=by)
    found: dict[str, Person] = {}
    for author in authors:
        person = known.by_pk.get((chosen or {}).get(author.external_id, 0))
        found[author.external_id] = (
            person
            or known.person(author)
            or add_person(
                by=by,
                name=author.name,
                email=author.email if _is_mail(author.email) else "",
                external_source=source,
                external_id=author.external_id,
            )
        )
    return found


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
