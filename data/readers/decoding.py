"""Bytes → text: UTF-8 first, then what charset-normalizer thinks, and a word about it to the user."""

from __future__ import annotations

import codecs
import re

from .. import limits
from .common import parsing

_BOMS = (  # UTF-32's first: UTF-16's is its beginning
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)

# An English text has so few other bytes that charset-normalizer cannot tell encodings apart by them; these bytes can:
# Mac Roman's quotation marks, capital letters with accents in Latin-1, stand where no such letter would, and Windows'
# are control characters everywhere but in Mac Roman.
_MAC_MARKS = re.compile(rb"[a-z]\xd5[a-z]|\xd2\w[^\xd2\xd3]{0,2000}\xd3")
_WINDOWS_MARKS = re.compile(rb"[\x85\x91-\x97]")
_PREFERRED = ("cp1252", "mac_roman", "cp1250", "cp1251")  # among encodings that charset-normalizer finds equally likely

_MOSTLY_ASCII = 0.9
_CHAOS = 0.2  # charset-normalizer's own threshold for a sound match


def bom_codec(data: bytes) -> str | None:
    """The codec that the byte order mark at the start of ``data`` names, if there is one."""
    return next((codec for bom, codec in _BOMS if data.startswith(bom)), None)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of ``data`` without its byte order mark, and a note when it was not sound UTF-8 or UTF-16/32."""
    codec = bom_codec(data) or "utf-8"
    try:
        return data.decode(codec), None
    except UnicodeDecodeError as error:
        replaced = data.decode(codec, "replace")
        if codec == "utf-8":
            guess = legacy_codec(data, error.start)
            if guess:
                return data.decode(guess, "replace"), f"not UTF-8, read as {guess}"
    bad = replaced.count("\ufffd")
    name = "UTF-8" if codec.startswith("utf-8") else codec.upper()
    return replaced, f"not valid {name} in {bad} place{'s' if bad != 1 else ''}, U+FFFD stands there"


def legacy_codec(data: bytes, start: int) -> str | None:
    """The encoding of ``data``, at ``start`` no UTF-8 for the first time; None when unclear or broken UTF-8."""
    from charset_normalizer import from_bytes

    half = limits.ENCODING_SAMPLE // 2
    sample = data[max(0, start - half) : start + half]
    as_utf8 = sample.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    if sum(1 for char in as_utf8 if char > "\x7f") - bad > bad:
        return None
    mostly_ascii = sum(1 for byte in sample if byte < 0x80) > _MOSTLY_ASCII * len(sample)
    if mostly_ascii and _MAC_MARKS.search(sample):
        return "mac_roman"
    if mostly_ascii and _WINDOWS_MARKS.search(sample):
        return "cp1252"
    with parsing("", "no encoding"):
        matches = list(from_bytes(sample))
    if not matches or matches[0].chaos >= _CHAOS:
        return None
    best = matches[0]
    equal = {name for match in matches if match.chaos == best.chaos for name in match.could_be_from_charset}
    likely = next((name for name in _PREFERRED if name in equal), None)
    return likely or (None if mostly_ascii else best.encoding)
