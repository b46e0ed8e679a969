"""HubSpot's own client as the transport of `Rest`: its generic ``api_request``, and the one thing it lacks.

hubspot-api-client 12 (the newest) knows the paths of v3 and v4 only, which HubSpot takes away in 2027; its
``api_request`` reaches any path. As it ships, it waits for ever (no timeout can be given), follows redirects with the
token in hand, and prints the exception. `_Bounded.send` replaces that one method; nothing of the library is patched.
It never retries by itself: that is `Rest`'s, which knows what may be sent twice.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qd_core.plugin import Answer, AnswerLostError, Call, NotSentError, capped

if TYPE_CHECKING:
    import requests

__all__ = ["api_request"]

_CHUNK = 64 * 1024


def api_request(call: Call) -> Answer:
    """Sends one call; a `qd_core.plugin.Sender`."""
    import requests

    headers = dict(call.headers)
    body = call.content
    if call.parts:
        body, headers["content-type"] = _multipart(call)
    options: dict[str, Any] = {
        "method": call.method,
        "base_url": call.url,  # whole: the rules about the host are checked where the path is put to it
        "headers": headers,
        "default_json": False,
        "timeout": (call.connect_timeout, call.read_timeout),
    }
    if body is not None:
        options["body"] = body
    try:
        with _client().api_request(options) as response:
            content = capped(response.iter_content(_CHUNK), call)
            return Answer(
                response.status_code, {key.lower(): value for key, value in response.headers.items()}, content
            )
    except requests.exceptions.RequestException as error:
        raise _told(error) from None


@cache
def _client() -> Any:
    import requests
    from hubspot import HubSpot
    from hubspot.utils.requests.http_request_builder import Request

    session = requests.Session()
    session.auth = _as_it_is  # else a netrc file of the machine would replace the Authorization header

    class _Bounded(Request):  # type: ignore[misc]  # the library has no types
        """A request that ends, goes nowhere else, and prints nothing."""

        def send(self) -> requests.Response:
            return session.request(
                self.get_method(),
                self.get_url(),
                timeout=self.options["timeout"],
                allow_redirects=False,
                stream=True,
                **self.get_options_for_sending(),
            )

    class _Client(HubSpot):  # type: ignore[misc]
        def api_request(self, options: dict[str, Any]) -> requests.Response:
            return _Bounded(self.config, options).send()

    return _Client(user_agent="quote-drafter")


def _as_it_is(request: Any) -> Any:
    return request


def _multipart(call: Call) -> tuple[bytes, str]:
    from urllib3 import encode_multipart_formdata

    fields: list[tuple[str, Any]] = [
        (part.name, (part.filename, part.content, part.media_type or "application/octet-stream"))
        if part.filename
        else (part.name, part.content)
        for part in call.parts
    ]
    return encode_multipart_formdata(fields)


def _told(error: requests.exceptions.RequestException) -> NotSentError | AnswerLostError:
    """Whether HubSpot can have received the call. In doubt it can."""
    import requests
    from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

    name = type(error).__name__
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    never_connected = isinstance(reason, (NewConnectionError, NameResolutionError, ConnectTimeoutError))
    if isinstance(error, requests.exceptions.ConnectTimeout) or never_connected:
        return NotSentError(name)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return NotSentError("the certificate cannot be verified")
    return AnswerLostError(name, timed_out=isinstance(error, requests.exceptions.ReadTimeout))
