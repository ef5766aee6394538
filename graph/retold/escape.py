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
# Tables may hold tabs and line ends, but what else controls a terminal or ends a text for many programs.
_NOT_CSV: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Spreadsheets of East Asia take the wide signs for the narrow ones; what cannot be seen does not protect.
_FORMULA: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*[=+@\\-＝＋－＠]|[\t\r\n]")


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

    Control characters other than tabs and line ends are replaced by U+FFFD.

    >>> csv_safe("=1+1"), csv_safe("Love")
    ("'=1+1", 'Love')
    """
    clean = _NOT_CSV.sub("\ufffd", text)
    return f"'{clean}" if _FORMULA.match(clean) else clean
