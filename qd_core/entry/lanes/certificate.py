"""The certificate of a lane that listens: read from its two files, and read again when they have been renewed."""

from __future__ import annotations

import logging
import ssl
import threading
from pathlib import Path

from qd_core.errors import ConfigError

__all__ = ["Certificate"]

log = logging.getLogger("qd")


class Certificate:
    """A chain and its key as PEM files. Raises ConfigError in words where they cannot be used."""

    def __init__(self, chain: Path, key: Path, *, section: str) -> None:
        self._chain = chain
        self._key = key
        self._section = section
        self._lock = threading.Lock()
        self._mark = self._files()
        self._context = self._load()

    def context(self) -> ssl.SSLContext:
        """For the next connection. Where a renewed file is not whole yet or does not fit, the one before serves on."""
        with self._lock:
            try:
                mark = self._files()
                if mark != self._mark:
                    self._context, self._mark = self._load(), mark
                    log.info("%s: the certificate was renewed", self._section)
            except ConfigError as error:
                log.warning("%s; the certificate of before is used", error)
            return self._context

    def _files(self) -> tuple[tuple[int, int], ...]:
        marks = []
        for path, key in ((self._chain, "tls_cert"), (self._key, "tls_key")):
            try:
                about = path.stat()
            except OSError as error:
                raise self._problem(key, f"{path} cannot be read: {error.strerror}") from error
            marks.append((about.st_mtime_ns, about.st_size))
        return tuple(marks)

    def _load(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            # an empty password: an encrypted key is refused, where OpenSSL would ask on the terminal and wait
            context.load_cert_chain(self._chain, self._key, password="")
        except ssl.SSLError as error:
            why = (
                "is not the key of that certificate"
                if "MISMATCH" in (error.reason or "")
                else "cannot be used"
            )
            hint = "both must be PEM, the key without a passphrase"
            raise self._problem("tls_key", f"{self._key} {why} (with {self._chain}): {hint}") from error
        except OSError as error:
            raise self._problem("tls_key", f"{self._key} cannot be read: {error.strerror}") from error
        return context

    def _problem(self, key: str, words: str) -> ConfigError:
        return ConfigError(f"{self._section} {key}: {words}", key=key)
