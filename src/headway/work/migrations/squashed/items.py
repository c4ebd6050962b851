"""Items, and the keys they had before."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast

from headway.base.tables import key, of
from headway.work.models.items import rank_behind_all

AGREE = """
ALTER TABLE work_item ADD CONSTRAINT item_state_is_that_of_its_status
FOREIGN KEY (workspace_id, status_id, type_id, state)
REFERENCES work_workflowstate (workspace_id, id, type_id, category)
DEFERRABLE INITIALLY DEFERRED
"""
DISAGREE = "ALTER TABLE work_item DROP CONSTRAINT item_state_is_that_of_its_status"

OPERATIONS = [
    migrations.CreateModel(
        name="Item",
        fields=[
            ("id", key()),
            ("stars", models.PositiveSmallIntegerField(blank=True, null=True)),
            (
                "moscow",
                models.CharField(
                    blank=True,
                    choices=[
                        ("must", "Must"),
                        ("should", "Should"),
                        ("could", "Could"),
                        ("wont", "Won\u2019t"),
                    ],
                    max_length=8,
                ),
            ),
            ("rice_reach", models.PositiveIntegerField(blank=True, null=True)),
            (
                "rice_impact_percent",
                models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            (
                "rice_confidence_percent",
                models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            ("wsjf_value", models.PositiveSmallIntegerField(blank=True, null=True)),
            (
                "wsjf_criticality",
                models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            ("wsjf_reduction", models.PositiveSmallIntegerField(blank=True, null=True)),
            (
                "quadrant",
                models.CharField(
                    blank=True,
                    choices=[
                        ("both", "Important and urgent"),
                        ("important", "Important"),
                        ("urgent", "Urgent"),
                        ("neither", "Neither"),
                    ],
                    max_length=16,
                ),
            ),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="items")),
            ("number", models.PositiveIntegerField(editable=False)),
            (
                "parent",
                of(
                    "work.item",
                    blank=True,
                    null=True,
                    related_name="children",
                    db_index=False,
                ),
            ),
            ("position", models.BigIntegerField(editable=False)),
            ("depth", models.PositiveSmallIntegerField(default=0, editable=False)),
            ("title", models.CharField(max_length=500)),
            ("description", models.TextField(blank=True, max_length=100000)),
            ("type", of("work.itemtype", models.RESTRICT, related_name="items")),
            ("status", of("work.workflowstate", models.RESTRICT, related_name="items")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("todo", "To do"),
                        ("doing", "In progress"),
                        ("waiting", "Waiting"),
                        ("done", "Done"),
                        ("cancelled", "Cancelled"),
                    ],
                    default="todo",
                    max_length=16,
                ),
            ),
            (
                "board_rank",
                models.BigIntegerField(default=rank_behind_all, editable=False),
            ),
            (
                "drive",
                models.CharField(
                    choices=[
                        ("effort", "By effort"),
                        ("duration", "By duration"),
                        ("elapsed", "By elapsed time"),
                        ("milestone", "Milestone"),
                    ],
                    default="effort",
                    max_length=16,
                ),
            ),
            ("is_joint", models.BooleanField(default=False)),
            ("effort_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("duration_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("low_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("high_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("remaining_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("chunk_minutes", models.PositiveIntegerField(blank=True, null=True)),
            (
                "checks_total",
                models.PositiveSmallIntegerField(default=0, editable=False),
            ),
            (
                "checks_done",
                models.PositiveSmallIntegerField(default=0, editable=False),
            ),
            ("spent_minutes", models.PositiveIntegerField(default=0)),
            (
                "left_in_sums",
                models.GeneratedField(
                    db_persist=True,
                    expression=models.Case(
                        models.When(
                            drive="elapsed",
                            then=Value(0, models.PositiveIntegerField()),
                        ),
                        default=models.Case(
                            models.When(
                                state__in=("done", "cancelled"),
                                then=Value(0, models.PositiveIntegerField()),
                            ),
                            models.When(
                                remaining_minutes__isnull=False,
                                then="remaining_minutes",
                            ),
                            models.When(
                                checks_done__gt=0,
                                spent_minutes=0,
                                then=CombinedExpression(
                                    CombinedExpression(
                                        CombinedExpression(
                                            Cast(
                                                models.Case(
                                                    models.When(
                                                        drive="effort",
                                                        then="effort_minutes",
                                                    ),
                                                    models.When(
                                                        drive="milestone",
                                                        then=Value(
                                                            0,
                                                            models.PositiveIntegerField(),
                                                        ),
                                                    ),
                                                    default="duration_minutes",
                                                ),
                                                models.BigIntegerField(),
                                            ),
                                            "*",
                                            CombinedExpression(
                                                F("checks_total"), "-", F("checks_done")
                                            ),
                                        ),
                                        "+",
                                        CombinedExpression(
                                            F("checks_total"), "-", Value(1)
                                        ),
                                    ),
                                    "/",
                                    F("checks_total"),
                                ),
                            ),
                            default=models.Case(
                                models.When(drive="effort", then="effort_minutes"),
                                models.When(
                                    drive="milestone",
                                    then=Value(0, models.PositiveIntegerField()),
                                ),
                                default="duration_minutes",
                            ),
                            output_field=models.BigIntegerField(),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                    output_field=models.BigIntegerField(null=True),
                ),
            ),
            ("priority", models.PositiveSmallIntegerField(default=500)),
            ("starts_no_earlier", models.DateTimeField(blank=True, null=True)),
            ("starts_no_later", models.DateTimeField(blank=True, null=True)),
            ("finishes_no_earlier", models.DateTimeField(blank=True, null=True)),
            ("deadline", models.DateTimeField(blank=True, null=True)),
            ("started_at", models.DateTimeField(blank=True, null=True)),
            ("finished_at", models.DateTimeField(blank=True, null=True)),
            (
                "finished_by",
                of(
                    "actors.actor",
                    models.RESTRICT,
                    null=True,
                    editable=False,
                    related_name="+",
                ),
            ),
            ("calendar", of("people.calendar", models.RESTRICT, blank=True, null=True)),
            ("custom", models.JSONField(default=dict, editable=False)),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("external_source", models.CharField(blank=True, max_length=64)),
            ("external_id", models.CharField(blank=True, max_length=200)),
            (
                "deletion",
                of("work.deletion", null=True, editable=False, related_name="items"),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        Q(
                            ("stars__isnull", True),
                            ("stars__range", (1, 5)),
                            _connector="OR",
                        ),
                        Q(
                            ("rice_reach__isnull", True),
                            ("rice_reach__range", (0, 1000000000)),
                            _connector="OR",
                        ),
                        Q(
                            ("rice_impact_percent__isnull", True),
                            ("rice_impact_percent__range", (1, 1000)),
                            _connector="OR",
                        ),
                        Q(
                            ("rice_confidence_percent__isnull", True),
                            ("rice_confidence_percent__range", (1, 100)),
                            _connector="OR",
                        ),
                        Q(
                            ("wsjf_value__isnull", True),
                            ("wsjf_value__range", (1, 20)),
                            _connector="OR",
                        ),
                        Q(
                            ("wsjf_criticality__isnull", True),
                            ("wsjf_criticality__range", (1, 20)),
                            _connector="OR",
                        ),
                        Q(
                            ("wsjf_reduction__isnull", True),
                            ("wsjf_reduction__range", (1, 20)),
                            _connector="OR",
                        ),
                    ),
                    name="item_judged_on_scales",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("moscow__in", ["", "must", "should", "could", "wont"])
                    ),
                    name="item_moscow_is_known",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("quadrant__in", ["", "both", "important", "urgent", "neither"])
                    ),
                    name="item_quadrant_is_known",
                ),
                models.UniqueConstraint(
                    fields=("workspace", "project", "number"),
                    name="one_item_per_number",
                ),
                models.UniqueConstraint(
                    condition=Q(
                        Q(("external_id", ""), _negated=True), ("deletion", None)
                    ),
                    fields=("workspace", "project", "external_source", "external_id"),
                    name="one_item_per_external_id",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("finished_at__isnull", False), ("state", "done")),
                        Q(Q(("state", "done"), _negated=True), ("finished_at", None)),
                        _connector="OR",
                    ),
                    name="item_done_at_some_time",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("started_at", None),
                        ("finished_at", None),
                        ("started_at__lte", F("finished_at")),
                        _connector="OR",
                    ),
                    name="item_starts_before_it_finishes",
                ),
                models.CheckConstraint(
                    condition=Q(("checks_done__lte", F("checks_total"))),
                    name="item_ticks_lines_it_has",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("high_minutes", None), ("low_minutes", None)),
                        Q(
                            ("high_minutes__isnull", False),
                            ("low_minutes__gte", 1),
                            Q(
                                Q(
                                    ("drive__in", ("effort",)),
                                    ("effort_minutes__isnull", False),
                                    ("effort_minutes__gte", F("low_minutes")),
                                    ("effort_minutes__lte", F("high_minutes")),
                                ),
                                Q(
                                    ("drive__in", ("duration", "elapsed")),
                                    ("duration_minutes__isnull", False),
                                    ("duration_minutes__gte", F("low_minutes")),
                                    ("duration_minutes__lte", F("high_minutes")),
                                ),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    name="item_estimate_between_its_ends",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("parent", None),
                        Q(("parent", F("id")), _negated=True),
                        _connector="OR",
                    ),
                    name="no_own_parent",
                ),
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "project", "position"], name="item_by_outline"
                ),
                models.Index(
                    condition=Q(("deletion", None)),
                    fields=["workspace", "id"],
                    include=(
                        "project",
                        "type",
                        "status",
                        "priority",
                        "left_in_sums",
                        "deadline",
                        "state",
                    ),
                    name="item_groups",
                ),
                models.Index(
                    condition=Q(("deletion", None)),
                    fields=["workspace", "id"],
                    include=(
                        "project",
                        "type",
                        "status",
                        "priority",
                        "left_in_sums",
                        "deadline",
                        "state",
                        "spent_minutes",
                        "parent",
                        "drive",
                        "effort_minutes",
                        "duration_minutes",
                    ),
                    name="item_sums",
                ),
                models.Index(
                    condition=Q(("parent__isnull", False)),
                    fields=["parent"],
                    include=("deletion",),
                    name="item_by_parent",
                ),
                models.Index(
                    fields=["workspace", "status", "board_rank"], name="item_by_column"
                ),
                models.Index(
                    fields=["workspace", "deadline", "id"], name="item_by_due"
                ),
                models.Index(
                    F("workspace"),
                    models.OrderBy(F("priority"), descending=True, nulls_last=True),
                    F("id"),
                    name="item_by_priority",
                ),
                models.Index(
                    condition=Q(("deletion", None), ("finished_at__isnull", False)),
                    fields=["workspace", "project", "finished_at"],
                    name="item_by_finish",
                ),
                GinIndex(
                    fields=["custom"],
                    name="item_by_custom",
                    opclasses=["jsonb_path_ops"],
                ),
            ],
        },
    ),
    migrations.RunSQL(AGREE, DISAGREE),
    migrations.CreateModel(
        name="KeyAlias",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="+")),
            ("number", models.PositiveIntegerField()),
            ("item", of("work.item", related_name="aliases")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "project", "number"),
                    name="one_alias_per_number",
                ),
                models.UniqueConstraint(
                    fields=("workspace", "item", "project"),
                    name="one_alias_per_item_and_project",
                ),
            ],
        },
    ),
]
