"""Mail about a check-in or an engagement: which request stands behind it, and what it answers."""

from __future__ import annotations

from django.utils import translation

from relationships import actions, by_mail
from relationships.forms.check_ins import CheckInForm
from relationships.models import CheckIn, EngagementRequest
from relationships.questions import own_questions
from requests_app.mail_in.places import stands_behind
from requests_app.mail_in.senders import member_at
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.handlers import first_handler
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.routing import Address


@stands_behind("check_in", "checkin")
def request_of_check_in(number: int, member_id: int | None) -> int | None:
    """What it asks about; for a training, what the seat was given for."""
    about = CheckIn.objects.filter(pk=number).values_list("tta_request", "registration__tta_request").first()
    return next((pk for pk in about or () if pk), None)


@stands_behind("engagement")
def request_of_engagement(number: int, member_id: int | None) -> int | None:
    """Its request, if it has just one; of several, a person chooses."""
    requests = list(EngagementRequest.objects.filter(engagement=number).values_list("tta_request", flat=True)[:2])
    return requests[0] if len(requests) == 1 else None


@first_handler
def by_the_person_asked(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """Numbered lines in the reply of the person who was asked count as their answer; the words join as any mail's."""
    check_in = _asked(address, parsed.from_email)
    if check_in is None:
        return
    form, lines = _read(check_in, parsed.reply)
    if not lines:
        actions.have_it_read(check_in)
        return
    person = check_in.person
    actions.answer_by_mail(check_in, by=person, said=form.cleaned_data, lines=lines, key=str(mail.pk))
    if request_of_check_in(check_in.pk, person.pk) is None:
        inbound.settle(mail, State.JOINED, reason=f"It answered the check-in of {person.user.name}.")


def _asked(address: Address | None, email: str) -> CheckIn | None:
    """The open check-in whose own person answers from their own address."""
    if address is None or address.kind != "check_in":
        return None
    rows = CheckIn.objects.select_related(
        "person__user", "person__organization", "person__network", "organization", "tta_request__lead__user",
        "engagement__provider_lead__user", "registration__session__series",
    )  # fmt: skip
    found: CheckIn | None = rows.filter(pk=address.number, person_id=address.member_id).first()
    sender = member_at(email)
    is_theirs = found is not None and sender is not None and sender.pk == found.person_id
    return found if is_theirs and found is not None and found.is_answerable else None


def _read(check_in: CheckIn, text: str) -> tuple[CheckInForm, list[str]]:
    """The form as the mail and any earlier answer fill it, and the questions with the words read for each."""
    own = own_questions(check_in.kind, check_in.offset_days)
    questions = by_mail.questions_of(check_in, own)
    understood = by_mail.understand(text, questions, own, language=check_in.person.language)
    before = {name: value for name, value in CheckInForm(check_in=check_in).initial.items() if value is not None}
    wrong = set(CheckInForm(before | understood.data, check_in=check_in).errors)
    data = {name: value for name, value in (before | understood.data).items() if name not in wrong}
    form = CheckInForm(data, check_in=check_in)
    with translation.override(check_in.person.language):
        lines = [
            f"{number}. {questions[number - 1].title}: {words}"
            for number, words in understood.read.items()
            if not wrong & set(questions[number - 1].fields)
        ]
    return form, lines if form.is_valid() else []
