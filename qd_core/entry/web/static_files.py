"""Styles, scripts and icons: read once, named with their digest, so that a browser keeps each version for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["StaticFiles"]

_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFiles:
    """The files below ``folder`` that have a known kind."""

    folder: Path

    @cached_property
    def _files(self) -> dict[str, tuple[bytes, str, str]]:
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if kind := _KINDS.get(path.suffix):
                content = path.read_bytes()
                digest = hashlib.sha256(content).hexdigest()[:10]
                found[path.relative_to(self.folder).as_posix()] = (content, kind, digest)
        return found

    def url(self, name: str) -> str:
        """The address of a file in its present version. Raises KeyError when there is none."""
        return f"/static/{name}?v={self._files[name][2]}"

    def names(self, suffix: str) -> list[str]:
        """The names of all files of one kind."""
        return [name for name in self._files if name.endswith(suffix)]

    @property
    def route(self) -> Route:
        """Answers for every file."""
        return Route("/static/{name:path}", self._answer, methods=["GET"])

    async def _answer(self, request: Request) -> Response:
        found = self._files.get(request.path_params["name"])
        if found is None:
            return Response("not found", 404)
        content, kind, digest = found
        kept = _FOR_GOOD if request.query_params.get("v") == digest else "no-cache"
        return Response(content, media_type=kind, headers={"cache-control": kept, "etag": f'"{digest}"'})
