"""The trainings of the demo, with the days of their sessions counted from today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """A series and when it is held: days from today, past ones below zero."""

    topic: str
    title: str
    about: str
    audience: str
    hours: str
    days: tuple[int, ...]
    starts: int  # o'clock
    seats: int
    place: str = ""  # online when empty
    language: str = "en"
    has_certificate: bool = True


NATIONAL: tuple[Held, ...] = (
    Held(
        "Emergency preparedness",
        "Heat emergencies: from the forecast to the first call",
        "For departments that have no heat plan, or one that nobody has tried.\n\n- read a forecast for risk\n"
        "- decide who is called first\n- leave with **two filled pages**",
        "Nurses, planners, emergency coordinators",
        "2",
        (-160, -62, 9, 44),
        13,
        40,
    ),
    Held(
        "Infectious disease",
        "Contact investigation by phone",
        "How to ask so that people answer. Practiced in pairs, with real scripts.\n\nBring a headset.",
        "Anybody who makes the calls",
        "3",
        (-120, -34, -1, 23),
        10,
        24,
    ),
    Held(
        "Overdose and behavioral health",
        "Naloxone, stigma and small towns",
        "What to say to a board, a sheriff and a pastor, by people who said it.\n\n- three stories that worked\n"
        "- one that did not, and why",
        "Health educators and their partners",
        "1.5",
        (-90, 16),
        12,
        60,
    ),
    Held(
        "Health equity and language access",
        "Charlas comunitarias: escuchar primero",
        "Community conversations in Spanish: how to invite, how to listen, how to give back what was heard.",
        "Promotoras and community health workers",
        "2",
        (-75, -19, 30),
        14,
        30,
        language="es",
    ),
    Held(
        "Data and informatics",
        "Small numbers, honest tables",
        "What can be said about eleven cases, and what cannot. Bring a table of your own.",
        "Epidemiologists, and nurses who do that too",
        "4",
        (-48, 37),
        9,
        6,
        place="State Office Building, Atlanta",
    ),
    Held(
        "Finance and grants",
        "Grant reports without tears",
        "Open hour: bring the report that is due.",
        "Whoever writes the reports",
        "1",
        (-27, -13, 2, 15),
        15,
        80,
        has_certificate=False,
    ),
)
GULF: tuple[Held, ...] = (
    Held(
        "Emergency preparedness", "Shelter health desk: a rehearsal",
        "Two crates, one gym, three hours. We set up a desk and run it through a bad night.",
        "Parish and county nurses", "3", (-70, 12), 9, 16, place="Lafourche Parish Civic Center",
    ),
    Held(
        "Environmental health", "After the flood: wells, mold and carbon monoxide",
        "What families ask, and short answers that are right.",
        "Environmental health staff", "1.5", (-25, 26), 13, 50,
    ),
)  # fmt: skip
