"""The form field, the address for scripts, and the settings."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from tests.tta_portal.files.samples import HTML, PDF, upload
from tta_portal.files import actions
from tta_portal.files.forms import FilesField
from tta_portal.files.models import MEGABYTE, FilePolicy, StoredFile
from tta_portal.files.tickets import staged_file, ticket_for


class Letter(forms.Form):
    words = forms.CharField()
    files = FilesField(label="Files")

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member


def sent(member, *uploads, words="Hello", **data):
    return Letter(MultiValueDict({"words": [words], **data}), MultiValueDict({"files": list(uploads)}), member=member)


def tickets_in(form):
    return re.findall(r'name="files_kept" value="([^"]+)"', form.as_p())


def test_a_form_gives_its_files(network, requester):
    form = sent(requester, upload("a.pdf", PDF), upload("b.pdf", PDF))

    assert form.is_valid()
    assert [(one.name, one.is_staged) for one in form.cleaned_data["files"]] == [("a.pdf", True), ("b.pdf", True)]
    assert form.is_multipart()


def test_good_files_stay_when_another_is_bad(network, requester):
    form = sent(requester, upload("good.pdf", PDF), upload("bad.pdf", HTML), upload("worse.exe", b"MZ"))

    assert not form.is_valid()
    first, second = form.errors["files"]
    assert first == "“bad.pdf” is not what its name says: there is no PDF in it."
    assert second.startswith("“worse.exe” is not of a kind that is taken here.")
    (ticket,) = tickets_in(form)
    assert staged_file(ticket, requester).name == "good.pdf"


def test_files_stay_when_another_field_is_wrong_and_come_back_without_sending(network, requester):
    form = sent(requester, upload("good.pdf", PDF), words="")
    assert not form.is_valid()

    again = sent(requester, upload("more.pdf", PDF), files_kept=tickets_in(form))

    assert again.is_valid()
    assert [one.name for one in again.cleaned_data["files"]] == ["good.pdf", "more.pdf"]
    assert StoredFile.objects.count() == 2


def test_a_staged_file_is_removed_by_its_box(network, requester):
    form = sent(requester, upload("a.pdf", PDF), upload("b.pdf", PDF), words="")
    tickets = tickets_in(form)

    again = sent(requester, files_kept=tickets, files_remove=tickets[:1])

    assert again.is_valid()
    assert [one.name for one in again.cleaned_data["files"]] == ["b.pdf"]
    assert StoredFile.objects.count() == 1


def test_somebody_elses_file_is_not_taken(network, requester, provider):
    stored = actions.store(upload("theirs.pdf", PDF), by=provider)

    form = sent(requester, files_kept=[ticket_for(stored, provider)])

    assert form.errors["files"] == [
        "A file you sent earlier was used or removed since. Choose it again if you need it."
    ]


def test_at_most_ten_files(network, requester):
    form = sent(requester, *(upload(f"{n}.pdf", PDF) for n in range(11)))

    assert form.errors["files"] == ["At most 10 files can be sent at once. The others were left out."]
    assert len(tickets_in(form)) == 10


def test_no_file_is_fine_unless_one_is_required(network, requester):
    form = sent(requester)
    assert form.is_valid()
    assert form.cleaned_data["files"] == []

    form = sent(requester)
    form.fields["files"].required = True
    assert form.errors["files"] == ["This field is required."]


def test_a_form_without_a_member_is_a_mistake(network):
    with pytest.raises(TypeError, match="Letter has a FilesField, so it needs a `member`"):
        Letter(member=None).as_p()


def test_a_script_sends_one_file_and_gets_a_ticket(network, requester, sign_in):
    answer = sign_in(requester).post("/north/files/", {"file": SimpleUploadedFile("plan.pdf", PDF)})

    assert answer.status_code == 200
    assert answer.json() == {"id": answer.json()["id"], "name": "plan.pdf", "size": f"{len(PDF)}\xa0bytes"}
    assert staged_file(answer.json()["id"], requester) == StoredFile.objects.get()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "No file came through. Choose it again."),
        ({"file": SimpleUploadedFile("a.pdf", HTML)}, "“a.pdf” is not what its name says: there is no PDF in it."),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "“a.txt” is empty."),
    ],
)
def test_a_script_hears_what_is_wrong(network, requester, sign_in, data, sentence):
    for value in data.values():
        value.seek(0)
    answer = sign_in(requester).post("/north/files/", data)

    assert (answer.status_code, answer.json()) == (422, {"error": sentence})


def test_settings_are_changed_in_the_units_people_think_in(network, administrator, requester, sign_in):
    actions.store(upload("plan.pdf", PDF), by=requester)
    client = sign_in(administrator)

    page = client.get("/north/settings/files/").content.decode()
    client.post("/north/settings/files/", {"megabytes": 10, "gigabytes": 2, "allowed": ["pdf", "csv"]})

    assert f"{len(PDF)}\xa0bytes of 5.0\xa0GB used" in page
    assert "1 file in this network" in page
    policy = FilePolicy.objects.get()
    assert (policy.max_bytes, policy.extensions) == (10 * MEGABYTE, ["pdf", "csv"])


def test_wrong_settings_keep_what_was_typed(network, administrator, sign_in):
    answer = sign_in(administrator).post("/north/settings/files/", {"megabytes": 500, "gigabytes": 2})

    assert answer.status_code == 422
    assert b'value="500"' in answer.content
    assert "Choose at least one kind" in answer.content.decode()
    assert FilePolicy.objects.count() == 0


def test_settings_are_for_administrators(network, provider, sign_in):
    assert sign_in(provider).get("/north/settings/files/").status_code == 403
