"""Writing to each other: taken back in time, told to the right people, with files and templates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_app import actions, templates
from requests_app.actions.thread import mentioned
from requests_app.models import Attachment, ReplyTemplate, ThreadMessage, TTARequest
from tests.factories import make_draft, make_member, make_request
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message


@pytest.fixture
def still(time_machine):
    """Time stands still; the returned function lets seconds pass."""
    time_machine.move_to(timezone.now(), tick=False)
    return lambda seconds: time_machine.shift(timedelta(seconds=seconds))


@pytest.fixture
def tta_request(network, still):
    found = make_request("acknowledged", lead=make_member("provider", name="Maya Rivera"))
    still(3600)
    return found


def told(member):
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("words", flat=True))


def states(about):
    return sorted(Message.objects.filter(text__contains=about).values_list("state", flat=True))


def fresh(tta_request):
    return TTARequest.objects.get(pk=tta_request.pk)


# taking back


def test_nobody_is_told_before_a_message_goes_out(tta_request, still):
    now = timezone.now()

    actions.write_message(tta_request, by=tta_request.lead, body="See you on Monday.")

    (mail,) = Message.objects.filter(text__contains="on Monday")
    assert mail.due_at == now + timedelta(seconds=15)


def test_others_do_not_see_a_message_before_it_goes_out(tta_request, still):
    lead, requester, colleague = tta_request.lead, tta_request.requester, make_member("provider")
    actions.write_message(tta_request, by=lead, body="See you on Monday.")

    def seen_by():
        return [
            tta_request.messages.readable_by(member).filter(body="See you on Monday.").exists()
            for member in (lead, requester, colleague)
        ]

    at_once = seen_by()
    still(15)

    assert (at_once, seen_by()) == ([True, False, False], [True, True, True])


def test_a_message_is_taken_back_in_time(tta_request, still):
    message = actions.write_message(tta_request, by=tta_request.lead, body="Wrong window.")
    still(14)

    actions.take_back_message(message, by=tta_request.lead)
    still(60)

    assert states("Wrong window.") == ["cancelled"]
    assert told(tta_request.requester) == ["Your request 1: Maya Rivera wrote to you"]  # when it was acknowledged
    for member in (tta_request.lead, tta_request.requester):
        assert not tta_request.messages.readable_by(member).filter(pk=message.pk).exists()


def test_a_message_that_went_out_stays(tta_request, still):
    message = actions.write_message(tta_request, by=tta_request.lead, body="Hello")
    still(15)

    with pytest.raises(Refused, match="on its way already"):
        actions.take_back_message(message, by=tta_request.lead)

    assert states("Hello") == ["due"]


def test_what_was_taken_back_is_not_taken_back_again(tta_request):
    message = actions.write_message(tta_request, by=tta_request.lead, body="Hello")
    actions.take_back_message(message, by=tta_request.lead)

    with pytest.raises(Refused, match="on its way already"):
        actions.take_back_message(message, by=tta_request.lead)


def test_only_who_wrote_it_takes_it_back(tta_request):
    message = actions.write_message(tta_request, by=tta_request.lead, body="Hello")

    for member in (tta_request.requester, make_member("provider"), make_member("administrator")):
        with pytest.raises(PermissionDenied):
            actions.take_back_message(message, by=member)


def test_a_message_of_a_move_cannot_be_taken_back(tta_request):
    message = tta_request.messages.get()

    with pytest.raises(Refused):
        actions.take_back_message(message, by=tta_request.lead)


def test_the_first_reply_that_is_taken_back_was_none(network, provider, still):
    tta_request = make_request(lead="nobody")
    message = actions.write_message(tta_request, by=provider, body="Wrong window.")
    replied = fresh(tta_request)

    actions.take_back_message(ThreadMessage.objects.get(pk=message.pk), by=provider)

    assert (replied.first_reply_at, replied.last_word) == (message.written_at, "team")
    assert (fresh(tta_request).first_reply_at, fresh(tta_request).last_word) == (None, "recipient")


def test_a_second_reply_is_the_first_once_the_first_is_taken_back(network, provider, still):
    tta_request = make_request(lead="nobody")
    wrong = actions.write_message(tta_request, by=provider, body="Wrong window.")
    still(5)
    right = actions.write_message(tta_request, by=provider, body="Right window.")

    actions.take_back_message(ThreadMessage.objects.get(pk=wrong.pk), by=provider)

    assert (fresh(tta_request).first_reply_at, fresh(tta_request).last_word) == (right.written_at, "team")


def test_a_note_is_no_reply(network, provider):
    tta_request = make_request(lead="nobody")

    actions.write_message(tta_request, by=provider, body="Who knows them?", is_internal=True)

    assert (fresh(tta_request).first_reply_at, fresh(tta_request).last_word) == (None, "recipient")


def test_taking_back_gives_the_last_word_to_who_had_it(tta_request):
    message = actions.write_message(tta_request, by=tta_request.requester, body="Wrong window.")
    during = fresh(tta_request).last_word

    actions.take_back_message(ThreadMessage.objects.get(pk=message.pk), by=tta_request.requester)

    assert (during, fresh(tta_request).last_word) == ("recipient", "team")


def test_the_page_takes_back_and_says_so(tta_request, sign_in):
    client, url = sign_in(tta_request.lead), tta_request.get_absolute_url()
    client.post(f"{url}write/", {"body": "Wrong window."})
    (item,) = [item for item in client.get(url).context["thread"] if item["text"] == "Wrong window."]

    page = client.post(f"{url}messages/{item['take_back']}/take-back/", follow=True)

    assert "Taken back. Nobody was told." in page.content.decode()
    assert "Wrong window." not in page.content.decode()


def test_anothers_message_cannot_be_taken_back_from_the_page(tta_request, sign_in):
    message = actions.write_message(tta_request, by=tta_request.lead, body="Hello")
    url = f"{tta_request.get_absolute_url()}messages/{message.pk}/take-back/"

    assert sign_in(tta_request.requester).post(url).status_code == 404
    assert sign_in(make_member("provider")).post(url).status_code == 404


# who hears


def test_the_lead_hears_the_requester_and_the_requester_the_lead(tta_request):
    actions.write_message(tta_request, by=tta_request.requester, body="When?")
    actions.write_message(tta_request, by=tta_request.lead, body="Monday.")

    assert told(tta_request.lead)[-1] == f"Request 1: {tta_request.requester} wrote to you"
    assert told(tta_request.requester)[-1] == "Your request 1: Maya Rivera wrote to you"


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_others_do_not_write(tta_request, role):
    with pytest.raises(PermissionDenied):
        actions.write_message(tta_request, by=make_member(role), body="Hello")


def test_a_requester_writes_no_note(tta_request):
    with pytest.raises(PermissionDenied):
        actions.write_message(tta_request, by=tta_request.requester, body="Hello", is_internal=True)


def test_a_note_tells_no_requester_nor_watcher_of_theirs(tta_request):
    colleague = make_member("requester", organization=tta_request.organization, name="Bo Lind")
    actions.follow(tta_request, by=colleague, mail="")
    before = told(tta_request.requester)

    actions.write_message(tta_request, by=tta_request.lead, body="@Bo Lind is difficult", is_internal=True)

    assert (told(tta_request.requester), told(colleague)) == (before, [])
    assert states("is difficult") == []


def test_an_ended_request_opens_when_the_requester_writes_and_not_when_the_team_does(network):
    tta_request = make_request("closed")
    actions.write_message(tta_request, by=tta_request.lead, body="One thing more.")
    after_us = fresh(tta_request).status

    actions.write_message(tta_request, by=tta_request.requester, body="It broke again.")

    assert (after_us, fresh(tta_request).status) == ("closed", "acknowledged")


def test_a_mention_tells_that_colleague(tta_request):
    jo, other = make_member("provider", name="Jo Bell"), make_member("provider", name="Al Fox")

    actions.write_message(tta_request, by=tta_request.lead, body="@jo  bell, do you know them?", is_internal=True)

    assert told(jo) == ["Request 1: Maya Rivera mentioned you in a note"]
    assert told(other) == []


def test_a_mention_in_a_message_tells_nobody_of_the_team(tta_request):
    jo = make_member("provider", name="Jo Bell")

    actions.write_message(tta_request, by=tta_request.lead, body="@Jo Bell will call you.")

    assert told(jo) == []


def test_a_mention_in_a_confidential_request_tells_only_who_may_read_it(network):
    lead = make_member("provider", name="Maya")
    tta_request = make_request("acknowledged", lead=lead, visibility="named")
    jo, al = make_member("provider", name="Jo Bell"), make_member("provider", name="Al Fox")
    actions.add_person(tta_request, by=lead, member=al, part="support")

    actions.write_message(tta_request, by=lead, body="@Jo Bell @Al Fox please look", is_internal=True)

    assert told(jo) == []
    assert told(al)[-1] == "Request 1: Maya mentioned you in a note"


def test_a_longer_name_does_not_mention_the_shorter(network):
    long, _ = make_member("provider", name="Jo Bell-Fox"), make_member("provider", name="Jo Bell")

    assert mentioned("@Jo Bell-Fox, look") == [long]


def test_the_longer_of_two_names_is_meant(network):
    long, short = make_member("provider", name="Jo Bell"), make_member("provider", name="Jo")

    assert mentioned("@Jo Bell, look") == [long]
    assert mentioned("@Jo, look") == [short]


def test_a_mention_ends_where_the_name_ends(network):
    jo = make_member("provider", name="Jo")

    assert mentioned("@Jo!") == mentioned("(@jo)") == mentioned("ask @JO\nplease") == [jo]
    assert mentioned("@John @Joanna jo@example.org mojo@jo.example") == []


def test_who_left_is_not_mentioned(network):
    jo = make_member("provider", name="Jo")
    jo.is_active = False
    jo.save()

    assert mentioned("@Jo") == []


def test_a_note_taken_back_tells_nobody(tta_request, still):
    jo = make_member("provider", name="Jo Bell")
    note = actions.write_message(tta_request, by=tta_request.lead, body="@Jo Bell", is_internal=True)

    actions.take_back_message(ThreadMessage.objects.get(pk=note.pk), by=tta_request.lead)

    assert told(jo) == []
    assert states("@Jo Bell") == ["cancelled"]


def test_a_digest_waits_until_a_message_goes_out(tta_request, still):
    notifications.choose(tta_request.requester, mail="daily")
    message = actions.write_message(tta_request, by=tta_request.lead, body="Hello")

    actions.take_back_message(ThreadMessage.objects.get(pk=message.pk), by=tta_request.lead)
    still(3 * 24 * 3600)

    assert notifications.send_digests(at=timezone.now()) == 0


# files


def upload(name="notes.txt"):
    return SimpleUploadedFile(name, b"Some notes.", content_type="text/plain")


def file_url(tta_request):
    return f"{tta_request.get_absolute_url()}files/{Attachment.objects.last().pk}/"


def test_a_file_comes_with_its_message(tta_request, sign_in, still):
    sign_in(tta_request.lead).post(
        f"{tta_request.get_absolute_url()}write/", {"body": "Here", "attachments": upload()}
    )
    before = sign_in(tta_request.requester).get(file_url(tta_request)).status_code
    still(16)

    answer = sign_in(tta_request.requester).get(file_url(tta_request))

    assert before == 404
    assert b"".join(answer.streaming_content) == b"Some notes."
    assert "notes.txt" in sign_in(tta_request.requester).get(tta_request.get_absolute_url()).content.decode()


def test_a_notes_file_is_the_teams_alone(tta_request, sign_in, still):
    form = {"body": "For us", "is_internal": "on", "attachments": upload("secret.txt")}
    sign_in(tta_request.lead).post(f"{tta_request.get_absolute_url()}write/", form)
    still(16)

    assert sign_in(tta_request.requester).get(file_url(tta_request)).status_code == 404
    assert sign_in(make_member("provider")).get(file_url(tta_request)).status_code == 200
    assert "secret.txt" not in sign_in(tta_request.requester).get(tta_request.get_absolute_url()).content.decode()


def test_a_file_of_a_message_taken_back_is_nobodys(tta_request, sign_in):
    client = sign_in(tta_request.lead)
    client.post(f"{tta_request.get_absolute_url()}write/", {"body": "Here", "attachments": upload()})

    actions.take_back_message(ThreadMessage.objects.get(body="Here"), by=tta_request.lead)

    assert client.get(file_url(tta_request)).status_code == 404


def test_files_of_a_request_shared_with_the_network_stay_with_its_parties(network, sign_in):
    tta_request = make_request("acknowledged", visibility="network")
    client = sign_in(tta_request.requester)
    client.post(f"{tta_request.get_absolute_url()}write/", {"body": "Here", "attachments": upload()})

    assert client.get(file_url(tta_request)).status_code == 200
    assert sign_in(make_member("requester")).get(file_url(tta_request)).status_code == 404


def test_a_file_is_found_under_its_own_request_only(tta_request, sign_in):
    other = make_request("acknowledged", lead=tta_request.lead)
    client = sign_in(tta_request.lead)
    client.post(f"{tta_request.get_absolute_url()}write/", {"body": "Here", "attachments": upload()})

    assert client.get(file_url(tta_request)).status_code == 200
    assert client.get(file_url(other)).status_code == 404


def test_a_file_of_a_draft_is_its_departments_alone(network, requester, provider, sign_in):
    form = {"need": "Help", "keep_draft": "1", "attachments": upload()}
    sign_in(requester).post("/north/requests/new/", form)
    draft = TTARequest.objects.get()

    assert sign_in(requester).get(file_url(draft)).status_code == 200
    assert sign_in(provider).get(file_url(draft)).status_code == 404
    assert sign_in(make_member("requester")).get(file_url(draft)).status_code == 404


def test_an_empty_message_is_refused_and_the_file_stays(tta_request, sign_in):
    answer = sign_in(tta_request.lead).post(
        f"{tta_request.get_absolute_url()}write/", {"body": "", "attachments": upload()}
    )

    assert answer.status_code == 422
    assert [one["name"] for one in answer.context["form"]["attachments"].value()] == ["notes.txt"]


# templates

HELLO = "Dear {first_name}, {my_name} of {network} has read “{title}” ({number}) of {organization}. {name}: thanks."


def test_a_template_fills_in_every_name(network):
    tta_request = make_request("acknowledged", requester=make_member("requester", name="Ana Cole"),
                               lead=make_member("provider", name="Maya Rivera"), need="Heat. Soon.")  # fmt: skip

    assert templates.filled(HELLO, tta_request, by=tta_request.lead) == (
        f"Dear Ana, Maya Rivera of North has read “Heat” (1) of {tta_request.organization.name}. Ana Cole: thanks."
    )


@pytest.mark.parametrize("body", ["{ first_name }", "{first_name}", "{  first_name}"])
def test_spaces_in_braces_do_not_matter(tta_request, body):
    first = tta_request.requester.user.first_name

    assert templates.filled(body, tta_request, by=tta_request.lead) == first


def test_what_stands_for_nothing_stays_for_all_to_see(tta_request):
    body = "{nickname} {} {{first_name}} {first name} {0}"

    filled = templates.filled(body, tta_request, by=tta_request.lead)

    first = tta_request.requester.user.first_name
    assert filled == f"{{nickname}} {{}} {{{first}}} {{first name}} {{0}}"


@pytest.fixture
def pages(provider, sign_in):
    return sign_in(provider)


def test_a_template_is_kept_and_changed(pages):
    pages.post("/north/reply-templates/", {"name": "Hello", "body": HELLO})
    template = ReplyTemplate.objects.get()

    pages.post(f"/north/reply-templates/{template.pk}/", {"name": "Hello", "body": "Hi {first_name}"})

    assert [(one.name, one.body) for one in ReplyTemplate.objects.all()] == [("Hello", "Hi {first_name}")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"body": "Hi {nickname}"}, "{nickname} stands for nothing. There are: {first_name}, {name},"),
        ({"name": "Taken"}, "There is a template of this name already."),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"body": " "}, "This field is required."),
    ],
)
def test_a_template_that_cannot_work_is_refused_and_nothing_lost(pages, wrong, sentence):
    ReplyTemplate.objects.create(name="Taken", body="x")

    page = pages.post("/north/reply-templates/", {"name": "Hello", "body": "Hi there"} | wrong)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert ReplyTemplate.objects.count() == 1


def test_a_template_is_shown_filled_in_before_it_is_saved(pages):
    page = pages.post("/north/reply-templates/", {"name": "Hello", "body": "Dear {first_name}", "preview": "1"})

    assert "Dear Ana" in page.content.decode()
    assert ReplyTemplate.objects.count() == 0


def test_a_message_begins_from_a_template(tta_request, sign_in):
    template = ReplyTemplate.objects.create(name="Hello", body="Dear {first_name}")
    client, url = sign_in(tta_request.lead), f"{tta_request.get_absolute_url()}?template={template.pk}"

    begun = client.get(url).context["form"]["body"].value()
    client.post(f"/north/reply-templates/{template.pk}/retire/")

    assert begun == f"Dear {tta_request.requester.user.first_name}"
    assert client.get(url).context["form"]["body"].value() is None


@pytest.mark.parametrize("given", ["x", "²", "0", "9" * 17, "9" * 3000, "\x00"])
def test_a_template_that_is_none_begins_nothing(tta_request, sign_in, given):
    page = sign_in(tta_request.lead).get(tta_request.get_absolute_url(), {"template": given})

    assert page.context["form"]["body"].value() is None


def test_a_requester_begins_from_no_template(tta_request, sign_in):
    template = ReplyTemplate.objects.create(name="Hello", body="Our secret words")

    page = sign_in(tta_request.requester).get(f"{tta_request.get_absolute_url()}?template={template.pk}")

    assert "Our secret words" not in page.content.decode()


# who looks


def test_colleagues_see_who_looks_and_who_writes(tta_request, sign_in, time_machine):
    url = f"{tta_request.get_absolute_url()}presence/"
    maya, jo = sign_in(tta_request.lead), sign_in(make_member("provider", name="Jo Bell"))

    alone = maya.get(url).content.decode()
    jo.get(f"{url}?writing=1")
    together = maya.get(url).content.decode()
    time_machine.shift(timedelta(seconds=26))

    assert "Jo Bell" not in alone
    assert "Jo Bell" in together
    assert "Jo Bell" not in maya.get(url).content.decode()


def test_presence_is_the_teams_and_of_what_one_may_read(tta_request, sign_in):
    hidden = make_request("acknowledged", visibility="named")

    assert sign_in(tta_request.requester).get(f"{tta_request.get_absolute_url()}presence/").status_code == 403
    assert sign_in(tta_request.lead).get(f"{hidden.get_absolute_url()}presence/").status_code == 404


def test_a_message_to_a_draft_starts_no_clock(network, requester):
    draft = make_draft(requester)

    actions.write_message(draft, by=requester, body="I go on tomorrow.")

    assert fresh(draft).first_reply_at is None
