"""What health departments of the demo offer to peers, and what passes between them. All invented."""

from __future__ import annotations

SHARES = {
    "Emergency preparedness": "We wrote a heat plan with the fire hall and two churches, and rehearsed it twice. We can "
    "share the plan, the phone tree, and what went wrong the first time.",
    "Infectious disease": "We had eleven measles contacts in one week and a team of three. We can share our call script, "
    "our log, and how we worked with the schools.",
    "Community health assessment": "Our assessment was led by residents. We can share how we paid them, the questions "
    "they chose, and the four pages that the board read.",
    "Data and informatics": "We keep a small dashboard by ourselves, without a contractor. We can show how it is fed, in "
    "an hour on the screen.",
    "Immunization": "We hold vaccination evenings in the school gym, with interpreters. We can share the floor plan, the "
    "letters in three languages, and our costs.",
    "Workforce": "We wrote job descriptions that local people can meet, and filled two posts that stood empty for a year.",
    "Overdose and behavioral health": "Our leave-behind program runs with the ambulance crews. We can share the agreement "
    "and the training slides.",
    "Environmental health": "We test private wells with volunteers. We can share the kit list and the letter that people "
    "understood.",
    "Health equity and language access": "We have an agreement with two interpreters’ cooperatives, and a one-page rule "
    "for when to call them.",
    "Maternal and child health": "Our home visits begin before birth now. We can talk about how we moved the money.",
}
ASKED = (
    "We are four people and have never done this. Could we hear how you began, and what you would leave out?",
    "Our board asks for a plan by spring. We would like to see one that was really used.",
    "We have tried it once and it fell asleep. What kept it going with you?",
)
AGREED = "Three calls of 45 minutes: how you began, what it costs, what to leave out. We read your plan before."
HOW_OFTEN = "Every second Tuesday, by video"
BETWEEN_US = "Names of places and people stay between the two of us."
WORDS = (
    "We skipped a year of mistakes. Thank you for the honest part about the money.",
    "Explaining it made us see our own plan anew. We changed two pages of it.",
)
