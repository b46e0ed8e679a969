"""A web form's JSON: which keys there are, what they may hold, and what becomes of them."""

from __future__ import annotations

import binascii
import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from qd_core.errors import RejectedError
from qd_core.model.message import Attachment, Table, TableRow
from qd_core.model.rfq import Buyer, FormFields
from qd_core.money import plain
from qd_core.reading.decode import decode_text
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.files import MOST_FILES, attachments
from qd_core.reading.mail.form_size import LARGEST_FORM
from qd_core.reading.mail.headers import Address
from qd_core.reading.mail.own_words import Envelope, OwnWords, own_words
from qd_core.reading.mail.plain_text import clean_text
from qd_core.reading.mail.request_lines import holds_request_lines

__all__ = ["ReadForm", "read_form"]

_MOST_ITEMS = 5000
_MOST_EXTRA = 200
_LONGEST = 20_000
_LONGEST_TEXT = 500_000
_TEXT_KEYS = (
    "name",
    "email",
    "company",
    "phone",
    "deadline",
    "delivery_address",
    "payment_terms",
    "form_id",
    "subject",
)
_OWN_KEYS = frozenset((*_TEXT_KEYS, "message", "items", "line_items", "attachments"))
_NEVER_KEPT = frozenset(("secret", "captcha_token"))
_EMAIL = re.compile(r"[^\s<>@,;:\"]{1,64}@[^\s<>@,;:\"]{1,255}")

Json = None | bool | int | str | Decimal | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as an RFQ needs it; ``tables`` is one table labelled ``form`` where it has ``line_items``."""

    buyer: Buyer
    fields: FormFields
    text: str = ""
    subject: str = ""
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    removed: str = ""
    notes: tuple[str, ...] = ()


def read_form(content: bytes) -> ReadForm:
    """Raises RejectedError, which says what is wrong with which key."""
    form = _object(content)
    texts = {key: _text(form, key) for key in _TEXT_KEYS}
    email = _EMAIL.search(texts["email"])
    buyer = Buyer(
        email=email[0].lower() if email else "",
        name=texts["name"],
        company=texts["company"],
        domain=email[0].rpartition("@")[2].lower().rstrip(".") if email else "",
        phone=texts["phone"],
    )
    notes = (
        ()
        if email or not texts["email"]
        else (f"the form's e-mail address cannot be one: {texts['email'][:80]}",)
    )
    message = "\n\n".join(text for key in ("message", "items") if (text := _text(form, key, _LONGEST_TEXT)))
    words = _words(message, buyer)
    return ReadForm(
        buyer=buyer,
        fields=FormFields(
            form_id=texts["form_id"],
            deadline=texts["deadline"],
            delivery_address=texts["delivery_address"],
            payment_terms=texts["payment_terms"],
            extra=_extra(form),
        ),
        text=words.text,
        subject=texts["subject"],
        tables=_tables(form),
        attachments=attachments(_files(form)),
        removed=words.removed,
        notes=notes,
    )


def _words(message: str, buyer: Buyer) -> OwnWords:
    """The message without signature. What a person pastes into a form is meant: it stays where the lines are in it."""
    words = own_words(message, Envelope(Address(buyer.name, buyer.email)))
    if words.forwarded is not None or (not words.holds_lines and holds_request_lines(message)):
        return OwnWords(message)
    return words


def _object(content: bytes) -> dict[str, Json]:
    if len(content) > LARGEST_FORM:
        raise RejectedError(
            f"The form is larger than {LARGEST_FORM // 1024 // 1024} MB: send large files by e-mail or upload."
        )
    try:
        form = json.loads(decode_text(content), parse_float=Decimal, parse_int=_integer)
    except RecursionError:
        raise RejectedError("The form's JSON is nested too deep.") from None
    except ValueError as error:
        raise RejectedError(f"The form is not valid JSON: {error}.") from None
    if not isinstance(form, dict):
        raise RejectedError("The form must be one JSON object with keys such as name, email and message.")
    return form


def _integer(digits: str) -> int | Decimal:
    """Thousands of digits would take Python long, or raise."""
    return int(digits) if len(digits) < 400 else Decimal(digits[:400])


def _scalar(value: Json) -> str | None:
    """A text or a number as text; None for anything else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        try:
            return (
                plain(value.normalize()) if value.is_finite() and abs(value.adjusted()) < 40 else str(value)
            )
        except InvalidOperation:
            return None
    return str(value) if isinstance(value, str | int) else None


def _text(form: dict[str, Json], key: str, longest: int = _LONGEST) -> str:
    value = form.get(key)
    if key == "items" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n".join(str(one) for one in value)
    text = _scalar(value)
    if text is None:
        raise RejectedError(f'The form\'s "{key}" must be text, not {_kind(value)}.')
    if len(text) > longest:
        raise RejectedError(f'The form\'s "{key}" is longer than {longest:,} characters.')
    return clean_text(text).strip(" \n")


def _kind(value: Json) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "a number"


def _tables(form: dict[str, Json]) -> tuple[Table, ...]:
    items = form.get("line_items")
    if items is None or items == []:
        return ()
    if not isinstance(items, list):
        raise RejectedError(f'The form\'s "line_items" must be a list of items, not {_kind(items)}.')
    if len(items) > _MOST_ITEMS:
        raise RejectedError(
            f'The form\'s "line_items" has {len(items):,} items; at most {_MOST_ITEMS:,} are read.'
        )
    rows = [TableRow(number=0, cells=("item", "quantity", "notes"))]
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise RejectedError(
                f'The form\'s "line_items", item {number}, must be an object with item and quantity.'
            )
        cells = tuple(_cell(item, key, number) for key in ("item", "quantity", "notes"))
        if any(cells):
            rows.append(TableRow(number=number, cells=cells))
    return (Table(label="form", rows=tuple(rows)),) if len(rows) > 1 else ()


def _cell(item: dict[str, Json], key: str, number: int) -> str:
    text = _scalar(item.get(key))
    if text is None:
        wanted = "text or a number" if key == "quantity" else "text"
        raise RejectedError(
            f'The form\'s "line_items", item {number}: "{key}" must be {wanted}, not {_kind(item[key])}.'
        )
    return " ".join(clean_text(text[:_LONGEST]).split())


def _files(form: dict[str, Json]) -> list[RawFile]:
    files = form.get("attachments")
    if files is None:
        return []
    if not isinstance(files, list):
        raise RejectedError(f'The form\'s "attachments" must be a list of files, not {_kind(files)}.')
    if len(files) > MOST_FILES:
        raise RejectedError(
            f'The form\'s "attachments" has {len(files):,} files; at most {MOST_FILES} are read.'
        )
    return [_file(file, number) for number, file in enumerate(files, 1)]


def _file(file: Json, number: int) -> RawFile:
    where = f'The form\'s "attachments", file {number}'
    if not isinstance(file, dict):
        raise RejectedError(f"{where}, must be an object with name, media_type and content.")
    texts = {}
    for key in ("name", "media_type", "content"):
        value = file.get(key, "")
        if not isinstance(value, str):
            raise RejectedError(f'{where}: "{key}" must be text, not {_kind(value)}.')
        texts[key] = value
    encoded = re.sub(r"^data:[^,]{0,200},", "", texts["content"])
    try:
        content = binascii.a2b_base64(encoded.translate({ord("-"): "+", ord("_"): "/"}).encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        raise RejectedError(f'{where}: "content" must be base64.') from None
    return RawFile(texts["name"], texts["media_type"], content)


def _extra(form: dict[str, Json]) -> dict[str, str]:
    """Every unknown key as text; what is not text as JSON."""
    extra: dict[str, str] = {}
    for key, value in form.items():
        if key.lower() in _NEVER_KEPT or key in _OWN_KEYS or len(extra) >= _MOST_EXTRA:
            continue
        text = _scalar(value)
        if text is None:
            try:
                text = json.dumps(value, ensure_ascii=False, default=str)
            except RecursionError:
                text = "nested too deep"
        extra[key[:200]] = clean_text(text[:_LONGEST])
    return extra
