"""The public API for plugin authors: the only package a plugin needs beside model, money, errors and testing."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from qd_core.plugin.context import Claiming, MailSender, ObjectReader, ProviderContext, SecretHandle
from qd_core.plugin.hookspecs import GROUP, hookimpl
from qd_core.plugin.kinds import KINDS, Kind, Mode
from qd_core.plugin.once import alone, once
from qd_core.plugin.protocols import *  # noqa: F403 - the Protocols are the API; their own __all__ says which
from qd_core.plugin.protocols import __all__ as _protocols
from qd_core.plugin.provider import API, NoSettings, Plugin, Provider
from qd_core.plugin.secret import Secret, secret

if TYPE_CHECKING:
    from qd_core.plugin.cells import safe_text
    from qd_core.plugin.oauth import OAuthTokens, TokenAnswer, TokenKeeper, refresh_grant, token_answer
    from qd_core.plugin.rest import UPLOAD_TIMEOUT, Auth, Judge, Rest, redacted, retry_after, words
    from qd_core.plugin.texts import fitted, person_name
    from qd_core.plugin.wire import Answer, AnswerLostError, Call, NotSentError, Part, Sender, capped

__all__ = [  # noqa: PLE0604 - the second half is a list of names, checked by the tests
    "API",
    "GROUP",
    "KINDS",
    "Claiming",
    "Kind",
    "MailSender",
    "Mode",
    "NoSettings",
    "ObjectReader",
    "Plugin",
    "Provider",
    "ProviderContext",
    "Secret",
    "SecretHandle",
    "hookimpl",
    "once",
    "secret",
    # for those who speak to a vendor's API; imported when first used
    "UPLOAD_TIMEOUT",
    "Answer",
    "AnswerLostError",
    "Auth",
    "Call",
    "Judge",
    "NotSentError",
    "OAuthTokens",
    "Part",
    "Rest",
    "Sender",
    "TokenAnswer",
    "TokenKeeper",
    "alone",
    "capped",
    "fitted",
    "person_name",
    "redacted",
    "refresh_grant",
    "retry_after",
    "safe_text",
    "token_answer",
    "words",
    *_protocols,
]

_ON_DEMAND = {
    "cells": ("safe_text",),
    "oauth": ("OAuthTokens", "TokenAnswer", "TokenKeeper", "refresh_grant", "token_answer"),
    "rest": ("UPLOAD_TIMEOUT", "Auth", "Judge", "Rest", "redacted", "retry_after", "words"),
    "texts": ("fitted", "person_name"),
    "wire": ("Answer", "AnswerLostError", "Call", "NotSentError", "Part", "Sender", "capped"),
}
_HOME_OF = {name: home for home, names in _ON_DEMAND.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
