"""The clocks of the places that a network may serve, as people there call them."""

from __future__ import annotations

ZONES: dict[str, str] = {
    "America/New_York": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Phoenix": "Arizona time",
    "America/Los_Angeles": "Pacific time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time",
    "America/Puerto_Rico": "Atlantic time",
    "Pacific/Pago_Pago": "Samoa time",
    "Pacific/Guam": "Chamorro time",
    "Pacific/Palau": "Palau time",
    "Pacific/Chuuk": "Chuuk time",
    "Pacific/Pohnpei": "Pohnpei time",
    "Pacific/Majuro": "Marshall Islands time",
}
