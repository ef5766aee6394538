"""What a line looks like by itself: patterns that need no neighbours."""

from __future__ import annotations

import re
from typing import Final

from retold.reading.phrases import (
    AUTHORS,
    BOILERPLATE,
    BYLINE_LEADS,
    CREDIT_LABELS,
    MENU_WORDS,
    RELATED_HEADINGS,
    any_of,
)
from retold.values import DATE_PATTERN

__all__ = [
    "byline_name",
    "is_boilerplate",
    "is_credit",
    "is_credit_label",
    "is_date",
    "is_menu_item",
    "is_name",
    "is_photo_credit",
    "is_played",
    "is_prose",
    "is_quote",
    "is_rating",
    "is_related_heading",
    "is_related_link",
]

_FLAGS: Final = re.IGNORECASE
_QUOTES: Final = "“”\"‘’'«»„‹›「」『』"

# ---------------------------------------------------------------- names and bylines
_PARTICLE: Final = r"(?:de|da|di|del|della|van|von|der|den|la|le|bin|al|el|y|e|ter|ten)(?= )"
_PART: Final = rf"(?!(?:Updated|Published|Posted)\b)(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*|{_PARTICLE})"
_NAME: Final = rf"{_PART}(?:[ ]{_PART}){{0,4}}"
_NAME_LINE: Final = re.compile(rf"{_NAME}(?:@\w+)?")
_NAMES: Final = rf"(?P<name>{_NAME}(?:(?:,| and| &| und| et| y| e)[ ]{_NAME})*)"
_BYLINES: Final = (
    # Perhaps after a section's name: "TELEVISION | By Ann Lee".
    re.compile(
        rf"(?:[^|•·,.:!?]{{2,40}}(?:[|•·,]|[–—])[ ])?(?i:{any_of(BYLINE_LEADS)})[ ]+{_NAMES}(?P<rest>.*)"
    ),
    re.compile(rf"(?P<name>{_NAME}) by (?P=name)(?P<rest>.*)"),
    re.compile(rf"(?P<name>{_NAME}), (?:[\w'’&-]+ ){{0,4}}(?i:{AUTHORS})(?P<rest>)"),
)
# After the name may follow an outlet, a date or a count of comments, but not the rest of a sentence.
_AFTER_NAME: Final = re.compile(
    r"[ ]*(?:$|[|•·,;:@(/~*\-–—\[\d]|(?i:for|in|on|at|updated|published|posted)\b).{0,120}"
)


def is_name(line: str) -> bool:
    """Whether the line is nothing but a name of at most five words."""
    return len(line) <= 80 and _NAME_LINE.fullmatch(line) is not None


def byline_name(line: str) -> str | None:
    """Return whom a line such as "By Ann Lee", "Ann Lee by Ann Lee" or "Written by Ann Lee | 3 May" names."""
    if len(line) > 160:
        return None
    match = next((match for pattern in _BYLINES if (match := pattern.fullmatch(line.strip()))), None)
    if match is None:
        return None
    name, rest = match["name"], match["rest"]
    if not _AFTER_NAME.fullmatch(rest) or (rest.rstrip().endswith((".", "!", "?")) and len(rest) > 40):
        return None
    return name if name.endswith((" Jr.", " Sr.")) else name.rstrip(".,")


# ---------------------------------------------------------------- dates
_WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_CLOCK: Final = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE: Final = r"(?:(?-i:[A-Z]{2,5})(?:[+-]\d{1,2})?|\([A-Z]{2,5}\))"
# The first letters of the months in the languages of western Europe.
_MONTH: Final = (
    r"(?:jan|feb|fév|mar|mär|apr|abr|avr|ma[giy]|jui?n|giu|jui?l|lug|au?g|ao[uû]|ago|se[pt]|oct|okt|out|ott|nov|"
    r"de[cz]|dic|déc|gen|ene)[^\W\d_]{0,7}\.?"
)
_OTHER_DATE: Final = any_of(
    (
        r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)",
        r"\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:T[\d:.+Z-]+)?",
        rf"\d{{1,2}}\.? (?:de )?{_MONTH}(?:,? (?:de )?\d{{4}})?",
        rf"{_MONTH} \d{{1,2}}",
        r"(?:\d+|an?) ?(?:minutes?|mins?|hours?|hrs?|days?|d|h|weeks?|months?|years?) ago",
        "yesterday|today",
    )
)
_DAY: Final = rf"(?:{_WEEKDAY}\s*)?(?:{DATE_PATTERN}|{_OTHER_DATE})"
_DATE_LEAD: Final = (
    r"(?:(?:(?:first|last) )?(?:published|posted|updated|modified|added|created|refreshed|checked)|date|on)"
    r"(?: on| at)?:?"
)
_DATE: Final = re.compile(
    rf"(?:{_DATE_LEAD}\s+)?{_DAY}(?:\s*(?:,|at|[-–—|•·@])?\s*{_CLOCK})?(?:\s*{_ZONE})?"
    rf"(?:[\s,;.|•·/(–—-]*{_DATE_LEAD}\s+(?:{_DAY}|{_CLOCK})(?:,?\s*{_CLOCK})?(?:\s*{_ZONE})?)?"
    r"[\s.,|•·)]*(?:tags)?",
    _FLAGS,
)


def is_date(line: str) -> bool:
    """Whether the line is a date, with or without a time of day and words such as "Published"."""
    return len(line) <= 100 and _DATE.fullmatch(line) is not None and not re.fullmatch(r"\d{4}\.?", line)


# ---------------------------------------------------------------- ratings, captions, credits, quotes
_SCALE: Final = r"\d+(?:[.,]\d+)?\s*(?:/|out of|of)\s*\d+"
_RATING: Final = re.compile(
    any_of(
        (
            # Stars, perhaps after a title.
            r"(?:[^.!?]{0,60}?[\s:–—-])?[★⭐✭✮✰☆✩✪🌟]+[½¼¾\s★☆⭐️]*(?:\(?\d.{0,20})?",
            r"(?:[^.!?*]{1,60}\s)?\*{1,5}|[●◐○]{3,10}",
            r"(?:\w+[’']? )?(?:rating|score|grade|verdict|stars?)\b[^.!?\d]{0,12}"
            rf"(?:{_SCALE}|\d+(?:[.,]\d+)?|(?-i:[A-F])[+\-–−]?)(?:\s*(?:stars?|%|[a-z]{{3,12}}))?\.?",
            r"\d+(?:[.,]\d+)?\s*(?:/|out of)\s*(?:4|5|10|20|100)(?:\s*(?:stars?|points?))?\.?",
            r"(?:\d(?:[.,]5)?|\d½|one|two|three|four|five)(?: and a half)?[- ]stars?"
            r"(?: out of (?:\d+|four|five|ten))?\.?",
        )
    ),
    _FLAGS,
)
_PICTURE: Final = r"(?:photo(?:graph)?|image|picture|still|poster|foto|bild|crédit|credit|video)s?"
_PHOTO_CREDIT: Final = re.compile(
    any_of(
        (
            rf"[>(\[\s]*{_PICTURE}(?: (?:credits?|courtesy|by|via|from|of|\d+(?:/\d+)?))*"
            r" ?(?::|©|(?<=courtesy) |(?<=by) |(?<=of) ).{2,400}",
            rf"[(\[]?(?:{_PICTURE} )?courtesy(?: of|:) .{{2,100}}",
            r"[(\[]?(?:(?:photo|picture|getty) )?caption\b:?.{2,400}",
            rf"\({_PICTURE} \d+(?:/\d+)?\b.{{2,400}}",
            rf".{{2,300}}\b{_PICTURE}(?: by| of| credit)?: ?(?-i:[A-Z]).{{2,60}}",
            rf".{{2,300}}[(\[](?:{_PICTURE}|courtesy|getty|©)[^()\[\]]{{0,80}}[)\]]\.?",
            r"©\s?(?-i:[A-Z])[\w .&'/-]{2,50}",
        )
    ),
    _FLAGS,
)
_AGENCY: Final = re.compile(rf"{_NAME}(?: ?/ ?[A-Z][\w.&' -]{{1,30}}){{1,3}}")
_LABEL: Final = any_of(CREDIT_LABELS)
_CREDIT: Final = re.compile(rf"[-•*]?\s*{_LABEL}(?: by)?(?: [\w()]+)?\s*(?:[:|\t]|\s[–—]\s)\s*\S.*", _FLAGS)
_CREDIT_BY: Final = re.compile(
    r"(?i:directed|screenplay|script|music|produced|created|cinematography|edited|story|score|costumes?|"
    rf"translated|illustrated|adapted|narrated)(?: and \w+)? by {_NAME}(?:(?:,| and| &) {_NAME})*\.?"
)
_CREDIT_LABEL: Final = re.compile(
    rf"{_LABEL}(?: by)?:?"
    r"|(?:main |full |voice )?(?:cast|credits|crew)(?: list| (?:and|&) (?:crew|credits))?:?",
    _FLAGS,
)
_PLAYED: Final = re.compile(r".{2,60}?\s?(?:\.{2,}|…|\t|\s[–—-]\s|:\s|\sas\s|\s\().{2,80}")
_OPENING: Final = '“"«„「『❝'
_QUOTED: Final = re.compile(r"[“\"«„「『❝][^“”\"«»„「」『』❝❞]{4,}[”\"»“」』❞]")


def is_rating(line: str) -> bool:
    """Whether the line gives stars, points or a grade and little else."""
    return len(line) <= 90 and _RATING.fullmatch(line) is not None


def is_photo_credit(line: str) -> bool:
    """Whether the line says whose picture it is, with or without a caption."""
    return (len(line) <= 500 and _PHOTO_CREDIT.fullmatch(line) is not None) or (
        len(line) <= 60 and _AGENCY.fullmatch(line) is not None
    )


def is_credit(line: str) -> bool:
    """Whether the line is a label and its value, such as "Director: Ann Lee", or "Directed by Ann Lee"."""
    if len(line) > 600:
        return False
    return bool(_CREDIT.fullmatch(line) or (line[:1].isupper() and _CREDIT_BY.fullmatch(line)))


def is_credit_label(line: str) -> bool:
    """Whether the line is a credit's label alone, its value being on the next line."""
    return len(line) <= 40 and _CREDIT_LABEL.fullmatch(line) is not None


def is_played(line: str) -> bool:
    """Whether the line may be an entry of a cast list, such as "Ann Lee ... the captain"."""
    return len(line) <= 120 and (is_name(line) or _PLAYED.fullmatch(line) is not None)


def is_quote(line: str) -> bool:
    """Whether most of the line stands in double quotation marks, or it is set off with ">"."""
    if line.startswith(("> ", ">>")):
        return True
    if line[:1] not in _OPENING or len(line) > 3000 or len(line.split()) < 4:
        return False
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(line))
    return quoted >= 0.7 * len(line)


# ---------------------------------------------------------------- what belongs to the page
_RELATED_HEADING: Final = re.compile(rf"[-–—=*#\s]*{any_of(RELATED_HEADINGS)}\s*[:►»→▸…]*[-–—=*#\s]*", _FLAGS)
_RELATED_LINK: Final = re.compile(
    r"[(\[»→▸*\s-]{0,10}(?:related|read (?:more|also|next)|also read|see also|(?:next|previous) recap|"
    r"leggi anche(?: su)?|lire aussi|lees ook|recommended(?: reading)?|don[’']t miss|watch|more|read|next|"
    r"previous)"
    r"\s?[:→»–—](?!\d).{3,250}",
    _FLAGS,
)
_BOILERPLATE: Final = re.compile(any_of(BOILERPLATE), _FLAGS)
_CELL: Final = re.compile(r"\s*(?:[|›»▸•·>]|\] \[|\s{2,}| [—–~/] )\s*")


def is_related_heading(line: str) -> bool:
    """Whether the line opens a list of other articles, or the readers' comments."""
    return len(line) <= 60 and _RELATED_HEADING.fullmatch(line) is not None


def is_related_link(line: str) -> bool:
    """Whether the line itself leads to another article, such as "Related: ..."."""
    return _RELATED_LINK.fullmatch(line) is not None


def is_boilerplate(line: str) -> bool:
    """Whether the line is about the site: cookies, accounts, sharing, copyright."""
    match = _BOILERPLATE.search(line[:700])
    # Far into a long paragraph, the same words are the article's own.
    return match is not None and (len(line) <= 200 or match.start() <= 80)


def is_menu_item(line: str) -> bool:
    """Whether all words of a short line are words of menus, or the line is a row of links."""
    if len(line) > 200 or line[:1] in _QUOTES:
        return False
    plain = line.strip(" •·*-–—>|/\\[]()✕×☰▸►»›<«:!…")
    words = re.findall(r"[^\W_]+", plain.casefold())
    if not words:
        return not is_rating(line)
    if len(words) <= 5 and all(word in MENU_WORDS for word in words):
        return True
    cells = _CELL.split(plain)
    known = sum(all(word in MENU_WORDS for word in re.findall(r"[^\W_]+", cell.casefold())) for cell in cells)
    return len(cells) >= 3 and len(plain) <= 160 and known * 3 >= len(cells)


def is_prose(line: str) -> bool:
    """Whether the line reads like running text: long, or a sentence of nine words or more."""
    words = len(line.split())
    return (len(line) >= 200 and words >= 25) or (
        words >= 9 and line.rstrip(_QUOTES + ")]* ").endswith((".", "!", "?", "…", ":"))
    )
