from django.urls import path

from relationships.pulse import views

urlpatterns = [
    path("pulse/", views.overview, name="pulse"),
    path("pulse/settings/", views.change_setting, name="pulse_setting"),
    path("organizations/<int:pk>/trust/", views.between, name="trust"),
    path("organizations/<int:pk>/talk/", views.talk, name="trust_talk"),
]
