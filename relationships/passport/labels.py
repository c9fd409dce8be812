"""What the fields of the record are called in the document: their own names in English, the catalog's elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

NAMED = {"what_we_heard": _("What we heard"), "questions_to_us": _("What you asked us"), "check_ins": _("Check-ins")}
BY_THEIR_NAME = (
    _("Organization"), _("People"), _("Requests"), _("Promises"), _("Reliability"), _("Engagements"), _("Contacts"),
    _("Trainings"), _("Name"), _("Kinds"), _("Time zone"), _("Language"), _("Jurisdiction"), _("State"), _("Type"),
    _("Population"), _("Rural urban"), _("Email"), _("Role"), _("Is active"), _("Number"), _("Title"), _("Topic"),
    _("Need"), _("Hoped for change"), _("Why now"), _("Status"), _("Intensity"), _("Requester"), _("Lead"),
    _("Submitted at"), _("First reply at"), _("Delivered at"), _("Conversations"), _("Plans"), _("Activities"),
    _("Messages"), _("Held at"), _("Mode"), _("With"), _("Version"), _("Text"), _("Confirmed at"), _("Correction"),
    _("Goals"), _("Roles"), _("Finishes on"), _("Agreed by"), _("Held on"), _("Strategy"), _("Hours"), _("Summary"),
    _("Written at"), _("Author"), _("Side"), _("Due on"), _("First due on"), _("Said kept on"), _("Evidence"),
    _("Dispute"), _("Resolution"), _("Settled on"), _("Request"), _("Value"), _("N"), _("Kept"), _("Late"),
    _("Broken"), _("Kind"), _("Person"), _("Asked at"), _("Answer"), _("Answered at"), _("Understood"),
    _("Relevant"), _("Useful"), _("Confidence before"), _("Confidence now"), _("Used"), _("Barrier"), _("Changed"),
    _("Need remains"), _("Remaining need"), _("Missing voice"), _("Next step"), _("Own"), _("Asked by"),
    _("Question"), _("Purpose"), _("Partners"), _("Proposed at"), _("Started at"), _("Ended at"), _("Reflection"),
    _("At"), _("Both sides"), _("Provider"), _("Recipient"),
)  # fmt: skip


def label(name: str) -> str:
    """Such as “Settled on”."""
    return gettext(NAMED.get(name) or name.replace("_", " ").capitalize())
