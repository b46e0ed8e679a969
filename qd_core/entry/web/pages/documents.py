"""The company documents: which version is in use, what is wrong with a newer one, and every row with its number."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from qd_core.entry.web.visits import Visit, page
from qd_core.errors import DocumentError, QdError
from qd_core.model.rules import CompanyDocuments

__all__ = ["routes"]

_NAMES = ("catalog", "rules", "voice")
_PAGE = 500


def overview(visit: Visit) -> Response:
    """The three documents with their versions, and the problems that keep a newer one from being used."""
    documents = visit.app.documents()
    problem, local = visit.desk.documents.problem, visit.desk.local
    rows = []
    for name in _NAMES:
        path = local.document_files.file(name) if local else None
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path else None
        rows.append(
            (name, path.name if path else "", documents.versions[name], changed, _holds(documents)[name])
        )
    return visit.render(
        "documents.html",
        rows=rows,
        problem=problem,
        problems=problem.problems if isinstance(problem, DocumentError) else (),
        folder=str(local.documents.folder) if local else "",
    )


def document(visit: Visit) -> Response:
    """The rows of one document, in the version that a draft cites or the one in use."""
    name = visit.path("name")
    if name not in _NAMES:
        raise QdError(f"there is no document {name}; there are {', '.join(_NAMES)}")
    used = visit.app.documents().versions[name]
    version = visit.asked("version") or used
    rows = visit.desk.cited_rows.rows(name, version)
    if not rows and version != used:
        raise QdError(f"this version of {name} is not kept: the draft holds the rows that it cites")
    start = _number(visit.asked("from"))
    around = _number(visit.asked("around"))
    if around:
        start = max(0, next((at for at, row in enumerate(rows) if row.number >= around), 0) - _PAGE // 2)
    return visit.render(
        "document.html",
        name=name,
        version=version,
        used=used,
        rows=rows[start : start + _PAGE],
        start=start,
        size=_PAGE,
        count=len(rows),
    )


def _holds(documents: CompanyDocuments) -> dict[str, str]:
    rules = documents.rules
    parts = (
        (len(rules.tiers), "tiers"),
        (len(rules.volume), "volume breaks"),
        (len(rules.regions), "regions"),
        (len(rules.bundles), "bundles"),
    )
    return {
        "catalog": f"{len(documents.catalog):,} SKUs in {documents.catalog.currency}",
        "rules": ", ".join(f"{count} {what}" for count, what in parts if count),
        "voice": f"{len(documents.voice.lines)} lines",
    }


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0


routes = [page("/documents", overview), page("/documents/{name}", document)]
