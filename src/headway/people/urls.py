from django.urls import path

from headway.people.members import team_views
from headway.people.members import views as members
from headway.people.views import absences, busy, hours, persons, places, rates, skills

app_name = "people"
PERSON = "settings/members/<int:person_id>/"
TEAM = "settings/teams/<int:team_id>/"
urlpatterns = [
    path("people/", persons.people_page, name="people"),
    path("people/places/", places.places_page, name="places"),
    path("people/places/<int:location_id>/", places.location_page, name="location"),
    path(
        "people/places/<int:location_id>/removal/",
        places.remove_location,
        name="remove_location",
    ),
    path("people/holidays/", places.import_holidays, name="import_holidays"),
    path("people/holidays/<int:calendar_id>/", places.holidays_page, name="holidays"),
    path(
        "people/holidays/days/<int:holiday_id>/removal/",
        places.remove_holiday,
        name="remove_holiday",
    ),
    path("people/<int:person_id>/", hours.person_page, name="person"),
    path("people/<int:person_id>/place/", hours.set_place, name="set_place"),
    path("people/<int:person_id>/hours/", hours.set_hours, name="set_hours"),
    path("hours/<int:schedule_id>/removal/", hours.remove_hours, name="remove_hours"),
    path("people/<int:person_id>/away/", absences.person_away, name="person_away"),
    path("people/away/", absences.everyone_away, name="everyone_away"),
    path("people/away/rules/", absences.set_absence_rules, name="set_absence_rules"),
    path(
        "absences/<int:absence_id>/removal/",
        absences.remove_absence,
        name="remove_absence",
    ),
    path(
        "absences/<int:absence_id>/decision/",
        absences.decide_absence,
        name="decide_absence",
    ),
    path("people/<int:person_id>/busy/", busy.person_busy, name="person_busy"),
    path("people/<int:person_id>/feeds/", busy.add_feed, name="add_feed"),
    path("people/<int:person_id>/file/", busy.take_calendar, name="take_calendar"),
    path("busy/<int:busy_id>/removal/", busy.remove_busy, name="remove_busy"),
    path("feeds/<int:feed_id>/reading/", busy.refresh_feed, name="refresh_feed"),
    path("feeds/<int:feed_id>/removal/", busy.remove_feed, name="remove_feed"),
    path("people/<int:person_id>/skills/", skills.person_skills, name="person_skills"),
    path("skills/<int:rating_id>/removal/", skills.unrate_skill, name="unrate_skill"),
    path("people/<int:person_id>/rates/", rates.person_rates, name="person_rates"),
    path("rates/<int:rate_id>/removal/", rates.remove_rate, name="remove_rate"),
    path("settings/", members.workspace_page, name="workspace"),
    path("settings/members/", members.members_page, name="members"),
    path(f"{PERSON}role/", members.change_role, name="change_role"),
    path(f"{PERSON}invitation/", members.invite, name="invite"),
    path(f"{PERSON}invitation/removal/", members.withdraw, name="withdraw"),
    path(f"{PERSON}suspension/", members.suspend, name="suspend"),
    path(f"{PERSON}suspension/removal/", members.readmit, name="readmit"),
    path("settings/teams/", team_views.teams_page, name="teams"),
    path(TEAM, team_views.team_page, name="team"),
    path(f"{TEAM}people/", team_views.join, name="join_team"),
    path(f"{TEAM}people/removal/", team_views.leave, name="leave_team"),
    path(f"{TEAM}removal/", team_views.dissolve, name="dissolve_team"),
]
