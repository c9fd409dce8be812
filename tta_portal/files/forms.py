"""A form field for files that keeps the good ones when something else is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from tta_portal.accounts.models import Membership
from tta_portal.errors import TooOften
from tta_portal.files import actions
from tta_portal.files.kinds import KINDS, for_picker, in_words
from tta_portal.files.models import GIGABYTE, MEGABYTE, MOST_BYTES, FilePolicy, StoredFile
from tta_portal.files.refusal import BadFile
from tta_portal.files.tickets import staged_file, ticket_for
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

MOST_AT_ONCE = 10


@dataclass
class Sent:
    """What came with a form: new files, tickets of staged ones, and those to leave out after all."""

    uploads: list[UploadedFile] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)


class FilesWidget(forms.Widget):
    """A picker for several files, and the list of those that are with us already."""

    template_name = "files/widget.html"
    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        return Sent(
            uploads=_list(files, name), tickets=_list(data, f"{name}_kept"), removed=set(_list(data, f"{name}_remove"))
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}_kept" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """A file that is staged already is none in the browser's eyes."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["staged"] = value if isinstance(value, list) else []
        return context


class FilesField(forms.Field):
    """Several files. Cleans to a list of StoredFile, still staged: the action that uses them calls `attach`.

    The form must have its `member`: as an attribute, set before the form is validated or shown.
    Good files are kept at once, so that a mistake elsewhere in the form costs nobody an upload.
    """

    widget = FilesWidget

    def __init__(self, *, most: int = MOST_AT_ONCE, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Files"))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.most = most
        self.member: Membership | None = None
        self.staged: list[StoredFile] = []

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        member = getattr(form, "member", None) or self.member
        if member is None:
            raise TypeError(f"{type(form).__name__} has a FilesField, so it needs a `member`.")
        self.bind(member)
        return super().get_bound_field(form, field_name)

    def bind(self, member: Membership) -> None:
        """Say whose files these are; done by the form itself when it has a `member`."""
        policy, self.member = FilePolicy.in_force(), member
        self.widget.attrs |= {
            "data-url": reverse("upload_file", kwargs={"network": member.network.slug}),
            "data-most": str(self.most),
            "data-most-bytes": str(policy.max_bytes),
            "accept": for_picker(policy.extensions),
        }
        self.help_text = self.help_text or _limits(policy, self.most)

    def clean(self, value: Sent) -> list[StoredFile]:
        self.staged, problems = [], []
        for take in (self._take_staged, self._take_new):
            problems += take(value)
        if problems:
            raise ValidationError(problems)
        if self.required and not self.staged:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.staged

    def _take_staged(self, value: Sent) -> list[str]:
        """Find again what was sent before, but for what the person took out."""
        lost = False
        for ticket in dict.fromkeys(value.tickets):
            stored = staged_file(ticket, cast(Membership, self.member))
            if stored is None:
                lost = lost or ticket not in value.removed
            elif ticket in value.removed:
                actions.discard(stored)
            elif len(self.staged) < self.most:
                self.staged.append(stored)
        return (
            [_("A file you sent earlier was used or removed since. Choose it again if you need it.")] if lost else []
        )

    def _take_new(self, value: Sent) -> list[str]:
        """Keep each good file at once; say of each other one what is wrong with it."""
        problems: list[str] = []
        room = self.most - len(self.staged)
        for upload in value.uploads[:room]:
            try:
                self.staged.append(actions.store(upload, by=self.member))
            except (BadFile, TooOften) as refused:
                problems.append(refused.sentence)
        if len(value.uploads) > room:
            problems.append(
                format_lazy(_("At most {most} files can be sent at once. The others were left out."), most=self.most)
            )
        return problems

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the page shows again: the staged files, each with the ticket under which it comes back."""
        assert self.member is not None
        return [{"name": one.name, "size": one.size, "ticket": ticket_for(one, self.member)} for one in self.staged]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data and (data.uploads or data.tickets))


class UploadForm(forms.Form):
    """One file, as the page's script sends it."""

    file = forms.FileField(allow_empty_file=True, max_length=None)


class FilePolicyForm(forms.Form):
    """In the units people think in."""

    megabytes = forms.IntegerField(
        label="How large may one file be, in megabytes?", min_value=1, max_value=MOST_BYTES // MEGABYTE
    )
    allowed = forms.MultipleChoiceField(
        label="Which kinds of file may be sent?",
        choices=[(extension, f"{kind.title}, .{extension}") for extension, kind in KINDS.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"}),
        error_messages={"required": "Choose at least one kind, such as PDF."},
    )
    gigabytes = forms.IntegerField(
        label="How much room may all files take together, in gigabytes?", min_value=1, max_value=10_000
    )

    def __init__(self, *args: Any, policy: FilePolicy, **kwargs: Any) -> None:
        initial = {
            "megabytes": policy.max_bytes // MEGABYTE,
            "gigabytes": policy.quota_bytes // GIGABYTE,
            "allowed": policy.extensions,
        }
        super().__init__(*args, **({"initial": initial} | kwargs))

    def limits(self) -> dict[str, Any]:
        """What was filled in, in the model's units."""
        return {
            "max_bytes": self.cleaned_data["megabytes"] * MEGABYTE,
            "quota_bytes": self.cleaned_data["gigabytes"] * GIGABYTE,
            "allowed": self.cleaned_data["allowed"],
        }


def _list(source: Any, name: str) -> list[Any]:
    """All values of one name; forms in tests and the API bring plain dictionaries."""
    if hasattr(source, "getlist"):
        return list(source.getlist(name))
    value = (source or {}).get(name, [])
    return list(value) if isinstance(value, list | tuple) else [value]


def _limits(policy: FilePolicy, most: int) -> str:
    return format_lazy(
        _("Up to {most} files, each at most {megabytes} MB: {kinds}. No patient information, please."),
        most=most,
        megabytes=policy.max_bytes // MEGABYTE,
        kinds=in_words(policy.extensions),
    )
