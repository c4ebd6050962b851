"""Who signs in and who works; teams."""

from django.contrib.auth.models import UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="User",
        fields=[
            ("id", key()),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            (
                "last_login",
                models.DateTimeField(blank=True, null=True, verbose_name="last login"),
            ),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            (
                "username",
                models.CharField(
                    error_messages={
                        "unique": "A user with that username already exists."
                    },
                    help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                    max_length=150,
                    unique=True,
                    validators=[UnicodeUsernameValidator()],
                    verbose_name="username",
                ),
            ),
            (
                "first_name",
                models.CharField(blank=True, max_length=150, verbose_name="first name"),
            ),
            (
                "last_name",
                models.CharField(blank=True, max_length=150, verbose_name="last name"),
            ),
            (
                "email",
                models.EmailField(
                    blank=True, max_length=254, verbose_name="email address"
                ),
            ),
            (
                "is_staff",
                models.BooleanField(
                    default=False,
                    help_text="Designates whether the user can log into this admin site.",
                    verbose_name="staff status",
                ),
            ),
            (
                "is_active",
                models.BooleanField(
                    default=True,
                    help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                    verbose_name="active",
                ),
            ),
            (
                "date_joined",
                models.DateTimeField(default=timezone.now, verbose_name="date joined"),
            ),
            ("looks_chosen_at", models.DateTimeField(editable=False, null=True)),
            ("theme", models.CharField(blank=True, max_length=8)),
            ("density", models.CharField(blank=True, max_length=8)),
            ("keys", models.CharField(blank=True, max_length=8)),
            ("language", models.CharField(blank=True, max_length=16)),
            (
                "groups",
                models.ManyToManyField(
                    blank=True,
                    help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.group",
                    verbose_name="groups",
                ),
            ),
            (
                "user_permissions",
                models.ManyToManyField(
                    blank=True,
                    help_text="Specific permissions for this user.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.permission",
                    verbose_name="user permissions",
                ),
            ),
        ],
        options={
            "verbose_name": "user",
            "verbose_name_plural": "users",
            "abstract": False,
        },
        managers=[
            ("objects", UserManager()),
        ],
    ),
    migrations.CreateModel(
        name="Person",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "actor",
                models.OneToOneField(
                    on_delete=models.RESTRICT, related_name="person", to="actors.actor"
                ),
            ),
            (
                "user",
                of(
                    "people.user",
                    models.SET_NULL,
                    blank=True,
                    null=True,
                    related_name="persons",
                ),
            ),
            (
                "calendar",
                of(
                    "people.calendar",
                    models.RESTRICT,
                    blank=True,
                    null=True,
                    related_name="people",
                ),
            ),
            (
                "location",
                of(
                    "people.location",
                    models.RESTRICT,
                    blank=True,
                    null=True,
                    related_name="people",
                ),
            ),
            ("zone", models.CharField(blank=True, max_length=64)),
            (
                "lead",
                of(
                    "people.person",
                    models.SET_NULL,
                    blank=True,
                    null=True,
                    related_name="led",
                ),
            ),
            ("capacity_permille", models.PositiveIntegerField(default=1000)),
            ("items_at_once", models.PositiveSmallIntegerField(default=1)),
            ("interrupted_percent", models.PositiveSmallIntegerField(null=True)),
            ("interrupted_most_percent", models.PositiveSmallIntegerField(null=True)),
            ("suspended_at", models.DateTimeField(editable=False, null=True)),
            (
                "same_as",
                of("people.person", null=True, editable=False, related_name="joined"),
            ),
            ("email", models.EmailField(blank=True, max_length=254)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("external_source", models.CharField(blank=True, max_length=64)),
            ("external_id", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "default_manager_name": "everything",
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "user"), name="one_person_per_user"
                ),
                models.UniqueConstraint(
                    condition=Q(("external_id", ""), _negated=True),
                    fields=("workspace", "external_source", "external_id"),
                    name="one_person_per_external_id",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("lead", None),
                        Q(("lead", F("id")), _negated=True),
                        _connector="OR",
                    ),
                    name="no_lead_of_oneself",
                ),
                models.CheckConstraint(
                    condition=Q(("items_at_once__gte", 1), ("items_at_once__lte", 9)),
                    name="some_items_at_once",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(
                            ("interrupted_most_percent", None),
                            ("interrupted_percent", None),
                        ),
                        Q(
                            ("interrupted_percent__lte", 80),
                            Q(
                                ("interrupted_most_percent", None),
                                Q(
                                    (
                                        "interrupted_most_percent__gte",
                                        F("interrupted_percent"),
                                    ),
                                    ("interrupted_most_percent__lte", 80),
                                ),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    name="interruptions_leave_time",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("same_as", None),
                        Q(("user", None), Q(("same_as", F("id")), _negated=True)),
                        _connector="OR",
                    ),
                    name="who_signs_in_is_nobody_else",
                ),
            ],
        },
        managers=[
            ("everything", models.Manager()),
        ],
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="invitations")),
            ("email", models.EmailField(blank=True, max_length=254)),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("invited_by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("expires_at", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("accepted_at", None)),
                    fields=("workspace", "person"),
                    name="one_open_invitation_per_person",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SetupLink",
        fields=[
            ("id", key()),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Team",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=200)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "name"), name="one_team_per_name"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="TeamMember",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("team", of("people.team", related_name="members")),
            ("person", of("people.person", related_name="teams")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "person", "team"), name="once_in_a_team"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ApiToken",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="api_tokens")),
            ("name", models.CharField(max_length=100)),
            ("prefix", models.CharField(max_length=16)),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("scope", models.CharField(max_length=200)),
            ("made_at", models.DateTimeField(default=timezone.now)),
            ("expires_at", models.DateTimeField()),
            ("last_used_at", models.DateTimeField(null=True)),
            ("revoked_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(fields=["workspace", "person"], name="api_token_by_person")
            ],
        },
    ),
]
