"""The public API for plugin authors: the only package a plugin needs beside model, money, errors and testing."""

from qd_core.plugin.context import Claiming, MailSender, ObjectReader, ProviderContext, SecretHandle
from qd_core.plugin.hookspecs import GROUP, hookimpl
from qd_core.plugin.kinds import KINDS, Kind, Mode
from qd_core.plugin.protocols import *  # noqa: F403 - the Protocols are the API; their own __all__ says which
from qd_core.plugin.protocols import __all__ as _protocols
from qd_core.plugin.provider import API, NoSettings, Plugin, Provider

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
    "SecretHandle",
    "hookimpl",
    *_protocols,
]
