"""Calls to providers: under a time limit where they do I/O, and every failure with the provider's name on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from typing import Any, TypeVar, cast

from qd_core.errors import PluginError, QdError, TransientError
from qd_core.plugin.registry import Bound
from qd_core.plugin.tracing import trace_call, tracing

__all__ = ["guard"]

P = TypeVar("P")


@cache
def _pool() -> ThreadPoolExecutor:
    """Where calls that may hang run; a call that hangs keeps its thread, so there are enough of them."""
    return ThreadPoolExecutor(max_workers=16, thread_name_prefix="provider")


class _Guarded:
    """Stands in front of one provider. Attributes that are no methods are the provider's own."""

    def __init__(self, bound: Bound[object], timeout: float, expect: tuple[type, ...]) -> None:
        self._bound = bound
        self._timeout = timeout
        self._expect = expect
        self._tracing = tracing()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._bound.impl, name)
        if not callable(value):
            return value
        wrapped = self._wrap(name, value)
        self.__dict__[name] = wrapped  # the next look-up finds it at once
        return wrapped

    def _wrap(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        threaded = self._bound.kind.io and not getattr(self._bound.impl, "pure", False)
        checked = self._expect if name == self._bound.kind.method else ()

        def call(*args: object, **kwargs: object) -> object:
            started = time.perf_counter()
            try:
                result = self._in_time(method, args, kwargs) if threaded else method(*args, **kwargs)
            except QdError:
                raise
            except Exception as error:
                raise self._error(name, f"failed: {type(error).__name__}: {error}") from error
            finally:
                if self._tracing:
                    trace_call(self._bound, name, args, time.perf_counter() - started)
            if checked and not isinstance(result, checked):
                wanted = " or ".join("None" if kind is type(None) else kind.__name__ for kind in checked)
                raise self._error(name, f"returned {type(result).__name__}, not {wanted}")
            return result

        return call

    def _in_time(
        self, method: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> object:
        future = _pool().submit(method, *args, **kwargs)
        try:
            return future.result(timeout=self._timeout)
        except FutureTimeoutError:
            if not future.done():
                future.cancel()
                raise TransientError(
                    f"{self._bound.kind.name} {self._bound.name!r} of {self._bound.origin} "
                    f"did not answer within {self._timeout:g} s"
                ) from None
            raise

    def _error(self, method: str, what: str) -> PluginError:
        bound = self._bound
        return PluginError(
            f"{bound.kind.name} {bound.name!r} of {bound.origin}: {method} {what}",
            plugin=bound.name,
            distribution=bound.origin,
        )


def guard(bound: Bound[P], *, timeout: float, expect: tuple[type, ...] = ()) -> P:
    """The provider of ``bound`` behind a guard: same methods, errors named, I/O within ``timeout`` seconds, and the
    main method's result one of ``expect``. A provider that says ``pure = True`` is called directly."""
    return cast(P, _Guarded(cast(Bound[object], bound), timeout, expect))
