"""Claims, secrets, objects and mail on AWS beyond their contracts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.request import urlopen

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.errors import ConfigError, ConflictError, RejectedError
from qd_core.ports import Bucket, OutgoingMail
from tests.aws.emulator import Emulator, EmulatorClock
from tests.aws.looking import at_once, item

HOUR = timedelta(hours=1)


class TestClaims:
    def test_of_many_one_gets_it(self, backend: AwsBackend) -> None:
        got: list[str] = []

        def claim(number: int) -> None:
            if backend.claims.claim("mail/1", str(number), lease=HOUR):
                got.append(str(number))

        at_once(claim, 6)
        assert [backend.claims.owner("mail/1")] == got

    def test_a_lease_is_swept_some_time_after_it_ran_out_and_a_settled_claim_never(
        self, backend: AwsBackend, clock: EmulatorClock
    ) -> None:
        backend.claims.claim("a", "me", lease=HOUR)
        found = item(backend, "qd-work", pk="claim/a", sk="-")
        assert found
        assert int(found["expires_at"]["N"]) > (clock.now() + HOUR).timestamp()
        backend.claims.complete("a", "me", "done")
        found = item(backend, "qd-work", pk="claim/a", sk="-")
        assert found
        assert "expires_at" not in found

    def test_names_may_be_long(self, backend: AwsBackend) -> None:
        one, other = "n" * 5000, "n" * 5001
        assert backend.claims.claim(one, "a", lease=HOUR)
        assert backend.claims.claim(other, "b", lease=HOUR)
        assert (backend.claims.owner(one), backend.claims.owner(other)) == ("a", "b")


class TestSecrets:
    def test_of_two_who_rotate_one_wins_and_the_value_is_theirs(self, backend: AwsBackend) -> None:
        created = backend.secrets.put("crm/acme/oauth", "first", expected_version="")
        with pytest.raises(ConflictError):
            backend.secrets.put("crm/acme/oauth", "again", expected_version="")
        won: list[str] = []

        def rotate(number: int) -> None:
            try:
                backend.secrets.put("crm/acme/oauth", f"token {number}", expected_version=created.version)
                won.append(f"token {number}")
            except ConflictError:
                pass

        at_once(rotate, 4)
        assert [backend.secrets.get("crm/acme/oauth").value] == won

    def test_another_process_sees_a_rotationat_once(self, backend: AwsBackend, new_session: Any) -> None:
        first = backend.secrets.put("t", "one", expected_version="")
        other = AwsBackend(session=new_session())
        assert other.secrets.get("t").value == "one"
        backend.secrets.put("t", "two", expected_version=first.version)
        assert other.secrets.get("t").value == "two"


class TestObjects:
    def test_the_media_type_is_kept(self, backend: AwsBackend) -> None:
        backend.objects.put(Bucket.PDFS, "q.pdf", b"x", media_type="application/pdf")
        name = backend.objects.bucket_name(Bucket.PDFS)
        assert name == f"qd-quote-pdfs-{backend.aws.place.account}-us-east-1"
        assert backend.aws.s3.head_object(Bucket=name, Key="q.pdf")["ContentType"] == "application/pdf"

    def test_long_and_odd_names_are_stored(self, backend: AwsBackend) -> None:
        paths = ["r/" + "ä" * 900 + ".pdf", "r/" + "ä" * 901 + ".pdf", "a/../b", "a//b", "a b+c%20?#.txt"]
        keys = [backend.objects.put(Bucket.UPLOADS, path, path.encode()) for path in paths]
        assert len(set(keys)) == len(paths)
        assert [backend.objects.get(key).decode() for key in keys] == paths

    @pytest.mark.parametrize("key", ["", "nothing", "elsewhere/x", "raw-mime", "raw-mime/"])
    def test_a_key_of_no_bucket_of_ours_is_not_there(self, backend: AwsBackend, key: str) -> None:
        assert not backend.objects.exists(key)
        with pytest.raises(KeyError):
            backend.objects.get(key)


class TestMailer:
    MAIL = OutgoingMail(
        "quotes@small.example",
        ("ada@buyer.example",),
        b"From: quotes@small.example\r\nTo: ada@buyer.example\r\nSubject: Quote\r\n\r\nHello\r\n",
        key="quote/r1/r2",
    )

    def test_a_verified_sender_sends(self, backend: AwsBackend, emulator: Emulator, account: str) -> None:
        backend.aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
        first, second = backend.mailer.send(self.MAIL), backend.mailer.send(self.MAIL)
        assert first.message_id != second.message_id
        assert not backend.mailer.idempotent
        with urlopen(f"{emulator.endpoint}/_ministack/ses/messages?account={account}", timeout=5) as answer:
            seen = json.dumps(json.load(answer))
        assert first.message_id in seen
        assert second.message_id in seen
        assert "ada@buyer.example" in seen

    def test_what_ses_refuses_is_said(self, backend: AwsBackend) -> None:
        with pytest.raises((RejectedError, ConfigError), match="SES"):
            backend.mailer.send(self.MAIL)

    def test_the_secret_identity_is_the_sender(
        self, backend: AwsBackend, emulator: Emulator, account: str
    ) -> None:
        backend.secrets.put("ses/sender", "quotes@mail.small.example", expected_version="")
        backend.aws.mail.verify_email_identity(EmailAddress="quotes@mail.small.example")
        backend.mailer.send(self.MAIL)
        with urlopen(f"{emulator.endpoint}/_ministack/ses/messages?account={account}", timeout=5) as answer:
            assert "quotes@mail.small.example" in json.dumps(json.load(answer))

    def test_without_any_sender_the_secret_is_asked_for(self, backend: AwsBackend) -> None:
        with pytest.raises(ConfigError, match="qd/ses/sender"):
            backend.mailer.send(OutgoingMail("", ("ada@buyer.example",), b"x"))
