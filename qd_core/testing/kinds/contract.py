"""What every contract has in common: the provider under test, and failures that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, NoReturn, TypeVar

import pytest

from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import Check, Checkable
from qd_core.testing.installed import built_provider

__all__ = ["Contract", "answer", "assert_checks", "needed", "told"]

R = TypeVar("R")
_LONGEST = 160


class Contract:
    """Subclass the contract of your kind and name the provider: ``provider = "fuel_surcharge"``.

    The provider is built from the installed plugin with ``settings``, as a deployment builds it. The other
    fixtures have values of the small company in `qd_core.testing.small_company`; override those that do not fit.
    """

    kind: ClassVar[str]
    provider: ClassVar[str] = ""
    settings: ClassVar[Mapping[str, object]] = {}

    def built(self, context: ProviderContext) -> object:
        """The provider. Raises PluginError when it is not installed or cannot be built."""
        if not self.provider:
            needed("provider", 'the name of an installed provider, as a class attribute: provider = "…"')
        return built_provider(self.kind, self.provider, replace(context, name=self.provider), self.settings)


def answer(method: Callable[..., R], *arguments: object) -> R:
    """What ``method`` returns; an exception of any kind becomes a failure in one sentence."""
    try:
        return method(*arguments)
    except Exception as error:
        raise AssertionError(
            f"{getattr(method, '__name__', 'the provider')} raised {type(error).__name__}: {told(str(error))}"
        ) from error


def assert_checks(provider: object) -> None:
    """Where the provider can say what is missing (``check()``), it says so in checks that a person can act on."""
    if not isinstance(provider, Checkable):
        return
    found: object = answer(provider.check)
    assert isinstance(found, Sequence), f"check returned {type(found).__name__}, not a sequence of Check"
    for each in found:
        assert isinstance(each, Check), f"check holds {told(each)}, a {type(each).__name__}"
        assert each.name, "a check has no `name`"
        assert each.ok or each.fix, f"the check {each.name!r} is not ok and has no `fix`: say what to do"


def needed(name: str, what: str) -> NoReturn:
    """Fails the test: the contract cannot judge without this fixture."""
    pytest.fail(f"give a fixture `{name}`: {what}", pytrace=False)


def told(value: object) -> str:
    """The value in a message, cut where it is long."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
