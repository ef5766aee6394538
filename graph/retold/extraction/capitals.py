"""Stretches of capitalised words: which are titles by their form, and which are names of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["SMALL_WORDS", "capital_runs", "title_case", "title_shape"]

#: Words that a title may print in lower case.
SMALL_WORDS: Final = frozenset(
    """
    a an and as at but by de del der des di du e el en et for from i il in into is it its la le les
    los my n of off on or out over per so than that the to und up upon von vs was we who with y yet
    you your 's
    """.split()
)
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = "\"“”‘’'«»()[]*_.,;:!?…–—"
_STARTERS: Final = frozenset(
    """
    in of on at to from for with by but and or so as if when while where after before since until
    because though although this that these those it its he she they we you i there here what who
    why how not no yes now then once only even still yet like unlike is was are were has have had do
    does did will would can could may might see watch read both some most many each every another
    other his her their our my your
    """.split()
)


def title_case(text: str) -> bool:
    """Whether every word that counts begins with a capital, a digit or a letter without case."""
    words = [word.strip("\"“”‘’'«»()[].,:;!?…*_–—-") for word in text.split()]
    words = [word for word in words if word]
    if not words or words[0][0].islower():
        return False
    return all(not word[0].islower() or word.casefold() in SMALL_WORDS for word in words)


def capital_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of capitalised words in `text`, small words between them included."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        if not _capital(text, words[index]):
            index += 1
            continue
        last = index
        reach = index + 1
        while reach < len(words) and not _closes(text, words[reach - 1]):
            if _capital(text, words[reach]):
                last = reach
            elif _plain(text, words[reach]) not in SMALL_WORDS or reach - last > 3:
                break
            reach += 1
        first = index
        while first < last and _plain(text, words[first]) in _STARTERS:
            first += 1
        start, end = words[first][0], words[last][1]
        shown = text[start:end]
        start += len(shown) - len(shown.lstrip(_EDGES))
        end -= len(shown) - len(re.sub(r"[’']s$", "", shown.rstrip(_EDGES)))
        if end > start and _plain(text, words[first]) not in _STARTERS:
            yield start, end
        index = last + 1


def _plain(text: str, word: tuple[int, int]) -> str:
    return text[slice(*word)].strip(_EDGES).casefold()


def _capital(text: str, word: tuple[int, int]) -> bool:
    shown = text[slice(*word)].lstrip(_EDGES)
    return bool(shown) and shown[0].isupper()


def _closes(text: str, word: tuple[int, int]) -> bool:
    return text[slice(*word)].rstrip("\"”’'*_")[-1:] in {".", ",", ";", "!", "?", ")", "—", "–"} or text[
        slice(*word)
    ].endswith(("’s", "'s", "”", '"'))


def title_shape(name: str, whole: str) -> float:
    """Return what the form of a name says: small words speak for a title, a surname used alone against."""
    words = name.split()
    small = any(word.casefold() in SMALL_WORDS for word in words[1:])
    article = words[0].casefold() in {"the", "a", "an"}
    if len(words) == 1:
        return -2.5
    score = (1.0 if small else 0.0) + (0.5 if article else 0.0)
    if len(words) <= 3 and not small and not article:
        without = whole.replace(name, "")
        if any(re.search(rf"\b{re.escape(word)}\b", without) for word in (words[0], words[-1])):
            score -= 2.5
    return score if title_case(name) else -9.0
