from django.urls import path

from headway.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people_page, name="people"),
    path("people/<int:person_id>/", views.person_page, name="person"),
    path("people/<int:person_id>/absences/", views.add_absence, name="add_absence"),
    path(
        "absences/<int:absence_id>/remove/", views.remove_absence, name="remove_absence"
    ),
]
