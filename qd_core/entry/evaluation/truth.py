"""Truth files: the answer that a competent inside-sales person would give to one message."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qd_core.errors import ConfigError

__all__ = ["Case", "ExpectedLine", "load_cases"]


class ExpectedLine(BaseModel):
    """A clear line, priced."""

    model_config = ConfigDict(frozen=True)
    sku: str
    quantity: Decimal
    unit_price: Decimal | None = None
    line_total: Decimal | None = None


class Unclear(BaseModel):
    """A line that cannot be priced; naming one of ``sku_ok`` for it counts neither for nor against the program."""

    model_config = ConfigDict(frozen=True)
    text: str = ""
    why: str = ""
    sku_ok: tuple[str, ...] = ()


class Expectation(BaseModel):
    """What must come out. ``move_ok`` and ``deadline_ok`` list every answer that counts as right."""

    model_config = ConfigDict(frozen=True)
    move: str
    move_ok: tuple[str, ...] = ()
    lines: tuple[ExpectedLine, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    total: Decimal | None = None
    deadline: str | None = None
    deadline_ok: tuple[str | None, ...] = ()
    tier: str | None = None
    manager_approval: bool = False
    flags: tuple[str, ...] = ()


class Case(BaseModel):
    """One message with its answer; paths are made absolute when it is loaded."""

    model_config = ConfigDict(frozen=True)
    id: str
    docs: Path
    message: Path
    received_at: datetime
    difficulty: str = ""
    tags: tuple[str, ...] = ()
    expect: Expectation = Field()


def load_cases(folder: Path) -> list[Case]:
    """Every truth file under ``folder`` (a company's folder, or one that holds several). Raises ConfigError naming the
    file that cannot be used."""
    files = sorted(folder.glob("truth/*.json")) + sorted(folder.glob("*/truth/*.json"))
    if not files:
        raise ConfigError(f"{folder} holds no truth/*.json; see docs/how-to/measure.md for the format")
    return [_load(file) for file in files]


def _load(file: Path) -> Case:
    root = file.parents[2]
    try:
        case = Case.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise ConfigError(f"{file}: {error}") from error
    case = case.model_copy(update={"docs": root / case.docs, "message": root / case.message})
    if not case.message.is_file():
        raise ConfigError(f"{file}: there is no message {case.message}")
    return case
