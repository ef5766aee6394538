"""The works of one document: one for each title and kind, and those that are only described."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from retold.document import Role, Span
from retold.extraction.kinds import BOOKS, KIND_NOUN, SCREEN, kind_of_noun
from retold.extraction.patterns.marks import Mark, Sentence, Thing
from retold.extraction.patterns.titles import Title, head_kind, kind_beside
from retold.values import fold

__all__ = ["Works", "listed_kind", "read_works"]

#: Words that speak of a kind of work; the definite ones, which point at the work at hand, count three times.
_SPEAKS_OF: Final = {
    "Film": (
        re.compile(r"\b(?:the|this) (?:\w+ )?(?:film|movie|feature|picture)\b|\b(?:film|movie)['’]s\b", re.I),
        re.compile(r"\b(?:films?|movies?|cinema|running time|box office|theat(?:er|re)s)\b", re.I),
    ),
    "Series": (
        re.compile(
            r"\b(?:the|this) (?:[\w-]+ )?(?:series|show|miniseries|drama|season|sitcom|k-drama|anime)\b", re.I
        ),
        re.compile(r"\b(?:episodes?|seasons?|showrunners?|miniseries|TV series|finale)\b", re.I),
    ),
    "Novel": (
        re.compile(r"\b(?:the|this) (?:\w+ )?(?:novel|book)\b", re.I),
        re.compile(r"\b(?:novels?|novelist|chapters?|publisher)\b", re.I),
    ),
}
#: Words of what is seen: a page with several of them is not about a book, however often it names its source.
_ON_SCREEN: Final = re.compile(
    r"\b(?:directed|directors?|starring|stars|cast|camera|screen|scenes?|premiered?|actors?|actress|performances?|episodes?|"
    r"screenplay|cinematograph\w+|trailer|streaming)\b",
    re.I,
)
_MANY: Final = 3
_NOMINAL: Final = re.compile(
    rf"\b(?P<det>[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|['’]s) (?P<mods>(?:(?!(?:the|an?|its|his|her|their|this|from|of|in|on|by|to|and|is|was|that|which) )[\w’'.&-]+,? ){{0,7}}?)(?P<noun>{KIND_NOUN}(?: series)?)(?![\w-])(?P<tail>,? of the same (?:name|title)|['’]s)?",
)
#: "A film of the same name": a work that shares the title of the page's main work.
_NAMESAKE: Final = re.compile(
    rf"\b[Aa]n? (?P<mods>(?:[\w’'-]+ ){{0,5}}?)(?P<noun>{KIND_NOUN}(?: series)?),? of the same (?:name|title)\b"
)
_BARRED: Final = re.compile(
    r"\b(?:of|in|on|by|to|from|with|and|or|is|was|for|at|as|that|which|who|about|first|second|third|next|last|other|cast|best|biggest|history|whole|new season)\b",
    re.I,
)
_SAME_NAME: Final = re.compile(r"\b(?:eponymous|same-named|same-titled|identically titled)\b", re.I)
#: Adjectives that set one version of a story against another.
_CONTRAST: Final = re.compile(
    r"\b(?:original|earlier|later|newer|previous|former|latter|new|animated|silent|television|TV|stage|feature|two|three|both|[A-Z][a-z]+)\b"
)
_PLURAL: Final = re.compile(
    r"\b(?:films|movies|series|shows|k-dramas|kdramas|dramas|sitcoms|anime|novels|books|games|comics|manga|webtoons|plays|musicals|podcasts)\b",
    re.I,
)
#: How many sentences may stand above the lead that says what a page is about.
_LEAD: Final = 4
#: A page that speaks of more other films and series than this is not about one work.
_MOST_OTHERS: Final = 4
_YEAR_BEHIND: Final = re.compile(r"[\"”’'*_»]* \([^()\d]{0,30}((?:18|19|20)\d\d)")
_YEAR: Final = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_COMMA: Final = re.compile(r"[\"”’'*_»]*,[\"”’']* ")
_NOT_A_WORK_AFTER: Final = re.compile(
    r" (?:industry|directors?|star|critics?|festivals?|theat(?:re|er)s?|studios?|rights|club|makers?|making|business|adaptations?|"
    r"versions?|posters?|series of|characters?|world|fans?|lovers?|noir|buffs?|team|tie-in|shop|awards?|crew|history|set|school|"
    r"goers?|universe|release|series|franchise)\b"
)


class Works:
    """The works that a document speaks of."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str | None], Thing] = {}
        self.described: dict[tuple[int, str], Thing] = {}
        self.main: Thing | None = None
        #: Whether the page is surely about the main work, so that sentences naming none speak of it.
        self.certain = False

    def certain_of(self, thing: Thing) -> bool:
        """Whether a sentence in a paragraph about `thing` surely speaks of it: a heading says so, or the page."""
        return thing is not self.main or self.certain

    def titled(self, name: str, kind: str | None, *, at: int) -> Thing:
        """Return the work of this title and kind."""
        key = (fold(name), kind)
        thing = self.by_key.get(key)
        if thing is None:
            thing = self.by_key[key] = Thing(letter="W", kind=kind, first=at)
        if name not in thing.names:
            thing.names.append(name)
        return thing


def listed_kind(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Return the kind that a headline in the plural promises: "10 movies to stream", "Best anime of 2025"."""
    for sentence in sentences:
        if sentence.role is Role.TITLE and (
            match := _PLURAL.search(text, sentence.span.start, sentence.span.end)
        ):
            return kind_of_noun(match.group()) or "Series"
    return None


def page_kind(text: str) -> str | None:
    """Return the kind of work that the words of a page speak of most, or None if two come close."""
    counts = Counter(
        {
            kind: 3 * len(definite.findall(text)) + len(loose.findall(text))
            for kind, (definite, loose) in _SPEAKS_OF.items()
        }
    )
    if len(_ON_SCREEN.findall(text)) >= _MANY:
        del counts["Novel"]
    (best, most), (_, next_most) = counts.most_common(2)
    return best if most >= 2 and 2 * most >= 3 * next_most else None


def read_works(text: str, sentences: Sequence[Sentence], titles: dict[str, Title]) -> Works:
    """Give every mark of a title its work, find the main work, and mark the descriptions of works."""
    works = Works()
    beside: dict[int, str | None] = {}
    votes: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter == "W":
                kind = kind_beside(text, mark.span)
                beside[id(mark)] = kind
                counter = votes.setdefault(fold(mark.surface), Counter())
                if kind:
                    counter[kind] += 1
    dated = _years_of_titles(text, sentences)
    for title in titles.values():
        votes.setdefault(fold(title.name), Counter()).update(title.kinds)
    prose = "\n".join(text[s.span.start : s.span.end] for s in sentences)
    main_key, certain = _main_title(sentences, titles)
    default = page_kind(prose)
    main_kind = None
    if main_key is not None:
        explicit = votes[main_key]
        strong = [kind for kind, count in explicit.most_common() if count >= 4]
        main_kind = strong[0] if strong else None
        if main_kind is None:
            main_kind = (
                default if default and (not explicit or default in explicit or default in SCREEN) else None
            )
        if main_kind is None and explicit:
            main_kind = explicit.most_common(1)[0][0]
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter != "W":
                continue
            key = fold(mark.surface)
            kind = beside[id(mark)]
            if kind is None and len(dated[key]) < 2:
                kind = main_kind if key == main_key and certain else _settled(votes[key])
            mark.kind = kind
            mark.sure = beside[id(mark)] is not None or (key == main_key and certain)
            mark.thing = works.titled(mark.surface, kind, at=mark.span.start)
    if main_key is not None:
        works.main = works.by_key.get((main_key, main_kind))
        works.certain = certain and works.main is not None and main_kind is not None
    screen = [thing for thing in works.by_key.values() if thing.kind in SCREEN and thing is not works.main]
    rivals = [thing for thing in screen if _same_title(thing, works.main)]
    works.certain = works.certain and not rivals and len(screen) <= _MOST_OTHERS
    for sentence in sentences:
        _mark_descriptions(text, sentence, works)
    return works


def _same_title(thing: Thing, other: Thing | None) -> bool:
    return other is not None and {fold(name) for name in thing.names} == {fold(name) for name in other.names}


def _years_of_titles(text: str, sentences: Sequence[Sentence]) -> defaultdict[str, set[str]]:
    """Return the years printed right behind each title: two of them mean two works of one title."""
    years: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter == "W" and (match := _YEAR_BEHIND.match(text, mark.span.end)):
                years[fold(mark.surface)].add(match.group(1))
    return years


def _settled(votes: Counter[str]) -> str | None:
    """Return the one kind that all votes, or five in six, agree on."""
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] * 6 >= 5 * votes.total() else None


def _main_title(sentences: Sequence[Sentence], titles: dict[str, Title]) -> tuple[str | None, bool]:
    """Return the title that the page is most about, and whether that is beyond doubt."""
    counts: Counter[str] = Counter()
    leading: set[str] = set()
    for number, sentence in enumerate(sentences):
        for mark in sentence.marks:
            if mark.letter == "W":
                title = titles.get(mark.surface)
                key = fold(mark.surface)
                in_headline = sentence.role is Role.TITLE and title is not None and title.headline
                counts[key] += 1 + (3 if number < 2 else 0) + (3 if in_headline else 0)
                if in_headline or (
                    number == 0 and title is not None and max(title.kinds.values(), default=0) >= 4
                ):
                    leading.add(key)
    if not counts:
        return None, False
    ranked = counts.most_common(2)
    key, count = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return key, (key in leading and count > rival) or (count >= 3 and count >= 2 * rival)


def _mark_descriptions(text: str, sentence: Sentence, works: Works) -> None:
    """Add a mark for each definite description of a work ("the film", "Park's eponymous novel")."""
    added = []
    for match in _NOMINAL.finditer(text, sentence.span.start, sentence.span.end):
        mods, noun = match["mods"], match["noun"]
        kind = head_kind(noun)
        start = match.start("mods") if match["det"] in {"'s", "’s"} else match.start()
        end = match.end("tail") if match["tail"] and "same" in match["tail"] else match.end("noun")
        inside = [
            mark for mark in sentence.marks if mark.span.start < end and mark.span.end > match.start("mods")
        ]
        if any(mark.letter == "W" for mark in inside) or kind is None or _BARRED.search(mods):
            continue
        following = next((m for m in sentence.marks if m.span.start >= end), None)
        if (
            following is not None
            and following.letter == "W"
            and len(text[end : following.span.start].strip(" ,\"“‘'*_:")) == 0
        ):
            continue
        if _NOT_A_WORK_AFTER.match(text, end) or text[end : end + 1] in {"-"}:
            continue
        if inside:
            start = max(start, inside[-1].span.end)
            start += len(text[start:end]) - len(text[start:end].lstrip(" '’s"))
            if start >= end:
                continue
        thing = _apposed(text, sentence, start, kind) or _described(
            works,
            kind,
            paragraph=sentence.paragraph,
            mods=mods,
            tail=match["tail"] or "",
            inside=inside,
            at=start,
        )
        if thing is not None:
            added.append(
                Mark(
                    span=Span(start=start, end=end),
                    letter="N",
                    surface=text[start:end],
                    thing=thing,
                    kind=thing.kind,
                    sure=True,
                )
            )
    added += _namesakes(text, sentence, works)
    sentence.marks = sorted([*sentence.marks, *added], key=lambda mark: mark.span)


def _namesakes(text: str, sentence: Sentence, works: Works) -> Iterator[Mark]:
    """Yield a mark for each work that is told to bear the title of the main work."""
    if works.main is None or not works.certain:
        return
    for match in _NAMESAKE.finditer(text, sentence.span.start, sentence.span.end):
        span, kind = Span(start=match.start(), end=match.end()), head_kind(match["noun"])
        taken = any(mark.span.overlaps(span) for mark in sentence.marks)
        if kind is None or kind == works.main.kind or taken or _BARRED.search(match["mods"]):
            continue
        thing = works.titled(works.main.names[0], kind, at=span.start)
        yield Mark(span=span, letter="N", surface=match.group(), thing=thing, kind=kind, sure=True)


def _apposed(text: str, sentence: Sentence, start: int, kind: str) -> Thing | None:
    """Return the work that a description stands beside: "Night Ferry, her fourth film"."""
    named = next((mark for mark in reversed(sentence.marks) if mark.span.end <= start), None)
    if named is None or named.letter != "W" or named.thing is None or named.thing.kind != kind:
        return None
    return named.thing if _COMMA.fullmatch(text, named.span.end, start) else None


def _described(
    works: Works, kind: str, *, paragraph: int, mods: str, tail: str, inside: Sequence[Mark], at: int
) -> Thing | None:
    main = works.main
    if (_SAME_NAME.search(mods) or "same" in tail) and main is not None and kind != main.kind:
        return works.titled(main.names[0], kind, at=at)
    if kind in BOOKS and "same" not in tail:
        titled = [thing for thing in works.by_key.values() if thing.kind == kind]
        if len(titled) == 1:
            return titled[0]
    contrasts = _CONTRAST.search(mods) is not None
    if contrasts or _YEAR.search(mods) or "same" in tail or any(mark.letter in "PX" for mark in inside):
        return Thing(letter="W", kind=kind, first=at)
    if main is not None and main.kind == kind:
        return main
    known = [thing for thing in works.by_key.values() if thing.kind == kind and thing.first < at]
    if len(known) == 1:
        return known[0]
    if known:
        return max(known, key=lambda thing: thing.first)
    if kind in BOOKS and main is not None and main.kind in SCREEN:
        return works.described.setdefault((paragraph, kind), Thing(letter="W", kind=kind, first=at))
    return None
