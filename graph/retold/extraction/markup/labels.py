"""Labels of credits ("Directed by", "Cast:", "No. of episodes") and the stretches of a line they govern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retold.extraction.lines import Line

__all__ = ["Segment", "segments_of"]

_HEADS: Final = {
    "director": r"directors?|direction|directed|dirs?\.?",
    "writer": r"writers?|written|screenplay|screen\s?play|screenwriters?|scripts?|scripted|scenario|teleplay"
    r"|scr?\.|series composition|series scripts|adapted|adaptation",
    "producer": r"producers?|produced|prod\.",
    "company": r"production(?: compan(?:y|ies))?|production studio|studios?|animation production"
    r"|animation studio|developers?",
    "composer": r"music|score|composers?|composed|scored|mus\.|soundtrack",
    "cast": r"cast|starring|stars|players|voices|voice cast|voice actors|featuring|actors|with",
    "creator": r"creators?|created|showrunners?|developed",
    "author": r"authors?",
    "story": r"story|words|text",
    "translator": r"translators?|translated|translation|trans\.|trs\.|tr\.",
    "illustrator": r"illustrators?|illustrated|illustrations|art|artists?|artwork|drawn|drawings",
    "distributor": r"distributors?|distribution|distributed|(?:(?:world|international) )?sales(?: agent)?"
    r"|release company",
    "broadcaster": r"networks?|original network|channel|broadcasters?|streaming service|streaming on"
    r"|streaming|where to watch|airs on|available on|watch on|stream(?:s|ing)? on|platform",
    "publisher": r"(?:english(?:[- ]language)? |uk |us |british |american )?publishers?|published|imprint",
    "released": r"release dates?|released|release|premiered?|first shown|first aired|first broadcast"
    r"|original release|(?:only )?in cinemas|air dates?|original run|year|first published|opening date",
    "episodes": r"(?:no\.|number) of episodes|episodes|episode count|no\. of eps|eps",
    "genre": r"genres?",
    "source": r"based (?:up)?on|adapted from|inspired by|suggested by|source(?: material)?|from|after"
    r"|original (?:work|novel|story|creator|manga|webtoon|book)",
    "narrator": r"narrated|read|narrators?|readers?",
    "setting": r"setting",
    "title": r"title|film|movie|show|what|programme",
}
_MODIFIERS: Final = (
    "original|executive|line|co|chief|associate|supervising|consulting|series|head|lead|main|principal|film|general"
    "|supporting|leading|planning|creative|also|episode|motion picture|musical|voice|freely|loosely|very"
)
_HEAD: Final = "|".join(f"(?:{heads})" for heads in _HEADS.values())
_ONE: Final = rf"(?:(?:{_MODIFIERS})[\s-]+)*(?:{_HEAD})"
_LABEL: Final = re.compile(
    rf"(?P<label>{_ONE}(?:(?:\s*(?:,|/|&|\+)\s*|\s+and\s+|,\s+and\s+)(?:{_ONE}))*)"
    r"(?P<from>\s+from the [A-Z]\w+)?(?P<by>\s+by\b)?"
    r"(?P<for>\s+for\s+(?:the\s+)?[A-Z][\w+& ]{1,30}?(?=:))?"
    r"(?P<sep>\s*:\s*|\s*(?:\.\s?){3,}\s*|\s*\t\s*|\s{2,}|\s+[–—]\s+|\s*…\s*|(?<=\.)\s+|\s+|$)",
    re.I,
)
_HEAD_KEYS: Final = tuple((key, re.compile(rf"(?:{heads})", re.I)) for key, heads in _HEADS.items())
_START: Final = re.compile(
    r"(?:^|(?<=[.;|·•∙/)\]\"”’*])\s+|\s*[|·•∙;]\s*|\s+[–—/-]{1,2}\s+|\s{2,}|(?P<comma>,\s+)|\t+)(?=[A-Za-z])"
)
# These words begin sentences, so they are labels only before a sign.
_NEVER_BARE: Final = frozenset(
    """
    with from after read reader readers score story words text title film movie show what source
    year release stars programme author authors setting soundtrack platform channel network networks
    streaming episodes eps genre genres studio studios players publisher publishers production
    voices adaptation featuring
    """.split()
)
# These do so less often: a space is enough for them among other credits.
_WEAK: Final = frozenset(
    """
    music cast script scripts scenario art artist artists direction sales developer developers
    actors dir dirs translation illustrations drawings stars
    """.split()
)
_PARTICIPLES: Final = re.compile(
    r"(?:written|directed|produced|created|composed|scored|adapted|scripted|translated|illustrated|drawn"
    r"|narrated"
    r"|read|published|distributed|developed)$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A label and the words it governs.

    `sure` is false where only a space parts the two; `weak` where the label is also a common word.
    """

    line: Line
    keys: tuple[str, ...]
    label: str
    start: int
    value: int
    end: int
    sure: bool
    by: bool
    weak: bool


def _keys(label: str) -> tuple[str, ...]:
    """Return what each part of a label stands for."""
    keys: list[str] = []
    for part in re.split(r"\s*(?:,|/|&|\+|\band\b)\s*", label.casefold()):
        plain = re.sub(rf"^(?:(?:{_MODIFIERS})[\s-]+)+", "", part)
        for words in (part, plain):
            key = next((key for key, pattern in _HEAD_KEYS if pattern.fullmatch(words)), None)
            if key:
                if key not in keys:
                    keys.append(key)
                break
    return tuple(keys)


def segments_of(line: Line) -> list[Segment]:
    """Return the labelled stretches of a line, in order."""
    text = line.text
    found: list[tuple[int, re.Match[str]]] = []
    covered = 0
    for start in _START.finditer(text):
        at = start.end()
        if at < covered:
            continue
        match = _LABEL.match(text, at)
        if match is None or (match["sep"] == "" and match.end() < len(text)):
            continue
        if start["comma"] and not match["by"]:
            continue
        if _is_label(match) or (found and text.startswith("With ", at)):
            found.append((start.start() if at else 0, match))
            covered = match.end()
    ends = [*(before for before, _ in found[1:]), len(text)][: len(found)]
    return [
        Segment(
            line=line,
            keys=_keys(match["label"]),
            label=match["label"],
            start=match.start(),
            value=match.end(),
            end=end,
            sure=match["sep"].strip() != ""
            or bool(match["by"])
            or "\t" in match["sep"]
            or len(match["sep"]) > 1,
            by=bool(match["by"]),
            weak=match["label"].casefold() in _WEAK,
        )
        for (_, match), end in zip(found, ends, strict=True)
        if _keys(match["label"])
    ]


def _is_label(match: re.Match[str]) -> bool:
    label = match["label"].casefold()
    if not match["label"][0].isupper() and not match["by"] and ":" not in match["sep"]:
        return False
    signed = match["sep"].strip() != "" or "\t" in match["sep"] or len(match["sep"]) > 1 or match["sep"] == ""
    if match["by"] or signed:
        return not (_PARTICIPLES.search(label) and not match["by"] and ":" not in match["sep"])
    return label not in _NEVER_BARE and not _PARTICIPLES.search(label)
