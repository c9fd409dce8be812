from django.urls import path

from tta_portal.files import views

urlpatterns = [
    path("files/", views.upload, name="upload_file"),
    path("settings/files/", views.file_settings, name="file_settings"),
]
