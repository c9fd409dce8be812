"""Writing a request: kept while it is typed, for a colleague, for few eyes, or keyed in from paper."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app import actions
from requests_app.models import Attachment, RequestPerson, TTARequest
from tests.factories import (
    make_draft,
    make_member,
    make_network,
    make_organization,
    make_request,
    make_topic,
    make_user,
)
from tta_portal.accounts.models import Membership, User
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

FOUR = {"need": "Help with heat.", "hoped_for_change": "Safer", "why_now": "June"}
NEW, AUTOSAVE, KEY_IN = "/north/requests/new/", "/north/requests/autosave/", "/north/requests/key-in/"


@pytest.fixture
def client(requester, sign_in):
    return sign_in(requester)


@pytest.fixture
def colleague(requester):
    return make_member("requester", organization=requester.organization, name="Bo Lind")


def may_see(member, tta_request):
    return TTARequest.objects.visible_to(member).filter(pk=tta_request.pk).exists()


# kept while it is typed


def test_typing_begins_one_draft_and_goes_on_with_it(client, requester):
    first = client.post(AUTOSAVE, {"need": "Help"}).json()
    second = client.post(AUTOSAVE, {"need": "Help with heat.", "number": first["number"]}).json()

    draft = TTARequest.objects.get()
    assert (draft.need, draft.title, draft.status, draft.requester) == (
        "Help with heat.", "Help with heat", "draft", requester,
    )  # fmt: skip
    assert first["url"] == second["url"] == f"/north/requests/{draft.number}/edit/"
    assert client.get(first["url"]).context["form"]["need"].value() == "Help with heat."


def test_nothing_typed_begins_nothing(client):
    answer = client.post(AUTOSAVE, {"need": "  "})

    assert (answer.status_code, answer.json()) == (422, {"errors": ["need"]})
    assert TTARequest.objects.count() == 0


def test_everything_typed_so_far_is_kept(client, colleague):
    topic = make_topic()
    form = {**FOUR, "topic": topic.pk, "urgency": "urgent", "visibility": "named", "populations": "Elders",
            "needed_by": "2030-01-01", "people": [colleague.pk], "preferred_channel": "phone"}  # fmt: skip

    client.post(AUTOSAVE, form)

    draft = TTARequest.objects.get()
    assert (draft.topic, draft.urgency, draft.visibility, draft.populations) == (topic, "urgent", "named", "Elders")
    assert (str(draft.needed_by), draft.preferred_channel) == ("2030-01-01", "phone")
    assert [person.member for person in draft.people.all()] == [colleague]


def test_what_makes_no_sense_yet_leaves_the_draft_as_it_was(client):
    number = client.post(AUTOSAVE, {"need": "Help"}).json()["number"]

    answer = client.post(AUTOSAVE, {"need": "Help us", "needed_by": "soon", "number": number})

    assert (answer.status_code, answer.json()) == (422, {"errors": ["needed_by"]})
    assert TTARequest.objects.get().need == "Help"


def test_after_sending_the_page_is_told_so(client, requester):
    tta_request = make_request(requester=requester)

    answer = client.post(AUTOSAVE, {"need": "Something else", "number": tta_request.number}).json()

    assert answer == {"sent": True, "url": tta_request.get_absolute_url()}
    tta_request.refresh_from_db()
    assert tta_request.need.startswith("Our nurses need")


def test_drafts_of_other_departments_do_not_exist(client, requester):
    elsewhere, hidden = make_draft(), make_draft(make_member("requester", organization=requester.organization),
                                                 visibility="named")  # fmt: skip

    for draft in (elsewhere, hidden):
        assert client.post(AUTOSAVE, {"need": "x", "number": draft.number}).status_code == 404
        assert client.post(f"{draft.get_absolute_url()}edit/", FOUR).status_code == 404
        assert client.post(f"{draft.get_absolute_url()}discard/").status_code == 404
        draft.refresh_from_db()
        assert draft.need.startswith("Our nurses need")


@pytest.mark.parametrize("number", ["x", "²", "-1", "9" * 5000, "\x00", "1.5"])
def test_a_number_that_is_none_begins_a_draft(client, number):
    assert client.post(AUTOSAVE, {"need": "Help", "number": number}).status_code == 200
    assert TTARequest.objects.count() == 1


def test_a_number_of_nothing_does_not_exist(client):
    assert client.post(AUTOSAVE, {"need": "Help", "number": "9" * 18}).status_code == 404


@pytest.mark.parametrize("role", ["provider", "administrator", "partner", "analyst"])
def test_only_a_requester_keeps_drafts(network, sign_in, role):
    client = sign_in(make_member(role))

    assert client.post(AUTOSAVE, FOUR).status_code == 403
    assert client.post(NEW, FOUR).status_code == 403


def test_autosaving_leaves_files_for_the_form_itself(client):
    upload = SimpleUploadedFile("a.txt", b"Some notes.", content_type="text/plain")

    client.post(AUTOSAVE, {"need": "Help", "attachments": upload})

    assert Attachment.objects.count() == 0


def test_a_draft_that_was_kept_is_sent_whole(client, requester):
    topic = make_topic()
    number = client.post(AUTOSAVE, {"need": "Help"}).json()["number"]
    upload = SimpleUploadedFile("a.txt", b"Some notes.", content_type="text/plain")

    client.post(f"/north/requests/{number}/edit/", {**FOUR, "topic": topic.pk, "attachments": upload})

    tta_request = TTARequest.objects.get()
    assert (tta_request.status, tta_request.number, tta_request.title) == ("submitted", number, "Help with heat")
    assert tta_request.attachments.get().stored_file.name == "a.txt"


def test_a_draft_is_thrown_away_with_its_files(client, requester):
    upload = SimpleUploadedFile("a.txt", b"Some notes.", content_type="text/plain")
    client.post(NEW, {"need": "Help", "keep_draft": "1", "attachments": upload})
    draft = TTARequest.objects.get()

    client.post(f"{draft.get_absolute_url()}discard/")

    assert (TTARequest.objects.count(), Attachment.objects.count()) == (0, 0)


def test_what_was_sent_is_not_thrown_away(client, requester):
    tta_request = make_request(requester=requester)

    assert client.post(f"{tta_request.get_absolute_url()}discard/").status_code == 409
    assert TTARequest.objects.count() == 1


def test_what_was_sent_is_not_edited(client, requester):
    tta_request = make_request(requester=requester)

    answer = client.post(f"{tta_request.get_absolute_url()}edit/", {**FOUR, "need": "Other"})

    assert answer["Location"] == tta_request.get_absolute_url()
    with pytest.raises(Refused, match="has been sent already"):
        actions.change_draft(tta_request, by=requester, need="Other")


def test_a_topic_that_is_retired_is_not_sent(client):
    topic = make_topic(retired_on="2026-01-01")
    child = make_topic(parent=topic)

    for gone in (topic, child):
        assert client.post(NEW, {**FOUR, "topic": gone.pk}).status_code == 422


# for a colleague


def test_a_request_for_a_colleague_is_theirs_and_the_writer_follows(client, requester, colleague):
    client.post(NEW, {**FOUR, "topic": make_topic().pk, "requester": colleague.pk})

    tta_request = TTARequest.objects.get()
    assert (tta_request.requester, tta_request.entered_by, tta_request.status) == (colleague, requester, "submitted")
    assert [(one.member, one.part) for one in tta_request.people.all()] == [(requester, "watcher")]


def test_the_writer_sees_a_confidential_request_they_wrote(client, requester, colleague):
    client.post(NEW, {**FOUR, "topic": make_topic().pk, "requester": colleague.pk, "visibility": "named"})

    tta_request = TTARequest.objects.get()
    assert may_see(requester, tta_request)
    assert may_see(colleague, tta_request)


def test_the_colleague_hears_the_answer(client, requester, colleague):
    client.post(NEW, {**FOUR, "topic": make_topic().pk, "requester": colleague.pk})

    actions.acknowledge(TTARequest.objects.get(), by=make_member("provider", name="Maya"), message="Hello")

    told = Notification.objects.filter(words="Your request 1: Maya wrote to you")
    assert {one.member for one in told} == {colleague, requester}


def test_for_a_colleague_and_then_for_oneself_after_all(client, requester, colleague):
    number = client.post(AUTOSAVE, {"need": "Help", "requester": colleague.pk}).json()["number"]
    before = TTARequest.objects.get().requester

    client.post(AUTOSAVE, {"need": "Help", "requester": "", "number": number})

    draft = TTARequest.objects.get()
    assert (before, draft.requester, draft.entered_by) == (colleague, requester, None)


def test_going_on_with_a_colleagues_draft_leaves_it_theirs(client, colleague):
    draft = make_draft(colleague)

    client.post(f"{draft.get_absolute_url()}edit/", {**FOUR, "requester": "", "keep_draft": "1"})

    draft.refresh_from_db()
    assert (draft.need, draft.requester) == ("Help with heat.", colleague)


@pytest.mark.parametrize("role", ["requester", "provider", "partner"])
def test_nobody_writes_for_people_of_elsewhere(client, requester, colleague, role):
    stranger = make_member(role)

    answer = client.post(NEW, {**FOUR, "topic": make_topic().pk, "requester": stranger.pk})

    assert answer.status_code == 422
    with pytest.raises(PermissionDenied):
        actions.save_draft(by=requester, requester=stranger, need="x")
    assert TTARequest.objects.count() == 0


def test_who_is_alone_is_not_asked_about_colleagues(client):
    form = client.get(NEW).context["form"]

    assert not {"requester", "people"} & set(form.fields)


# for few eyes


def test_the_people_on_a_confidential_request_see_it_and_others_do_not(client, requester, colleague):
    other = make_member("requester", organization=requester.organization)

    client.post(NEW, {**FOUR, "topic": make_topic().pk, "visibility": "named", "people": [colleague.pk]})

    tta_request = TTARequest.objects.get()
    assert [may_see(one, tta_request) for one in (requester, colleague, other)] == [True, True, False]


def test_taking_somebody_out_of_a_draft_takes_them_off(client, colleague):
    number = client.post(AUTOSAVE, {"need": "Help", "visibility": "named", "people": [colleague.pk]}).json()["number"]

    client.post(AUTOSAVE, {"need": "Help", "visibility": "named", "number": number})

    assert RequestPerson.objects.count() == 0
    assert not may_see(colleague, TTARequest.objects.get())


def test_people_of_elsewhere_cannot_be_put_on(client, colleague):
    answer = client.post(NEW, {**FOUR, "topic": make_topic().pk, "people": [make_member("requester").pk]})

    assert answer.status_code == 422
    assert RequestPerson.objects.count() == 0


# keyed in


@pytest.fixture
def office(network):
    return make_organization("Delta County Health Department")


def paper(office, **fields):
    return {**FOUR, "topic": make_topic().pk, "organization": office.pk, "person": "Ruth Green",
            "email": "Ruth@delta.example", "entry_channel": "paper", **fields}  # fmt: skip


def test_what_came_on_paper_is_keyed_in_for_somebody_new(office, provider, sign_in):
    page = sign_in(provider).post(KEY_IN, paper(office), follow=True)

    tta_request = TTARequest.objects.get()
    ruth = tta_request.requester
    assert (ruth.user.name, ruth.email, ruth.role, ruth.organization) == (
        "Ruth Green", "ruth@delta.example", "requester", office,
    )  # fmt: skip
    assert not ruth.user.has_usable_password()
    assert (tta_request.status, tta_request.entered_by, tta_request.entry_channel) == ("submitted", provider, "paper")
    assert "Keyed in. It is request 1, marked as: a form on paper." in page.content.decode()
    assert "Ruth Green" in page.content.decode()


def test_who_was_keyed_in_gets_the_answer_by_mail(office, provider, sign_in):
    sign_in(provider).post(KEY_IN, paper(office))

    actions.acknowledge(TTARequest.objects.get(), by=provider, message="Hello Ruth")

    assert [one.to_email for one in Message.objects.filter(text__contains="Hello Ruth")] == ["ruth@delta.example"]
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["ana@delta.example", "ANA@Delta.example", " ana@delta.example "])
def test_somebody_known_is_recognized_by_their_address(office, provider, sign_in, address):
    ana = make_member("requester", organization=office, email="ana@delta.example", name="Ana Cole")

    sign_in(provider).post(KEY_IN, paper(office, email=address, person="A. Cole"))

    assert TTARequest.objects.get().requester == ana
    assert Membership.objects.filter(organization=office).count() == 1
    assert User.objects.get(email="ana@delta.example").name == "Ana Cole"


def elsewhere(office):
    return make_member("requester", email="x@x.example")


def in_the_team(office):
    return make_member("provider", email="x@x.example")


def gone(office):
    member = make_member("requester", organization=office, email="x@x.example")
    member.is_active = False
    member.save()
    return member


def in_another_network(office):
    return make_user("x@x.example")


ANOTHERS = "This address belongs to somebody else in the network. Look for them under “People”."
NOT_HERE = "This person has to agree first. Ask an administrator to invite this address."


@pytest.mark.parametrize(
    ("make", "sentence"),
    [(elsewhere, ANOTHERS), (in_the_team, ANOTHERS), (gone, ANOTHERS), (in_another_network, NOT_HERE)],
)
def test_an_address_of_somebody_else_is_refused_and_nothing_lost(office, provider, sign_in, make, sentence):
    make(office)

    page = sign_in(provider).post(KEY_IN, paper(office, email="x@x.example"))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Help with heat." in page.content.decode()
    assert TTARequest.objects.count() == 0


def test_a_member_of_another_network_stays_out_of_this_one(transactional_db, sign_in):
    ours, theirs = make_network("north"), make_network("south")
    with network_scope(theirs.pk):
        spy = make_member("requester", email="x@x.example")
    with network_scope(ours.pk):
        office, client = make_organization(), sign_in(make_member("provider"))
        form = paper(office, email=spy.email)

    page = client.post(KEY_IN, form)

    assert NOT_HERE in page.content.decode()
    with network_scope(ours.pk):
        assert not Membership.objects.filter(user=spy.user).exists()


@pytest.mark.parametrize("missing", ["organization", "person", "email", "entry_channel", "need", "topic", "why_now"])
def test_what_is_missing_is_asked_for_and_nothing_lost(office, provider, sign_in, missing):
    page = sign_in(provider).post(KEY_IN, paper(office, **{missing: ""}))

    assert page.context["form"].errors.keys() == {missing}
    assert "Safer" in page.content.decode()
    assert (TTARequest.objects.count(), User.objects.filter(email="ruth@delta.example").count()) == (0, 0)


def test_nothing_is_keyed_in_for_a_partner(provider, sign_in):
    partner = make_organization("Elders", kinds=("community",))

    page = sign_in(provider).post(KEY_IN, paper(partner))

    assert page.context["form"].errors.keys() == {"organization"}


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_keys_in(network, sign_in, role):
    assert sign_in(make_member(role)).post(KEY_IN, {}).status_code == 403
