from django.urls import path

from headway.people.views import absences, hours, persons

app_name = "people"
urlpatterns = [
    path("people/", persons.people_page, name="people"),
    path("people/<int:person_id>/", hours.person_page, name="person"),
    path("people/<int:person_id>/place/", hours.set_place, name="set_place"),
    path("people/<int:person_id>/hours/", hours.set_hours, name="set_hours"),
    path("hours/<int:schedule_id>/removal/", hours.remove_hours, name="remove_hours"),
    path("people/<int:person_id>/absences/", absences.add_absence, name="add_absence"),
    path(
        "absences/<int:absence_id>/remove/",
        absences.remove_absence,
        name="remove_absence",
    ),
]
