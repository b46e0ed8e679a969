"""Secrets of one machine: the environment first, then secrets.toml, which only its owner may read."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
import tomllib
from collections.abc import Mapping
from pathlib import Path

from qd_core.errors import ConfigError, ConflictError
from qd_core.ports import SecretValue

__all__ = ["FileSecrets", "variable_of"]

_OPEN_TO_OTHERS = 0o077


def variable_of(name: str) -> str:
    """The environment variable of a secret: ``slack/webhook`` is ``QD_SECRET__SLACK__WEBHOOK``."""
    return "QD_SECRET__" + re.sub(r"[^A-Za-z0-9]", "_", name.replace("/", "__")).upper()


class FileSecrets:
    """`Secrets` from the environment and a file of ``"name" = "value"`` lines."""

    def __init__(self, path: Path, environment: Mapping[str, str] | None = None) -> None:
        self._path = path
        self._environment = os.environ if environment is None else environment
        self._lock = threading.Lock()

    def get(self, name: str) -> SecretValue:
        """The secret; an error that says both ways to set it."""
        variable = variable_of(name)
        if value := self._environment.get(variable):
            return SecretValue(value, "")  # a variable of the environment cannot be rewritten
        if (value := self._read().get(name)) is not None:
            return SecretValue(value, _version(value))
        raise ConfigError(
            f"secret qd/{name} is not set: put {variable} into the environment, "
            f'or a line "{name}" = "…" into {self._path} (mode 0600)',
            key=name,
        )

    def put(self, name: str, value: str, *, expected_version: str) -> SecretValue:
        """Rewrites the file, whole or not at all; with an empty ``expected_version`` the secret must be new. Raises
        ConfigError for a secret of the environment."""
        variable = variable_of(name)
        if self._environment.get(variable):
            raise ConfigError(
                f"secret qd/{name} must be rewritten when it is rotated, and {variable} in the environment cannot be: "
                f"move it to {self._path} (mode 0600)",
                key=name,
            )
        with self._lock:
            values = self._read()
            current = values.get(name)
            if (_version(current) if current is not None else "") != expected_version:
                raise ConflictError(f"secret qd/{name} was changed by somebody else")
            self._write({**values, name: value})
            return SecretValue(value, _version(value))

    def check(self) -> None:
        """Raises ConfigError for a file that others can read, or that cannot be read."""
        self._read()

    def _read(self) -> dict[str, str]:
        try:
            mode = self._path.stat().st_mode
            tree = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{self._path}: {error}", key="secrets") from error
        if mode & _OPEN_TO_OTHERS:
            raise ConfigError(f"{self._path} can be read by others: chmod 600 {self._path}", key="secrets")
        return {key: str(value) for key, value in tree.items()}

    def _write(self, values: Mapping[str, str]) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".secrets-")  # mkstemp gives mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            for key, value in sorted(values.items()):
                file.write(f"{_quoted(key)} = {_quoted(value)}\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(self._path)


def _version(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'
