"""Narrow the lists of check-ins and of organizations to the rows behind a number."""

from __future__ import annotations

from relationships.counted import CHECK_INS, ORGANIZATIONS
from requests_app.forms.counted import CountedForm, day


class CheckInsForm(CountedForm):
    """Those that count, asked on the days chosen."""

    counts = CHECK_INS
    otherwise = "asked"

    since = day("Asked from")
    until = day("Asked until")


class OrganizationsForm(CountedForm):
    """Health departments that count, in the group they are in now."""

    counts = ORGANIZATIONS
    otherwise = "roster"
