from django.urls import path

from requests_app.training.views import team, trainings

urlpatterns = [
    path("training/", trainings.training, name="training"),
    path("training/series/new/", team.new_series, name="new_series"),
    path("training/series/<int:pk>/", trainings.series, name="series"),
    path("training/series/<int:pk>/edit/", team.edit_series, name="edit_series"),
    path("training/series/<int:pk>/sessions/new/", team.new_session, name="new_session"),
    path("training/sessions/<int:pk>/edit/", team.edit_session, name="edit_session"),
    path("training/sessions/<int:pk>/call-off/", team.call_off, name="call_off_session"),
    path("training/sessions/<int:pk>/register/", trainings.register, name="register_session"),
    path("training/sessions/<int:pk>/cancel/", trainings.cancel, name="cancel_session"),
    path("training/sessions/<int:pk>/attendance/", team.attendance, name="attendance"),
    path("training/sessions/<int:pk>/calendar.ics", trainings.calendar, name="session_calendar"),
    path("training/certificates/<int:pk>.pdf", trainings.certificate, name="certificate"),
    path("requests/<int:number>/seat/", team.offer_seat, name="offer_seat"),
]
