from django.urls import include, path

from headway.urls import urlpatterns as pages

urlpatterns = [*pages, path("ui/", include("headway.ui.urls"))]
