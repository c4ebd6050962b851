"""Types of items with workflows; every workspace gets one as they all had."""

import django.db.models.deletion
from django.db import migrations, models

import headway.work.models.items

CATEGORIES = [
    ("todo", "To do"),
    ("doing", "In progress"),
    ("waiting", "Waiting"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]

FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO work_itemtype (workspace_id, name, is_default, position)
SELECT id, 'Task', true, 1 FROM actors_workspace;
INSERT INTO work_workflowstate
    (workspace_id, type_id, name, category, position, is_default, is_review)
SELECT type.workspace_id, type.id, state.name, state.category, state.position,
       state.is_default, state.is_review
FROM work_itemtype type, (VALUES
    ('To do', 'todo', 1, true, false),
    ('In progress', 'doing', 2, true, false),
    ('Review', 'doing', 3, false, true),
    ('Waiting', 'waiting', 4, true, false),
    ('Done', 'done', 5, true, false),
    ('Cancelled', 'cancelled', 6, true, false)
) AS state (name, category, position, is_default, is_review);
UPDATE work_item item
SET type_id = state.type_id, status_id = state.id, board_rank = item.position * 1024
FROM work_workflowstate state
WHERE state.workspace_id = item.workspace_id AND state.category = item.state
  AND state.is_default;
SET CONSTRAINTS ALL DEFERRED;
"""

AGREE = """
ALTER TABLE work_item ADD CONSTRAINT item_state_is_that_of_its_status
FOREIGN KEY (workspace_id, status_id, type_id, state)
REFERENCES work_workflowstate (workspace_id, id, type_id, category)
DEFERRABLE INITIALLY DEFERRED
"""
DISAGREE = "ALTER TABLE work_item DROP CONSTRAINT item_state_is_that_of_its_status"


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def of(
    model: str, *, related_name: str | None = None, **options: bool
) -> models.ForeignKey:
    is_own = related_name == "items"
    kept = django.db.models.deletion.RESTRICT
    gone = django.db.models.deletion.CASCADE
    return models.ForeignKey(
        on_delete=kept if is_own else gone,
        related_name=related_name,
        to=model,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_week_start"),
        ("work", "0010_checklists"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemType",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=60)),
                ("is_default", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField(default=1)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("workspace", of("actors.workspace")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("workspace", "name"),
                        name="one_type_per_name",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("workspace",),
                        name="one_default_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at", None), ("is_default", False), _connector="OR"
                        ),
                        name="default_type_is_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkflowState",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=60)),
                ("category", models.CharField(choices=CATEGORIES, max_length=16)),
                ("position", models.PositiveIntegerField(default=1)),
                ("is_default", models.BooleanField(default=False)),
                ("is_review", models.BooleanField(default=False)),
                (
                    "wip_limit",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("type", of("work.itemtype", related_name="states")),
                ("workspace", of("actors.workspace")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("workspace", "type", "name"),
                        name="one_state_per_name",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("workspace", "type", "category"),
                        name="one_default_state_per_category",
                    ),
                    models.UniqueConstraint(
                        fields=("workspace", "id", "type", "category"),
                        name="state_with_type_and_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at", None), ("is_default", False), _connector="OR"
                        ),
                        name="default_state_is_there",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_review", False), ("category", "doing"), _connector="OR"
                        ),
                        name="review_is_in_progress",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wip_limit", None), ("wip_limit__gte", 1), _connector="OR"
                        ),
                        name="wip_limit_is_positive",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="type",
            field=of("work.itemtype", related_name="items", null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="status",
            field=of("work.workflowstate", related_name="items", null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="board_rank",
            field=models.BigIntegerField(
                default=headway.work.models.items.rank_behind_all, editable=False
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="item",
            name="type",
            field=of("work.itemtype", related_name="items"),
        ),
        migrations.AlterField(
            model_name="item",
            name="status",
            field=of("work.workflowstate", related_name="items"),
        ),
        migrations.RunSQL(AGREE, DISAGREE),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["workspace", "status", "board_rank"], name="item_by_column"
            ),
        ),
    ]
