"""`qd draft`: the whole chain on message files."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.draft_json import draft_to_json
from qd_core.entry.cli.options import ConfigFile, DocsFolder, ReceivedAt, parse_received_at
from qd_core.entry.cli.session import Session, draft_file, open_session
from qd_core.errors import QdError
from qd_core.model.quote import Draft, Move

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["draft"]


def draft(
    messages: Annotated[
        list[Path],
        typer.Argument(metavar="MESSAGE…", help=".eml, .txt, .json (web form), .pdf, .docx, .xlsx or .csv"),
    ],
    docs: DocsFolder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Machine-readable; one document a line for several.")
    ] = False,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", metavar="FILE", help="Write the quote as PDF; a folder for several messages."),
    ] = None,
    received_at: ReceivedAt = None,
    config: ConfigFile = None,
) -> None:
    """Draft quotes for one or more RFQs, on this machine, without account or network."""
    when = parse_received_at(received_at)
    _check_files(messages)
    session = open_session(docs, config)
    session.app.registry.check()
    if pdf is not None and len(messages) > 1:
        pdf.mkdir(parents=True, exist_ok=True)
    failures = 0
    found: list[tuple[Path, Draft]] = []
    for path, result in _drafts(session, messages, when, quiet=as_json):
        if isinstance(result, QdError):
            failures += 1
            sys.stderr.write(f"qd: {result}\n")
            continue
        if as_json:
            indent = 2 if len(messages) == 1 else None
            print(json.dumps(draft_to_json(result), ensure_ascii=False, indent=indent), flush=True)
        if pdf is not None and result.move is not Move.REJECT:
            _write_pdf(session, result, pdf / f"{path.stem}.pdf" if len(messages) > 1 else pdf)
        found.append((path, result))
    if not as_json and found:
        _show(found)
    if failures:
        raise typer.Exit(1)


def _check_files(messages: list[Path]) -> None:
    missing = [str(path) for path in messages if not path.is_file()]
    if missing:
        raise QdError(f"no such message file: {', '.join(missing)}")


def _drafts(
    session: Session, messages: list[Path], when: datetime | None, *, quiet: bool
) -> Iterator[tuple[Path, Draft | QdError]]:
    """The drafts in order, with a progress bar on a terminal when there are many."""

    def one(path: Path) -> Draft | QdError:
        try:
            return draft_file(session.app, path, received_at=when)
        except QdError as error:
            return error

    if quiet or len(messages) < 3 or not sys.stderr.isatty():
        for path in messages:
            yield path, one(path)
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    for path in track(messages, description="Drafting", console=console, transient=True):
        yield path, one(path)


def _write_pdf(session: Session, result: Draft, target: Path) -> None:
    from qd_core.pipeline.deliver import render_quote

    target.write_bytes(render_quote(session.app, result))


def _show(found: list[tuple[Path, Draft]]) -> None:
    from rich.console import Console

    from qd_core.entry.cli.show import show_draft
    from qd_core.entry.cli.show_many import show_summary

    console = Console()
    if len(found) == 1:
        show_draft(console, found[0][1])
    else:
        show_summary(console, found)
