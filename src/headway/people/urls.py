from django.urls import path

from headway.people.account import address, factors, sessions, ways, you
from headway.people.account.person import remove_factors
from headway.people.mail.views import mail_page
from headway.people.members import team_views
from headway.people.members import views as members
from headway.people.signing_in.person import reset_link_page
from headway.people.tokens import pages as token_pages
from headway.people.views import absences, busy, hours, persons, places, rates, skills

app_name = "people"
PERSON = "settings/members/<int:person_id>/"
TEAM = "settings/teams/<int:team_id>/"
urlpatterns = [
    path("people/", persons.people_page, name="people"),
    path("people/places/", places.places_page, name="places"),
    path("people/places/<int:location_id>/", places.location_page, name="location"),
    path(
        "people/<int:person_id>/history/", hours.person_history, name="person_history"
    ),
    path("people/<int:person_id>/new-password/", reset_link_page, name="reset_link"),
    path("settings/mail/", mail_page, name="mail"),
    path("me/", you.you_page, name="me"),
    path("me/zone/", you.choose_zone, name="zone"),
    path("me/language/", you.choose_language, name="language"),
    path("me/looks/", you.keep_looks, name="looks"),
    path("me/address/", address.change_address, name="change_address"),
    path("me/sign-in/", ways.ways_page, name="sign_in_ways"),
    path("me/sign-in/password/", ways.change_password, name="change_password"),
    path("me/sign-in/app/", factors.app_page, name="app"),
    path("me/sign-in/passkeys/", factors.passkey_page, name="passkey"),
    path(
        "me/sign-in/factors/<int:factor_id>/removal/",
        factors.remove_factor,
        name="remove_factor",
    ),
    path("me/sign-in/recovery-codes/", factors.draw_codes, name="draw_codes"),
    path(
        "people/<int:person_id>/second-factors/removal/",
        remove_factors,
        name="remove_factors",
    ),
    path("me/tokens/", token_pages.tokens_page, name="tokens"),
    path("me/tokens/new/", token_pages.new_token, name="new_token"),
    path(
        "me/tokens/<int:token_id>/revocation/",
        token_pages.revoke_token,
        name="revoke_token",
    ),
    path("me/sessions/", sessions.sessions_page, name="sessions"),
    path("me/sessions/end/", sessions.end_sessions, name="end_sessions"),
    path("me/sessions/<int:session_id>/end/", sessions.end_session, name="end_session"),
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
    path("people/<int:person_id>/ways/", hours.set_ways, name="set_ways"),
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
    path("settings/week/", members.working_week, name="working_week"),
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
