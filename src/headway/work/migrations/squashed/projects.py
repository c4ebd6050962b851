"""Projects, who may do what in them, and what was put into the bin."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Deletion",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="deletions")),
            ("item", of("work.item", null=True, related_name="deletions")),
            ("attachment", of("work.attachment", null=True, related_name="+")),
            ("at", models.DateTimeField(default=timezone.now)),
            ("by", of("actors.actor", models.RESTRICT, related_name="+")),
        ],
        options={
            "indexes": [
                models.Index(fields=["workspace", "at"], name="deletion_by_time")
            ],
        },
    ),
    migrations.CreateModel(
        name="Project",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("key", models.CharField(max_length=10)),
            ("name", models.CharField(max_length=200)),
            ("calendar", of("people.calendar", models.RESTRICT, blank=True, null=True)),
            ("starts_no_earlier", models.DateTimeField(blank=True, null=True)),
            ("target_on", models.DateField(blank=True, null=True)),
            (
                "archived_at",
                models.DateTimeField(blank=True, editable=False, null=True),
            ),
            (
                "archived_by",
                of(
                    "actors.actor",
                    models.RESTRICT,
                    null=True,
                    editable=False,
                    related_name="+",
                ),
            ),
            ("priority", models.PositiveSmallIntegerField(default=500)),
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
                    default="importance",
                    max_length=16,
                ),
            ),
            ("usual_reach", models.PositiveIntegerField(default=100)),
            ("next_number", models.PositiveIntegerField(default=1, editable=False)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("external_source", models.CharField(blank=True, max_length=64)),
            ("external_id", models.CharField(blank=True, max_length=200)),
            (
                "deletion",
                of("work.deletion", null=True, editable=False, related_name="+"),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "key"), name="one_project_per_key"
                ),
                models.UniqueConstraint(
                    condition=Q(
                        Q(("external_id", ""), _negated=True), ("deletion", None)
                    ),
                    fields=("workspace", "external_source", "external_id"),
                    name="one_project_per_external_id",
                ),
                models.CheckConstraint(
                    condition=Q(("key__regex", "^[A-Z][A-Z0-9]{1,9}$")),
                    name="project_key_is_short_and_plain",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("archived_at", None), ("archived_by", None)),
                        Q(
                            ("archived_at__isnull", False),
                            ("archived_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="project_archived_by_somebody",
                ),
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
                        ),
                        ("usual_reach__gt", 0),
                    ),
                    name="project_judges_in_some_way",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Grant",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="grants")),
            ("actor", of("actors.actor", null=True, related_name="grants")),
            ("team", of("people.team", null=True, related_name="grants")),
            (
                "role",
                models.CharField(
                    choices=[
                        ("viewer", "Viewer"),
                        ("commenter", "Commenter"),
                        ("contributor", "Contributor"),
                        ("lead", "Lead"),
                    ],
                    max_length=16,
                ),
            ),
            ("ends_at", models.DateTimeField(null=True)),
            (
                "hides",
                ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("people", "who does it"),
                            ("effort", "estimates and what is left"),
                            ("forecast", "forecast dates and chances"),
                            ("description", "descriptions, comments and files"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "actor", "project"),
                    name="one_grant_per_actor_and_project",
                ),
                models.UniqueConstraint(
                    fields=("workspace", "team", "project"),
                    name="one_grant_per_team_and_project",
                ),
                models.CheckConstraint(
                    condition=Q(("actor", None), ("team", None), _connector="XOR"),
                    name="grant_has_one_holder",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("hides", []),
                        ("role__in", ("viewer", "commenter")),
                        _connector="OR",
                    ),
                    name="who_changes_sees_all",
                ),
            ],
        },
    ),
]
