"""A network's own questions: asked, answered, changed, ordered, retired."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from requests_app import actions
from requests_app.forms.request import DraftForm, RequestForm
from requests_app.models import Answer, Attachment, Question, TTARequest
from tests.factories import make_draft, make_member, make_request, make_topic
from tta_portal.errors import Refused

FOUR = {"need": "Help with heat.", "hoped_for_change": "Safer", "why_now": "June"}
NEW = "/north/requests/new/"
KINDS = {
    "text": ("Three\nnurses", "Three\nnurses"),
    "choice": ("Fax", "Fax"),
    "many": (["Fax", "Mail"], "Fax, Mail"),
    "number": ("12.50", "12.5"),
    "date": ("2026-07-04", "July 4, 2026"),
    "yes_no": ("no", "No"),
}


def make_question(kind="text", **fields):
    choices = ["Fax", "Mail", "Phone"] if kind in ("choice", "many") else []
    defaults = {"label": f"A {kind}?", "kind": kind, "choices": choices}
    return Question.objects.create(**(defaults | fields))


def form(topic, **answers):
    return {**FOUR, "topic": topic.pk, **answers}


def field(question):
    return f"question_{question.pk}"


@pytest.fixture
def topic(network):
    return make_topic()


@pytest.fixture
def client(requester, sign_in):
    return sign_in(requester)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked_answered_and_read_again(topic, client, provider, sign_in, kind):
    question = make_question(kind, is_required=True)
    sent, read = KINDS[kind]

    asked = client.get(NEW).content.decode()
    client.post(NEW, form(topic, **{field(question): sent}))

    assert f'name="{field(question)}"' in asked
    answer = Answer.objects.get()
    assert (answer.asked, answer.kind, answer.in_words) == (f"A {kind}?", kind, read)
    page = sign_in(provider).get(TTARequest.objects.get().get_absolute_url())
    assert f"A {kind}?" in page.content.decode()
    assert read in page.content.decode()


@pytest.mark.parametrize("kind", [*KINDS, "file"])
def test_a_required_question_is_asked_before_sending_and_not_for_a_draft(topic, client, kind):
    question = make_question(kind, is_required=True)

    refused = client.post(NEW, form(topic))
    client.post(NEW, form(topic) | {"keep_draft": "1"})

    assert refused.status_code == 422
    assert "This network needs an answer here." in refused.content.decode()
    assert refused.context["form"].errors.keys() == {field(question)}
    assert TTARequest.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("choice", "Pigeon"), ("many", ["Fax", "Pigeon"]), ("number", "many"), ("number", "1e400"), ("number", "NaN"),
        ("number", "1" * 20), ("date", "2026-02-30"), ("date", "99999-01-01"), ("yes_no", "maybe"),
        ("text", "x" * 5001),
    ],
)  # fmt: skip
def test_an_answer_that_makes_no_sense_is_refused_and_nothing_lost(topic, client, kind, wrong):
    question = make_question(kind)

    refused = client.post(NEW, form(topic, **{field(question): wrong}))

    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {field(question)}
    assert "Help with heat." in refused.content.decode()
    assert TTARequest.objects.count() == 0


@pytest.mark.parametrize(("kind", "value"), [("number", Decimal(0)), ("yes_no", False)])
def test_nothing_and_no_are_answers(network, kind, value):
    question, draft = make_question(kind), make_draft()

    actions.save_answers(draft, {question: value})

    assert Answer.objects.get().in_words == {"number": "0", "yes_no": "No"}[kind]


@pytest.mark.parametrize(
    ("kind", "empty"), [("text", ""), ("many", []), ("number", None), ("date", None), ("choice", "")]
)
def test_an_emptied_answer_is_dropped(network, kind, empty):
    question, draft = make_question(kind), make_draft()
    actions.save_answers(draft, {question: {"date": date(2026, 1, 1), "number": 3, "many": ["Fax"]}.get(kind, "Fax")})

    actions.save_answers(draft, {question: empty})

    assert Answer.objects.count() == 0


def test_an_answer_comes_back_when_the_draft_is_opened(topic, client):
    questions = {kind: make_question(kind) for kind in KINDS}
    sent = {field(questions[kind]): answer for kind, (answer, _) in KINDS.items()}
    client.post(NEW, form(topic, **sent) | {"keep_draft": "1"})
    draft = TTARequest.objects.get()

    shown = client.get(f"{draft.get_absolute_url()}edit/").context["form"]

    values = {kind: shown[field(question)].value() for kind, question in questions.items()}
    assert values == {
        "text": "Three\nnurses", "choice": "Fax", "many": ["Fax", "Mail"], "number": 12.5, "date": "2026-07-04",
        "yes_no": "no",
    }  # fmt: skip


def labels(member, topic):
    return [question.label for question in RequestForm(member=member, topic=topic).questions]


def test_a_question_is_asked_for_its_topic_and_those_under_it(network, requester):
    parent, other = make_topic(), make_topic()
    child = make_topic(parent=parent)
    for label, of in (("All?", None), ("Parent?", parent), ("Child?", child), ("Other?", other)):
        make_question(label=label, topic=of)

    assert labels(requester, None) == ["All?"]
    assert labels(requester, parent) == ["All?", "Parent?"]
    assert labels(requester, child) == ["All?", "Parent?", "Child?"]
    assert labels(requester, other) == ["All?", "Other?"]


def test_choosing_a_topic_brings_its_questions_and_keeps_what_was_typed(topic, client):
    for_all, for_topic = make_question(), make_question(topic=topic)

    part = client.post("/north/requests/questions/", {"topic": topic.pk, field(for_all): "Three nurses"})

    assert part.status_code == 200
    assert "Three nurses" in part.content.decode()
    assert f'name="{field(for_topic)}"' in part.content.decode()
    assert "needs an answer" not in part.content.decode()


@pytest.mark.parametrize("given", ["", "0", "x", "²", "9" * 5000, "-1", "\x00"])
def test_a_topic_that_is_none_asks_the_questions_for_all(network, client, given):
    question = make_question()

    part = client.post("/north/requests/questions/", {"topic": given})

    assert part.status_code == 200
    assert f'name="{field(question)}"' in part.content.decode()


def test_a_question_of_another_topic_is_not_answered_by_hand(topic, client):
    elsewhere = make_question(topic=make_topic())

    client.post(NEW, form(topic, **{field(elsewhere): "Sneaked in"}))

    assert Answer.objects.count() == 0


def test_a_retired_question_is_asked_no_more_and_its_answers_stay(topic, administrator, sign_in, client):
    question = make_question()
    client.post(NEW, form(topic, **{field(question): "Three nurses"}))

    actions.retire_question(question, by=administrator)

    assert f'name="{field(question)}"' not in client.get(NEW).content.decode()
    page = client.get(TTARequest.objects.get().get_absolute_url()).content.decode()
    assert "A text?" in page
    assert "Three nurses" in page
    actions.retire_question(question, by=administrator)
    assert f'name="{field(question)}"' in client.get(NEW).content.decode()


def test_going_on_with_a_draft_keeps_the_answer_to_a_retired_question(topic, administrator, client):
    question = make_question()
    client.post(NEW, form(topic, **{field(question): "Three nurses"}) | {"keep_draft": "1"})
    actions.retire_question(question, by=administrator)
    draft = TTARequest.objects.get()

    client.post(f"{draft.get_absolute_url()}edit/", form(topic))

    assert Answer.objects.get().in_words == "Three nurses"


def test_an_answer_keeps_the_words_it_was_asked_in(topic, administrator, client):
    question = make_question()
    client.post(NEW, form(topic, **{field(question): "Three"}))

    actions.change_question(question, by=administrator, label="How many nurses?", choices=[])

    assert str(Answer.objects.get()) == "A text?: Three"
    assert Question.objects.get().label == "How many nurses?"


def test_the_kind_stays_once_somebody_answered(topic, administrator, client):
    question = make_question()
    actions.change_question(question, by=administrator, kind="number")
    client.post(NEW, form(topic, **{field(question): "3"}))

    with pytest.raises(Refused, match="has answers already"):
        actions.change_question(question, by=administrator, kind="text")

    question.refresh_from_db()
    assert question.kind == "number"


def test_a_changed_choice_leaves_old_answers_readable(topic, administrator, client):
    question = make_question("choice")
    client.post(NEW, form(topic, **{field(question): "Fax"}) | {"keep_draft": "1"})
    actions.change_question(question, by=administrator, choices=["Mail", "Phone"])
    draft = TTARequest.objects.get()

    refused = client.post(f"{draft.get_absolute_url()}edit/", form(topic, **{field(question): "Fax"}))

    assert refused.status_code == 422
    assert Answer.objects.get().in_words == "Fax"


def order():
    return [question.label for question in Question.objects.asked()]


def test_new_questions_come_last(administrator):
    for label in ("A", "B", "C"):
        actions.add_question(by=administrator, label=label)

    assert order() == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("label", "step", "found"),
    [("A", -1, "ABC"), ("A", 1, "BAC"), ("B", -1, "BAC"), ("B", 1, "ACB"), ("C", 1, "ABC"), ("C", -1, "ACB")],
)
def test_a_question_goes_up_and_down(administrator, label, step, found):
    retired = actions.add_question(by=administrator, label="Old")
    for one in ("A", "B", "C"):
        actions.add_question(by=administrator, label=one)
    actions.retire_question(retired, by=administrator)

    actions.move_question(Question.objects.get(label=label), by=administrator, step=step)

    assert order() == list(found)


def test_a_retired_question_does_not_move(administrator):
    for one in ("A", "B"):
        actions.add_question(by=administrator, label=one)
    retired = Question.objects.get(label="B")
    actions.retire_question(retired, by=administrator)

    actions.move_question(retired, by=administrator, step=-1)

    assert list(Question.objects.values_list("label", "position")) == [("A", 0), ("B", 1)]


@pytest.mark.parametrize("role", ["requester", "partner", "provider", "analyst"])
def test_only_an_administrator_shapes_the_form(network, role):
    question, member = make_question(), make_member(role)

    for action, fields in (
        (actions.change_question, {"label": "x"}), (actions.move_question, {"step": 1}), (actions.retire_question, {}),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            action(question, by=member, **fields)
    with pytest.raises(PermissionDenied):
        actions.add_question(by=member, label="x")


@pytest.mark.parametrize("wrong", [{"kind": "smell"}, {"kind": "choice", "choices": []}])
def test_the_database_keeps_questions_answerable(network, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(label="x", **wrong)


SETTINGS = "/north/settings/questions/"


def test_the_settings_add_change_move_and_retire(topic, administrator, sign_in, client):
    admin = sign_in(administrator)
    admin.post(SETTINGS, {"label": "First?", "kind": "text"})
    admin.post(SETTINGS, {"label": "How?", "kind": "many", "choices": "Fax\n\n Mail \nFax\n", "topic": topic.pk,
                          "is_required": "on", "help_text": "All that fit"})  # fmt: skip
    first, how = Question.objects.asked()

    admin.post(f"{SETTINGS}{how.pk}/up/")
    admin.post(f"{SETTINGS}{first.pk}/", {"label": "First of all?", "kind": "text"})
    admin.post(f"{SETTINGS}{first.pk}/retire/")

    assert (how.choices, how.topic, how.is_required, how.help_text) == (["Fax", "Mail"], topic, True, "All that fit")
    assert [question.label for question in Question.objects.all()] == ["How?", "First of all?"]
    assert order() == ["How?"]
    page = admin.get(SETTINGS).context
    assert ([q.label for q in page["asked"]], [q.label for q in page["retired"]]) == (["How?"], ["First of all?"])
    assert admin.post(f"{SETTINGS}{how.pk}/explode/").status_code == 404


def test_a_question_of_a_retired_topic_can_still_be_changed(topic, administrator, sign_in):
    question = make_question(topic=topic)
    topic.retired_on = date(2026, 1, 1)
    topic.save()

    sign_in(administrator).post(f"{SETTINGS}{question.pk}/", {"label": "New?", "kind": "text", "topic": topic.pk})

    question.refresh_from_db()
    assert (question.label, question.topic) == ("New?", topic)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "choice"}, "Give at least two things to choose from, one on each line."),
        ({"kind": "many", "choices": "Fax\nFax"}, "Give at least two things to choose from, one on each line."),
        ({"kind": "choice", "choices": f"A\n{'x' * 121}"}, "A choice has at most 120 characters."),
        ({"label": ""}, "This field is required."),
        ({"label": "x" * 201}, "at most 200 characters"),
        ({"kind": "telepathy"}, "Select a valid choice."),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(network, administrator, sign_in, wrong, sentence):
    answer = sign_in(administrator).post(SETTINGS, {"label": "How?", "kind": "text"} | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Question.objects.count() == 0


def test_changing_the_kind_of_an_answered_question_is_a_sentence(topic, administrator, sign_in, client):
    question = make_question()
    client.post(NEW, form(topic, **{field(question): "3"}))

    answer = sign_in(administrator).post(f"{SETTINGS}{question.pk}/", {"label": "x", "kind": "number"})

    assert answer.status_code == 409
    assert "This question has answers already." in answer.content.decode()


def test_the_preview_shows_the_form_of_a_topic(topic, administrator, sign_in):
    question = make_question(topic=topic)
    client = sign_in(administrator)

    assert field(question) not in client.get(f"{SETTINGS}preview/").content.decode()
    assert field(question) in client.get(f"{SETTINGS}preview/?topic={topic.pk}").content.decode()
    assert client.get(f"{SETTINGS}preview/?topic={'9' * 17}").status_code == 404


def pdf(name="plan.pdf"):
    return SimpleUploadedFile(name, b"Some notes.", content_type="text/plain")


def test_a_file_answers_a_question(topic, client, provider, sign_in):
    question = make_question("file", label="Your plan?", is_required=True)

    client.post(NEW, form(topic) | {field(question): pdf("plan.txt")})

    attachment = Attachment.objects.get()
    assert (attachment.question, attachment.tta_request, attachment.message) == (
        question,
        TTARequest.objects.get(),
        None,
    )
    url = f"{attachment.tta_request.get_absolute_url()}files/{attachment.pk}/"
    assert b"".join(sign_in(provider).get(url).streaming_content) == b"Some notes."
    assert "plan.txt" in sign_in(provider).get(attachment.tta_request.get_absolute_url()).content.decode()


def test_a_file_that_was_sent_stays_when_something_else_is_missing(topic, client):
    question = make_question("file", is_required=True)
    refused = client.post(NEW, form(topic) | {"why_now": "", field(question): pdf("plan.txt")})
    (staged,) = refused.context["form"][field(question)].value()

    client.post(NEW, form(topic) | {f"{field(question)}_kept": staged["ticket"]})

    assert refused.status_code == 422
    assert Attachment.objects.get().stored_file.name == "plan.txt"


def test_questions_are_on_the_paper_form(topic, client):
    make_question("choice", label="How may we call?", topic=topic)

    page = client.get("/north/requests/paper/").content.decode()

    assert "How may we call?" in page
    assert "Phone" in page


def test_a_draft_asks_for_nothing_but_the_need(topic, requester):
    make_question(is_required=True)

    assert DraftForm({"need": "x"}, member=requester).is_valid()


def test_answers_are_part_of_a_request_that_ends(network):
    tta_request, question = make_request(), make_question()
    actions.save_answers(tta_request, {question: "Three"})

    actions.withdraw(tta_request, by=tta_request.requester)

    assert tta_request.answers.get().in_words == "Three"
