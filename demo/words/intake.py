"""What the national network of the demo made of its intake: topics under topics, questions, tags, templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Under:
    """A topic under another, what belongs to it, its targets, and a word by which its requests are known."""

    parent: str
    name: str
    help_text: str
    word: str
    targets: dict[str, int] = field(default_factory=dict)


TOPICS = (
    Under("Emergency preparedness", "Heat and smoke", "Plans for hot days and for smoke from fires.", "heat",
          {"first_reply_hours": 4, "urgent_reply_hours": 2}),
    Under("Emergency preparedness", "Ambulance and transport", "Sharing crews, and reaching people at night.",
          "ambulance"),
    Under("Infectious disease", "Measles", "Cases, contacts and schools.", "measles",
          {"first_reply_hours": 2, "urgent_reply_hours": 1, "discovery_days": 2}),
    Under("Data and informatics", "Dashboards", "Showing what you know.", "dashboard", {"discovery_days": 8}),
    Under("Finance and grants", "Opioid settlement money", "What it may be spent on, and who decides.", "settlement"),
)  # fmt: skip

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"label": "How many people does your department serve?", "kind": "number", "help_text": "A guess is fine."},
    {
        "label": "How should we talk about data that you send?",
        "kind": "choice",
        "choices": ["Nothing confidential is in it", "Please call first", "We have an agreement"],
    },
    {
        "label": "Have you worked with us before?",
        "kind": "yes_no",
        "help_text": "If so, we look for who knows you.",
    },
)

TAGS = ("Quick win", "Needs a contract", "Good for peers", "Grant deadline", "Tribal liaison", "Board meeting")

TEMPLATES = (
    (
        "I have read it",
        "Dear {first_name},\n\nI have read “{title}” and I will stay with you on it. May we talk for half an hour? "
        "I would rather hear it from you than guess.\n\n{my_name}",
    ),
    (
        "A question before we talk",
        "Dear {first_name},\n\nbefore we talk: who else at {organization} should be there? Two are enough.\n\n{my_name}",
    ),
    (
        "We have not heard from you",
        "Dear {first_name},\n\nI have not heard from you about request {number}, and that is all right. "
        "If it can wait, tell me until when.\n\n{my_name}, {network}",
    ),
)

LANGUAGES = (["English"], ["English", "Spanish"], ["English"], ["English", "French"], ["English", "Chamorro"])
BRIEF = (
    "They have two nurses, and one of them is away on Fridays. The director decides quickly when she has one page in "
    "front of her. Call before noon; the phone at the front desk is answered until five."
)
