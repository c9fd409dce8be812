"""Departments that help each other: who is found, who learns what, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships import actions as relationships
from relationships.depth import sources
from relationships.models import CheckIn
from relationships.peers import actions, finder
from relationships.peers.models import Introduction, PeerAgreement, PeerOffer
from tests.factories import make_jurisdiction, make_member, make_organization, make_topic
from tests.relationships.depth.conftest import Recipient
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message


@pytest.fixture
def topic(network):
    return make_topic(name="Heat plans")


@pytest.fixture
def host(network):
    return make_member("requester", name="Bo Host", email="bo@host.example")


@pytest.fixture
def solve(provider, topic):
    """Put a delivered request of a department on record, with an answer."""

    def solved(member, on=None, status="closed", visibility="team", changed="policy", **answers):
        record = Recipient(member, provider, on or topic)
        tta_request = record.asks(200, status=status, title="Secret words", visibility=visibility)
        answer = record.answers(100, tta_request, changed=changed, **answers)
        answer.useful = None
        answer.save()
        return answer

    return solved


@pytest.fixture
def offer(host, topic, solve):
    solve(host)
    return actions.offer(by=host, topic=topic, shares="Our plan, and how we won the board")


@pytest.fixture
def asked(offer, requester):
    return actions.ask(offer, by=requester, words="How did you begin?")


def crowd(n=4, **place):
    for _ in range(n):
        make_organization(jurisdiction=make_jurisdiction(**place))


def found(member, **only):
    return [match.pk for match in finder.matches(member.organization, **only)]


def test_an_offer_is_found_with_reasons_in_words(offer, requester, topic):
    crowd()

    (match,) = finder.matches(requester.organization, topic=topic)

    assert match.like == [
        "rural and remote", "a local health department", "among the most vulnerable places", "in the same state",
    ]  # fmt: skip
    assert (match.shares, match.changed) == ("Our plan, and how we won the board", ["a policy"])


def test_words_that_would_point_at_somebody_are_not_said(offer, requester):
    (match,) = finder.matches(requester.organization)

    assert match.like == []


@pytest.mark.parametrize(
    ("record", "is_found"),
    [
        ({"changed": "policy"}, True),
        ({"changed": "nothing"}, False),
        ({"changed": "nothing", "used": "partly"}, True),
        ({"changed": "", "used": "fully"}, True),
        ({"changed": "", "used": "no"}, False),
        ({"status": "in_delivery"}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_only_a_good_outcome_counts(host, requester, topic, solve, record, is_found):
    actions.offer(by=host, topic=topic, shares="Our plan")
    solve(host, **record)

    assert bool(found(requester)) is is_found


def test_the_topic_above_counts_too_and_another_does_not(host, requester, topic, solve):
    parent = make_topic(name="Heat")
    topic.parent = parent
    topic.save()
    made = actions.offer(by=host, topic=topic, shares="Our plan")
    solve(host, on=make_topic())
    assert found(requester) == []

    solve(host, on=parent)

    assert found(requester, topic=parent) == found(requester, topic=topic) == [made.pk]
    assert found(requester, topic=make_topic()) == []


def test_who_does_not_resemble_is_not_found(offer):
    metro = make_organization(
        jurisdiction=make_jurisdiction(rural_urban="metro", vulnerability="q1", population_band="large")
    )
    nowhere = make_organization(jurisdiction=None)

    assert finder.matches(metro) == finder.matches(nowhere) == finder.matches(offer.organization) == []


def test_a_confidential_request_says_its_topic_alone(host, requester, topic, solve, sign_in):
    solve(host, visibility="named")
    actions.offer(by=host, topic=topic, shares="Our plan")

    assert [match.changed for match in finder.matches(requester.organization)] == [[]]
    assert "Secret words" not in sign_in(requester).get("/north/peers/").text


def test_an_offer_taken_back_or_without_its_person_is_not_found(offer, host, requester):
    host.user.is_active = False
    host.user.save()
    assert found(requester) == []
    host.user.is_active = True
    host.user.save()
    assert found(requester) == [offer.pk]

    actions.withdraw(offer, by=host)

    assert found(requester) == []


def test_a_check_in_begins_an_offer_that_nobody_finds_before_its_words(host, requester, solve, topic, sign_in):
    check_in = solve(host).check_in
    CheckIn.objects.filter(pk=check_in.pk).update(closes_at=timezone.now() + timedelta(days=400))

    relationships.answer(check_in, by=host, answers={"next_step": "help_a_peer", "changed": "policy"})
    relationships.answer(check_in, by=host, answers={"next_step": "help_a_peer", "changed": "policy"})
    draft = PeerOffer.objects.get()
    assert (draft.contact, draft.topic, draft.since, found(requester)) == (host, topic, None, [])
    colleague = make_member("requester", organization=host.organization)
    assert sign_in(colleague).get(f"/north/peers/offers/{draft.pk}/").status_code == 404

    sign_in(host).post(f"/north/peers/offers/{draft.pk}/", {"topic": topic.pk, "shares": "Our plan"})

    assert found(requester) == [draft.pk]


def test_an_answer_corrected_takes_the_unfinished_offer_back(host, solve):
    check_in = solve(host).check_in
    relationships.answer(check_in, by=host, answers={"next_step": "help_a_peer"})

    relationships.answer(check_in, by=host, answers={"next_step": "done"})

    assert PeerOffer.objects.count() == 0


@pytest.mark.parametrize("words", ["Ask Bo Host", "write to x@y.org", "call 229 555 0100", "We at {place} did it"])
def test_words_that_tell_who_are_refused_and_kept(host, topic, sign_in, words):
    words = words.format(place=host.organization.name)

    page = sign_in(host).post("/north/peers/offer/", {"topic": topic.pk, "shares": words})

    assert page.status_code == 422
    assert words in page.text
    assert PeerOffer.objects.count() == 0


def test_neither_side_sees_the_other_before_the_yes(asked, host, requester, sign_in):
    url = f"/north/peers/introductions/{asked.pk}/"
    of_host, of_seeker = (host, "Bo Host", host.organization.name), (
        requester, "Ana Cole", requester.organization.name)  # fmt: skip

    for (me, *_), (_other, *names) in ((of_host, of_seeker), (of_seeker, of_host)):
        for page in (url, "/north/peers/", "/north/notifications/"):
            text = sign_in(me).get(page).text
            assert not [name for name in [*names, _other.email] if name in text]
    told = " ".join(Message.objects.filter(about=f"introduction:{asked.pk}").values_list("text", flat=True))
    assert requester.organization.name not in told

    actions.accept(asked, by=host)

    for (me, *_), (_other, *names) in ((of_host, of_seeker), (of_seeker, of_host)):
        text = sign_in(me).get(url).text
        assert all(name in text for name in [*names, _other.email])


def test_the_seekers_pages_name_nobody(offer, host, requester, sign_in):
    client = sign_in(requester)

    for page in ("/north/peers/", f"/north/peers/offers/{offer.pk}/ask/"):
        text = client.get(page).text
        assert "Our plan" in text
        assert not [name for name in (host.organization.name, "Bo Host", host.email) if name in text]


def test_a_yes_introduces_both_by_the_same_mail(asked, host, requester, administrator):
    actions.accept(asked, by=host)

    letters = Message.objects.filter(dedupe_key__contains=":introduced:")
    assert {letter.to_email for letter in letters} == {host.email, requester.email}
    for letter in letters:
        assert all(words in letter.text for words in (host.email, requester.email, "Bo Host", "Ana Cole"))
        assert letter.headers == {"Reply-To": f"{requester.email}, {host.email}"}
    assert Notification.objects.filter(about=f"introduction:{asked.pk}", member=administrator).count() == 1


def test_a_no_is_kind_and_tells_nobody(asked, host, requester, sign_in):
    sign_in(host).post(f"/north/peers/introductions/{asked.pk}/decline/")

    asked.refresh_from_db()
    assert (asked.state, asked.introduced_at) == ("declined", None)
    mail = Message.objects.get(to_email=requester.email, about=f"introduction:{asked.pk}")
    assert "says nothing about your question" in mail.text
    assert host.organization.name not in mail.text + sign_in(requester).get(asked.get_absolute_url()).text
    with pytest.raises(Refused):
        actions.accept(asked, by=host)


def test_taking_the_offer_back_answers_who_waits(asked, host):
    actions.withdraw(asked.offer, by=host)

    asked.refresh_from_db()
    assert asked.state == "declined"


def test_a_third_department_finds_nothing(asked, sign_in):
    third = make_member("requester")
    client, url = sign_in(third), f"/north/peers/introductions/{asked.pk}/"

    for address in (url, f"{url}agreement/", *(f"{url}{verb}/" for verb in ("accept", "decline", "sign", "end"))):
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}
    assert client.post(f"/north/peers/offers/{asked.offer_id}/withdraw/").status_code == 404
    for act in (actions.accept, actions.decline, actions.end):
        with pytest.raises(PermissionDenied):
            act(asked, by=third)


def test_the_seeker_cannot_say_yes_for_the_other(asked, requester, sign_in):
    assert sign_in(requester).post(f"/north/peers/introductions/{asked.pk}/accept/").status_code == 403


def test_only_what_is_shown_can_be_asked(offer, host, sign_in):
    metro = make_organization(
        jurisdiction=make_jurisdiction(rural_urban="metro", vulnerability="q1", population_band="large")
    )
    client = sign_in(make_member("requester", organization=metro))

    assert client.post(f"/north/peers/offers/{offer.pk}/ask/", {"words": "Who?"}).status_code == 404
    assert sign_in(host).post(f"/north/peers/offers/{offer.pk}/ask/", {"words": "Who?"}).status_code == 404


@pytest.mark.parametrize("role", ["partner", "analyst"])
def test_partners_and_analysts_see_nothing(asked, role, sign_in):
    member = make_member(role)
    client = sign_in(member)

    for address in ("", f"introductions/{asked.pk}/", f"offers/{asked.offer_id}/", "offer/"):
        assert client.get(f"/north/peers/{address}").status_code == 403
    assert not Introduction.objects.visible_to(member).exists()


def test_an_introduction_about_a_confidential_request_is_not_for_others(offer, requester, provider, topic):
    colleague = make_member("requester", organization=requester.organization)
    other = make_member("provider")
    lead = Recipient(requester, provider, topic)
    secret = lead.asks(status="acknowledged", visibility="named", lead=provider)
    made = actions.ask(offer, by=requester, words="How?", tta_request=secret)

    seen = {member for member in (requester, colleague, provider, other, offer.contact)
            if Introduction.objects.visible_to(member).filter(pk=made.pk)}  # fmt: skip
    assert seen == {requester, provider, offer.contact}


def test_somebody_elses_request_is_not_taken_along(offer, requester, solve, sign_in):
    number = solve(make_member("requester")).check_in.tta_request.number

    sign_in(requester).post(f"/north/peers/offers/{offer.pk}/ask/?request={number}", {"words": "How?"})

    assert Introduction.objects.get().tta_request is None


def test_once_each_and_three_at_a_time(asked, requester, topic, solve):
    with pytest.raises(Refused):
        actions.ask(asked.offer, by=requester, words="Again?")
    offers = []
    for _ in range(3):
        peer = make_member("requester")
        offers.append(actions.offer(by=peer, topic=topic, shares="Our plan"))
    for one in offers[:2]:
        actions.ask(one, by=requester, words="How?")

    with pytest.raises(Refused, match="three"):
        actions.ask(offers[2], by=requester, words="How?")


def test_an_agreement_needs_both_and_ends_with_a_word_from_each(asked, host, requester, sign_in):
    actions.accept(asked, by=host)
    url, until = asked.get_absolute_url(), timezone.localdate() + timedelta(days=60)
    terms = {"what": "Write our plan", "until": until, "how_often": "Every week"}
    bad = sign_in(requester).post(f"{url}agreement/", {**terms, "until": "2020-01-01"})
    assert (bad.status_code, "Write our plan" in bad.text) == (422, True)

    sign_in(requester).post(f"{url}agreement/", terms)
    sign_in(requester).post(f"{url}agreement/", {**terms, "what": "Write it together"})
    assert sign_in(host).post(f"{url}sign/", {"version": 1}).status_code == 409
    assert sign_in(requester).post(f"{url}sign/", {"version": 2}).status_code == 409
    sign_in(host).post(f"{url}sign/", {"version": 2})
    asked.refresh_from_db()
    assert (asked.state, PeerAgreement.objects.get().what) == ("agreed", "Write it together")

    sign_in(requester).post(f"{url}finish/", {"word": "It saved us a year."})
    asked.refresh_from_db()
    assert asked.state == "agreed"
    sign_in(host).post(f"{url}finish/", {"word": "We learned, too."})
    asked.refresh_from_db()
    assert asked.state == "finished"
    assert "It saved us a year." in sign_in(host).get(url).text


def test_either_side_ends_it_and_the_host_says_no_instead(asked, host, requester):
    with pytest.raises(Refused, match="Say no"):
        actions.end(asked, by=host)

    actions.end(asked, by=requester)

    assert asked.state == "ended"


def test_an_introduction_counts_as_given_by_who_offered(asked, host):
    sql = f"SELECT organization_id FROM ({sources.given()}) given"
    values = {"network": host.network_id, "zone": "UTC"}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.fetchall() == []

        actions.accept(asked, by=host)

        cursor.execute(sql, values)
        assert cursor.fetchall() == [(host.organization_id,)]


def test_beside_a_request_for_its_requester_and_the_team(offer, host, requester, provider, topic, sign_in):
    tta_request = Recipient(requester, provider, topic).asks(status="acknowledged")
    colleague = make_member("requester", organization=requester.organization)
    url, words = f"/north/requests/{tta_request.number}/beside/", "Departments like yours"

    shown = [words in sign_in(member).get(url).text for member in (requester, provider, colleague)]

    assert shown == [True, True, False]
    assert host.organization.name not in sign_in(requester).get(url).text
    assert "/ask/" not in sign_in(provider).get(url).text


def test_the_card_is_for_the_department_and_the_team(offer, host, requester, provider, sign_in):
    url = host.organization.get_absolute_url()

    assert "Helping each other" in sign_in(host).get(url).text
    assert "Helping each other" in sign_in(provider).get(url).text
    assert "Helping each other" not in sign_in(requester).get(url).text


def test_the_pages_ask_the_same_for_one_and_three(host, requester, provider, topic, solve, sign_in):
    counts = []
    clients = [sign_in(requester), sign_in(provider)]
    for more in (1, 2):
        for _ in range(more):
            peers = [make_member("requester"), make_member("requester")]
            made = []
            for peer in peers:
                solve(peer)
                made.append(actions.offer(by=peer, topic=topic, shares="Our plan"))
            one = actions.ask(made[0], by=requester, words="How?")
            actions.accept(one, by=peers[0])
        for client in clients:
            client.get("/north/peers/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/north/peers/").status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
