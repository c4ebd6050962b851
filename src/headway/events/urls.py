from django.urls import path

from headway.events.views import presence, undoing, watching

app_name = "events"
urlpatterns = [
    path("undo/", undoing.undo_last, name="undo_last"),
    path("redo/", undoing.redo_last, name="redo_last"),
    path("presence/<str:kind>/<int:thing_id>/", presence.presence, name="presence"),
    path("settings/log/", watching.log, name="log"),
    path("settings/log/export/", watching.export, name="export"),
    path("settings/jobs/", watching.jobs, name="jobs"),
    path("settings/jobs/<int:job_id>/retry/", watching.retry, name="retry"),
    path("settings/jobs/<int:job_id>/giving-up/", watching.give_up, name="give_up"),
]
