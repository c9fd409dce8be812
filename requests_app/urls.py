from django.urls import path

from requests_app.views import requests, settings, work, writing

urlpatterns = [
    path("requests/", requests.request_list, name="requests"),
    path("requests/new/", writing.new, name="new_request"),
    path("requests/questions/", writing.questions, name="request_questions"),
    path("requests/autosave/", writing.autosave, name="autosave_request"),
    path("requests/key-in/", writing.key_in, name="key_in_request"),
    path("requests/paper/", writing.paper, name="paper_form"),
    path("requests/<int:number>/", requests.detail, name="request"),
    path("requests/<int:number>/edit/", writing.edit, name="edit_request"),
    path("requests/<int:number>/discard/", writing.discard, name="discard_draft"),
    path("requests/<int:number>/files/<int:pk>/", writing.attachment, name="attachment"),
    path("requests/<int:number>/<str:verb>/", requests.do, name="request_verb"),
    path("settings/topics/", settings.topics, name="topics"),
    path("settings/topics/<int:pk>/", settings.retire_topic, name="retire_topic"),
    path("caseload/", work.caseload, name="caseload"),
    path("promises/<int:pk>/<str:verb>/", work.promise, name="commitment_verb"),
    path("tasks/<int:pk>/done/", work.task_done, name="task_done"),
]
