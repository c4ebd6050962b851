"""Who gets which answer on the pages of a project, in the calendar, the workload."""

from tests.permission_row import (
    API_ADMINISTRATORS,
    API_CONTRIBUTORS,
    API_EMPTY,
    API_ITEM,
    API_LEADS,
    API_LEADS_EMPTY,
    API_MEMBERS,
    API_PROJECT,
    API_VIEWERS,
    CHANGED,
    CLASH,
    CONTRIBUTORS,
    IN,
    ITEM,
    MEMBERS,
    NO,
    NO_GUESTS,
    OUT,
    VIEWERS,
    A,
    Row,
    W,
)

PROJECT = f"{W}projects/<str:key>/"
BRIDGE = {"key": "BRI"}
AGREED = BRIDGE | {"baseline_id": "{baseline}"}
API_BASELINE = {"baseline": "{baseline}"}
SURVEY = {"key": "{survey_key}"}
DEMAND = {**BRIDGE, "demand_id": "{demand}"}
EXPECTED = {
    "title": "The next bridge",
    "effort_minutes": "10 d",
    "probability_percent": "40",
    "starts_on": "2030-05-01",
    "ends_on": "2030-06-30",
    "level": "3",
}
TIMBER = {
    "key": "{survey_key}",
    "kind": "material",
    "name": "Timber",
    "quantity": "2.5",
    "price": "40",
    "currency": "EUR",
}
ONLY_ADMINISTRATORS = (200, OUT, OUT, OUT, OUT, OUT, IN)
COSTS_CHANGED = (302, *ONLY_ADMINISTRATORS[1:])
LED = (302, 302, NO, NO, OUT, OUT, IN)
UNPLANNED = (CLASH, CLASH, NO, NO, OUT, OUT)
"""To those who may keep a plan: there is none yet."""

PROJECTS = [
    Row(PROJECT, "GET", VIEWERS, BRIDGE),
    Row(f"{PROJECT}settings/", "GET", VIEWERS, BRIDGE),
    Row(
        f"{PROJECT}settings/", "POST", LED, BRIDGE, {"name": "Pier", "priority": "500"}
    ),
    Row(f"{PROJECT}export/", "GET", VIEWERS, BRIDGE, but={"gus": NO}),
    Row(f"{PROJECT}export/msproject/", "GET", VIEWERS, BRIDGE, but={"gus": NO}),
    Row(f"{PROJECT}export/headway/", "GET", VIEWERS, BRIDGE, but={"gus": NO}),
    Row(f"{PROJECT}archive/", "POST", LED, BRIDGE),
    Row(f"{PROJECT}archive/removal/", "POST", LED, BRIDGE),
    Row(f"{PROJECT}expected/", "GET", VIEWERS, BRIDGE, but=NO_GUESTS),
    Row(f"{PROJECT}expected/", "POST", CHANGED, BRIDGE, EXPECTED, but=NO_GUESTS),
    Row(f"{PROJECT}expected/<int:demand_id>/", "GET", VIEWERS, DEMAND, but=NO_GUESTS),
    Row(
        f"{PROJECT}expected/<int:demand_id>/",
        "POST",
        CHANGED,
        DEMAND,
        EXPECTED,
        but=NO_GUESTS,
    ),
    Row(
        f"{PROJECT}expected/<int:demand_id>/removal/",
        "POST",
        CHANGED,
        DEMAND,
        but=NO_GUESTS,
    ),
    Row(f"{PROJECT}costs/", "GET", ONLY_ADMINISTRATORS, BRIDGE),
    Row(f"{PROJECT}costs/", "POST", COSTS_CHANGED, BRIDGE, TIMBER),
    Row(
        f"{PROJECT}costs/<int:cost_id>/removal/",
        "POST",
        COSTS_CHANGED,
        BRIDGE | {"cost_id": "{planned_cost}"},
    ),
    Row(f"{W}calendar/", "GET", MEMBERS),
    Row(f"{W}calendar/filter/rows/", "GET", MEMBERS),
    Row(f"{W}archive/", "GET", MEMBERS),
    Row(f"{ITEM}day/", "GET", CONTRIBUTORS, SURVEY),
    Row(f"{ITEM}day/", "POST", CHANGED, SURVEY, {"value": "2030-05-08"}),
    Row(f"{W}workload/", "GET", MEMBERS),
    Row(f"{PROJECT}baselines/", "GET", VIEWERS, BRIDGE),
    Row(f"{PROJECT}baselines/", "POST", (*UNPLANNED, IN), BRIDGE, {"name": "Agreed"}),
    Row(f"{PROJECT}baselines/<int:baseline_id>/", "GET", VIEWERS, AGREED),
    Row(f"{PROJECT}baselines/<int:baseline_id>/", "POST", LED, AGREED, {"name": "A"}),
    Row(f"{PROJECT}baselines/<int:baseline_id>/removal/", "POST", LED, AGREED),
    Row(f"{ITEM}override/", "GET", CONTRIBUTORS, SURVEY),
    Row(f"{ITEM}override/", "POST", CHANGED, SURVEY, {"why": "A visit"}),
    Row(f"{W}overrides/", "GET", MEMBERS),
    Row(f"{ITEM}decisions/", "GET", CONTRIBUTORS, SURVEY),
    Row(
        f"{W}overrides/removal/",
        "POST",
        CHANGED,
        data={"decision": "{decision}"},
        but=NO_GUESTS,
    ),
]

PROJECTS_API = [
    Row(
        f"{A}projects/{{project}}/costs",
        "GET",
        API_ADMINISTRATORS,
        API_PROJECT,
        scope="admin",
    ),
    Row(
        f"{A}items/{{item}}/costs",
        "GET",
        API_ADMINISTRATORS,
        API_ITEM,
        scope="admin",
    ),
    Row(
        f"{A}items/{{item}}/costs",
        "PUT",
        API_ADMINISTRATORS,
        API_ITEM,
        {"costs": []},
        scope="admin",
    ),
    Row(f"{A}tables/items/{{kind}}", "GET", API_MEMBERS, {"kind": "csv"}),
    Row(
        f"{A}projects/{{project}}/export/msproject",
        "GET",
        API_VIEWERS,
        API_PROJECT,
        but={"gus": NO},
    ),
    Row(
        f"{A}projects/{{project}}/export/headway",
        "GET",
        API_VIEWERS,
        API_PROJECT,
        but={"gus": NO},
    ),
    Row(f"{A}projects/{{project}}/baselines", "GET", API_VIEWERS, API_PROJECT),
    Row(
        f"{A}projects/{{project}}/baselines",
        "POST",
        (*UNPLANNED, 401),
        API_PROJECT,
        {"name": "Agreed"},
    ),
    Row(f"{A}overrides", "GET", API_MEMBERS),
    Row(
        f"{A}overrides/{{override}}",
        "DELETE",
        API_EMPTY,
        {"override": "{override}"},
        but=NO_GUESTS,
    ),
    Row(f"{A}decisions", "GET", API_MEMBERS),
    Row(f"{A}conflicts", "GET", API_MEMBERS),
    Row(
        f"{A}decisions/removal",
        "POST",
        API_EMPTY,
        data={"decisions": ["{decision}"]},
        but=NO_GUESTS,
    ),
    Row(f"{A}items/{{item}}/decision-prices", "GET", API_CONTRIBUTORS, API_ITEM),
    Row(f"{A}items/{{item}}/override-price", "GET", API_CONTRIBUTORS, API_ITEM),
    Row(f"{A}items/{{item}}/override", "PUT", API_CONTRIBUTORS, API_ITEM, {"why": ""}),
    Row(f"{A}baselines/{{baseline}}", "GET", API_VIEWERS, API_BASELINE),
    Row(f"{A}baselines/{{baseline}}/items", "GET", API_VIEWERS, API_BASELINE),
    Row(f"{A}baselines/{{baseline}}", "PATCH", API_LEADS, API_BASELINE, {"name": "A"}),
    Row(f"{A}baselines/{{baseline}}", "DELETE", API_LEADS_EMPTY, API_BASELINE),
    Row(f"{A}projects/{{project}}/archive", "PUT", API_LEADS_EMPTY, API_PROJECT),
    Row(f"{A}projects/{{project}}/archive", "DELETE", API_LEADS_EMPTY, API_PROJECT),
    Row(f"{A}projects/{{project}}/demands", "GET", API_VIEWERS, API_PROJECT),
    Row(
        f"{A}projects/{{project}}/demands",
        "POST",
        (201, 201, 201, NO, OUT, OUT, 401),
        API_PROJECT,
        EXPECTED | {"effort_minutes": 4800, "probability_percent": 40, "level": 3},
    ),
    Row(
        f"{A}demands/{{demand}}",
        "PATCH",
        API_CONTRIBUTORS,
        {"demand": "{demand}"},
        {"probability_percent": 60},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}demands/{{demand}}",
        "DELETE",
        API_EMPTY,
        {"demand": "{demand}"},
        but=NO_GUESTS,
    ),
]
