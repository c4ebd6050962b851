"""The sheet of parts; included only while debugging and in tests."""

from django.urls import path

from headway.ui import sheet

urlpatterns = [path("components/", sheet.components, name="components")]
