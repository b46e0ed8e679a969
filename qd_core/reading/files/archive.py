"""Zipped documents: what they unpack to is known before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from qd_core.reading.files.limits import UNPACK_RATIO, UNPACKED_BYTES, UnreadableError

__all__ = ["Archive"]

_SMALL = 1_000_000
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(
        NotImplementedError,
        RuntimeError,
        ValueError,
    ),  # other packings, and offsets before the file's own start
)
_TOO_MUCH = "the file unpacks to far more data than a document holds and was not opened"


class Archive:
    """A zip held in memory. Parts are read whole, within the limits; declared sizes are not believed."""

    def __init__(self, content: bytes) -> None:
        """Raises UnreadableError for a damaged zip, and for one whose directory alone passes a limit."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGES as problem:
            raise UnreadableError("the file is damaged (not a whole Office document)") from problem
        self._left = UNPACKED_BYTES
        parts = self._zip.infolist()
        if sum(part.file_size for part in parts if not _is_media(part)) > UNPACKED_BYTES:
            raise UnreadableError(_TOO_MUCH)
        for part in parts:
            if part.file_size > _SMALL and part.file_size > UNPACK_RATIO * max(part.compress_size, 1):
                raise UnreadableError(_TOO_MUCH)
            if part.flag_bits & 1:
                raise UnreadableError("the file is protected by a password")

    @property
    def names(self) -> list[str]:
        """The parts, as the directory lists them."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The part ``name``; empty where there is none. Raises UnreadableError when it is damaged or too much."""
        try:
            with self._zip.open(name) as part:
                content = part.read(self._left + 1)
        except KeyError:
            return b""
        except _DAMAGES as problem:
            raise UnreadableError("the file is damaged (a part of it cannot be unpacked)") from problem
        if len(content) > self._left:
            raise UnreadableError(_TOO_MUCH)
        self._left -= len(content)
        return content

    def check(self, name: str) -> None:
        """Unpacks the part ``name`` without keeping it, as another reader is about to. Raises as ``read`` does."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_SMALL):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise UnreadableError(_TOO_MUCH)
        except KeyError:
            return
        except _DAMAGES as problem:
            raise UnreadableError("the file is damaged (a part of it cannot be unpacked)") from problem


def _is_media(part: zipfile.ZipInfo) -> bool:
    """Pictures and fonts are never unpacked."""
    return "/media/" in part.filename or "/embeddings/" in part.filename or "/fonts/" in part.filename
