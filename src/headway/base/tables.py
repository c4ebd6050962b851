"""How migrations write down tables: their usual columns, and many tables at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def key() -> models.BigAutoField[Any, Any]:
    """Return the primary key that Django gives a model by itself."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def of(
    model: str, on_delete: Callable[..., Any] = models.CASCADE, **options: Any
) -> "models.ForeignKey[Any, Any]":
    """Return a foreign key to a model, with whose row this one goes unless said."""
    return models.ForeignKey(to=model, on_delete=on_delete, **options)


class AtOnce(Operation):
    """Operations that all see the models as the last of them leaves them.

    Of one after the other, each has Django render every model again that refers to
    one of the others, which takes longer than all that the database does.  Models may
    refer to each other in circles here: foreign keys are added behind all tables.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # rendered when it is asked for again
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.operations)} operations at once"
