"""Partial dates, ratings, numbers, names for comparing and languages, from words as printed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = [
    "DATE_PATTERN",
    "dates_agree",
    "detect_language",
    "fold",
    "name_key",
    "name_tokens",
    "parse_date",
    "parse_number",
    "parse_rating",
]

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTH: Final = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + r"|sept)\.?"
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"

#: A date as English texts print it: ISO, "21 October 2024", "October 21, 2024", "October 2024", "2024".
DATE_PATTERN: Final = (
    rf"(?:{_YEAR}-\d\d-\d\d"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}"
    rf"|{_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"|{_MONTH},?\s+{_YEAR}"
    rf"|{_YEAR}-\d\d(?!\d)"
    rf"|{_YEAR})"
)
_ISO: Final = re.compile(rf"({_YEAR})(?:-(\d\d)(?:-(\d\d))?)?")
_WORDS: Final = re.compile(r"[a-z]+|\d+")

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": ".33", "⅔": ".67"}
_OUT_OF: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)(?:\s*stars?\b)?\s*(?:/|\bout of\b|\bof\b)\s*(\d+)\b"
    r"|(\d+(?:[.,]\d+)?)\s*(?:\(|-)?\s*stars?\b",
    re.I,
)
_GRADE: Final = re.compile(r"(?<![A-Za-z])([A-F][+\-–−]?)(?![A-Za-z])")
_STARS: Final = re.compile(r"([★⭐✭✮*]+)([½¼¾]?)([☆✩]*)")

_ARTICLES: Final = frozenset({"the", "a", "an"})
_JOINERS: Final = re.compile(r"['’‘ʼ`´.]")
_TOKEN: Final = re.compile(r"\w+")
# Longer words are no names; their rotations would cost too much.
_LONGEST_NAME: Final = 200


def parse_date(text: str) -> str | None:
    """Return the ISO prefix of the first date in `text`; its length is its precision.

    >>> parse_date("October 21, 2024"), parse_date("Sept. 2019"), parse_date("in 1998"), parse_date("soon")
    ('2024-10-21', '2019-09', '1998', None)
    """
    match = re.search(rf"(?<![\w-]){DATE_PATTERN}(?!(?!T\d)\w)", text, re.I)
    if match is None:
        return None
    words = _WORDS.findall(match.group().casefold())
    if iso := _ISO.fullmatch(match.group()):
        year, month, day = iso.groups()
    else:
        year = next(word for word in words if len(word) == 4 and word.isdigit())
        month = day = None
        for word in words:
            number = _month_number(word)
            if number is not None:
                month = f"{number:02}"
            elif word.isdigit() and len(word) <= 2:
                day = f"{int(word):02}"
    if month is None or not "01" <= month <= "12":
        return year
    if day is None or not _day_exists(int(year), int(month), int(day)):
        return f"{year}-{month}"
    return f"{year}-{month}-{day}"


def _month_number(word: str) -> int | None:
    if len(word) < 3 or not word.isalpha():
        return None
    return next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word[:3])), None)


def _day_exists(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= lengths[month - 1]


def dates_agree(left: str, right: str) -> bool:
    """Whether two ISO prefixes can be the same day: one begins the other.

    >>> dates_agree("2024", "2024-10-21"), dates_agree("2024-10", "2024-11-01")
    (True, False)
    """
    a, b = left.split("-"), right.split("-")
    return all(x == y for x, y in zip(a, b, strict=False))


def parse_number(text: str) -> int | None:
    """Return the number that `text` spells in digits or English words up to ninety-nine.

    >>> parse_number("eight"), parse_number("twenty-six"), parse_number("1,024"), parse_number("some")
    (8, 26, 1024, None)
    """
    plain = text.strip().casefold().replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    words = re.split(r"[\s-]+", plain)
    if len(words) > 2 or any(word not in _NUMBERS for word in words):
        return None
    if len(words) == 2 and not (_NUMBERS[words[0]] >= 20 and 0 < _NUMBERS[words[1]] < 10):
        return None
    return sum(_NUMBERS[word] for word in words)


def parse_rating(text: str) -> str | None:
    """Return a rating with the scale it was printed with.

    >>> parse_rating("Rating: 4.5 out of 5."), parse_rating("★★★★☆"), parse_rating("Grade: B+")
    ('4.5/5', '4/5', 'B+')
    >>> parse_rating("3½ stars"), parse_rating("a masterpiece")
    ('3.5', None)
    """
    plain = re.sub(r"(\d)?\s*([½¼¾⅓⅔])", lambda m: (m[1] or "0") + _FRACTIONS[m[2]] if m[1] else m[0], text)
    if match := _OUT_OF.search(plain):
        value = (match[1] or match[3]).replace(",", ".")
        return f"{_short(value)}/{match[2]}" if match[2] else _short(value)
    if match := _STARS.search(text):
        full, part, empty = match.groups()
        if full.strip("*") or len(full) >= 2 or empty:
            value = f"{len(full)}{_FRACTIONS.get(part, '')}"
            total = len(full) + len(empty) + bool(part)
            return f"{value}/{total}" if empty else value
    if match := _GRADE.search(text):
        return match[1].replace("–", "-").replace("−", "-")
    return None


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def fold(name: str) -> str:
    """Return `name` for comparing: no case, diacritics, punctuation or leading article.

    >>> fold("The Glass-Orchard"), fold("Amélie"), fold("E.oni"), fold("The")
    ('glass orchard', 'amelie', 'eoni', 'the')
    """
    return " ".join(name_tokens(name))


def name_tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of `name`, without a leading article unless it is all there is.

    >>> name_tokens("Kim Go-eun")
    ('kim', 'go', 'eun')
    """
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found = tuple(_TOKEN.findall(_JOINERS.sub("", text).replace("_", " ")))
    return found[1:] if len(found) > 1 and found[0] in _ARTICLES else found


def name_key(name: str) -> str:
    """Return a key that is equal for one name in any order, with hyphens, spaces or neither.

    It is the alphabetically first rotation of the letters: "kimgoeun" and "goeunkim" are rotations of one
    another, however the given name is split.

    >>> name_key("Kim Go-eun") == name_key("Go-eun Kim") == name_key("Kim Goeun")
    True
    >>> name_key("Park Sang-young") == name_key("Sang Young Park")
    True
    >>> name_key("Park Sang-young") == name_key("Park Sang-yong")
    False
    """
    letters = "".join(name_tokens(name))
    if len(letters) > _LONGEST_NAME:
        return letters
    return min((letters[i:] + letters[:i] for i in range(len(letters))), default="")


# Function words that are frequent in one language and rare in the others.
_STOP_WORDS: Final = {
    "en": "the and of to in is that with for was his her by from are it as on this",
    "de": "der die das und ist nicht ein eine mit von den dem auf für im sich des auch",
    "fr": "le la les et est une dans des du pour qui que par sur pas au avec ce",
    "es": "el la los las y es una en del por con para que se su al como más",
    "it": "il lo la gli di e è una che del della per con nel alla sono si non",
    "pt": "o os as e é uma em do da dos para com que não se por mais na",
    "nl": "de het een en van is dat niet op met voor zijn te aan die er ook in",
    "sv": "och att det en är som på för med av den till inte ett om han hon",
}
_VOTES: Final = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_SCRIPTS: Final = (
    ("ko", r"[\uac00-\ud7a3]"),
    ("ja", r"[\u3040-\u30ff]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("hi", r"[\u0900-\u097f]"),
)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is mostly in, or None if it is too short to say.

    The script decides where it can; otherwise the function words of eight languages vote.

    >>> detect_language("The film was shot in Lisbon and is based on the novel by her sister.")
    'en'
    >>> detect_language("Der Film ist nicht nur eine Geschichte von der Liebe und dem Tod.")
    'de'
    """
    sample = text[:20_000]
    if not sample.isascii():
        letters = sum(c.isalpha() for c in sample)
        for language, pattern in _SCRIPTS:
            if len(re.findall(pattern, sample)) * 3 > letters > 0:
                return language
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    votes = {language: sum(word in stop for word in words) for language, stop in _VOTES.items()}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] >= 3 else None
