"""What is said about a resource, how the library is searched, and the word that goes with a sent one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from requests_app.forms.fields import Words
from requests_app.languages import Language
from requests_app.library.models import CONTENT, Kind, Resource
from requests_app.library.similar import MOST_CHARACTERS, matching
from requests_app.models import Topic
from requests_app.web_address import WebAddress
from tta_portal.accounts.models import Membership
from tta_portal.files.forms import FilesField
from tta_portal.words import gettext_lazy as _

MOST_COMMUNITIES = 12
ASK_FOR = {
    Kind.LINK: "Paste the address of the page or file, or choose “A text”.",
    Kind.TEXT: "Write the text, or choose “A link”.",
    Kind.FILE: "Choose the file, or choose “A link”.",
}


class Communities(forms.CharField):
    """Short words for whom something is, with commas between them."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        words = [" ".join(word.split()) for word in (super().to_python(value) or "").split(",")]
        return list(dict.fromkeys(word for word in words if word))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(len(word) > 60 for word in value):
            raise forms.ValidationError("One of these is longer than 60 letters. A word or two for each is enough.")
        if len(value) > MOST_COMMUNITIES:
            raise forms.ValidationError(f"Choose the {MOST_COMMUNITIES} that matter most.")

    def run_validators(self, value: Any) -> None:
        """The list was looked at in `validate`; the validators of a text do not fit it."""


class ResourceForm(forms.Form):
    """A resource as the team describes it."""

    title = forms.CharField(
        max_length=160, error_messages={"required": "Give it a title that a colleague would look for."}
    )
    kind = forms.ChoiceField(label="What is it?", choices=Kind, initial=Kind.LINK, widget=forms.RadioSelect)
    url = WebAddress(label="Address", required=False, help_text="For a link.")
    body = Words(
        label="Text", rows=8, max_length=15_000, required=False,
        help_text="For a text. Leave a line free between paragraphs; - begins a line of a list, # a heading.",
    )  # fmt: skip
    stored_file = FilesField(label="File", most=1)
    summary = Words(
        label="What is it good for?", rows=3, max_length=1000,
        error_messages={"required": "Say in a sentence or two what it is good for."},
    )  # fmt: skip
    topics: forms.ModelMultipleChoiceField[Topic] = forms.ModelMultipleChoiceField(
        None,
        label="Topics",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one topic; without one nobody finds it."},
    )
    language = forms.ChoiceField(choices=Language, initial=Language.ENGLISH)
    communities = Communities(
        label="Whom is it for?", required=False, help_text="With commas between them, such as: tribal, rural."
    )
    adaptation_notes = Words(
        label="How others adapted it", rows=4, max_length=5000, required=False,
        help_text="What a health department changed so that it fitted.",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, files: Any = None, *, member: Membership, resource: Resource | None = None
    ) -> None:
        self.member, self.resource = member, resource
        super().__init__(data, files, initial=_as_initial(resource) if resource else None)
        topics = self.fields["topics"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)
        kept = resource.topic_links.values("topic_id") if resource else []
        topics.queryset = Topic.objects.filter(Q(retired_on=None) | Q(pk__in=kept))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, sent = cleaned.get("kind"), cleaned.pop("stored_file", None) or []
        kept = self.resource.stored_file if self.resource else None
        cleaned["stored_file"] = sent[0] if sent else kept
        if kind is None:
            return cleaned
        held = CONTENT[kind]
        if held not in self.errors and not cleaned.get(held):
            self.add_error(held, ASK_FOR[Kind(kind)])
        return cleaned


def _as_initial(resource: Resource) -> dict[str, Any]:
    names = ("title", "kind", "url", "body", "summary", "language", "communities", "adaptation_notes")
    topics = list(resource.topic_links.values_list("topic_id", flat=True))
    return {name: getattr(resource, name) for name in names} | {"topics": topics}


class LookFor(forms.Form):
    """Narrow the library. A filter that makes no sense is left out, and the others count."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False, widget=forms.SearchInput)
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label=_("Topic"), required=False, empty_label=_("All topics")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    community = forms.ChoiceField(label=_("For whom"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)
        topic.queryset = Topic.objects.all()
        offered = Resource.objects.offered()
        used = set(offered.order_by().values_list("language", flat=True).distinct())
        languages = [(code, label) for code, label in Language.choices if code in used]
        _choose_from(self.fields["language"], [("", _("All languages")), *languages])
        everybody = [(word, word) for word in offered.order_by().communities()]
        _choose_from(self.fields["community"], [("", _("Everybody")), *everybody])

    def narrow(self, resources: QuerySet[Resource]) -> QuerySet[Resource]:
        """Those that fit what was chosen; by title, or best first when words were typed."""
        self.is_valid()
        chosen = self.cleaned_data
        if topic := chosen.get("topic"):
            resources = resources.about(topic)  # type: ignore[attr-defined]
        if language := chosen.get("language"):
            resources = resources.filter(language=language)
        if community := chosen.get("community"):
            resources = resources.filter(communities__contains=[community])
        return matching(resources.order_by("title", "pk"), chosen.get("q", ""))


def _choose_from(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class AskedSoFar(forms.Form):
    """What somebody is typing in the request form: never refused, only cut."""

    need = Words(label=_("What do you need help with?"), rows=3, max_length=1_000_000, required=False)
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label=_("Topic"), required=False, empty_label=_("Any topic")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)
        topic.queryset = Topic.objects.filter(retired_on=None)

    def clean_need(self) -> str:
        return str(self.cleaned_data["need"])[:MOST_CHARACTERS]


class SendForm(forms.Form):
    """Which resource, and a word of one's own."""

    words = Words(label="A word of your own", rows=2, max_length=4000, required=False)
    resource: forms.ModelChoiceField[Resource] = forms.ModelChoiceField(
        None,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose what to send.",
            "invalid_choice": "This one is not offered any more. Choose another.",
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        resource = self.fields["resource"]
        assert isinstance(resource, forms.ModelChoiceField)
        resource.queryset = Resource.objects.offered()
