"""A form that a browser was signed puts that one file, in its half hour, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.ports import Bucket

Post = Callable[..., int]


def sender(backend: AwsBackend, *, good_for: timedelta) -> Post:
    form = backend.upload_posts.post(
        "s1/drawing.pdf",
        media_type="application/pdf",
        disposition="attachment; filename*=UTF-8''drawing.pdf",
        largest=1000,
        good_for=good_for,
    )

    def send(content: bytes = b"%PDF", **changed: str) -> int:
        fields = {**form.fields, **changed}
        return httpx.post(form.url, data=fields, files={"file": ("x", content)}, timeout=10).status_code

    return send


@pytest.fixture
def post(backend: AwsBackend) -> Post:
    return sender(backend, good_for=timedelta(minutes=30))


def test_the_file_that_was_named_comes_with_its_headers(backend: AwsBackend, post: Post) -> None:
    assert post() in (200, 204)
    assert backend.objects.get(f"{Bucket.UPLOADS}/s1/drawing.pdf") == b"%PDF"
    head = backend.aws.s3.head_object(
        Bucket=backend.objects.bucket_name(Bucket.UPLOADS), Key="s1/drawing.pdf"
    )
    assert head["ContentType"] == "application/pdf"
    assert head["ContentDisposition"] == "attachment; filename*=UTF-8''drawing.pdf"


@pytest.mark.parametrize(
    "changed",
    [
        {"content": b"x" * 1001},
        {"content": b""},
        {"key": "s2/drawing.pdf"},
        {"Content-Type": "text/html"},
        {"Content-Disposition": "inline"},
        {"x-amz-signature": "0" * 64},
    ],
)
def test_anything_else_is_refused(backend: AwsBackend, post: Post, changed: dict[str, str]) -> None:
    assert post(**changed) in (400, 403)
    assert backend.objects.files(Bucket.UPLOADS) == []
    for session in ("s1", "s2"):
        assert not backend.objects.exists(f"{Bucket.UPLOADS}/{session}/drawing.pdf")


def test_a_form_whose_time_is_over_is_refused(backend: AwsBackend) -> None:
    assert sender(backend, good_for=timedelta(seconds=-60))() == 403
    assert backend.objects.files(Bucket.UPLOADS) == []
