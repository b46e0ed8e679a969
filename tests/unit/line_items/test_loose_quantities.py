"""Numbers beside an item that name nothing: steps of a ladder, contradictions, sizes as letters."""

from collections.abc import Callable

import pytest

Read = Callable[..., list[tuple[str, str, str | None]]]
