"""What text needs before it goes into a format that cannot hold every character.

All text of a document is hostile: it may hold half characters, control characters and formulas.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["csv_safe", "without_surrogates", "xml_safe"]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# What XML 1.0 has no way to write, not even as a character reference.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def without_surrogates(text: str) -> str:
    r"""Return `text` with half characters, which UTF-8 cannot hold, replaced by U+FFFD.

    >>> without_surrogates("a\ud800b")
    'a\ufffdb'
    """
    return _SURROGATE.sub("\ufffd", text)


def xml_safe(text: str) -> str:
    r"""Return `text` with the characters that XML 1.0 cannot hold replaced by U+FFFD.

    >>> xml_safe("bell\x07 tab\t")
    'bell\ufffd tab\t'
    """
    return _NOT_XML.sub("\ufffd", text)


def csv_safe(text: str) -> str:
    r"""Return `text` as a cell that no spreadsheet runs: an apostrophe goes before what looks like a formula.

    >>> csv_safe("=1+1"), csv_safe("Love")
    ("'=1+1", 'Love')
    """
    clean = without_surrogates(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
