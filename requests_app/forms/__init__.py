"""All input about requests passes through these."""

from requests_app.forms.request import DraftForm, RequestForm
from requests_app.forms.verb import VerbForm
from requests_app.forms.verbs import VERBS

__all__ = ["VERBS", "DraftForm", "RequestForm", "VerbForm"]
