"""Storing, scanning, room, and what is handed out."""

from __future__ import annotations

import hashlib
import os
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tests.factories import make_member, make_network
from tests.races import at_once
from tests.tta_portal.files.samples import PDF, upload
from tta_portal import environment
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused
from tta_portal.files import actions, sweeps, vault
from tta_portal.files.models import MEGABYTE, FilePolicy, StoredFile
from tta_portal.files.refusal import BadFile
from tta_portal.files.tickets import staged_file, ticket_for
from tta_portal.files.views import respond_with
from tta_portal.tenancy.scope import network_scope


class Oversize(ContentFile):
    """A file whose bytes nobody may ask for."""

    def read(self, *args: object) -> bytes:
        raise AssertionError("a file that is too large must not be read")

    def seek(self, *args: object) -> int:
        raise AssertionError("a file that is too large must not be read")


def oversize(size):
    file = Oversize(b"", name="large.pdf")
    file.size = size
    return file


def test_what_is_kept_of_a_file(network, requester, storage):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)

    assert (stored.sha256, stored.content_type) == (hashlib.sha256(PDF).hexdigest(), "application/pdf")
    assert (stored.uploaded_by, stored.attached_at, stored.scanned_at) == (requester, None, None)
    assert (storage / stored.key).stat().st_mode & 0o777 == 0o600


def test_a_file_from_mail_has_no_member(network):
    stored = actions.store(ContentFile(PDF, name="plan.pdf"), by=None)

    assert stored.uploaded_by is None


def test_two_at_once_do_not_share_the_last_room(transactional_db, storage):
    network = make_network("race")
    with network_scope(network.pk):
        FilePolicy.objects.create(quota_bytes=len(PDF) + 10)
        members = [make_member("requester") for _ in range(3)]

    raised = at_once(
        network, [lambda member=member: actions.store(upload("plan.pdf", PDF), by=member) for member in members]
    )

    assert [str(problem)[:24] for problem in raised] == ["There is no room left fo"] * 2
    assert {type(problem) for problem in raised} == {BadFile}
    with network_scope(network.pk):
        assert StoredFile.objects.count() == 1
    assert len([file for file in storage.rglob("*") if file.is_file()]) == 1


def test_the_first_files_of_a_network_are_kept_at_once(transactional_db):
    network = make_network("race")
    with network_scope(network.pk):
        members = [make_member("requester") for _ in range(3)]

    raised = at_once(
        network, [lambda member=member: actions.store(upload("plan.pdf", PDF), by=member) for member in members]
    )

    with network_scope(network.pk):
        assert (raised, StoredFile.objects.count(), FilePolicy.objects.count()) == ([], 3, 1)


def test_a_file_that_is_too_large_is_refused_unread(network, requester):
    with pytest.raises(BadFile, match=r"“large\.pdf” has 26\.0\sMB, and 25\.0\sMB is the most"):
        actions.store(oversize(26 * MEGABYTE), by=requester)


def test_a_full_network_takes_nothing_more(network, requester):
    FilePolicy.objects.create(quota_bytes=len(PDF) + 10)
    actions.store(upload("one.pdf", PDF), by=requester)

    with pytest.raises(BadFile, match=r"no room left for “two\.pdf”"):
        actions.store(upload("two.pdf", PDF), by=requester)


def test_one_member_cannot_stage_without_end(network, requester, monkeypatch):
    monkeypatch.setattr(actions, "MOST_STAGED", 1)
    stored = actions.store(upload("one.pdf", PDF), by=requester)

    with pytest.raises(BadFile, match="Save the form first"):
        actions.store(upload("two.pdf", PDF), by=requester)
    actions.attach([stored])
    actions.store(upload("two.pdf", PDF), by=requester)

    assert StoredFile.objects.count() == 2


def test_a_file_is_used_once(network, requester):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)
    actions.attach([stored])
    stored.refresh_from_db()

    assert not stored.is_staged
    with pytest.raises(Refused, match="used or removed already"):
        actions.attach([stored])


def test_bytes_go_when_the_row_is_gone_for_good(network, requester, storage, django_capture_on_commit_callbacks):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)
    path = storage / stored.key

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(stored)
        assert path.exists()

    assert not path.exists()
    assert StoredFile.objects.count() == 0


def test_a_row_that_cannot_be_written_leaves_no_bytes(network, requester, storage, monkeypatch):
    def fail(**fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(StoredFile.objects, "create", fail)
    with pytest.raises(RuntimeError):
        actions.store(upload("plan.pdf", PDF), by=requester)

    assert [path for path in storage.rglob("*") if path.is_file()] == []


def test_staged_files_are_swept_after_two_days_and_used_ones_stay(transactional_db, days_pass, storage):
    network = make_network("north")
    with network_scope(network.pk):
        requester = make_member("requester")
        used, forgotten = (actions.store(upload(name, PDF), by=requester) for name in ("used.pdf", "old.pdf"))
        actions.attach([used])
    days_pass(2.1)
    with network_scope(network.pk):
        fresh = actions.store(upload("fresh.pdf", PDF), by=requester)

    sweeps.remove_forgotten_files()

    with network_scope(network.pk):
        assert set(StoredFile.objects.all()) == {used, fresh}
    assert not (storage / forgotten.key).exists()
    assert (storage / used.key).exists()


def test_bytes_without_a_row_are_swept_and_nothing_else(transactional_db, days_pass, storage):
    network = make_network("north")
    with network_scope(network.pk):
        used = actions.store(upload("used.pdf", PDF), by=make_member("requester"))
        actions.attach([used])
        mail, orphan = vault.put(b"mail", folder="mail"), vault.put(b"rolled back")
    days_pass(2.1)
    with network_scope(network.pk):
        fresh = vault.put(b"being stored")
    os.utime(storage / fresh, (time.time(), time.time()))

    sweeps.remove_bytes_without_a_row()

    left = {str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file()}
    assert left == {used.key, mail, fresh}
    assert orphan not in left


def test_the_scanner_finds_a_virus(network, requester, clamd):
    with pytest.raises(BadFile, match=r"contains a virus \(Test\.Virus\)"):
        actions.store(upload("a.txt", b"VIRUS"), by=requester)

    assert clamd.seen == [b"VIRUS"]


def test_the_scanner_finds_nothing(network, requester, clamd):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)

    assert stored.scanned_at is not None
    assert clamd.seen == [PDF]


def test_without_an_answer_of_the_scanner_nothing_is_taken(network, requester, settings, clamd):
    clamd.verdict = b"INSTREAM size limit exceeded. ERROR"
    for url in (settings.CLAMD_URL, "tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock"):
        settings.CLAMD_URL = url
        with pytest.raises(BadFile, match="could not be checked for viruses just now"):
            actions.store(upload("plan.pdf", PDF), by=requester)

    assert StoredFile.objects.count() == 0


def test_a_download_opens_nowhere(network, requester):
    stored = actions.store(upload("Plan für “Delta”.pdf", PDF), by=requester)

    response = respond_with(stored)

    assert b"".join(response.streaming_content) == PDF
    headers = {name: response[name] for name in (
        "Content-Type", "Content-Length", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
        "Content-Disposition",
    )}  # fmt: skip
    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
        "Content-Disposition": "attachment; filename*=utf-8''Plan%20f%C3%BCr%20%E2%80%9CDelta%E2%80%9D.pdf",
    }


def test_a_download_asks_the_database_nothing(network, requester, django_assert_num_queries):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)

    with django_assert_num_queries(0):
        assert b"".join(respond_with(stored).streaming_content) == PDF


def test_missing_bytes_are_said_in_a_sentence(network, requester, storage):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)
    (storage / stored.key).unlink()

    with pytest.raises(Refused, match=r"“plan\.pdf” cannot be read just now"):
        respond_with(stored)


def test_a_ticket_is_one_members_and_lasts_two_days(network, requester, provider, days_pass):
    stored = actions.store(upload("plan.pdf", PDF), by=requester)
    ticket = ticket_for(stored, requester)

    assert staged_file(ticket, requester) == stored
    assert staged_file(ticket, provider) is None
    assert staged_file(ticket_for(stored, provider), provider) is None
    assert staged_file(ticket + "x", requester) is None
    days_pass(2.1)
    assert staged_file(ticket, requester) is None


def test_a_ticket_is_worth_nothing_in_another_network(transactional_db):
    one, other = make_network("one"), make_network("other")
    with network_scope(one.pk):
        member = make_member("analyst")
        ticket = ticket_for(actions.store(upload("plan.pdf", PDF), by=member), member)
    with network_scope(other.pk):
        there = Membership.objects.create(user=member.user, role="analyst")

        assert staged_file(ticket, there) is None
        assert StoredFile.objects.count() == 0


def test_only_administrators_change_the_policy(network, provider, administrator):
    with pytest.raises(PermissionDenied):
        actions.set_policy(by=provider, max_bytes=1, quota_bytes=1, allowed=["pdf"])
    actions.set_policy(by=administrator, max_bytes=1, quota_bytes=1, allowed=["pdf"])
    actions.set_policy(by=administrator, max_bytes=2, quota_bytes=3, allowed=["pdf", "zip"])

    policy = FilePolicy.objects.get()
    assert (policy.max_bytes, policy.quota_bytes, policy.extensions) == (2, 3, ["pdf", "zip"])


def test_the_address_of_a_bucket_is_read(monkeypatch):
    monkeypatch.setenv(
        "FILES_URL", "s3://key:a%2Fb@s3.example/my-bucket?region=us-east-2&endpoint=http://127.0.0.1:9000"
    )

    read = environment.file_storage("FILES_URL")

    assert read["BACKEND"] == "storages.backends.s3.S3Storage"
    wanted = {
        "access_key": "key", "secret_key": "a/b", "bucket_name": "my-bucket", "region_name": "us-east-2",
        "endpoint_url": "http://127.0.0.1:9000", "default_acl": None, "file_overwrite": False,
    }  # fmt: skip
    assert {name: read["OPTIONS"][name] for name in wanted} == wanted


def test_django_accepts_the_settings_of_a_bucket(monkeypatch):
    from storages.backends.s3 import S3Storage

    monkeypatch.setenv("FILES_URL", "s3://key:secret@s3.example/bucket")

    storage = S3Storage(**environment.file_storage("FILES_URL")["OPTIONS"])

    assert (storage.bucket_name, storage.endpoint_url) == ("bucket", "https://s3.example")


@pytest.mark.parametrize("value", ["files", "file://host/x", "file:///", "s3://key@host", "http://x/y"])
def test_a_wrong_address_of_the_storage_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("FILES_URL", value)

    with pytest.raises(environment.Refusal, match="FILES_URL"):
        environment.file_storage("FILES_URL")


@pytest.mark.parametrize("value", ["clamav:3310", "tcp://", "unix://"])
def test_a_wrong_address_of_the_scanner_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)

    with pytest.raises(environment.Refusal, match="CLAMD_URL"):
        environment.scanner_address("CLAMD_URL")
