"""Finding the titles of works in a document, and the kinds that its words give them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from retold.document import Document, Role, Span
from retold.extraction.kinds import KIND_NOUN, kind_of_noun
from retold.extraction.patterns.declared import declared_works
from retold.extraction.patterns.gazetteer import institutions
from retold.extraction.patterns.names import (
    NOT_NAMES,
    is_titled,
    looks_like_person,
    quoted_titles,
    repeated_titles,
    title_at,
)
from retold.values import parse_date

__all__ = ["Title", "find_titles", "head_kind", "kind_beside", "occurrences", "title_pattern"]

_SERIES_OF: Final = re.compile(
    r"\b(manga|manhwa|comics?|comic[ -]book|webtoon|book|novel|film|movie|video game|game|light[ -]novel|web[ -]novel)"
    r" (?:series|franchise|trilogy|saga)$",
    re.I,
)
_NOUN_AT_END: Final = re.compile(rf"(?<![\w-])({KIND_NOUN})$", re.I)
_NOUNS_IN: Final = re.compile(rf"(?<![\w-])({KIND_NOUN})(?![\w-])", re.I)
_PHRASE_END: Final = re.compile(
    r"[,.;:()—–\n]|\b(?:directed|written|based|adapted|created|produced|starring|by|from|that|which|who|about|of|in|on|"
    r"for|with|set|following|where|is|was|has|and|it|its|as|at|to|developed|made|released|featuring)\b",
    re.I,
)
_IS_A: Final = re.compile(
    r"[\"”’'*_»]*(?:,? \([^()\n]{0,160}\))?(?:,? also known as [^.]{0,60}?,?|, (?:released|known) [^.]{0,60}?,)?"
    r" (?:is|was) (?:an?|the|another) (?=[^\n]{3})",
)
_KIND_BEFORE: Final = re.compile(
    rf"(?<![\w-])({KIND_NOUN})(?:,| called| titled| entitled| named|:)?\s+[\"“‘'*_«]*$", re.I
)
_APPOSED: Final = re.compile(
    r"[\"”’'*_»]*(?:,|\s[-—–])[\"”’']*\s(?:the|an?|his|her|their|its|[\w’' -]{2,30}[’']s) (?=[^\n]{3})", re.I
)
_ADJACENT: Final = re.compile(rf"[\"”’'*_»]* (?:[a-z-]+ )?({KIND_NOUN}(?: series)?)(?![\w-])", re.I)
_BRACKETED: Final = re.compile(
    rf"[\"”’'*_»]* \((?:[^()]{{0,40}}?[ ,])?({KIND_NOUN})(?:[ ,][^()]{{0,30}})?\)", re.I
)
_LEAD_IS_A: Final = re.compile(
    r"(?P<title>[^\W_a-z][^\n.;!?]{0,80}?|[^\W_a-z][^\n;]{0,70}?[.!?])(?: \([^()\n]{0,200}\))*(?:,? also known as [^.\n]{0,60}?,?)?"
    r" (?:is|was) (?:an?|the) (?P<phrase>[^\n]{3,140})"
)
_AFTER_NOUN: Final = re.compile(
    rf"(?<![\w-])(?!seasons? |anime |feature |soap |features |shows? |pictures? |songs? )(?i:{KIND_NOUN})(?: called| titled| entitled| named|:)? (?=[^\W_a-zß-öø-ÿ])"
)
#: Words that stand right before a title in running text.
_LEADS_IN: Final = re.compile(
    r"\b(?:trailers? for|(?:scenes?|clips?|images?|photos?|stills?|frames?) (?:from|of)|(?:episodes?|finale|ending|premiere|release|"
    r"seasons?|scripts?|drafts?|cast|adaptation|reimagining|remake|retelling|version|reboot|translation|production|revival|"
    r"showrunners?|creators?|directors?|authors?|writers?|stars?|producers?|narrator|success|pages|film|novel|manhwa|story|end) of|"
    r"(?:sequel|prequel|follow-up|successor) to|(?:based|writer|showrunner|work|worked|working) on|"
    r"(?:starred|stars|starring|appeared|appears|seen|role|part|lead|cast) in|known for|behind|called|titled|entitled|"
    r"(?:directs?|directed|writes|wrote|adapts|adapted|helmed|penned|published|leaves|joins|filmed|moves|retells|remade|illustrated|"
    r"translated|watched|rewatched|reread)) (?=[^\W_a-zß-öø-ÿ])"
)
#: Words that stand right after a title in running text.
_LEADS_OUT: Final = re.compile(
    r",? (?:starring|stars\b|directed by|written by|based on|is based on|was based on|follows\b|tells the story|premiered|premieres|"
    r"(?:was|is) (?:released|published|set|directed|written|adapted|based|the story)|opens on|is set to|review\b|season \d|episode \d|finale\b|"
    r"will (?:premiere|debut|stream|air|hit|arrive|be released|open)|trailer|sequel|released all|hits (?:theaters|cinemas|theatres)|"
    r"opens (?:in|on|through)|starts on|airs\b|streams\b|comes back|came out|began as|begins as|centers on|revolves around|traces\b|"
    r"takes place|explained)|'s? (?:finale|sequel|director)|, (?:his|her|their|whose|which (?:he|she|they)) (?:[\w-]+ ){0,2}(?:debut|film|novel|first|second|directed|wrote)"
)
#: What follows a title of one word; before a verb it is more often a character.
_ALONE_ENDS: Final = re.compile(r"[,.;:)]|$|\n| (?:by|from|and|or|on|in|for)\b| \(")
#: Words before a title so telling that it may be a single word that the page prints again.
_TELLS_ALONE: Final = re.compile(
    r"\b(?:seasons?|episodes?|finale|trailers?|teasers?|remake|adaptation|reboot|showrunners?|premiere) (?:of|for) $"
)
#: What follows a title that is written like a person's name ("the novel Anna Karenina, by ...").
_TITLE_GOES_ON: Final = re.compile(r"[,.;:)]|$|\n| (?:by|is|was|in|and|\()\b")
#: The beginning of a noun phrase that points at one work: a single word after it may be its title.
_DEFINITE: Final = re.compile(r"(?:\b(?:the|his|her|their|this|its|hit)|['’]s)(?: [\w’'-]+){0,4} $", re.I)
_RUN_START: Final = re.compile(r"(?<![\w’'-])[^\W_a-zß-öø-ÿ]")
_YEAR_AFTER: Final = re.compile(r" \((?:[\w .-]{1,30}, )?(?:19|20)\d\d(?:[–-]\d*)?\)")
#: A line that begins with a title and its year, as entries of lists and programmes do.
_OPENING: Final = re.compile(
    r"(?:[-*•–#]+ |\d+[.):] )*(?P<title>[^\W_a-z][^\n.;():|]{1,60}?) \((?:[\w .-]{1,30}, )?(?:19|20)\d\d\)$"
)
_HEADLINE: Final = (
    re.compile(
        r"^(?P<title>[^\n:]{2,60}?)(?: (?:[Mm]ovie|[Ff]ilm|[Ss]eries|TV|[Bb]ook))? [Rr]eview(?::|$| –| -| —|\.)"
    ),
    re.compile(r"^(?:[\w ]{0,12})?[Rr]eview: (?P<title>[^\n:]{2,60})$"),
    re.compile(r"^(?P<title>[^\n]{2,60}?) \((?:19|20)\d\d\)"),
    re.compile(
        r"^(?P<title>[^\n:]{2,50}?) (?:[Ff]inal |[Nn]ew |[Oo]fficial |[Ff]irst )?"
        r"(?:Trailers?|Teasers?|Recap|Finale|Season|Ending|Episodes?|Casts?|Sequel|Review|Remake|Reboot|Premiere)\b"
    ),
)


_CAPITAL_BEFORE: Final = re.compile(r"([^\W\d_a-zß-öø-ÿ][\w-]*)\.? $")
_CAPITAL_AFTER: Final = re.compile(r" ([^\W_a-zß-öø-ÿ][\w-]*)")
_YEAR_ONLY: Final = re.compile(r"(?:19|20)\d\d")
# Capitalised nouns that follow "film" or "book" without being a title.
_GENERIC: Final = frozenset(
    "institute festival award awards prize feature features musicals musical films film books novels series show part chapter "
    "volume book end grandfather studios studio company group week club critics guild academy season episode division "
    "i ii iii iv v vi netflix review reviews news interview opinion spoilers yes no tv".split()
)
_HONOURS: Final = frozenset("award awards prize prizes festival medal".split())
_INSTITUTION_WORDS: Final = frozenset(
    "award awards prize festival fest studios pictures productions entertainment university museum library academy magazine "
    "times review post guardian press".split()
)


@dataclass(slots=True)
class Title:
    """A title as printed, with the votes for its kinds and for being the work that the page is about."""

    name: str
    kinds: Counter[str] = field(default_factory=Counter)
    headline: bool = False
    declared: bool = False


def head_kind(phrase: str) -> str | None:
    """Return the kind that a noun phrase names by its head.

    >>> head_kind("2013 American musical comedy film"), head_kind("Japanese manga series"), head_kind("book series")
    ('Film', 'Comic', 'OtherWork')
    """
    plain = phrase.strip()
    nouns = list(_NOUNS_IN.finditer(plain))
    if not nouns:
        return None
    plain = plain[: nouns[-1].end()]
    if match := _SERIES_OF.search(plain):
        kind = kind_of_noun(match.group(1))
        return "Comic" if kind == "Comic" else "OtherWork"
    return kind_of_noun(nouns[-1].group(1))


def _phrase_kind(text: str, start: int, *, reach: int = 120) -> str | None:
    """Return the kind of the noun phrase that begins at `start`."""
    stop = _PHRASE_END.search(text, start, min(len(text), start + reach))
    return head_kind(text[start : stop.start() if stop else min(len(text), start + reach)])


def kind_beside(text: str, span: Span) -> str | None:
    """Return the kind that the words right beside a title give it: "the novel X", "X, her 2019 film", "X (film)"."""
    before = text[max(0, span.start - 40) : span.start]
    after = span.end
    if match := _BRACKETED.match(text, after):
        return kind_of_noun(match.group(1))
    if (match := _IS_A.match(text, after)) and (kind := _phrase_kind(text, match.end())):
        return kind
    if match := _KIND_BEFORE.search(before):
        phrase = before[: match.end(1)]
        return head_kind(phrase[max(0, match.start(1) - 20) :]) or kind_of_noun(match.group(1))
    if (match := _APPOSED.match(text, after)) and (kind := _phrase_kind(text, match.end(), reach=60)):
        return kind
    if match := _ADJACENT.match(text, after):
        return head_kind(match.group(1))
    return None


def find_titles(document: Document, sentences: Sequence[tuple[Span, Role]]) -> dict[str, Title]:
    """Return the titles that high-precision cues give away, by their printed form."""
    text = document.text
    titles: dict[str, Title] = {}

    def vote(span: Span, *, weight: int = 1, kind: str | None = None, sure: bool = False) -> Title | None:
        name = text[span.start : span.end].strip(" \"“”‘’'*_«»")
        if not _may_be_title(name, marked=sure or span_is_marked(text, span)):
            return None
        title = titles.setdefault(name, Title(name=name))
        if kind is not None:
            title.kinds[kind] += weight
        return title

    for name, kind in declared_works(document):
        declared = titles.setdefault(name, Title(name=name))
        declared.kinds[kind] += 6
        declared.declared = True
    prose = "\n".join(text[span.start : span.end] for span, _ in sentences)
    for name in repeated_titles(prose, times=3):
        if not _names_people(name):
            titles.setdefault(name, Title(name=name))
    for number, (span, role) in enumerate(sentences):
        if role is Role.TITLE:
            for found in _headline_titles(text, span):
                if title := vote(found):
                    title.headline = True
        for found in quoted_titles(text, span):
            if title := vote(found):
                title.headline |= role is Role.TITLE
        if role is Role.TITLE:
            continue
        for found, kind in _lead_titles(text, span):
            vote(found, weight=4, kind=kind, sure=number == 0)
        for match in _AFTER_NOUN.finditer(text, span.start, span.end):
            running = title_at(text, match.end(), span.end)
            if running is None:
                continue
            person = looks_like_person(text[running.start : running.end])
            alone = " " not in text[running.start : running.end]
            definite = _DEFINITE.search(text, max(span.start, match.start() - 40), match.start())
            if alone and not (definite and _ALONE_ENDS.match(text, running.end)):
                continue
            if not person or _TITLE_GOES_ON.match(text, running.end):
                before = text[max(span.start, match.start() - 20) : match.end()]
                vote(running, weight=2, kind=head_kind(before))
        for match in _LEADS_IN.finditer(text, span.start, span.end):
            running = title_at(text, match.end(), span.end)
            if running is None:
                continue
            alone = " " not in text[running.start : running.end] and len(running) > 3
            told = alone and _TELLS_ALONE.search(text, span.start, running.start)
            if _is_no_name(text, running) or (told and prose.count(text[running.start : running.end]) > 1):
                vote(running)
        if (opening := _OPENING.match(text, span.start, span.end)) and is_titled(opening["title"]):
            vote(Span(start=opening.start("title"), end=opening.end("title")))
        for match in _RUN_START.finditer(text, span.start, span.end):
            running = title_at(text, match.start(), span.end)
            if running is None or not _is_no_name(text, running):
                continue
            if _YEAR_AFTER.match(text, running.end) or _LEADS_OUT.match(text, running.end):
                vote(running)
            elif apposed := _APPOSED.match(text, running.end):
                named = _phrase_kind(text, apposed.end(), reach=60)
                if named is not None:
                    vote(running, kind=named)
    return titles


def _may_be_title(name: str, *, marked: bool) -> bool:
    words = name.split()
    if not words or (not any(c.isalpha() for c in name) and not (marked and not _YEAR_ONLY.fullmatch(name))):
        return False
    if words[0] in {"BY", "By"} or name in institutions() or len(name) < 2:
        return False
    if words[0].casefold().strip(":") in _GENERIC and (len(words) == 1 or any(c.isdigit() for c in words[1])):
        return False
    if not marked and (len(name) < 3 or any(word.casefold() in _HONOURS for word in words)):
        return False
    return marked or (name.casefold() not in NOT_NAMES and words[-1].casefold() not in _INSTITUTION_WORDS)


def _is_no_name(text: str, span: Span) -> bool:
    """Whether running words are more likely a title than the name of a person, a place or an institution."""
    words = text[span.start : span.end]
    if words in institutions() or words.casefold() in NOT_NAMES or len(words) < 3 or words[0].isdigit():
        return False
    if parse_date(words + " 2000") not in {"2000", None}:
        return False
    return " " in words and not looks_like_person(words) and not _names_people(words)


def _names_people(words: str) -> bool:
    """Whether `words` join names of people: "Nam Yoon-su and Jin Ho-eun"."""
    parts = re.split(r" and | & |, ", words)
    return len(parts) > 1 and any(looks_like_person(part) for part in parts)


def span_is_marked(text: str, span: Span) -> bool:
    """Whether quotation marks or emphasis surround `span`."""
    return span.start > 0 and text[span.start - 1] in "\"“‘'*_«"


def _headline_titles(text: str, span: Span) -> Iterator[Span]:
    line = text[span.start : span.end]
    for pattern in _HEADLINE:
        if (match := pattern.search(line)) and is_titled(match["title"].strip("\"“”‘’'*")):
            yield Span(start=span.start + match.start("title"), end=span.start + match.end("title"))


def _lead_titles(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    match = _LEAD_IS_A.match(text, span.start, span.end)
    if match is None or (
        match["title"].split()[0] in {"The", "This", "It", "That", "His", "Her", "He", "She"}
        and (_NOUNS_IN.search(match["title"]))
    ):
        return
    words = match["title"]
    if words.casefold() in NOT_NAMES and words not in {"It", "Her", "Him", "Us", "Them", "She"}:
        return
    kind = _phrase_kind(text, match.start("phrase"), reach=140)
    if kind is not None and is_titled(words.strip("\"“”‘’'*")):
        yield Span(start=match.start("title"), end=match.end("title")), kind


def title_pattern(titles: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds any of `titles`, the longest first, or None if there are none."""
    names = sorted(titles, key=lambda name: (-len(name), name))
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")


def occurrences(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Yield each place in `span` where a title is printed; a title such as "It" must not merely begin a sentence."""
    for match in pattern.finditer(text, span.start, span.end):
        found = Span(start=match.start(), end=match.end())
        if match.group().casefold() in NOT_NAMES and not span_is_marked(text, found):
            lead = text[span.start : match.start()].strip(" \"“‘'")
            if not lead and not _IS_A.match(text, match.end()):
                continue
        if not _part_of_longer_name(text, span, found):
            yield found


def _part_of_longer_name(text: str, sentence: Span, found: Span) -> bool:
    """Whether capitals right before or after make a title a part of another name: "Fox" in "Fantastic Mr. Fox"."""
    if span_is_marked(text, found):
        return False
    before = _CAPITAL_BEFORE.search(text, max(sentence.start, found.start - 24), found.start)
    if before and before.group(1).casefold() not in NOT_NAMES and before.group(1) not in institutions():
        return True
    after = _CAPITAL_AFTER.match(text, found.end)
    return after is not None and after.group(1).casefold() not in NOT_NAMES
