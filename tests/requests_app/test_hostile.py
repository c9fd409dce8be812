"""Every text field with every awkward string: kept as it was typed, shown as words, found again, and no page fails."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.utils.html import escape

from requests_app import actions, templates
from requests_app.models import Question, ReplyTemplate, SavedView, Tag, ThreadMessage, Topic, TTARequest
from tests.factories import make_member, make_request, make_topic

OWN = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ 7*7 }} {% csrf_token %} ${7*7} #{7*7}",
    "sql": "'; DROP TABLE requests_app_ttarequest; --",
    "percent": "100 % of %s and %(name)s %d",
    "entities": "&lt;b&gt; &amp; &#x202e; <b>bold</b>",
    "right to left": "مرحبا بكم في الشبكة \u202egnorw\u202c \u2067עברית\u2069",
    "emoji": "👩🏽‍⚕️ 🏳️‍🌈 👨‍👩‍👧‍👦 1️⃣",
    "scripts": "日本語のテキスト 한국어 ไทย አማርኛ ᓀᐦᐃᔭᐍᐏᐣ ʻŌlelo Hawaiʻi Diné bizaad",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "nul": "before\x00after\x01\x1b[31m",
    "spaces": "a\u00a0b\u200bc\u2028d\u3000e\ufeff",
    "lines": "one\r\ntwo\rthree\n\n\n\nfour\ttab",
    "slashes": "../../etc/passwd C:\\con\\nul \\\\server\\share",
    "query": "a & b | c:* !d <-> 'e' (f",
    "formula": "=cmd|' /C calc'!A0",
    "header": "Hello\nBcc: everyone@example.org\n\n",
    "json": '{"a": [1, null, "\\u0000"]}',
    "long word": "x" * 3000,
    "long": "word " * 2000,
    "json end": "</script><!-- ]]> -->",
    "markdown": "![x](javascript:alert(1)) [y](data:text/html,z) `code` # heading",
}
SENT = "/north/requests/new/"
WORDS = ("need", "hoped_for_change", "why_now")
SHORTER = ("populations", "partners_to_include", "tried_so_far")
LINES = ("language_needs", "access_needs")


def from_corpus():
    """The big list of naughty strings, where it lies beside the repository."""
    path = Path(os.environ.get("CORPUS") or "nowhere") / "strings/blns.json"
    return [one for one in json.loads(path.read_text()) if one.strip()] if path.exists() else []


NAUGHTY = from_corpus()
needs_corpus = pytest.mark.skipif(not NAUGHTY, reason="the list of naughty strings lies elsewhere: set CORPUS")


def kept(words, most=10_000):
    """What a field for sentences keeps: everything but control characters and what is around it."""
    return "".join(char for char in words if char in "\n\t" or ord(char) >= 32)[:most].strip()


def on_one_line(words, most):
    """What may stand in a field of one line; NUL is refused there."""
    return words.replace("\x00", "")[:most].strip()


@pytest.fixture
def people(network, sign_in):
    requester, lead = make_member("requester"), make_member("administrator")
    return sign_in(requester), sign_in(lead), make_topic(), lead


def send(client, topic, texts):
    """Send a request with a text in each field; return it as it was kept."""
    form = {"topic": topic.pk}
    form |= {name: f"Marked. {texts[name][:9_900]}" for name in WORDS}
    form |= {name: texts[name][:1_990] for name in SHORTER} | {name: on_one_line(texts[name], 200) for name in LINES}
    form |= {"question_" + str(question.pk): texts["answer"][:5_000] for question in Question.objects.all()}
    answer = client.post(SENT, form)
    assert answer.status_code == 302, answer.context["form"].errors
    return TTARequest.objects.order_by("pk").last(), form


def assert_kept_and_shown(client, tta_request, form):
    page = client.get(tta_request.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    for name in (*WORDS, *SHORTER):
        assert getattr(tta_request, name) == kept(form[name])
        assert escape(kept(form[name])) in text
    for name in LINES:
        assert getattr(tta_request, name) == form[name]
        assert escape(form[name]) in text
    for answer in tta_request.answers.all():
        assert escape(answer.value) in text
    assert "<script>alert" not in text
    assert "{% csrf_token" not in form["need"] or "{% csrf_token %}" in text


def every_field(words):
    return dict.fromkeys([*WORDS, *SHORTER, *LINES, "answer"], words)


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_a_request_keeps_and_shows_any_words(people, words):
    requester, lead, topic, _ = people
    Question.objects.create(label="Anything else?")

    tta_request, form = send(requester, topic, every_field(words))

    assert tta_request.title == "Marked"
    for client in (requester, lead):
        assert_kept_and_shown(client, tta_request, form)


@needs_corpus
@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 9))
def test_a_request_keeps_and_shows_the_naughty_strings(people, start):
    requester, lead, topic, _ = people
    Question.objects.create(label="Anything else?")
    names = [*WORDS, *SHORTER, *LINES, "answer"]
    some = (NAUGHTY[start : start + 9] * 9)[:9]

    tta_request, form = send(requester, topic, dict(zip(names, some, strict=True)))

    assert_kept_and_shown(lead, tta_request, form)


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_what_holds_any_words_is_found_by_the_others_around_them(people, words):
    requester, lead, topic, _ = people
    tta_request, _ = send(requester, topic, every_field(f"quokka {words}"[:1900]))

    for client in (requester, lead):
        page = client.get("/north/search/?q=quokka")
        assert tta_request.get_absolute_url() in page.content.decode()


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_messages_and_notes_keep_and_show_any_words(people, words):
    _, lead, _, member = people
    tta_request = make_request("acknowledged", requester=make_member("requester"))
    url = tta_request.get_absolute_url()

    for form in ({"body": f"Marked {words}"}, {"body": f"Marked {words} @{member.user.name}", "is_internal": "on"}):
        assert lead.post(f"{url}write/", form).status_code == 302

    page = lead.get(url).content.decode()
    for message in ThreadMessage.objects.filter(body__startswith="Marked"):
        assert message.body.startswith(kept(f"Marked {words}"))
        assert escape(message.body) in page
    assert ThreadMessage.objects.filter(body__startswith="Marked").count() == 2
    assert "<script>alert" not in page


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_tags_take_any_words(people, words):
    _, lead, _, _ = people
    tta_request = make_request()
    name = " ".join(on_one_line(words, 400).split(",")[0].split())[:40]

    answer = lead.post(f"{tta_request.get_absolute_url()}tags/", {"names": on_one_line(words, 400).split(",")[0]})

    assert answer.status_code == 302
    assert [tag.name for tag in Tag.objects.all()] == [name]
    page = lead.get(tta_request.get_absolute_url()).content.decode()
    assert escape(name) in page
    assert "<script>alert" not in page
    assert lead.get("/north/caseload/?filters=on").status_code == 200


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_topics_and_questions_take_any_words(people, words):
    requester, lead, _, _ = people
    line = on_one_line(words, 70)
    topic = {"name": line, "help_text": line, "default_intensity": "targeted"}
    question = {"label": line, "help_text": line, "kind": "choice", "choices": f"{line}\nother {line}"}

    answers = [lead.post("/north/settings/topics/", topic), lead.post("/north/settings/questions/", question)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Topic.objects.filter(name=line).exists()
    kept_question = Question.objects.get()
    assert kept_question.label == line
    for client, path in (
        (lead, "settings/topics/"), (lead, "settings/questions/"), (lead, "settings/questions/preview/"),
        (requester, "requests/new/"), (requester, "requests/paper/"),
    ):  # fmt: skip
        page = client.get(f"/north/{path}")
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert escape(line) in page.content.decode()


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_templates_take_any_words_and_fill_them_in_as_words(people, words):
    _, lead, _, _ = people
    tta_request = make_request("acknowledged")
    body = words.replace("{", "(").replace("}", ")")[:9_900]

    saved = lead.post("/north/reply-templates/", {"name": on_one_line(words, 80), "body": f"Marked {body}"})
    template = ReplyTemplate.objects.get()
    page = lead.get(f"{tta_request.get_absolute_url()}?template={template.pk}")

    assert saved.status_code == 302
    assert template.body == kept(f"Marked {body}")
    assert page.context["form"]["body"].value() == template.body
    assert "<script>alert" not in page.content.decode()
    assert lead.get("/north/reply-templates/").status_code == 200


def test_braces_in_a_requests_own_words_are_not_filled_in(network):
    tta_request = make_request("acknowledged", need="{my_name} needs {organization}. Soon.")

    filled = templates.filled("About {title}", tta_request, by=tta_request.lead)

    assert filled == "About {my_name} needs {organization}"


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_saved_views_take_any_words(people, words):
    _, lead, _, _ = people
    name = on_one_line(words, 60)

    lead.post("/north/caseload/views/", {"name": name, "query": f"view=all&q={on_one_line(words, 150)}"})

    view = SavedView.objects.get()
    assert view.name == name
    page = lead.get(f"/north/caseload/?{view.query}")
    assert page.status_code == 200
    assert escape(name) in page.content.decode()
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_what_is_said_in_moves_is_shown_as_words(people, words):
    _, lead, _, member = people
    tta_request = make_request("discovery", lead=member, requester=make_member("requester"))
    url, new = tta_request.get_absolute_url(), make_member("provider")

    for verb, form in (
        ("what_we_heard", {"text": f"Marked {words}"[:9_000]}),
        ("split", {"need": f"Marked {words}"[:9_000]}),
        ("hand_over", {"lead": new.pk, "brief": f"Marked {words}", "reason": on_one_line(words, 500)}),
        ("hold", {"waiting_for": "us", "reason": f"Marked {words}"[:9_000]}),
    ):  # fmt: skip
        assert lead.post(f"{url}{verb}/", form).status_code == 302, verb

    page = lead.get(url)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("name", [*LINES])
def test_nul_in_a_line_is_refused_and_nothing_lost(people, name):
    requester, _, topic, _ = people
    form = dict.fromkeys(WORDS, "Heat") | {"topic": topic.pk, name: "a\x00b"}

    answer = requester.post(SENT, form)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}
    assert TTARequest.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "most"), [("need", 10_000), ("why_now", 10_000), ("populations", 2_000), ("language_needs", 200)]
)
def test_a_field_takes_as_much_as_it_says_and_keeps_what_is_too_long_on_the_page(people, name, most):
    requester, _, topic, _ = people
    form = dict.fromkeys(WORDS, "Heat") | {"topic": topic.pk}

    refused = requester.post(SENT, form | {name: "é" * (most + 1)})
    taken = requester.post(SENT, form | {name: "é" * most})

    assert refused.status_code == 422
    assert "é" * (most + 1) in refused.content.decode()
    assert taken.status_code == 302
    assert getattr(TTARequest.objects.get(), name) == "é" * most


@pytest.mark.parametrize(
    ("need", "title"),
    [
        ("Help with heat. We had none.", "Help with heat"),
        ("Is this urgent? Yes.", "Is this urgent?"),
        ("\n\n  First line\nSecond line", "First line"),
        ("word " * 50, f"{('word ' * 22)[:-1]}…"),
        ("x" * 300, f"{'x' * 109}…"),
        ("熱中症対策の計画が必要です" * 20, f"{('熱中症対策の計画が必要です' * 20)[:109]}…"),
        ("...", "Untitled"),
        ("\u200b\u202e", "Untitled"),
        ("🏳️‍🌈", "🏳️‍🌈"),
    ],
)
def test_a_title_is_the_first_sentence_and_never_empty(network, requester, need, title):
    draft = actions.save_draft(by=requester, need=need)

    assert draft.title == title
