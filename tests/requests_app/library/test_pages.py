from __future__ import annotations

import json

import pytest

from requests_app.library import actions
from requests_app.library.models import Resource, SentResource
from requests_app.models import ThreadMessage
from tests.factories import make_member, make_request, make_resource, make_topic
from tests.requests_app.test_pages import queries

FORM = {"title": "Heat plan", "kind": "link", "url": "example.org/heat", "summary": "One page.", "language": "es"}


def test_the_team_adds_a_resource(network, provider, sign_in):
    topic = make_topic()

    answer = sign_in(provider).post(
        "/north/resources/new/", {**FORM, "topics": [topic.pk], "communities": "rural,  tribal, rural"}, follow=True
    )

    resource = Resource.objects.get()
    assert answer.redirect_chain[-1][0] == f"/north/resources/{resource.pk}/"
    assert (resource.url, resource.communities, resource.language) == (
        "https://example.org/heat", ["rural", "tribal"], "es",
    )  # fmt: skip
    assert resource.added_by == provider


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"url": ""}, "Paste the address"),
        ({"url": "javascript:alert(1)"}, "begins with https://"),
        ({"url": "ftp://example.org/x"}, "begins with https://"),
        ({"kind": "text"}, "Write the text"),
        ({"kind": "banana"}, "Select a valid choice"),
        ({"topics": []}, "Choose at least one topic"),
        ({"communities": "x" * 61}, "longer than 60"),
        ({"communities": ",".join("abcdefghijklmn")}, "Choose the 12"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_loses_nothing(network, provider, sign_in, wrong, sentence):
    form = {**FORM, "topics": [make_topic().pk], "adaptation_notes": "They cut it to one page.", **wrong}

    answer = sign_in(provider).post("/north/resources/new/", form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert b"They cut it to one page." in answer.content
    assert Resource.objects.count() == 0


def test_a_resource_is_corrected(network, provider, sign_in):
    topic = make_topic()
    resource = make_resource(topics=[topic], communities=["rural"])
    url = f"/north/resources/{resource.pk}/edit/"
    client = sign_in(provider)

    page = client.get(url)
    client.post(url, {**FORM, "topics": [topic.pk], "communities": "tribal"})

    assert b'value="rural"' in page.content
    resource.refresh_from_db()
    assert (resource.title, resource.communities) == ("Heat plan", ["tribal"])


def test_a_resource_is_retired_and_put_back(network, provider, sign_in):
    resource, client = make_resource("Old numbers"), sign_in(provider)
    reader = sign_in(make_member("requester"))

    client.post(f"/north/resources/{resource.pk}/retire/")
    assert b"Old numbers" not in reader.get("/north/resources/").content
    assert reader.get(f"/north/resources/{resource.pk}/").status_code == 404
    assert b"Retired on" in client.get(f"/north/resources/{resource.pk}/").content

    client.post(f"/north/resources/{resource.pk}/retire/")
    assert b"Old numbers" in reader.get("/north/resources/").content


def test_the_list_is_narrowed_by_its_address(network, requester, sign_in):
    topic = make_topic()
    make_resource("Heat plan", topics=[topic], communities=["rural"], language="es")
    make_resource("Budget calendar")
    client = sign_in(requester)

    for query in ("q=heat", f"topic={topic.pk}", "language=es", "community=rural", "q=the+heat&language=es"):
        page = client.get(f"/north/resources/?{query}").content
        assert b"Heat plan" in page, query
        assert b"Budget calendar" not in page, query


def test_a_filter_that_makes_no_sense_is_left_out(network, requester, sign_in):
    make_resource("Heat plan")

    page = sign_in(requester).get("/north/resources/?topic=999999999999999999999&language=xx&community=%00&page=-1")

    assert page.status_code == 200
    assert b"Heat plan" in page.content


def test_an_empty_library_says_so(network, requester, sign_in):
    assert b"Nothing like that yet" in sign_in(requester).get("/north/resources/").content


def test_markdown_is_shown_and_harms_nobody(network, requester, sign_in):
    body = "# First\n\n**bold** <script>alert(1)</script> [x](javascript:alert(1)) ![i](https://evil.example/a.png)"
    resource = make_resource(kind="text", url="", body=body)

    page = sign_in(requester).get(f"/north/resources/{resource.pk}/").content.decode()

    assert "<h3>First</h3>" in page
    assert "<strong>bold</strong>" in page
    for harm in ("<script>alert", 'href="javascript', "<img"):
        assert harm not in page


def test_few_answers_are_too_few_to_say(network, requester, sign_in):
    resource = make_resource()
    for _ in range(5):
        tta_request = make_request("following_up")
        actions.send(resource, tta_request, by=tta_request.lead)
    client, url = sign_in(requester), f"/north/resources/{resource.pk}/"
    rated = SentResource.objects.order_by("pk")
    rated.filter(pk__in=rated.values("pk")[:4]).update(helped=4)

    assert b"Sent 5 times" in client.get(url).content
    assert b"Too few have told us" in client.get(url).content
    SentResource.objects.filter(helped=None).update(helped=3)
    assert b"It helped 4 of the 5 who told us" in client.get(url).content


def test_the_list_asks_as_often_for_three_as_for_one(network, provider, sign_in):
    client, topic = sign_in(provider), make_topic()
    make_resource(topics=[topic], by=provider)
    one = queries(client, "/north/resources/?q=resource")

    for _ in range(2):
        make_resource(topics=[topic, make_topic()], by=provider)

    assert queries(client, "/north/resources/?q=resource") == one


def test_a_request_offers_what_is_close(network, sign_in):
    tta_request = make_request("acknowledged")
    close = make_resource("Heat emergencies, hour by hour")
    make_resource("Budget calendar")

    beside = f"{tta_request.get_absolute_url()}beside/"
    page = sign_in(tta_request.lead).get(beside).content.decode()
    theirs = sign_in(tta_request.requester).get(beside).content.decode()

    assert f"{tta_request.get_absolute_url()}resources/?first={close.pk}" in page
    assert "Budget calendar" not in page
    assert "Heat emergencies, hour by hour" not in theirs


def test_the_first_button_waits_for_the_key(network, sign_in):
    tta_request = make_request("acknowledged")
    make_resource("Heat emergencies")
    picked = make_resource("Budget calendar")
    url = f"{tta_request.get_absolute_url()}resources/"
    client = sign_in(tta_request.lead)

    page = client.get(f"{url}?first={picked.pk}").content.decode()
    client.post(url, {"resource": picked.pk, "words": "This, perhaps?"})

    assert f'value="{picked.pk}" autofocus' in page
    assert page.index("Budget calendar") < page.index("Heat emergencies")
    assert ThreadMessage.objects.latest("pk").body.startswith("This, perhaps?\n\nBudget calendar")


def test_the_requester_sees_what_was_sent(network, sign_in):
    tta_request, resource = make_request("acknowledged"), make_resource("Heat emergencies")
    actions.send(resource, tta_request, by=tta_request.lead)

    page = sign_in(tta_request.requester).get(tta_request.get_absolute_url()).content.decode()

    assert "What we sent you" in page
    assert f"/north/resources/{resource.pk}/" in page


def test_a_resource_that_is_gone_is_not_sent(network, sign_in):
    tta_request = make_request("acknowledged")

    answer = sign_in(tta_request.lead).post(
        f"{tta_request.get_absolute_url()}resources/", {"resource": "77", "words": "My own words"}
    )

    assert answer.status_code == 422
    assert "not offered any more" in answer.content.decode()
    assert b"My own words" in answer.content


def test_a_confidential_request_gets_nothing_from_others(network, provider, sign_in):
    tta_request = make_request("acknowledged", visibility="named")
    resource = make_resource()
    url = f"{tta_request.get_absolute_url()}resources/"

    assert sign_in(provider).get(url).status_code == 404
    assert sign_in(provider).post(url, {"resource": resource.pk}).status_code == 404
    assert sign_in(tta_request.requester).get(url).status_code == 403


def test_similar_things_are_a_part_and_a_page(network, sign_in):
    tta_request = make_request("submitted")
    make_resource("Heat emergencies, hour by hour")
    client = sign_in(tta_request.requester)
    url = "/north/resources/similar/?need=heat+emergencies&topic=nonsense"

    page, part = client.get(url).content, client.get(url, headers={"HX-Request": "true"}).content

    for answer in (page, part):
        assert b"Heat emergencies, hour by hour" in answer
        assert b"You asked something like it before" in answer
        assert answer.count(b'target="_blank"') == 2
    assert part.strip().startswith(b'<div id="similar"')
    assert b"<html" in page


def test_a_very_long_need_is_cut_not_refused(network, requester, sign_in):
    make_resource("Heat")

    page = sign_in(requester).get("/north/resources/similar/", {"need": "heat " + "x" * 3000 + " end"})

    assert page.status_code == 200
    assert b"Heat" in page.content


def test_similar_things_are_not_for_partners(network, sign_in):
    assert sign_in(make_member("partner")).get("/north/resources/similar/?need=heat").status_code == 403


def test_the_api_lists_and_reads(network, provider, sign_in):
    topic = make_topic(name="Heat")
    resource = make_resource("Heat plan", topics=[topic], by=provider)
    make_resource("Budget calendar", by=provider)
    client = sign_in(provider)

    listed = json.loads(client.get("/api/v1/north/resources/?q=heat").content)
    one = json.loads(client.get(f"/api/v1/north/resources/{resource.pk}/").content)

    assert [row["title"] for row in listed["results"]] == ["Heat plan"]
    assert client.get("/api/v1/north/resources/?topic=0").json()["errors"].keys() == {"topic"}
    assert (one["topics"], one["times_sent"], one["times_helped"]) == (["Heat"], 0, None)
