"""What the scripts say in English, so that the catalog knows it; `t` in `frontend/js/words.js` looks it up."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SAID = (
    _("You were signed out, or the connection is gone. What you typed is kept in this tab: "
      "sign in again and come back here."),
    _("Not saved yet: something in the form needs another look."),
    _("This request was sent meanwhile."),
    _("Draft saved at {saved}."),
    _("We put back what you had typed before you were signed out."),
    _("Keys"),
    _("Close"),
    _("Find or do anything"),
    _("The connection is gone. Try again in a moment."),
    _("Remove"),
    _("{name} is removed."),
    _("“{name}” is too large to be sent."),
    _("“{name}” could not be sent. Check your connection and choose it again."),
    _("{name} is here. It goes along when you send this form."),
    _("Sending {name}"),
    _("“{name}” is too large for this network."),
    _("At most {most} files at once. The others were left out."),
    _("One moment: a file is still on its way. Send the form when it has arrived."),
    _("Goes out in {left} s."),
    _("Clear the select contents"),
    _("Toggle the dropdown list"),
    _("No results found"),
    _("{n} result available."),
    _("{n} results available."),
    _("No results."),
    _("The content is too long."),
    _("Character limit exceeded."),
    _("{n} characters allowed"),
    _("{n} character left"),
    _("{n} characters left"),
    _("{n} character over limit"),
    _("{n} characters over limit"),
)  # fmt: skip
