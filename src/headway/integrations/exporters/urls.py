from django.urls import path

from headway.integrations.exporters import views

app_name = "exporters"
urlpatterns = [
    path("projects/<str:key>/export/", views.page, name="project"),
    path("projects/<str:key>/export/msproject/", views.msproject, name="msproject"),
    path("projects/<str:key>/export/headway/", views.headway, name="headway"),
]
