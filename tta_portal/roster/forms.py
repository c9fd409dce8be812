"""A file or a pasted table, which column is which, and a Tribe's word about its data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tta_portal.roster.columns import COLUMNS, guess
from tta_portal.roster.models import ImportRun
from tta_portal.roster.parsing import MOST_BYTES, BadTable, Table, read
from tta_portal.words import gettext_lazy

NO_COLUMN = ""


class BringForm(forms.Form):
    """A table, as a file or pasted. One that can be read is kept before anything else is asked."""

    kind = forms.ChoiceField(
        label="What is in it?", choices=ImportRun.Kind, widget=forms.RadioSelect, initial=ImportRun.Kind.ROSTER
    )
    file = forms.FileField(
        label="The file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        help_text="A CSV file with a heading, up to 20 MB. Commas, semicolons and tabs are all fine.",
    )
    pasted = forms.CharField(
        label="Or paste the table",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="With its heading, as you copy it from a spreadsheet; up to 2 MB.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if file is None and not pasted.strip():
            raise ValidationError("Choose a file, or paste the table.")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it into several.")
            return cleaned
        cleaned["content"] = file.read() if file is not None else pasted.encode()
        cleaned["name"] = file.name if file is not None else "Pasted table"
        try:
            read(cleaned["content"])
        except BadTable as bad:
            self.add_error("file" if file is not None else "pasted", bad.sentence)
        return cleaned


class ColumnsForm(forms.Form):
    """Which column holds what; for an index only its year."""

    def __init__(self, data: Any = None, *, run: ImportRun, table: Table) -> None:
        super().__init__(data)
        if run.is_roster:
            choices = [(NO_COLUMN, "Not in this file"), *((str(n), name) for n, name in enumerate(table.headers))]
            chosen = run.columns or guess(table.headers)
            for name, column in COLUMNS.items():
                self.fields[name] = forms.ChoiceField(
                    label=column.label, choices=choices, required=name == "name", initial=str(chosen.get(name, "")),
                    help_text=column.hint, error_messages={"required": "Say which column holds the name."},
                )  # fmt: skip
        self.fields["year"] = forms.IntegerField(
            label="Of which year are the figures?",
            initial=run.year,
            help_text="Where neither a heading nor the file's name says so.",
            min_value=1990,
            max_value=2100,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [at for name, at in cleaned.items() if name != "year" and at]
        for name, at in cleaned.items():
            if name != "year" and at and chosen.count(at) > 1:
                raise ValidationError("Two of these use the same column. Choose another one, or “Not in this file”.")
        return cleaned

    def columns(self) -> dict[str, int]:
        return {name: int(at) for name, at in self.cleaned_data.items() if name != "year" and at}


class CountingForm(forms.Form):
    """A Tribe's yes or no. Whoever says it for the Tribe says from whom they have it."""

    counts = forms.ChoiceField(
        label=gettext_lazy("May our numbers be counted in shared tables by group?"),
        choices=[("yes", gettext_lazy("Yes, count us")), ("no", gettext_lazy("No, do not count us"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Who decided it, and when?"),
        max_length=300,
        help_text=gettext_lazy("Such as a resolution of the council, or the name of whom you spoke with."),
        error_messages={"required": gettext_lazy("Say who of the Tribe decided it, and when.")},
    )

    def __init__(self, data: Any = None, *, counts: bool, is_ours: bool) -> None:
        super().__init__(data, initial={"counts": "yes" if counts else "no"})
        self.fields["words"].required = not is_ours


class DeletionForm(forms.Form):
    """Deleting needs a yes of its own, because nothing brings the figures back."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, delete them for good"),
        error_messages={"required": gettext_lazy("Tick the box if you want the figures deleted for good.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Who decided it, and when?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say who of the Tribe decided it, and when.")},
    )

    def __init__(self, data: Any = None, *, is_ours: bool) -> None:
        super().__init__(data)
        self.fields["why"].required = not is_ours


def read_kept(run: ImportRun) -> Table:
    """The table of a file that is still kept."""
    return read(bytes(run.content))
