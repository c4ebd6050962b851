from django.urls import path

from headway.people import views
from headway.people.members import team_views
from headway.people.members import views as members

app_name = "people"
PERSON = "settings/members/<int:person_id>/"
TEAM = "settings/teams/<int:team_id>/"
urlpatterns = [
    path("people/", views.people_page, name="people"),
    path("people/<int:person_id>/", views.person_page, name="person"),
    path(
        "people/<int:person_id>/history/", views.person_history, name="person_history"
    ),
    path("people/<int:person_id>/absences/", views.add_absence, name="add_absence"),
    path(
        "absences/<int:absence_id>/remove/", views.remove_absence, name="remove_absence"
    ),
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
