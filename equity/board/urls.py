from django.urls import path

from equity.board import views

urlpatterns = [
    path("equity/report/", views.report, name="equity_report"),
    path("equity/report/report.pdf", views.report_pdf, name="equity_report_pdf"),
    path("equity/report/schedule/", views.schedule, name="equity_schedule"),
    path("equity/report/schedule/stop/", views.stop, name="stop_equity_report"),
    path("equity/report/<int:pk>/", views.edition, name="equity_edition"),
    path("equity/report/<int:pk>/report.pdf", views.edition_pdf, name="equity_edition_pdf"),
]
