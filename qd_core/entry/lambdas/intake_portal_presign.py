"""`intake-portal-presign`: lets a buyer's browser put the files that it names into qd-uploads, for half an hour.

``POST`` JSON: ``name``, ``email``, ``terms`` (true), ``files`` [{``name``, ``size``}], where wanted ``company`` and
``note``. The answer has a signed form for each file, in the same order; a file goes as its last field, called ``file``.
Nothing is a request before every file is there.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from urllib.parse import quote

from qd_core.entry.lambdas.function import Event, lambda_function, logger
from qd_core.entry.lambdas.urls import Answer, UrlRequest, answer, url_request
from qd_core.entry.web.intake.cloud_uploads import CloudUpload, begin_upload, upload_of
from qd_core.entry.web.intake.rate import Rates, TooOftenError
from qd_core.entry.web.intake.upload_rules import LARGEST_UPLOAD, LINK_MINUTES
from qd_core.errors import ConfigError, RejectedError
from qd_core.pipeline.app import App

if TYPE_CHECKING:
    from qd_core.backends.aws.upload_posts import UploadPosts

__all__ = ["handler"]

_LARGEST_REQUEST = 64 * 1024


@runtime_checkable
class _TakesUploads(Protocol):
    @property
    def upload_posts(self) -> UploadPosts: ...


@lambda_function
def handler(app: App, event: Event) -> Answer:
    """201 with the signed forms; else why not, in words."""
    try:
        request = url_request(event)
        if request.method != "POST":
            return answer(405, {"error": "send the request by POST"}, {"allow": "POST"})
        upload = upload_of(_json(request), app.backend.clock.now())
        rates = _rates()
        rates.count(rates.by_visitor, request.client, app.backend.clock.now())
    except TooOftenError as error:
        return answer(429, {"error": str(error)}, {"retry-after": str(error.seconds)})
    except RejectedError as error:
        return answer(422, {"error": str(error)})
    except (ValueError, RecursionError):
        return answer(400, {"error": "that is no valid JSON"})
    session = begin_upload(app, upload)
    logger.info("upload session begun", extra={"files": len(upload.files)})
    return answer(201, {"session": session, "minutes": LINK_MINUTES, "uploads": _forms(app, session, upload)})


def _json(request: UrlRequest) -> object:
    if len(request.content) > _LARGEST_REQUEST:
        raise RejectedError(f"the request is larger than {_LARGEST_REQUEST // 1024} KB: files are sent apart")
    found: object = json.loads(request.content)
    return found


def _forms(app: App, session: str, upload: CloudUpload) -> list[dict[str, object]]:
    if not isinstance(app.backend, _TakesUploads):
        raise ConfigError(
            f"the back-end {app.backend.name} takes no uploads: set QD_BACKEND=aws", key="QD_BACKEND"
        )
    posts = app.backend.upload_posts
    forms: list[dict[str, object]] = []
    for file in upload.files:
        form = posts.post(
            f"{session}/{file.name}",
            media_type=file.media_type,
            disposition=f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            largest=LARGEST_UPLOAD,
            good_for=timedelta(minutes=LINK_MINUTES),
        )
        forms.append({"name": file.name, "url": form.url, "fields": dict(form.fields)})
    return forms


@cache
def _rates() -> Rates:
    return Rates(per_form=1)
