from django.urls import path

from requests_app.views import requests, settings, work

urlpatterns = [
    path("requests/", requests.request_list, name="requests"),
    path("requests/new/", requests.new, name="new_request"),
    path("requests/<int:number>/", requests.detail, name="request"),
    path("requests/<int:number>/edit/", requests.edit, name="edit_request"),
    path("requests/<int:number>/<str:verb>/", requests.do, name="request_verb"),
    path("settings/topics/", settings.topics, name="topics"),
    path("settings/topics/<int:pk>/", settings.retire_topic, name="retire_topic"),
    path("caseload/", work.caseload, name="caseload"),
    path("promises/<int:pk>/<str:verb>/", work.promise, name="commitment_verb"),
    path("tasks/<int:pk>/done/", work.task_done, name="task_done"),
]
