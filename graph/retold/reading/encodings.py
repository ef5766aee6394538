"""Bytes to clean text: the encoding is detected, line ends unified, control characters dropped."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from retold.errors import DocumentError

__all__ = ["clean", "decode", "looks_binary"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters; invisible marks that split words; marks that reorder what a terminal shows; halves of
# surrogate pairs; noncharacters.
_UNWANTED: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WESTERN: Final = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüœŒ“”‘’„«»–—…•·°£€©®§½")
_MULTIBYTE: Final = re.compile(r"[^\x00-\x7f\ufffd]")
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ", "compressed"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# charset-normalizer compares dozens of encodings; this much text is enough to tell them apart.
_SAMPLE: Final = 50_000
# Python knows them as text encodings, but no document is written in them, and some take quadratic time.
_NOT_FOR_DOCUMENTS: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "raw_unicode_escape", "undefined", "unicode-escape"}
    | {"unicode_escape", "utf-7"}
)


def clean(text: str) -> str:
    r"""Return `text` with `\n` as line end, composed characters (NFC), and nothing invisible but tabs.

    >>> clean("a\r\nb\x00c\u200b")
    'a\nbc'
    """
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def looks_binary(data: bytes) -> str | None:
    """Return what `data` seems to be if it is no text, else None."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide_encoding(data):
        return None
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    share = controls / len(sample) if sample else 0.0
    return "binary" if share > 0.3 or (controls > 8 and share > 0.02) else None


def decode(data: bytes, *, uri: str, charset: str | None = None) -> str:
    """Return the clean text of `data`.

    A byte order mark decides; then `charset` (as a server or a page states it), then UTF-8, then detection.
    Raises DocumentError if `data` is no text.
    """
    if kind := looks_binary(data):
        raise DocumentError(
            uri, f"is {kind}, not text.", hint="Give its format if its name is wrong, or convert it."
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace"))
    if charset is not None and (text := _strictly(data, charset)) is not None:
        return clean(text)
    if (text := _strictly(data, _wide_encoding(data) or "utf-8")) is not None:
        return clean(text)
    return clean(_guess(data))


def _strictly(data: bytes, encoding: str) -> str | None:
    """Decode without tolerance, or return None; `encoding` may be any name a stranger wrote."""
    try:
        if codecs.lookup(encoding).name in _NOT_FOR_DOCUMENTS:
            return None
        return str(data, encoding)
    except (LookupError, ValueError):
        return None


def _wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 flavour if every other byte of a sample is nearly always zero."""
    sample = data[:1000]
    if len(sample) < 8 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    lenient = data.decode("utf-8", "replace")
    # A few broken bytes in good UTF-8 must not turn every accented letter of it into rubbish.
    if lenient.count("\ufffd") * 4 <= len(_MULTIBYTE.findall(lenient)):
        return lenient
    sample = data[:_SAMPLE]
    western = sample.decode("cp1252", "replace")
    high = [c for c in western if c > "\x7f"]
    # Statistics need something to count. Few accented letters, all of them usual in the West, leave no doubt.
    if len(high) * 4 < len(sample) and sum(c in _WESTERN for c in high) >= 0.95 * len(high):
        return data.decode("cp1252", "replace")
    best = from_bytes(sample).best()
    return data.decode("cp1252" if best is None else best.encoding, "replace")
