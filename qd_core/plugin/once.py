"""Doing a thing once at a vendor that has no idempotency key: claim, look, create, settle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from qd_core.errors import ConflictError, QdError, TransientError, UncertainError
from qd_core.plugin.context import Claiming

__all__ = ["alone", "once"]


def once(
    claims: Claiming,
    name: str,
    *,
    find: Callable[[], str | None],
    create: Callable[[], str],
    settle: timedelta = timedelta(minutes=1),
    lease: timedelta = timedelta(minutes=2),
) -> str:
    """The id of the one thing called ``name`` (``hubspot/deal/<rfq_id>``), created if it is not there yet.

    ``find`` looks it up at the vendor by a key of ours and always runs before ``create``. ``settle`` is how long the
    vendor's index may lag behind a write: after an uncertain outcome nobody creates before it has passed, and then
    only if ``find`` still finds nothing. ``lease`` must be longer than the two calls together can take; after a crash
    in between it keeps others away as long.

    Raises TransientError with ``retry_after`` while another worker is at it; UncertainError when ``create`` may have
    been carried out; whatever else ``find`` and ``create`` raise.
    """
    if (known := claims.result(name)) is not None:
        return known
    owner = str(uuid4())
    if not claims.claim(name, owner, lease=lease):
        if (known := claims.result(name)) is not None:
            return known
        raise TransientError(
            f"{name}: another worker is at it, or its outcome is not known yet", retry_after=_seconds(lease)
        )
    done = _look(claims, name, owner, find)
    if done is None:
        done = _create(claims, name, owner, create, settle)
    try:
        claims.complete(name, owner, done)
    except ConflictError:  # our lease ran out, and another worker took over
        return claims.result(name) or done
    return done


@contextmanager
def alone(
    claims: Claiming,
    name: str,
    *,
    settle: timedelta = timedelta(minutes=1),
    lease: timedelta = timedelta(minutes=2),
) -> Iterator[None]:
    """Keeps other workers away from ``name`` while the block runs: for what is read, compared and written again and
    again, such as the lines of a deal. Nothing is remembered; after an UncertainError the name stays taken for
    ``settle``. Raises TransientError with ``retry_after`` while another worker is at it."""
    owner = str(uuid4())
    if not claims.claim(name, owner, lease=lease):
        raise TransientError(
            f"{name}: another worker is at it, or its outcome is not known yet", retry_after=_seconds(settle)
        )
    try:
        yield
    except UncertainError as error:
        claims.claim(name, owner, lease=settle)
        raise UncertainError(
            str(error), retry_after=max(error.retry_after or 0.0, _seconds(settle))
        ) from error
    except BaseException:
        claims.release(name, owner)
        raise
    claims.release(name, owner)


def _look(claims: Claiming, name: str, owner: str, find: Callable[[], str | None]) -> str | None:
    try:
        return find()
    except Exception:
        claims.release(name, owner)  # looking changes nothing
        raise


def _create(claims: Claiming, name: str, owner: str, create: Callable[[], str], settle: timedelta) -> str:
    try:
        return create()
    except UncertainError as error:
        claims.claim(name, owner, lease=settle)
        raise UncertainError(
            str(error), retry_after=max(error.retry_after or 0.0, _seconds(settle))
        ) from error
    except QdError:
        claims.release(name, owner)  # refused, or never sent
        raise
    except Exception:  # a bug after the call may hide a success
        claims.claim(name, owner, lease=settle)
        raise


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
