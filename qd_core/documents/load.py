"""A company's three documents, from a folder or from bytes in hand: all, or one error with every problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from qd_core.documents.catalog import parse_catalog
from qd_core.documents.limits import LIMITS, Limits
from qd_core.documents.number_formats import read_either_way, stated_format
from qd_core.documents.rules import parse_rules
from qd_core.documents.voice import EMPTY_VOICE_VERSION, parse_voice
from qd_core.errors import ConfigError, DocumentError, Problem
from qd_core.model.catalog import Catalog
from qd_core.model.rules import CompanyDocuments, Rules, Voice

__all__ = ["SUFFIXES", "load_documents", "parse_catalog", "parse_rules", "parse_voice", "read_documents"]

SUFFIXES: Final = (".txt", ".md", ".markdown", ".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
"""What a document's file may be."""

_NEEDED: Final = ("catalog", "rules")
_KNOWN: Final = ("catalog", "rules", "voice")

T = TypeVar("T")


def load_documents(folder: Path, *, limits: Limits = LIMITS) -> CompanyDocuments:
    """The documents in ``folder``: ``catalog.*``, ``rules.*`` and, where there is one, ``voice.*``.

    Raises ConfigError when a needed document is missing or there are two of a kind, DocumentError with every problem of
    all three otherwise.
    """
    found = {name: _the_file(folder, name) for name in _KNOWN}
    files = {
        name: (path.name, _content(path, limits), None) for name, path in found.items() if path is not None
    }
    return read_documents(files, limits=limits)


def read_documents(
    files: Mapping[str, tuple[str, bytes, str | None]], *, limits: Limits = LIMITS
) -> CompanyDocuments:
    """The documents by name (``catalog``, ``rules``, ``voice``): file name, content, and version (None: its digest).

    A number format that only one of catalog and rules states counts for the other too, where it can.
    Raises ConfigError when a needed document is missing, DocumentError with every problem of all three.
    """
    missing = [name for name in _NEEDED if name not in files]
    if missing:
        raise ConfigError(f"there is no {' and no '.join(missing)} document; catalog and rules are needed")
    reading = _Reading(files, limits)
    catalog = reading.catalog()
    rules = reading.rules(catalog)
    voice = reading.voice()
    if catalog is None or rules is None or voice is None:
        raise DocumentError(reading.problems)
    return CompanyDocuments(catalog, rules, voice)


@dataclass(slots=True)
class _Reading:
    """Reads one document after the other and goes on after one that cannot be used."""

    files: Mapping[str, tuple[str, bytes, str | None]]
    limits: Limits
    problems: list[Problem] = field(default_factory=list)

    def catalog(self) -> Catalog | None:
        """The catalog; None, and its problems kept, where it cannot be used."""
        name, content, version = self.files["catalog"]

        def parse(style: str) -> Catalog:
            return parse_catalog(name, content, version, number_format=style, limits=self.limits)

        return self._attempt(lambda: read_either_way(name, parse, self._stated("rules")))

    def rules(self, catalog: Catalog | None) -> Rules | None:
        """The rules, whose amounts are in the catalog's currency; None as above."""
        name, content, version = self.files["rules"]
        currency = catalog.currency if catalog else ""

        def parse(style: str) -> Rules:
            return parse_rules(
                name, content, version, number_format=style, currency=currency, limits=self.limits
            )

        other = catalog.number_format if catalog else self._stated("catalog")
        return self._attempt(lambda: read_either_way(name, parse, other))

    def voice(self) -> Voice | None:
        """The voice, empty where there is no such document; None as above."""
        if "voice" not in self.files:
            return Voice(EMPTY_VOICE_VERSION)
        name, content, version = self.files["voice"]
        return self._attempt(lambda: parse_voice(name, content, version, limits=self.limits))

    def _stated(self, name: str) -> str:
        return stated_format(*self.files[name][:2], self.limits)

    def _attempt(self, parse: Callable[[], T]) -> T | None:
        try:
            return parse()
        except DocumentError as error:
            self.problems.extend(error.problems)
            return None


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.content_bytes:
            text = f"is larger than the {limits.content_bytes:,} bytes allowed: split it"
            raise DocumentError([Problem(path.name, 0, text)])
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{str(path)!r} cannot be read: {error.strerror}", key="docs") from error


def _the_file(folder: Path, name: str) -> Path | None:
    try:
        entries = sorted(
            entry for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith((".", "~"))
        )
    except OSError as error:
        raise ConfigError(
            f"the documents' folder {str(folder)!r} cannot be read: {error.strerror}", key="docs"
        ) from error
    named = [entry for entry in entries if entry.stem.casefold() == name]
    usable = [entry for entry in named if entry.suffix.lower() in SUFFIXES]
    if len(usable) > 1:
        raise ConfigError(
            f"{str(folder)!r} holds {', '.join(entry.name for entry in usable)}: keep one of them as the {name}",
            key="docs",
            choices=[entry.name for entry in usable],
        )
    if usable:
        return usable[0]
    if name not in _NEEDED and not named:
        return None
    there = ", ".join(entry.name for entry in named or entries) or "nothing"
    wanted = ", ".join(f"{name}{suffix}" for suffix in (".md", ".txt", ".csv", ".tsv", ".xlsx"))
    raise ConfigError(
        f"{str(folder)!r} has no {name} document: it needs one of {wanted}; there is {there}", key="docs"
    )
