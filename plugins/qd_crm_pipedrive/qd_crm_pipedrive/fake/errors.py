"""A refusal as Pipedrive answers it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["RefusedError"]


class RefusedError(Exception):
    """V: ``{"success": false, "error": …, "error_info": …}``."""

    def __init__(
        self, status: int, error: str, info: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        self.status = status
        self.headers = dict(headers or {})
        self.body = {
            "success": False,
            "error": error,
            "error_info": info or "Please check developers.pipedrive.com",
        }
        super().__init__(error)
