"""What a file is, whatever its label says; and a name that is safe to store it under."""

from __future__ import annotations

import re
import struct
import unicodedata

__all__ = ["image_size", "media_type", "safe_name", "unique_names"]

_LONGEST_NAME = 120

_ZIP = "application/zip"
_OLE = "application/x-ole-storage"
_OLE_KINDS = {
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "msg": "application/vnd.ms-outlook",
    "ppt": "application/vnd.ms-powerpoint",
}
_MAGIC = (
    (b"PK\x03\x04", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BY_NAME = {
    "pdf": "application/pdf",
    "docx": _DOCX,
    "docm": "application/vnd.ms-word.document.macroenabled.12",
    "xlsx": _XLSX,
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "msg": "application/vnd.ms-outlook",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "tab": "text/tab-separated-values",
    "txt": "text/plain",
    "text": "text/plain",
    "log": "text/plain",
    "md": "text/markdown",
    "htm": "text/html",
    "html": "text/html",
    "xml": "application/xml",
    "x83": "application/xml",
    "x84": "application/xml",
    "x81": "application/xml",
    "d83": "text/plain",
    "p83": "text/plain",
    "json": "application/json",
    "eml": "message/rfc822",
    "rtf": "application/rtf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "heic": "image/heic",
    "zip": "application/zip",
    "ics": "text/calendar",
    "vcf": "text/vcard",
}
_EXTENSIONS = {kind: extension for extension, kind in reversed(_BY_NAME.items())} | {
    "image/jpg": "jpg",
    "text/plain": "txt",
}
_VAGUE = frozenset(
    """application/octet-stream application/x-octet-stream application/binary application/unknown application/download
    application/force-download application/x-download application/x-msdownload binary/octet-stream content/unknown
    application/save application/x-unknown application/octetstream text/plain application/vnd.ms-excel
    application/xml text/xml application/zip application/x-zip-compressed""".split()
)
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def media_type(name: str, declared: str, content: bytes) -> str:
    """The media type of a file, lower case, without parameters.

    The first bytes win; where they do not tell, a specific ``declared`` type; else the name's ending.
    """
    head = content[:1024]
    declared = declared.partition(";")[0].strip().lower()
    declared = declared if "/" in declared and not _is_refuted(declared, head) else ""
    by_name = _BY_NAME.get(_extension(name), "")
    by_name = "" if _is_refuted(by_name, head) else by_name
    specific = declared if declared not in _VAGUE else ""
    return _by_magic(name, head, content) or specific or by_name or _by_text(head, declared)


def _by_text(head: bytes, declared: str) -> str:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "application/octet-stream"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if text.startswith(b"<?xml"):
        return "application/xml"
    return declared or ("text/plain" if _is_text(head) else "application/octet-stream")


def _by_magic(name: str, head: bytes, content: bytes) -> str:
    marked = next((kind for mark, kind in _MAGIC if head.startswith(mark)), "")
    extension = _extension(name)
    if marked == _ZIP:
        return _of_zip(name, content)
    if marked == _OLE:
        return _OLE_KINDS.get(extension, _OLE)
    if marked or (extension == "pdf" and b"%PDF-" in head):  # some printers write a line before it
        return marked or "application/pdf"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return "image/heic"
    return "image/bmp" if head.startswith(b"BM") and extension == "bmp" else ""


def _of_zip(name: str, content: bytes) -> str:
    """An office file is a zip whose directory, at its end, names its kind."""
    macro = _extension(name) in ("xlsm", "docm")
    for place in (content[:4096], content[-65536:]):
        if b"xl/workbook" in place:
            return _BY_NAME["xlsm"] if macro else _XLSX
        if b"word/document" in place:
            return _BY_NAME["docm"] if macro else _DOCX
        found = re.search(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z]{1,20})", place)
        if found:
            return found[1].decode("ascii")
    return _ZIP


def _extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _is_refuted(kind: str, head: bytes) -> bool:
    """Whether the bytes cannot be of this kind: these all begin with a mark of their own."""
    marked = kind in (
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/tiff",
        "application/rtf",
    )
    marked = marked or kind.startswith(("application/vnd.openxml", "application/vnd.oasis"))
    return bool(head) and (marked or (kind.startswith("text/") and not _is_text(head)))


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return True
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return odd * 50 <= len(head) or (head.count(0) * 3 > len(head) and head.count(0) * 5 < len(head) * 3)


def safe_name(name: str, kind: str, number: int) -> str:
    """A file name without folders, control and forbidden characters, at most 120 characters, its ending kept;
    ``attachment-<number>`` where nothing is left."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if char.isprintable())
    name = " ".join(_UNSAFE.sub("_", name).split()).strip(". ")
    if not name:
        extension = _EXTENSIONS.get(kind, "bin")
        return f"attachment-{number}.{extension}"
    if len(name) > _LONGEST_NAME:
        stem, dot, extension = name.rpartition(".")
        if dot and len(extension) <= 10:
            return stem[: _LONGEST_NAME - len(extension) - 1] + "." + extension
        return name[:_LONGEST_NAME]
    return name


def unique_names(names: list[str]) -> list[str]:
    """The names in order; the second ``list.pdf`` is ``list (2).pdf``: a source names its attachment by its name."""
    taken: set[str] = set()
    seen: dict[str, int] = {}
    out = []
    for name in names:
        new = name
        while new.casefold() in taken:
            seen[name] = seen.get(name, 1) + 1
            stem, dot, extension = name.rpartition(".")
            new = f"{stem} ({seen[name]}).{extension}" if dot else f"{name} ({seen[name]})"
        taken.add(new.casefold())
        out.append(new)
    return out


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, BMP or JPEG image, or None."""
    try:
        if content.startswith(b"\x89PNG"):
            return struct.unpack(">II", content[16:24])
        if content.startswith(b"GIF8"):
            return struct.unpack("<HH", content[6:10])
        if content.startswith(b"BM"):
            width, height = struct.unpack("<ii", content[18:26])
            return abs(width), abs(height)
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(200):
        if content[at : at + 1] != b"\xff":
            return None
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
