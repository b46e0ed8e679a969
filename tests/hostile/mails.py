"""Mails, forms and files for the hostile sets: one honest request, and ways to wrap something around it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from qd_core.model.message import InboundMessage, Lane

__all__ = ["REQUEST", "Part", "form", "html", "mail", "paper", "plain", "raw_mail", "sheet", "word"]

REQUEST = (
    "please quote 120 SH-0810 and 15 TB-1200 as well as 6 fenders 40 cm white, "
    "delivered to Norfolk, Virginia by June 12."
)
Part = tuple[str, str, bytes]
"""File name, media type, content."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = {
    "From": "Dana Field <dana@saltmarsh.example>",
    "To": "quotes@tidewater.example",
    "Subject": "RFQ deck fittings",
    "Date": "Mon, 04 May 2026 09:00:00 +0000",
    "Message-ID": "<one@saltmarsh.example>",
}


def mail(
    text: str | None = None,
    *,
    html: str | None = None,
    files: Sequence[Part] = (),
    headers: Mapping[str, str] | None = None,
) -> InboundMessage:
    """Dana's mail with this plain text, this HTML (or both as alternatives) and these files."""
    message = EmailMessage(policy=SMTP)
    for name, value in {**HEAD, **(headers or {})}.items():
        if value:
            message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for name, media_type, content in files:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return raw_mail(message.as_bytes())


def raw_mail(content: bytes) -> InboundMessage:
    """Bytes as the mail lane gets them."""
    return InboundMessage(lane=Lane.EMAIL, content=content, name="mail.eml", media_type="message/rfc822")


def plain(before: str = "", after: str = "", **headers: str) -> InboundMessage:
    """The honest request as plain text, with something before and after it."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return mail(f"Hello,\n\n{before}{REQUEST}\n\n{after}Thanks\nDana\n", headers=named)


def html(inside: str = "", *, head: str = "", body: str = "") -> InboundMessage:
    """The honest request as HTML; ``inside`` follows its paragraph, ``head`` stands in <head>."""
    return mail(
        html=f"<html><head>{head}</head><body {body}><p>Hello,</p><p>{REQUEST}</p>{inside}<p>Thanks<br>Dana</p>"
        "</body></html>"
    )


def form(**keys: object) -> InboundMessage:
    """The honest request as a web form; ``keys`` are added or replace its own."""
    fields: dict[str, object] = {
        "name": "Dana Field",
        "email": "dana@saltmarsh.example",
        "message": REQUEST[0].upper() + REQUEST[1:],
    }
    content = json.dumps({**fields, **keys}).encode()
    return InboundMessage(lane=Lane.FORM, content=content, name="form.json", media_type="application/json")


ROWS = (
    ("Part no.", "Description", "Qty"),
    ("CL-2500", "Mooring cleat 250 mm", 24),
    ("BL-0075", "Bilge pump", 2),
)


def sheet(change: Callable[[object], None] | None = None) -> Part:
    """A workbook of two lines, after ``change`` was done to its openpyxl workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return "list.xlsx", XLSX, out.getvalue()


def word(change: Callable[[object], None] | None = None) -> Part:
    """A document with a table of two lines, after ``change`` was done to its python-docx document."""
    import docx

    document = docx.Document()
    document.add_paragraph("Items needed:")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return "list.docx", DOCX, out.getvalue()


def paper(change: Callable[[object], None] | None = None) -> Part:
    """A page with a table of two lines, after ``change`` drew on its reportlab canvas."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.setFont("Helvetica", 11)
    for number, row in enumerate(ROWS):
        for x, value in zip((60, 160, 400), row, strict=True):
            canvas.drawString(x, 760 - 20 * number, str(value))
    if change is not None:
        change(canvas)
    canvas.showPage()
    canvas.save()
    return "list.pdf", "application/pdf", out.getvalue()
