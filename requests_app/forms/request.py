"""The request form: four questions, and what may be left out folded away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict
from django.urls import reverse

from requests_app.forms.fields import Day, PersonField, Words
from requests_app.forms.questions import field_for, initial_for, name_of
from requests_app.models import EntryChannel, Question, QuestionKind, Topic, TTARequest
from requests_app.models.requests import CHANNELS, Urgency, Visibility
from tta_portal.accounts import actions as accounts
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization, OrganizationKind
from tta_portal.errors import Refused
from tta_portal.files.forms import FilesField
from tta_portal.files.models import StoredFile
from tta_portal.numbers import number_in
from tta_portal.words import gettext_lazy as _

FIRST = ("organization", "person", "email", "entry_channel", "need", "hoped_for_change", "why_now", "topic")
OPTIONAL = (
    "populations",
    "partners_to_include",
    "tried_so_far",
    "needed_by",
    "language_needs",
    "access_needs",
    "preferred_channel",
    "people",
    "requester",
)


class TopicField(forms.ModelChoiceField):
    """A topic; one under another says so."""

    def label_from_instance(self, topic: Any) -> str:
        return f"{topic.parent.name}: {topic.name}" if topic.parent else str(topic.name)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, member: Any) -> str:
        return str(member.user.name)


class RequestForm(forms.Form):
    """What a health department tells us to begin with."""

    optional_title = _("Add more, if you like. We can also ask you later")

    need = Words(
        label=_("What do you need help with?"),
        error_messages={"required": _("Tell us what you need, in a sentence or two.")},
        help_text=_(
            "In plain words, as you would tell a colleague. The first sentence becomes the title. "
            "Please leave out anything about individual patients."
        ),
    )
    hoped_for_change = Words(
        label=_("What would be different if this went well?"),
        help_text=_("The change you hope for."),
        rows=3,
        error_messages={"required": _("Tell us what would be different, in a sentence.")},
    )
    why_now = Words(
        label=_("Why now?"),
        help_text=_("A deadline, an event, a new rule, or simply “at last”."),
        rows=2,
        error_messages={"required": _("Tell us why now. A few words are enough.")},
    )
    topic = TopicField(
        None,
        label=_("Topic"),
        empty_label=_("Choose the closest one"),
        error_messages={"required": _("Choose the topic that comes closest.")},
    )
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency,
        initial=Urgency.ROUTINE,
        widget=forms.RadioSelect,
        required=False,
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Visibility,
        initial=Visibility.TEAM,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Confidential requests count in totals only."),
    )
    populations = Words(label=_("Who do you serve with this?"), rows=2, max_length=2000, required=False)
    partners_to_include = Words(label=_("Partners to include"), rows=2, max_length=2000, required=False)
    tried_so_far = Words(label=_("What have you tried?"), rows=2, max_length=2000, required=False)
    needed_by = Day(label=_("Needed by"), required=False)
    language_needs = forms.CharField(
        label=_("Languages other than English"),
        max_length=200,
        required=False,
        help_text=_("For you or those you serve."),
    )
    access_needs = forms.CharField(label=_("Access needs"), max_length=200, required=False)

    preferred_channel = forms.ChoiceField(
        label=_("How should we reach you?"), choices=[("", _("No preference")), *CHANNELS], required=False
    )

    requester = PersonField(
        None, label=_("Do you write for a colleague?"), required=False, empty_label=_("No, for myself"),
        help_text=_("Then it is their request: they get the answers, and you follow it."),
    )  # fmt: skip
    people = PeopleField(
        None, label=_("Colleagues who should hear how it goes"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They may see the request, also a confidential one."),
    )  # fmt: skip
    attachments = FilesField(label=_("Files that help us understand"))

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        member: Membership,
        draft: TTARequest | None = None,
        topic: Topic | None = None,
    ) -> None:
        self.member, self.draft = member, draft
        super().__init__(data, files, initial=_initial(draft) or ({"topic": topic.pk} if topic else None))
        self.fields["topic"].queryset = _topics()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["topic"].widget.attrs |= {
            "hx-post": reverse("request_questions", kwargs={"network": member.network.slug}),
            "hx-target": "#questions",
            "hx-swap": "outerHTML",
        }
        self._offer_colleagues()
        self.questions = self._ask()

    def _offer_colleagues(self) -> None:
        """Members of the own organization; alone there, nobody is asked about colleagues."""
        own = Membership.objects.active().filter(organization_id=self.organization_id, role=Role.REQUESTER)
        own = own.exclude(pk=self.member.pk).select_related("user").order_by("user__name", "pk")
        for name in ("requester", "people"):
            self.fields[name].queryset = own  # type: ignore[attr-defined]  # a PersonField
        if not own.exists():
            del self.fields["requester"], self.fields["people"]

    @property
    def organization_id(self) -> int | None:
        return self.draft.organization_id if self.draft else self.member.organization_id

    def _ask(self) -> list[Question]:
        """The network's own questions: those for everybody, and those for the topic that is chosen."""
        questions = list(Question.objects.asked().about(self._chosen_topic()))
        given = {answer.question_id: initial_for(answer) for answer in self.draft.answers.all()} if self.draft else {}
        for question in questions:
            name = name_of(question)
            self.fields[name] = field_for(question, required=question.is_required)
            self.initial[name] = given.get(question.pk)
        return questions

    def _chosen_topic(self) -> Topic | None:
        """As it is being sent, as it was kept, or as the page was opened for it."""
        chosen = self.data.get("topic") if self.is_bound else self.initial.get("topic")
        number = number_in(str(chosen or ""))
        return Topic.objects.select_related("parent").filter(pk=number).first() if number is not None else None

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in OPTIONAL if name in self.fields]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Those above the network's own questions."""
        return [self[name] for name in self.fields if name in FIRST]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[name_of(question)] for question in self.questions]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        """Those below the network's own questions that are not folded away."""
        placed = {*FIRST, *OPTIONAL, *(name_of(question) for question in self.questions)}
        return [self[name] for name in self.fields if name not in placed]

    @property
    def answers(self) -> dict[Question, Any]:
        """The answers to the network's questions; files go their own way."""
        asked = (question for question in self.questions if question.kind != QuestionKind.FILE)
        return {question: self.cleaned_data.get(name_of(question)) for question in asked}

    @property
    def sent_files(self) -> list[tuple[Question | None, StoredFile]]:
        """Each file that came, with the question it answers, if any."""
        found: list[tuple[Question | None, StoredFile]] = [
            (None, one) for one in self.cleaned_data.get("attachments", [])
        ]
        for question in self.questions:
            if question.kind == QuestionKind.FILE:
                found += [(question, one) for one in self.cleaned_data.get(name_of(question)) or []]
        return found

    def facts(self) -> dict[str, Any]:
        """What the request itself is made of, ready for the action."""
        own = {*self.base_fields} - {"attachments", "requester", "people"}
        facts = {name: value for name, value in self.cleaned_data.items() if name in own}
        if "requester" in self.fields:
            facts["requester"] = self.cleaned_data["requester"]
        if "people" in self.fields:
            facts["people"] = list(self.cleaned_data.get("people") or [])
        return facts

    def clean_urgency(self) -> str:
        return self.cleaned_data["urgency"] or Urgency.ROUTINE

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.TEAM


class DraftForm(RequestForm):
    """The same questions, none of which must be answered yet but the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("hoped_for_change", "why_now", "topic"):
            self.fields[name].required = False
        for question in self.questions:
            self.fields[name_of(question)].required = False


class AutosaveForm(DraftForm):
    """What a page saves while somebody types: files have come already, and wait for the form itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ["attachments", *(name_of(q) for q in self.questions if q.kind == QuestionKind.FILE)]:
            del self.fields[name]
        self.questions = [question for question in self.questions if question.kind != QuestionKind.FILE]


class KeyInForm(RequestForm):
    """What came on paper, by phone or by mail, keyed in by the team for the health department that asked."""

    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Which health department?"), widget=forms.Select(attrs={"class": "combo"})
    )
    person = forms.CharField(label=_("Who asks?"), max_length=120, help_text=_("The name as they write it."))
    email = forms.EmailField(
        label=_("Their e-mail"), help_text=_("Answers go there. They need no password to read them.")
    )
    entry_channel = forms.ChoiceField(
        label=_("How did it come in?"),
        choices=[choice for choice in EntryChannel.choices if choice[0] in ("paper", "phone", "mail")],
        widget=forms.RadioSelect,
        initial=EntryChannel.PAPER,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recipients = Organization.objects.of_kind(OrganizationKind.RECIPIENT).order_by("name")
        self.fields["organization"].queryset = recipients  # type: ignore[attr-defined]  # a ModelChoiceField
        first = ["organization", "person", "email", "entry_channel"]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])

    @property
    def organization_id(self) -> int | None:
        return None

    def clean(self) -> dict[str, Any]:
        """Say beside the address that it is somebody else's, before anything that was typed is lost."""
        cleaned = super().clean() or {}
        if cleaned.get("email") and cleaned.get("organization"):
            try:
                accounts.person_at(cleaned["email"], cleaned["organization"])
            except Refused as refused:
                self.add_error("email", refused.sentence)
        return cleaned

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return {name: value for name, value in facts.items() if name not in ("organization", "person", "email")}


def _initial(draft: TTARequest | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    whose = draft.requester_id if draft.entered_by_id else None
    people = [person.member_id for person in draft.people.all()]
    return model_to_dict(draft, exclude=["search"]) | {"requester": whose, "people": people}


def _topics() -> Any:
    """The topics offered, those of a family together."""
    family = Coalesce("parent__position", "position"), Coalesce("parent__name", "name")
    return (
        Topic.objects.offered()
        .select_related("parent")
        .order_by(*family, F("parent").asc(nulls_first=True), "position")
    )
