"""Who gets which answer of the API about people: their time, places, skills, rates."""

from tests.permission_row import API_MEMBERS, CLASH, NO, NO_GUESTS, OUT, A, Row

API_OWN = (200, NO, 200, NO, NO, OUT, 401)
API_OWN_EMPTY = (204, NO, 204, NO, NO, OUT, 401)
API_ADMIN = (200, NO, NO, NO, NO, OUT, 401)
API_ADMIN_EMPTY = (204, *API_ADMIN[1:])
API_ABSENCE = {"absence": "{absence}"}
API_LOCATION = {"location": "{location}"}
API_CALENDAR = {"calendar": "{calendar}"}
API_DAY = API_CALENDAR | {"on": "2029-05-01"}
API_PERSON = {"person": "{ada_person}"}

ADMINISTERING = [
    Row(f"{A}people", "POST", (201, *API_ADMIN[1:]), data={"name": "Eve"}),
    Row(
        f"{A}people/{{person}}/joining",
        "POST",
        API_ADMIN_EMPTY,
        {"person": "{eve}"},
        {"person_id": "{ada_person}"},
    ),
    Row(
        f"{A}locations",
        "POST",
        (201, *API_ADMIN[1:]),
        data={"name": "Lund", "zone": "UTC"},
    ),
    Row(
        f"{A}locations/{{location}}",
        "PATCH",
        API_ADMIN,
        API_LOCATION,
        {"zone": "Asia/Tokyo"},
    ),
    Row(
        f"{A}locations/{{location}}",
        "DELETE",
        API_ADMIN_EMPTY,
        API_LOCATION,
    ),
    Row(
        f"{A}holiday-calendars",
        "POST",
        (200, NO, NO, NO, NO, OUT, 401),
        data={"country": "DE", "region": "BY"},
    ),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays/{{on}}",
        "PUT",
        API_ADMIN,
        API_DAY,
        {"name": "Fair", "percent": 50},
    ),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays/{{on}}",
        "DELETE",
        API_ADMIN_EMPTY,
        API_DAY,
    ),
    Row(f"{A}absence-rules", "PUT", API_ADMIN, data={"is_approval_needed": True}),
    Row(f"{A}people/{{person}}/rates", "GET", API_ADMIN, API_PERSON),
    Row(
        f"{A}people/{{person}}/rates",
        "POST",
        (201, *API_ADMIN[1:]),
        API_PERSON,
        {
            "kind": "cost",
            "amount_minor": 5000,
            "currency": "EUR",
            "valid_from": "2030-01-01",
        },
    ),
    Row(
        f"{A}rates/{{rate}}",
        "DELETE",
        (204, NO, NO, NO, NO, OUT, 401),
        {"rate": "{rate}"},
    ),
]

FACTS = [
    *(row._replace(scope="admin") for row in ADMINISTERING),
    Row(f"{A}people", "GET", API_MEMBERS),
    Row(f"{A}people/{{person}}", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}",
        "PATCH",
        API_OWN,
        API_PERSON,
        {"zone": "UTC"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}people/{{person}}/schedules", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS
    ),
    Row(
        f"{A}people/{{person}}/schedules/{{valid_from}}",
        "PUT",
        API_OWN,
        API_PERSON | {"valid_from": "2029-01-01"},
        {"monday": "9-12"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}people/{{person}}/schedules/{{valid_from}}",
        "DELETE",
        API_OWN_EMPTY,
        API_PERSON | {"valid_from": "2029-01-01"},
        but=NO_GUESTS,
    ),
    Row(f"{A}locations", "GET", API_MEMBERS),
    Row(f"{A}holiday-calendars", "GET", API_MEMBERS),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays",
        "GET",
        API_MEMBERS,
        API_CALENDAR,
        but=NO_GUESTS,
    ),
    Row(f"{A}absences", "GET", API_MEMBERS),
    Row(
        f"{A}people/{{person}}/absences",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"first_on": "2031-01-01", "last_on": "2031-01-02"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}absences/{{absence}}", "DELETE", API_OWN_EMPTY, API_ABSENCE, but=NO_GUESTS
    ),
    Row(
        f"{A}absences/{{absence}}/decision",
        "POST",
        API_ADMIN,
        API_ABSENCE,
        {"state": "declined"},
        but=NO_GUESTS,
    ),
    Row(f"{A}absence-rules", "GET", API_MEMBERS),
    Row(f"{A}people/{{person}}/busy", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}/busy",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"starts_at": "2030-01-01T09:00Z", "ends_at": "2030-01-01T10:00Z"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}busy/{{busy}}", "DELETE", API_OWN_EMPTY, {"busy": "{busy}"}, but=NO_GUESTS
    ),
    Row(f"{A}feeds", "GET", API_MEMBERS),
    Row(
        f"{A}feeds",
        "POST",
        (201, 201, 201, 201, 201, OUT, 401),
        data={"url": "https://example.org/a.ics"},
    ),
    Row(
        f"{A}feeds/file",
        "POST",
        (CLASH, CLASH, CLASH, CLASH, CLASH, OUT, 401),  # what is sent is no calendar
        kind="text/calendar",
        query="name=a.ics",
    ),
    Row(
        f"{A}feeds/{{feed}}/reading",
        "POST",
        (OUT, OUT, 202, OUT, OUT, OUT, 401),
        {"feed": "{feed}"},
    ),
    Row(
        f"{A}feeds/{{feed}}",
        "DELETE",
        (OUT, OUT, 204, OUT, OUT, OUT, 401),
        {"feed": "{feed}"},
    ),
    Row(f"{A}people/{{person}}/skills", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}/skills",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"skill": "Welding", "level": 3},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}skills/{{rating}}",
        "DELETE",
        (204, OUT, 204, OUT, OUT, OUT, 401),
        {"rating": "{rating}"},
    ),
]
