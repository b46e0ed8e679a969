"""Bytes to text: what a mail, a CSV or a plain file says, whatever its label claims. Never fails, linear time."""

from __future__ import annotations

import codecs

__all__ = ["decode_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs that are no character sets, or whose decoder is not linear.
_NO_CHARSET = frozenset("idna punycode unicode_escape raw_unicode_escape undefined mbcs oem".split())
_WESTERN = frozenset("iso8859-1 cp1252 ascii iso8859-15".split())
# What mail calls them, and codecs does not.
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "windows": "cp1252",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp-850": "cp850",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-unknown": "",
    "unknown-8bit": "",
    "8bit": "",
    "binary": "",
}
# Windows-1252 as browsers read it: the five bytes that it leaves undefined are the control characters of Latin-1.
_CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_SAMPLE = 1 << 16
_SMALL_LETTERS = frozenset("äöüßàáâãåæçèéêëìíîïñòóôõøùúûœ")
_OLD_EVIDENCE = 3
"""So many odd bytes inside words, and none that fits, before a file is taken for one of DOS or the old Mac."""


def decode_text(content: bytes, declared: str | None = None) -> str:
    """``content`` as text without its byte order mark.

    A byte order mark wins, then ``declared`` (any spelling of a character set) where the bytes bear it out, then
    UTF-8, UTF-16 without a mark, and Windows-1252 (or the DOS and Mac sets where the bytes fit only those).
    Text that is labelled Latin-1 or Windows-1252 and is valid UTF-8 is read as UTF-8. Bytes that fit nothing
    become U+FFFD. Line ends are left as they are. Never raises.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    charset = _codec(declared)
    wide = _wide_without_mark(content)
    if wide and not charset.startswith("utf-7"):
        return content.decode(wide, "replace")
    if charset in ("", "utf-8") or charset in _WESTERN:
        return _utf8(content) or _western(content, charset)
    try:
        return content.decode(charset)
    except (UnicodeError, LookupError):
        return _utf8(content) or _replaced(content, charset)


def _codec(declared: str | None) -> str:
    """The codec's own name, empty where ``declared`` names no character set."""
    name = (declared or "").strip(" \t\r\n\"'<>;").lower()[:40]
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError, UnicodeError):
        return ""
    if found.replace("-", "_") in _NO_CHARSET:
        return ""
    try:
        b"".decode(found)
    except (LookupError, UnicodeError):  # a codec from bytes to bytes
        return ""
    return found


def _wide_without_mark(content: bytes) -> str:
    """UTF-16 is told by its zero bytes: Western text has one in every second place."""
    sample = content[: _SAMPLE & ~1]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 10 >= half * 7 and even * 10 <= half:
        return "utf-16-le"
    if even * 10 >= half * 7 and odd * 10 <= half:
        return "utf-16-be"
    return ""


def _utf8(content: bytes) -> str | None:
    """UTF-8, also where a few bytes are of another set (a pasted line) or the end is cut off; else None."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    loose = content.decode("utf-8", "replace")
    wrong = loose.count("\ufffd")
    right = len(loose) - len(loose.encode("ascii", "ignore")) - wrong
    if right <= wrong:  # a chance pair of bytes in Windows-1252 is valid now and then
        return None
    return content.decode("utf-8", _HANDLER)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.end >= len(error.object) and error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return "".join(_CP1252[byte] for byte in error.object[error.start : error.end]), error.end


_HANDLER = "qd-cp1252"
codecs.register_error(_HANDLER, _as_cp1252)


def _western(content: bytes, charset: str) -> str:
    if charset == "iso8859-15":
        return content.decode(charset, "replace")
    if not charset:
        old = _old_code_page(content[: _SAMPLE // 4])
        if old:
            return content.decode(old, "replace")
    return codecs.charmap_decode(content, "strict", _CP1252)[0]


def _replaced(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except (UnicodeError, LookupError):
        return codecs.charmap_decode(content, "strict", _CP1252)[0]


def _old_code_page(sample: bytes) -> str:
    """``cp850`` or ``mac-roman`` where the bytes inside words are small letters only there (``Schl„uche``), else
    empty."""
    inside = bytes(
        sample[at]
        for at in range(1, len(sample) - 1)
        if sample[at] >= 0x80 and sample[at - 1 : at].islower() and sample[at + 1 : at + 2].islower()
    )
    odd = sum(not _CP1252[byte].islower() for byte in inside)
    if odd < _OLD_EVIDENCE or odd * 2 < len(inside):
        return ""
    fits = {
        name: sum(map(_SMALL_LETTERS.__contains__, inside.decode(name, "replace")))
        for name in ("cp850", "mac-roman")
    }
    best = max(fits, key=lambda name: fits[name])
    return best if fits[best] == len(inside) else ""
