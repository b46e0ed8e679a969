"""Mail reading measured on public mail: `python -m tests.corpus.mail_figures` prints the figures.

Needs the data folder beside the checkout, or in QD_SHARED.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qd_core.errors import RejectedError
from qd_core.reading.mail.headers import Address, parse_addresses
from qd_core.reading.mail.mime import Part, parse_message
from qd_core.reading.mail.own_words import Envelope, own_words
from qd_core.reading.mail.read import read_mail

ROOT = Path(__file__).resolve().parents[2]


def data() -> Path | None:
    """The folder of public data, None where there is none."""
    for shared in (os.environ.get("QD_SHARED"), ROOT.parent / "shared"):
        if shared and (Path(shared) / "data").is_dir():
            return Path(shared) / "data"
    return None


@dataclass
class Figures:
    """``right`` of ``total``; ``lost`` counts mails that lost a line of their body."""

    right: int = 0
    total: int = 0
    lost: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / max(self.total, 1)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def replies(folder: Path) -> Figures:
    """Exact latest replies of reply-discourse-trimmer."""
    figures = Figures()
    for mail in sorted((folder / "reply-discourse-trimmer" / "emails").iterdir()):
        found = own_words(mail.read_text("utf-8"), Envelope()).text
        wanted = (folder / "reply-discourse-trimmer" / "trimmed" / mail.name).read_text("utf-8")
        figures.total += 1
        if _lines(found) == _lines(wanted):
            figures.right += 1
        else:
            figures.misses.append(mail.name)
    return figures


def signatures(folder: Path) -> Figures:
    """Mails of signature-forge whose signature lines (``#sig#``) and no others are cut."""
    figures = Figures()
    for mail in sorted((folder / "signature-forge").glob("*/*_body")):
        marked = mail.read_text("utf-8", "replace").split("\n")
        wanted = [line.strip() for line in marked if line.strip() and not line.startswith("#sig#")]
        text = "\n".join(line.removeprefix("#sig#") for line in marked)
        found = own_words(text, Envelope(_sender(mail))).text
        kept = [line.strip() for line in found.split("\n") if line.strip()]
        figures.total += 1
        figures.lost += bool(Counter(wanted) - Counter(kept))
        if kept == wanted:
            figures.right += 1
        else:
            figures.misses.append(f"{mail.parent.name}/{mail.name}")
    return figures


def _sender(mail: Path) -> Address:
    written = mail.with_name(mail.name.replace("_body", "_sender")).read_text("utf-8", "replace")
    found = parse_addresses(written.replace("[mailto:", "<").replace("]", ">"))
    return found[0] if found else Address()


def unbroken(folder: Path) -> Figures:
    """Files of the MIME sets, mails or not, that are read without an exception."""
    figures = Figures()
    for name in ("mime-cpython", "mime-enmime", "mime-mime4j", "reply-text-parsers"):
        for file in sorted(path for path in (folder / name).rglob("*") if path.is_file()):
            figures.total += 1
            try:
                read_mail(file.read_bytes())
            except RejectedError as refused:
                if file.stat().st_size > 2 and "empty" not in str(refused):
                    figures.misses.append(f"{file.name}: {refused}")
                    continue
            except Exception as error:  # noqa: BLE001 - that there is none is what is measured
                figures.misses.append(f"{file.name}: {error!r}")
                continue
            figures.right += 1
    return figures


def bodies(folder: Path) -> Figures:
    """Parts of mime4j's messages that are decoded as its expected files say."""
    figures = Figures()
    for mail in sorted((folder / "mime-mime4j").glob("*/*.msg")):
        parts = dict(_numbered(parse_message(mail.read_bytes()), "1"))
        for file in sorted(mail.parent.glob(f"{mail.stem}_decoded_*")):
            number = re.fullmatch(re.escape(mail.stem) + r"_decoded_([\d_]+)\.(?:txt|bin)", file.name)
            if number is None:
                continue
            figures.total += 1
            if _is_same(parts.get(number[1]), file.read_bytes()):
                figures.right += 1
            else:
                figures.misses.append(file.name)
    return figures


def _numbered(part: Part, number: str) -> Iterator[tuple[str, Part]]:
    yield number, part
    for at, child in enumerate(part.children, 1):
        yield from _numbered(child, f"{number}_{at}")


def _is_same(part: Part | None, wanted: bytes) -> bool:
    if part is None:
        return not wanted.strip()
    readings = [part.content, part.text().encode()]
    return any(_plain(reading) == _plain(wanted) for reading in readings) or (
        part.media_type.startswith("text/")
        and _plain(part.text().encode("latin-1", "replace")) == _plain(wanted)
    )


def _plain(content: bytes) -> bytes:
    return re.sub(rb"\r?\n|\r", b"\n", content).strip()


MEASURES = {
    "latest reply": replies,
    "signature": signatures,
    "no exception": unbroken,
    "decoded parts": bodies,
}


def table(folder: Path) -> str:
    """The figures of every measure, a line each, and what was missed below."""
    lines = []
    for name, measure in MEASURES.items():
        figures = measure(folder)
        lost = f", {figures.lost} lost a body line" if figures.lost else ""
        lines.append(f"{name}: {figures.right} of {figures.total} ({figures.share:.1%}){lost}")
        lines.extend(f"    {miss}" for miss in figures.misses)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    found = data()
    sys.stdout.write(
        table(found) if found else "no data folder beside the checkout, and QD_SHARED names none\n"
    )
