"""Requests to a Function URL (payload version 2.0), and the answers it understands."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import LambdaFunctionUrlEvent

from qd_core.entry.lambdas.function import Event

__all__ = ["Answer", "UrlRequest", "answer", "url_request"]

Answer = dict[str, object]
_NEVER_KEPT = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True, slots=True)
class UrlRequest:
    """One request. ``headers`` have lower-case names; ``client`` is the caller's address as AWS saw it, not as a header
    says; ``caller`` is the ARN of the signer, where the address takes signed requests alone."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes
    client: str
    host: str
    caller: str

    @property
    def media_type(self) -> str:
        """Without parameters, lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def url_request(event: Event) -> UrlRequest:
    """The request in ``event``. Raises ValueError for a body that is not the base64 that it says it is."""
    given = LambdaFunctionUrlEvent(event)
    context, body = given.request_context, given.body or ""
    # not `decoded_body`, which takes every body for text
    content = base64.b64decode(body, validate=True) if given.is_base64_encoded else body.encode()
    signer = event.get("requestContext", {}).get("authorizer", {}).get("iam", {})
    return UrlRequest(
        method=context.http.method,
        path=given.raw_path,
        headers={name.lower(): value for name, value in event.get("headers", {}).items()},
        content=content,
        client=context.http.source_ip,
        host=context.domain_name,
        caller=str(signer.get("userArn", "")),
    )


def answer(status: int, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON answer that no cache keeps."""
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", **_NEVER_KEPT, **(headers or {})},
        "body": json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }
