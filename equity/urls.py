from django.urls import path

from equity import views
from equity.chosen import SPEED
from equity.drawing.views import PICTURES, download
from equity.panels import PANELS
from equity.speed import views as speed

urlpatterns = [
    path("equity/", views.overview, name="equity"),
    path("equity/table.csv", views.table, name="equity_table"),
    path("equity/table.xlsx", views.workbook, name="equity_workbook"),
    path("equity/silent/", views.silent, name="equity_silent"),
    path("equity/recipients/", views.recipients, name="equity_recipients"),
    path("equity/summary/", views.summary, name="equity_summary"),
    path("equity/summary/table.csv", views.summary_file, name="equity_summary_table"),
    path("equity/definitions/", views.definitions, name="equity_definitions"),
    *(path(f"equity/pictures/{m}.svg", download, {"measure": m}, name=f"equity_{m}_picture") for m in PICTURES),
    path("equity/speed/", speed.speed, name="equity_speed"),
    path("equity/speed/table.csv", views.table, {"key": SPEED}, name="equity_speed_table"),
    path("equity/speed/table.xlsx", views.workbook, {"key": SPEED}, name="equity_speed_workbook"),
    path("equity/pictures/curves.svg", speed.curves_picture, name="equity_curves_picture"),
    path("equity/pictures/strip.svg", speed.strip_picture, name="equity_strip_picture"),
    *(path(f"equity/{key}/", views.panel, {"key": key}, name=f"equity_{key}") for key in PANELS),
    *(path(f"equity/{key}/table.csv", views.table, {"key": key}, name=f"equity_{key}_table") for key in PANELS),
    *(path(f"equity/{key}/table.xlsx", views.workbook, {"key": key}, name=f"equity_{key}_workbook") for key in PANELS),
]
