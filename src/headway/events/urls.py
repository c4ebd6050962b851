from django.urls import path

from headway.events.views import undoing

app_name = "events"
urlpatterns = [
    path("undo/", undoing.undo_last, name="undo_last"),
    path("redo/", undoing.redo_last, name="redo_last"),
]
