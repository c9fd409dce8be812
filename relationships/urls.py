from django.urls import path

from relationships.views import check_ins, engagements, home, organizations, rhythm

urlpatterns = [
    path("", home.home, name="home"),
    path("organizations/", organizations.organization_list, name="organizations"),
    path("organizations/new/", organizations.new_organization, name="new_organization"),
    path("organizations/<int:pk>/edit/", organizations.edit_organization, name="edit_organization"),
    path("organizations/<int:pk>/people/new/", organizations.new_contact, name="new_contact"),
    path("organizations/<int:pk>/rhythm/", rhythm.wish, name="check_in_wish"),
    path("organizations/<int:pk>/pause/", rhythm.pause_organization, name="pause_organization"),
    path("organizations/<int:pk>/ask-us/", rhythm.ask_us, name="ask_us"),
    path("organizations/<int:pk>/log/", rhythm.log_touch, name="log_touch"),
    path("questions-to-us/<int:pk>/", rhythm.answer_them, name="answer_them"),
    path("pauses/<int:pk>/end/", rhythm.lift_pause, name="lift_pause"),
    path("settings/check-ins/", rhythm.check_in_settings, name="check_in_settings"),
    path("settings/check-ins/<int:pk>/", rhythm.edit_check_in_question, name="edit_check_in_question"),
    path("settings/check-ins/<int:pk>/<str:verb>/", rhythm.change_check_in_question, name="change_check_in_question"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("engagements/", engagements.engagement_list, name="engagements"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("engagements/<int:pk>/agree/", engagements.agree, name="agree_engagement"),
    path("engagements/<int:pk>/terms/", engagements.terms, name="engagement_terms"),
    path("engagements/<int:pk>/partner/", engagements.partner, name="engagement_partner"),
    path("engagements/<int:pk>/<str:verb>/", engagements.change, name="change_engagement"),
    path("check-ins/", check_ins.check_in_list, name="check_ins"),
    path("check-ins/<int:pk>/", check_ins.check_in, name="check_in_page"),
    path("check-ins/<int:pk>/paper/", check_ins.paper, name="check_in_paper"),
    path("check-ins/<int:pk>/answer/", check_ins.key_in, name="key_in_check_in"),
    path("check-ins/<int:pk>/unreachable/", check_ins.unreachable, name="unreachable_check_in"),
    path("check-ins/stopped/<int:pk>/", check_ins.write_again, name="write_again"),
    path("check-ins/mail/<int:pk>/", check_ins.settle_mail, name="settle_mail"),
]
