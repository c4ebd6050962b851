from django.urls import path

from headway.integrations.importers import views

app_name = "importers"
urlpatterns = [path("import/", views.import_page, name="import")]
