"""Sample data: said to be there, and removed in one act, for good."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.models import Person, User
from headway.work.facts import SampleAdded, SampleRemoved
from headway.work.models import Attachment, Item, Project

KEPT = {
    "actors.actor": "id = %(actor)s",
    "people.person": "id = %(person)s",
    "people.apitoken": "person_id = %(person)s",
    "people.answer": "actor_id = %(actor)s",
    "people.calendar": "is_default",
}
"""What stays of each table: who removes the rest, and the week of the workspace."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """How much goes when the sample data is removed."""

    projects: int
    items: int
    files: int
    people: int


def count_sample(actor: Actor) -> Sample:
    """Count what would go, the bin included.  ``people`` are all but the actor."""
    here = {"workspace_id": actor.workspace_id}
    return Sample(
        projects=Project.everything.filter(**here).count(),
        items=Item.everything.filter(**here).count(),
        files=Attachment.everything.filter(**here).count(),
        people=Person.objects.filter(**here).exclude(actor=actor).count(),
    )


@transaction.atomic
def note_sample(*, by: Actor) -> None:
    """Record :class:`SampleAdded`, in the operation that filled the workspace."""
    record(SampleAdded(subject_id=by.workspace_id), by=by)


@transaction.atomic
def remove_sample(*, by: Actor) -> Sample:
    """Empty a workspace of sample data, for good; only ``by`` stays, and owns it.

    Work, people and their sign-ins go, what was added since as well, and the log of it;
    a job removes the content of files.  Only administrators may.  Records
    :class:`SampleRemoved`.  Raises :class:`Refused` where no sample data is.
    """
    by.check_administers()
    workspace = Workspace.objects.select_for_update().get(pk=by.workspace_id)
    person = Person.objects.filter(actor=by).first()
    if not workspace.is_demo or person is None:
        raise Refused(_("There is no sample data here."))
    gone = count_sample(by)
    others = Person.everything.filter(workspace=workspace).exclude(pk=person.pk)
    users = set(others.exclude(user=None).values_list("user_id", flat=True))
    Person.objects.filter(pk=person.pk).update(
        calendar=None, location=None, lead=None, external_source="", external_id=""
    )
    _empty(workspace, {"actor": by.pk, "person": person.pk})
    User.objects.filter(pk__in=users, persons=None).delete()
    workspace.is_demo = False
    workspace.save(update_fields=["is_demo"])
    by.role = Role.OWNER
    by.save(update_fields=["role"])
    record(
        SampleRemoved(
            subject_id=workspace.pk,
            projects=gone.projects,
            items=gone.items,
            people=gone.people,
        ),
        by=by,
    )
    return gone


def _empty(workspace: Workspace, keys: dict[str, int]) -> None:
    """Delete the workspace's rows of every table, but for those in ``KEPT``.

    One statement a table; foreign keys are checked when the transaction commits.
    """
    with connection.cursor() as cursor:
        for model in _tables():
            table = connection.ops.quote_name(model._meta.db_table)
            kept = KEPT.get(model._meta.label_lower, "false")
            cursor.execute(
                f"DELETE FROM {table} "  # noqa: S608 - names and conditions are ours
                f"WHERE workspace_id = %(workspace)s AND NOT ({kept})",
                {"workspace": workspace.pk, **keys},
            )


def _tables() -> list[type[models.Model]]:
    """Return the models whose rows belong to a workspace: of every app."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed
        and any(each.name == "workspace" for each in model._meta.concrete_fields)
    ]
