from django.urls import path

from headway.integrations.importers import views

RUN = "import/<int:import_id>/"

app_name = "importers"
urlpatterns = [
    path("import/", views.import_page, name="import"),
    path("import/from/", views.where_from, name="where_from"),
    path("import/from/<slug:name>/", views.from_one, name="from"),
    path(RUN, views.run_page, name="run"),
    path(f"{RUN}choices/", views.choose, name="choose"),
    path(f"{RUN}start/", views.start, name="start"),
    path(f"{RUN}cancellation/", views.cancel, name="cancel"),
    path(f"{RUN}undo/", views.undo, name="undo"),
    path(f"{RUN}report/", views.report, name="report"),
]
