"""The clocks of the places that a network may serve, as people there call them."""

from __future__ import annotations

from tta_portal.words import gettext_lazy as _

ZONES: dict[str, str] = {
    "America/New_York": _("Eastern time"),
    "America/Chicago": _("Central time"),
    "America/Denver": _("Mountain time"),
    "America/Phoenix": _("Arizona time"),
    "America/Los_Angeles": _("Pacific time"),
    "America/Anchorage": _("Alaska time"),
    "Pacific/Honolulu": _("Hawaii time"),
    "America/Puerto_Rico": _("Atlantic time"),
    "Pacific/Pago_Pago": _("Samoa time"),
    "Pacific/Guam": _("Chamorro time"),
    "Pacific/Palau": _("Palau time"),
    "Pacific/Chuuk": _("Chuuk time"),
    "Pacific/Pohnpei": _("Pohnpei time"),
    "Pacific/Majuro": _("Marshall Islands time"),
}
