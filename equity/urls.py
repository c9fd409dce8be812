from django.urls import path

from equity import change_views, public_views, silent_views, views
from equity.chosen import KEYS, OVERVIEW, SPEED
from equity.drawing.views import PICTURES, download, funnel
from equity.replay import views as replay
from equity.speed import views as speed
from equity.voice import views as voice
from equity.voice.panel import KEY as VOICE
from equity.watch import views as watch

PANELS = [key for key in KEYS if key not in (OVERVIEW, SPEED)]  # these two have addresses of their own
PAGES = [key for key in PANELS if key != VOICE]
urlpatterns = [
    path("numbers/", public_views.numbers, name="numbers"),
    path("settings/numbers/", public_views.publishing, name="publishing"),
    path("equity/", views.overview, name="equity"),
    path("equity/table.csv", views.table, name="equity_table"),
    path("equity/table.xlsx", views.workbook, name="equity_workbook"),
    path("equity/silent/", silent_views.silent, name="equity_silent"),
    path("equity/silent/counties/", silent_views.by_county, name="equity_counties"),
    path("equity/recipients/", views.recipients, name="equity_recipients"),
    path("equity/pictures/funnel.svg", funnel, name="equity_funnel_picture"),
    path("equity/summary/", views.summary, name="equity_summary"),
    path("equity/summary/table.csv", views.summary_file, name="equity_summary_table"),
    path("equity/what-if/", replay.what_if, name="equity_replay"),
    path("equity/change/", change_views.change, name="equity_change"),
    path("equity/watch/", watch.watch, name="equity_watch"),
    path("equity/watch/<int:pk>/noted/", watch.note, name="equity_watch_note"),
    path("equity/definitions/", views.definitions, name="equity_definitions"),
    *(path(f"equity/pictures/{m}.svg", download, {"measure": m}, name=f"equity_{m}_picture") for m in PICTURES),
    path("equity/speed/", speed.speed, name="equity_speed"),
    path("equity/speed/table.csv", views.table, {"key": SPEED}, name="equity_speed_table"),
    path("equity/speed/table.xlsx", views.workbook, {"key": SPEED}, name="equity_speed_workbook"),
    path("equity/pictures/curves.svg", speed.curves_picture, name="equity_curves_picture"),
    path("equity/pictures/strip.svg", speed.strip_picture, name="equity_strip_picture"),
    path("equity/voice/", voice.voice, name="equity_voice"),
    path("equity/pictures/levels.svg", voice.mix_picture, name="equity_levels_picture"),
    *(path(f"equity/{key}/", views.panel, {"key": key}, name=f"equity_{key}") for key in PAGES),
    *(path(f"equity/{key}/table.csv", views.table, {"key": key}, name=f"equity_{key}_table") for key in PANELS),
    *(path(f"equity/{key}/table.xlsx", views.workbook, {"key": key}, name=f"equity_{key}_workbook") for key in PANELS),
]
