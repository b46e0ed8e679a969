"""What is fuzzed: a function of bytes each, and honest inputs to begin with. Only the errors that tell a person what to
do may come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from qd_core.documents.load import read_documents
from qd_core.errors import QdError
from qd_core.model.message import Document, InboundMessage
from qd_core.money import exact
from qd_core.reading.files.cxml import read_cxml
from qd_core.reading.files.delimited import read_delimited
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.gaeb import read_gaeb_xml
from qd_core.reading.files.gaeb_fixed import read_gaeb_fixed
from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.sheets import read_workbook
from qd_core.reading.files.ubl import read_ubl
from qd_core.reading.files.word import read_word
from qd_core.reading.files.x12 import read_x12
from qd_core.reading.mail.read import read_mail
from qd_core.reading.mail.tnef import read_tnef
from qd_core.reading.mail.web_form import read_form
from tests.hostile import company
from tests.hostile.fuzzing import seeds
from tests.hostile.mails import mail, raw_mail

__all__ = ["TARGETS", "Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """``run`` raises nothing on any bytes; ``seeds`` are where mutation begins; ``packed``: they are zip files."""

    name: str
    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    packed: bool = False


@contextmanager
def _told() -> Iterator[None]:
    """Errors that say something to a person are answers."""
    try:
        yield
    except QdError as error:
        if not str(error):
            raise


def _mail(content: bytes) -> None:
    with _told():
        read_mail(content)


def _tnef(content: bytes) -> None:
    with _told():
        read_tnef(content)


def _form(content: bytes) -> None:
    with _told():
        read_form(content)


def _file(read: Callable[[Document], object], name: str) -> Callable[[bytes], None]:
    def run(content: bytes) -> None:
        with _told():  # the readers themselves, for read_safely hides what it catches
            read(Document(name=name, media_type="", content=content))

    return run


def _documents(name: str) -> Callable[[bytes], None]:
    honest = {"catalog": company.CATALOG, "rules": company.RULES, "voice": company.VOICE}

    def run(content: bytes) -> None:
        texts = {key: text.encode() for key, text in honest.items()} | {name: content}
        with _told():
            read_documents({key: (f"{key}.txt", text, None) for key, text in texts.items()})

    return run


def _drafted(make: Callable[[bytes], InboundMessage]) -> Callable[[bytes], None]:
    turns = count(1)

    def run(content: bytes) -> None:
        if next(turns) % 500 == 0:
            company.chandlery.cache_clear()  # it keeps every message
        drafted = company.draft_of(make(content))
        draft = drafted.draft
        catalog = company.chandlery().documents().catalog
        for line in draft.lines:
            assert line.sku is None or catalog.get(line.sku) is not None, "a SKU that is not carried"
            if line.line_total is not None:
                assert line.quantity is not None
                assert line.quantity > 0, "a quantity that is none"
        if draft.total is not None:
            with exact():
                lines = sum((line.line_total or 0 for line in draft.lines), Decimal(0))
                assert draft.total == lines + sum(charge.amount for charge in draft.charges)
        json.loads(draft.model_dump_json())

    return run


def _table_attached(content: bytes) -> InboundMessage:
    return mail("Hello,\n\nplease quote the list.\n", files=[("list.csv", "text/csv", content[:4000])])


TARGETS = {
    target.name: target
    for target in (
        Target("mail", _mail, seeds.mails),
        Target("tnef", _tnef, seeds.tnef),
        Target("form", _form, seeds.forms),
        Target("csv", _file(read_delimited, "a.csv"), seeds.tables),
        Target("xlsx", _file(read_workbook, "a.xlsx"), seeds.workbooks, packed=True),
        Target("docx", _file(read_word, "a.docx"), seeds.words, packed=True),
        Target("pdf", _file(read_pdf, "a.pdf"), seeds.pages),
        Target("x12", _file(read_x12, "a.x12"), seeds.x12),
        Target("edifact", _file(read_edifact, "a.edi"), seeds.edifact),
        Target("ubl", _file(read_ubl, "a.xml"), seeds.ubl),
        Target("gaeb", _file(read_gaeb_xml, "a.x83"), seeds.gaeb),
        Target("gaeb-fixed", _file(read_gaeb_fixed, "a.d83"), seeds.gaeb_fixed),
        Target("cxml", _file(read_cxml, "a.xml"), seeds.cxml),
        Target("catalog", _documents("catalog"), seeds.catalogs),
        Target("rules", _documents("rules"), seeds.rules),
        Target("voice", _documents("voice"), seeds.voices),
        Target("draft-table", _drafted(_table_attached), seeds.tables),
        Target(
            "draft-text",
            _drafted(lambda raw: mail(raw.decode("utf-8", "replace").replace("\0", "")[:4000])),
            seeds.texts,
        ),
        Target("draft-mail", _drafted(lambda raw: raw_mail(raw[:20_000])), seeds.mails),
    )
}
