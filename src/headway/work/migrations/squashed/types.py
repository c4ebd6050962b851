"""What workspaces choose: types of items and their workflows, fields, labels, views."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Lower

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="ItemType",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=60)),
            ("is_default", models.BooleanField(default=False)),
            ("position", models.PositiveIntegerField(default=1)),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "name"),
                    name="one_type_per_name",
                ),
                models.UniqueConstraint(
                    condition=Q(("is_default", True)),
                    fields=("workspace",),
                    name="one_default_type",
                ),
                models.CheckConstraint(
                    condition=Q(
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
            ("workspace", of("actors.workspace")),
            ("type", of("work.itemtype", related_name="states")),
            ("name", models.CharField(max_length=60)),
            (
                "category",
                models.CharField(
                    choices=[
                        ("todo", "To do"),
                        ("doing", "In progress"),
                        ("waiting", "Waiting"),
                        ("done", "Done"),
                        ("cancelled", "Cancelled"),
                    ],
                    max_length=16,
                ),
            ),
            ("position", models.PositiveIntegerField(default=1)),
            ("is_default", models.BooleanField(default=False)),
            ("is_review", models.BooleanField(default=False)),
            ("wip_limit", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "type", "name"),
                    name="one_state_per_name",
                ),
                models.UniqueConstraint(
                    condition=Q(("is_default", True)),
                    fields=("workspace", "type", "category"),
                    name="one_default_state_per_category",
                ),
                models.UniqueConstraint(
                    fields=("workspace", "id", "type", "category"),
                    name="state_with_type_and_category",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("removed_at", None), ("is_default", False), _connector="OR"
                    ),
                    name="default_state_is_there",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("is_review", False), ("category", "doing"), _connector="OR"
                    ),
                    name="review_is_in_progress",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("wip_limit", None), ("wip_limit__gte", 1), _connector="OR"
                    ),
                    name="wip_limit_is_positive",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="FrontDefault",
        fields=[
            ("id", key()),
            (
                "workspace",
                models.OneToOneField(on_delete=models.CASCADE, to="actors.workspace"),
            ),
            (
                "front",
                models.CharField(
                    choices=[
                        ("importance", "Importance"),
                        ("stars", "Stars"),
                        ("moscow", "MoSCoW"),
                        ("rice", "RICE"),
                        ("wsjf", "WSJF"),
                        ("cost", "Cost of delay"),
                        ("eisenhower", "Eisenhower"),
                        ("order", "Order on the board"),
                    ],
                    max_length=16,
                ),
            ),
            ("set_by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("set_at", models.DateTimeField(auto_now=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        (
                            "front__in",
                            [
                                "importance",
                                "stars",
                                "moscow",
                                "rice",
                                "wsjf",
                                "cost",
                                "eisenhower",
                                "order",
                            ],
                        )
                    ),
                    name="front_default_is_known",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CustomField",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=60)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("text", "Text"),
                        ("number", "Number"),
                        ("date", "Date"),
                        ("yes_no", "Yes or no"),
                        ("option", "One option"),
                        ("options", "Several options"),
                        ("person", "Person"),
                        ("address", "Web address"),
                    ],
                    max_length=8,
                ),
            ),
            ("options", models.JSONField(default=list)),
            ("last_option", models.PositiveIntegerField(default=0, editable=False)),
            (
                "type_ids",
                ArrayField(
                    base_field=models.BigIntegerField(), default=list, size=None
                ),
            ),
            ("is_shown_to_guests", models.BooleanField(default=False)),
            ("archived_at", models.DateTimeField(editable=False, null=True)),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    F("workspace"),
                    Lower("name"),
                    condition=Q(("removed_at", None)),
                    name="one_field_per_name",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Label",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=50)),
            (
                "colour",
                models.CharField(
                    choices=[
                        ("blue", "Blue"),
                        ("green", "Green"),
                        ("violet", "Violet"),
                        ("amber", "Amber"),
                        ("red", "Red"),
                        ("grey", "Grey"),
                    ],
                    max_length=8,
                ),
            ),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "name"),
                    name="one_label_per_name",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SavedView",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("owner", of("actors.actor", related_name="+")),
            ("name", models.CharField(max_length=80)),
            ("query", models.CharField(blank=True, max_length=4000)),
            (
                "columns",
                ArrayField(
                    base_field=models.CharField(max_length=16),
                    blank=True,
                    default=list,
                    size=40,
                ),
            ),
            ("grouping", models.CharField(blank=True, max_length=16)),
            (
                "page",
                models.CharField(
                    choices=[
                        ("list", "List"),
                        ("board", "Board"),
                        ("timeline", "Timeline"),
                        ("calendar", "Calendar"),
                    ],
                    default="list",
                    max_length=8,
                ),
            ),
            (
                "zoom",
                models.CharField(
                    choices=[("day", "Day"), ("week", "Week"), ("quarter", "Quarter")],
                    default="week",
                    max_length=8,
                ),
            ),
            ("has_chains", models.BooleanField(default=False)),
            ("is_shared", models.BooleanField(default=False)),
            ("is_pinned", models.BooleanField(default=False)),
            ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        ("page__in", ["list", "board", "timeline", "calendar"]),
                        ("zoom__in", ["day", "week", "quarter"]),
                    ),
                    name="saved_view_page_and_zoom_known",
                )
            ],
            "indexes": [
                models.Index(
                    condition=Q(("removed_at", None)),
                    fields=["workspace", "name"],
                    name="saved_view_by_name",
                )
            ],
        },
    ),
]
