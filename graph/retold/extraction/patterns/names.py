"""Words that may be names: runs of capitalised words, and quoted or emphasised titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from retold.document import Span

__all__ = [
    "INSTITUTION_ENDINGS",
    "NEVER_FIRST",
    "NOT_NAMES",
    "capitalised_runs",
    "is_titled",
    "looks_like_person",
    "quoted_titles",
    "repeated_titles",
    "title_at",
]

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.)+(?=\s|[^\w]|$)|[^\W_]+(?:[-‐‑'’.&][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s$")

# Small words inside names of people, and inside titles.
_PARTICLES: Final = frozenset(
    "de da del della di du dos van von der den la le bin ibn al el y e ter ten af zu".split()
)

#: Capitalised words that begin sentences or dates but are no names.
NOT_NAMES: Final = frozenset(
    """
    a about above across after again against all almost along already also although always am among an and another any
    anyone anything are around as at away back based be because been before behind being below best between beyond both
    but by can chapter come critics could day despite did directed do does done down during each early either else
    episode episodes even ever every everyone everything few fewer film films final finally first following for forget
    former fans from further get give given go good great had half has have having he hello her here hers herself him
    himself his how however i if in indeed inside instead into is it its itself just last later latest lead let like
    little long look made make making many may maybe me meanwhile might more most movie movies much must my near
    nearly neither never nevertheless new next no nobody none nor not nothing novel now of off often old on once one
    only or other others our out over own part people perhaps please plus previously produced put rather read reader
    readers really review reviews right same say season see seen series set several she should show since so some
    somebody someone something sometimes soon source spoiler spoilers starring still story such take than thank thanks
    that the their theirs them then there therefore these they thing things think this those though three through thus
    time to together told too top toward towards tv two under unfortunately unlike until up upon us use used very via
    viewers was watch we well were what whatever when where whereas whether which while who whoever whole whom whose why
    will with within without would written year years yes yet you young your yours yourself four five six seven eight
    nine ten second third book books adapted author actor actress director writer producer screenwriter novelist
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday mr mrs ms miss dr oscar-winning
    american british korean japanese chinese french german italian spanish indian english irish scottish australian
    joining joined disclaimer nonetheless viewers rated runtime spoilers sign share related tags meanwhile however still
    canadian russian swedish danish norwegian mexican brazilian turkish iranian israeli polish hungarian european asian
    african dutch victorian edwardian taiwanese thai hollywood bollywood christmas shakespearean dickensian south-korean
    """.split()
)
_CAPITAL: Final = r"[^\W_a-zß-öø-ÿ][\w]*(?:[-‐‑'’.&/](?!s\b)\w+)*!?"
_JOINT: Final = r"(?:(?:of|and|to|for|&)(?: the| a| an)?|in the|the|a|vs\.?)"
_RUNNING_TITLE: Final = re.compile(rf"{_CAPITAL}(?:(?: |: ){_CAPITAL}| {_JOINT} (?!The |A |An ){_CAPITAL})*")
#: Words that begin no name even within a sentence.
NEVER_FIRST: Final = frozenset(
    "the a an i this that these those his her their its our my your and but".split()
)
_QUOTES: Final = (
    re.compile(r"“([^”\n]{1,90})”"),
    re.compile(r"(?<![\w’'])‘((?:[^’\n]|’(?=\w)|(?<=s)’(?= \w)){1,90})’(?!\w)"),
    re.compile(r'(?<!\w)"([^"\n]{1,90})"(?!\w)'),
    re.compile(r"(?<![\w'’])'((?:[^'\n]|'(?=\w)){1,90})'(?!\w)"),
    re.compile(r"«\s?([^»\n]{1,90}?)\s?»"),
    re.compile(r"《([^》\n]{1,90})》"),
    re.compile(r"(?<![\w*])\*\*?([^*\n]{1,90})\*\*?(?![\w*])"),
    re.compile(r"(?<![\w_])_([^_\n]{1,90})_(?![\w_])"),
)
_MINOR: Final = frozenset(
    "a an and as at but by de des du for from in into la le les nor of off on or out over per so than that the to up "
    "via vs with is it me my you your her his not no be &".split()
)
_NOT_PERSON_WORDS: Final = frozenset(
    """
    pictures films film studios studio entertainment productions press books media network channel awards award
    festival prize university college house street tv television records company group club society museum academy
    library theatre theater church hotel school institute magazine times news international global releasing animation
    story night game games season episode part volume chapter series war cinema corporation
    """.split()
)


def capitalised_runs(text: str, span: Span, *, known: Collection[str] = ()) -> Iterator[Span]:
    """Yield the longest runs of capitalised words in `span` that may be names.

    Words that only begin a sentence ("The", "After") are left off the front, unless the whole run is among
    the `known` names; a possessive ending is left off the end.
    """
    run: list[Span] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        word, start, end = match.group(), match.start(), match.end()
        possessive = _POSSESSIVE.search(word)
        end = end - 2 if possessive else end
        word = text[start:end]
        gap = text[run[-1].end : start] if run else ""
        if run and (
            gap not in {" ", "  ", ". "} or (gap == ". " and len(text[run[-1].start : run[-1].end]) > 2)
        ):
            yield from _finished(text, run, opening=span.start, known=known)
            run = []
        capital = word[:1].isupper() and not word.isdigit()
        if capital or (run and word in _PARTICLES):
            run.append(Span(start=start, end=end))
        else:
            yield from _finished(text, run, opening=span.start, known=known)
            run = []
        if possessive:
            yield from _finished(text, run, opening=span.start, known=known)
            run = []
    yield from _finished(text, run, opening=span.start, known=known)


def _finished(text: str, run: list[Span], *, opening: int, known: Collection[str]) -> Iterator[Span]:
    words = [text[part.start : part.end] for part in run]
    opens = bool(run) and not text[opening : run[0].start].strip(" \"“‘'*_([")
    barred = NOT_NAMES if opens or len(words) == 1 else NEVER_FIRST
    if run and text[run[0].start : run[-1].end] in known:
        barred = frozenset()
    while words and (
        words[0].casefold() in barred or words[0] in _PARTICLES or words[0].startswith(("I'", "I’"))
    ):
        words, run = words[1:], run[1:]
    while words and words[-1].casefold() in (_PARTICLES | {"The", "A"}) and words[-1].islower():
        words, run = words[:-1], run[:-1]
    if words and not (len(words) == 1 and words[0].casefold() in NOT_NAMES):
        yield Span(start=run[0].start, end=run[-1].end)


def quoted_titles(text: str, span: Span) -> Iterator[Span]:
    """Yield the insides of quotation marks or emphasis in `span` that are written like titles."""
    for pattern in _QUOTES:
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span(1)
            while end > start and text[end - 1] in ",.;: ":
                end -= 1
            if is_titled(text[start:end]):
                yield Span(start=start, end=end)


def is_titled(words: str) -> bool:
    """Whether `words` are capitalised like a title.

    >>> is_titled("Love in the Big City"), is_titled("I cried too much"), is_titled("the spirit")
    (True, False, False)
    """
    tokens = _TOKEN.findall(words)
    if not tokens or len(tokens) > 12 or not (tokens[0][0].isupper() or tokens[0][0].isdigit()):
        return False
    if words[-1] in "!?" and len(tokens) > 5:
        return False
    major = [token for token in tokens[1:] if token.casefold() not in _MINOR]
    return all(token[0].isupper() or token[0].isdigit() for token in major) and (
        bool(major) or len(tokens) <= 3
    )


def title_at(text: str, start: int, end: int) -> Span | None:
    """Return the title in running text that begins at `start`: capitalised words with small words between.

    >>> line = "the novel Wide Sargasso Sea of the Sun by Rhys"
    >>> found = title_at(line, 10, len(line))
    >>> found and line[found.start : found.end]
    'Wide Sargasso Sea of the Sun'
    """
    match = _RUNNING_TITLE.match(text, start, end)
    if match is None:
        return None
    return Span(start=start, end=match.end())


def looks_like_person(name: str) -> bool:
    """Whether `name` is written like the full name of a person: two to five words, none of an institution.

    >>> looks_like_person("Kim Go-eun"), looks_like_person("Warner Bros. Pictures"), looks_like_person("Kate")
    (True, False, False)
    """
    words = name.split()
    if not 2 <= len(words) <= 5:
        return False
    if any(word.isupper() and len(word.replace(".", "")) > 3 for word in words):
        return all(word.isupper() for word in words)
    return not any(
        word.casefold().strip(".,") in _NOT_PERSON_WORDS
        or word.casefold() in _FUNCTION_WORDS
        or any(c.isdigit() for c in word)
        for word in words
    )


#: Last words of the names of companies.
INSTITUTION_ENDINGS: Final = frozenset(
    "pictures productions studios studio entertainment films media releasing animation cinema corporation company press "
    "books publishing publishers television tv network filmworks".split()
)
_FUNCTION_WORDS: Final = NEVER_FIRST | frozenset(
    "in on of at by for from with after before when while as to into is was be it he she they who what how why where not "
    "no all best new one two three four five six seven eight nine ten first last".split()
)
_REPEATED: Final = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?:(?: |: ){_CAPITAL}| (?:(?:{'|'.join(sorted(_MINOR))}) ){{1,2}}(?=[^\W_a-zß-öø-ÿ]){_CAPITAL})+"
)


def repeated_titles(text: str, *, times: int) -> Iterator[str]:
    """Yield the runs of capitalised words with small words inside that `text` prints at least `times` times.

    A phrase that recurs with the same small words ("Love in The Big City") is a title.
    """
    counts = Counter(match.group() for match in _REPEATED.finditer(text))
    for run, count in sorted(counts.items()):
        words = run.split()
        if (
            count >= times
            and any(word.islower() for word in words)
            and words[0].casefold() not in NOT_NAMES | _MINOR
        ):
            yield run
