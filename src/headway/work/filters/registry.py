"""The fields that filters know: one line each, and nothing else to say of it."""

from django.utils.translation import gettext_lazy as _

from headway.work.filters.amounts import Left
from headway.work.filters.carried import Labels, Skills
from headway.work.filters.field import Field
from headway.work.filters.judged import Chosen, Computed, Graded, rice, weight, wsjf
from headway.work.filters.kinds import Amount, Choice, Moment, Number, Percent, Text
from headway.work.filters.references import Items, Linked, Persons, Projects
from headway.work.filters.texts import TitleOrDescription
from headway.work.filters.workflows import States, Types
from headway.work.models import Drive, Hidden, Moscow, Quadrant, State
from headway.work.models.judged import MOST_STARS
from headway.work.models.types import CLOSED

STATES = {
    "open": tuple(state for state in State.values if state not in CLOSED),
    "closed": tuple(CLOSED),
}

FIELDS = (
    Field("key", _("Key"), Items(), also=("id",)),
    Field("title", _("Title"), Text("title"), also=("name",)),
    Field(
        "text",
        _("Title or description"),
        TitleOrDescription("description"),
        can_sort=False,
    ),
    Field("project", _("Project"), Projects()),
    Field(
        "state",
        _("State"),
        States("state", dict(State.choices), groups=STATES),
        also=("status",),
    ),
    Field(
        "state.category",
        _("Category of the state"),
        Choice("state", dict(State.choices), groups=STATES),
        also=("category",),
    ),
    Field("type", _("Type"), Types(), also=("kind",)),
    Field(
        "assignee",
        _("Person"),
        Persons(),
        also=("person", "people", "who"),
        hidden=Hidden.PEOPLE,
    ),
    Field(
        "accountable",
        _("Accountable"),
        Persons(is_accountable=True),
        also=("owner",),
        hidden=Hidden.PEOPLE,
    ),
    Field("label", _("Label"), Labels("label"), also=("labels", "tag")),
    Field("skill", _("Needed skill"), Skills("skill"), also=("skills", "needs")),
    Field(
        "importance",
        _("Importance"),
        Graded("priority"),
        also=("priority",),
        first="desc",
    ),
    Field("moscow", "MoSCoW", Chosen("moscow", dict(Moscow.choices)), first="asc"),
    Field("stars", _("Stars"), Number("stars", most=MOST_STARS), first="desc"),
    Field("rice", "RICE", Computed(rice()), first="desc"),
    Field("wsjf", "WSJF", Computed(wsjf()), first="desc"),
    Field("eisenhower", "Eisenhower", Chosen("quadrant", dict(Quadrant.choices))),
    Field("judgement", _("Judgement"), Computed(weight()), first="desc"),
    Field(
        "rank", _("Place in the order"), Number("outlook__rank"), hidden=Hidden.FORECAST
    ),
    Field(
        "effort",
        _("Estimated effort"),
        Amount("effort_minutes"),
        also=("estimate",),
        hidden=Hidden.EFFORT,
    ),
    Field(
        "duration",
        _("Estimated duration"),
        Amount("duration_minutes"),
        hidden=Hidden.EFFORT,
    ),
    Field(
        "remaining",
        _("Left"),
        Left("remaining_minutes"),
        also=("left",),
        hidden=Hidden.EFFORT,
    ),
    Field(
        "spent",
        _("Spent"),
        Amount("spent_minutes", can_be_empty=False),
        hidden=Hidden.EFFORT,
    ),
    Field("due", _("Deadline"), Moment("deadline"), also=("deadline",)),
    Field(
        "pin",
        _("Starts no earlier than"),
        Moment("starts_no_earlier"),
        also=("pinned",),
    ),
    Field(
        "start-by",
        _("Starts no later than"),
        Moment("starts_no_later"),
        also=("latest-start",),
    ),
    Field(
        "start",
        _("Start in the plan"),
        Moment("outlook__starts_at"),
        also=("starts",),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "likely",
        _("Done by, 50 %"),
        Moment("outlook__p50"),
        also=("p50",),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "by",
        _("Done by, 85 %"),
        Moment("outlook__p85"),
        also=("p85", "forecast"),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "latest",
        _("Done by, 95 %"),
        Moment("outlook__p95"),
        also=("p95",),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "chance",
        _("Chance of the deadline"),
        Percent("outlook__chance_percent"),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "start-chance",
        _("Chance to start in time"),
        Percent("outlook__start_chance_percent"),
        hidden=Hidden.FORECAST,
    ),
    Field(
        "criticality",
        _("Critical in so many scenarios"),
        Percent("outlook__critical_percent"),
        hidden=Hidden.FORECAST,
    ),
    Field("created", _("Created"), Moment("created_at", can_be_empty=False)),
    Field("started", _("Started"), Moment("started_at")),
    Field("finished", _("Finished"), Moment("finished_at")),
    Field("drive", _("Takes as long as"), Choice("drive", dict(Drive.choices))),
    Field(
        "parent",
        _("Item that it is in"),
        Items("parent__", can_be_empty=True),
        also=("in",),
    ),
    Field(
        "after",
        _("Waits for"),
        Linked(own="after", other="before"),
        also=("depends-on", "waits-for"),
        can_sort=False,
    ),
    Field(
        "before",
        _("Holds back"),
        Linked(own="before", other="after"),
        also=("blocks", "holds-back"),
        can_sort=False,
    ),
)
