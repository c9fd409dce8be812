from django.urls import path

from relationships import api

urlpatterns = [
    path("check-ins/", api.CheckInList.as_view(), name="api_check_ins"),
    path("check-ins/<int:pk>/", api.CheckInDetail.as_view(), name="api_check_in"),
    path("engagements/", api.EngagementList.as_view(), name="api_engagements"),
    path("engagements/<int:pk>/", api.EngagementDetail.as_view(), name="api_engagement"),
    path("commitments/", api.CommitmentList.as_view(), name="api_commitments"),
    path("organizations/<int:pk>/contacts/", api.ContactView.as_view(), name="api_contacts"),
    path("organizations/<int:pk>/passport/", api.PassportView.as_view(), name="api_passport"),
]
