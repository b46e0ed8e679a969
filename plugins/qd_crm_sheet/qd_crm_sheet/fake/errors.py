"""An error as Google answers it."""

from __future__ import annotations

__all__ = ["GoogleError"]

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
}


class GoogleError(Exception):
    """E: ``{"error": {"code", "message", "status"}}``."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)

    def body(self) -> dict[str, object]:
        """The JSON."""
        status = _STATUS.get(self.code, "INTERNAL")
        return {"error": {"code": self.code, "message": self.message, "status": status}}
