"""What items have to do with people, with each other, and with what is said."""

from django.db import migrations, models
from django.db.models import F, Q

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Assignment",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="assignments")),
            ("person", of("people.person", related_name="assignments")),
            ("share", models.PositiveIntegerField(default=1)),
            ("units_percent", models.PositiveIntegerField(default=100)),
            ("is_accountable", models.BooleanField(default=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "item", "person"),
                    name="one_assignment_per_item_and_person",
                ),
                models.UniqueConstraint(
                    condition=Q(("is_accountable", True)),
                    fields=("workspace", "item"),
                    include=("person",),
                    name="one_accountable_per_item",
                ),
                models.CheckConstraint(
                    condition=Q(("units_percent__gte", 1)), name="units_are_positive"
                ),
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "person"], name="assignment_by_person"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Attachment",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="attachments")),
            (
                "file",
                models.OneToOneField(
                    on_delete=models.CASCADE, related_name="attachment", to="comms.file"
                ),
            ),
            (
                "deletion",
                of("work.deletion", null=True, editable=False, related_name="+"),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["workspace", "item"], name="attachment_by_item")
            ],
        },
    ),
    migrations.CreateModel(
        name="Conversation",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "item",
                models.OneToOneField(
                    on_delete=models.CASCADE,
                    related_name="conversation",
                    to="work.item",
                ),
            ),
            (
                "thread",
                models.OneToOneField(
                    on_delete=models.CASCADE,
                    related_name="conversation",
                    to="comms.thread",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="ItemLabel",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="labelled")),
            ("label", of("work.label", related_name="labelled")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "item", "label"), name="one_label_per_item"
                )
            ],
            "indexes": [
                models.Index(fields=["workspace", "label"], name="item_label_by_label")
            ],
        },
    ),
    migrations.CreateModel(
        name="Link",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("before", of("work.item", related_name="links_out")),
            ("after", of("work.item", related_name="links_in")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("FS", "starts after it finishes"),
                        ("SS", "starts after it starts"),
                        ("FF", "finishes after it finishes"),
                        ("SF", "finishes after it starts"),
                    ],
                    default="FS",
                    max_length=2,
                ),
            ),
            ("lag_minutes", models.IntegerField(default=0)),
            ("lag_low_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("lag_high_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ("lag_is_elapsed", models.BooleanField(default=False)),
            (
                "deletion",
                of("work.deletion", null=True, editable=False, related_name="+"),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "before", "after"), name="one_link_per_pair"
                ),
                models.CheckConstraint(
                    condition=Q(("before", F("after")), _negated=True),
                    name="no_link_to_itself",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("lag_high_minutes", None), ("lag_low_minutes", None)),
                        Q(
                            ("lag_high_minutes__gte", F("lag_minutes")),
                            ("lag_low_minutes__gte", 1),
                            ("lag_low_minutes__lte", F("lag_minutes")),
                        ),
                        _connector="OR",
                    ),
                    name="link_lag_between_its_ends",
                ),
            ],
            "indexes": [
                models.Index(fields=["workspace", "after"], name="link_by_after")
            ],
        },
    ),
    migrations.CreateModel(
        name="Relation",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("source", of("work.item", related_name="relations_out")),
            ("target", of("work.item", related_name="relations_in")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("relates", "relates to"),
                        ("duplicates", "duplicates"),
                        ("follows", "follows up on"),
                        ("causes", "causes"),
                    ],
                    max_length=16,
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "source", "target", "kind"),
                    name="one_relation_per_pair_and_kind",
                ),
                models.CheckConstraint(
                    condition=Q(("source", F("target")), _negated=True),
                    name="no_relation_to_itself",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("kind", "relates"), _negated=True),
                        ("source__lt", F("target")),
                        _connector="OR",
                    ),
                    name="mutual_relation_is_kept_once",
                ),
            ],
            "indexes": [
                models.Index(fields=["workspace", "target"], name="relation_by_target")
            ],
        },
    ),
]
