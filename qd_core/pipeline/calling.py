"""Calls to providers: under a time limit where they do I/O, and every failure with the provider's name on it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, TypeVar, cast

from qd_core.errors import PluginError, QdError, TransientError
from qd_core.plugin.registry import Bound
from qd_core.plugin.tracing import trace_call, tracing

__all__ = ["guard"]

P = TypeVar("P")


_MOST_OVERDUE = 8
"""Calls of one provider that may hang at once; a further one is not begun, so that a provider that never answers takes
threads from nobody else."""


class _Guarded:
    """Stands in front of one provider. Attributes that are no methods are the provider's own."""

    def __init__(self, bound: Bound[object], timeout: float, expect: tuple[type, ...], of: type) -> None:
        self._bound = bound
        self._of = of
        self._timeout = timeout
        self._expect = expect
        self._tracing = tracing()
        self._overdue = 0
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._bound.impl, name)
        if not callable(value):
            return value
        wrapped = self._wrap(name, value)
        self.__dict__[name] = wrapped  # the next look-up finds it at once
        return wrapped

    def _wrap(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        threaded = self._bound.kind.io and not getattr(self._bound.impl, "pure", False)
        checked = bool(self._expect) and name == self._bound.kind.method

        def call(*args: object, **kwargs: object) -> object:
            started, outcome = time.perf_counter(), "-"
            try:
                result = self._in_time(method, args, kwargs) if threaded else method(*args, **kwargs)
                outcome = type(result).__name__
            except QdError as error:
                outcome = type(error).__name__
                raise
            except (Exception, SystemExit) as error:  # no plugin ends the program
                outcome = type(error).__name__
                raise self._error(name, f"failed: {outcome}: {error}") from error
            finally:
                if self._tracing:
                    trace_call(self._bound, name, args, kwargs, outcome, time.perf_counter() - started)
            if checked:
                self._check(name, result)
            return result

        return call

    def _check(self, name: str, result: object) -> None:
        if not isinstance(result, self._expect):
            wanted = " or ".join("None" if kind is type(None) else kind.__name__ for kind in self._expect)
            raise self._error(name, f"returned {type(result).__name__}, not {wanted}")
        if self._of is object or not isinstance(result, list | tuple):
            return
        for each in result:
            if not isinstance(each, self._of):
                raise self._error(name, f"returned a {type(each).__name__} among its {self._of.__name__}s")

    def _in_time(
        self, method: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> object:
        if self._overdue >= _MOST_OVERDUE:
            raise self._late(f"still has {self._overdue} calls that never ended")
        future: Future[object] = Future()

        def work() -> None:
            try:
                future.set_result(method(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - handed to the caller, who judges it
                future.set_exception(error)

        # a thread of its own, which nobody waits for at the end of the program
        threading.Thread(target=work, name=f"provider {self._bound.name}", daemon=True).start()
        try:
            return future.result(timeout=self._timeout)
        except FutureTimeoutError:
            if future.done():  # its own, not ours
                raise
            self._count(1)
            future.add_done_callback(lambda _: self._count(-1))
            raise self._late(f"did not answer within {self._timeout:g} s") from None

    def _count(self, more: int) -> None:
        with self._lock:
            self._overdue += more

    def _late(self, what: str) -> TransientError:
        bound = self._bound
        return TransientError(f"{bound.kind.name} {bound.name!r} of {bound.origin} {what}")

    def _error(self, method: str, what: str) -> PluginError:
        bound = self._bound
        return PluginError(
            f"{bound.kind.name} {bound.name!r} of {bound.origin}: {method} {what}",
            plugin=bound.name,
            distribution=bound.origin,
        )


def guard(bound: Bound[P], *, timeout: float, expect: tuple[type, ...] = (), of: type = object) -> P:
    """The provider of ``bound`` behind a guard: same methods, errors named, I/O within ``timeout`` seconds, and the
    main method's result one of ``expect``, its members ``of`` a type where that is a sequence. A provider that says
    ``pure = True`` is called directly."""
    return cast(P, _Guarded(cast(Bound[object], bound), timeout, expect, of))
