"""The phrases that state relations, matched against masked sentences.

A `Cue` names its objects; the work it is about is found by its place in the sentence or by what the
paragraph speaks of. A `Pair` names both sides. How sure each is stands in `confidence.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retold.extraction.kinds import BOOKS, SCREEN, STAGED
from retold.extraction.patterns.marks import expand

__all__ = ["CUES", "PAIRS", "Cue", "Pair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase followed by its objects (group `o`); `kinds` are those of the works it can speak of."""

    name: str
    relation: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A phrase that names a work (group `s`) and its objects (group `o`)."""

    name: str
    relation: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


_ALL: Final = frozenset(
    {"Novel", "ShortStory", "Comic", "NonFictionBook", "Play", "Film", "Series", "Game", "Audio", "OtherWork"}
)
_BY: Final = r"(?:[\w-]+,? (?:and|&) )?(?:[\w-]+ )?"
_VERB_GAP: Final = r"(?: [\w-]+){0,2}"


_WON: Final = (
    r"(?:won|wins|winner of|winning|received|earned|nominated for|nominations? for|shortlisted for|awarded|took home|picked up)"
    r"(?: (?:the|a|an|its|her|his|two|three|four|five|six|seven|eight|nine|ten|several|multiple|prestigious|both|\d+|⟨D\d+⟩)){0,3}"
)


def _cue(name: str, relation: str, pattern: str, kinds: frozenset[str]) -> Cue:
    return Cue(name=name, relation=relation, pattern=expand(pattern), kinds=kinds)


def _pair(name: str, relation: str, pattern: str, kinds: frozenset[str]) -> Pair:
    return Pair(name=name, relation=relation, pattern=expand(pattern), kinds=kinds)


CUES: Final = (
    _cue(
        "directed-by",
        "director",
        r"\b(?:[Dd]irected|[Hh]elmed|[Cc]o-directed)(?:,? (?:and|&)[\w, -]{0,30})? by (?:[a-z-]+ ){0,3}(?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "from-director",
        "director",
        r"\b(?:[Ff]rom|by) (?:acclaimed |veteran |first-time |the )?(?:writer[-/ ])?directors? (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "director-name",
        "director",
        r"(?<!assistant )(?<!Assistant )(?<!art )(?<!Art )(?<!casting )(?<!dedicated to )\b(?:writer[-/ ])?(?:[Dd]irector|[Ff]ilmmaker)s? (?P<o>{PL})",
        frozenset({"Film"}),
    ),
    _cue(
        "direction-handled",
        "director",
        r"\b(?:[Dd]irect(?:ion|orial duties|ing)) (?:is|are|was|were|duties)(?: being)?(?: [a-z]+){0,2} by (?P<o>{PL})",
        STAGED,
    ),
    _cue("screenwriter-name", "screenwriter", r"\b(?:[Ss]creenwriter|[Ss]criptwriter)s? (?P<o>{PL})", SCREEN),
    _cue(
        "is-director",
        "director",
        r"(?P<o>{P}),? (?:who )?(?:directs|directed|is directing|will direct|helms|helmed)(?=,| from| with| and|\.| it\b)",
        STAGED,
    ),
    _cue(
        "written-directed-by",
        "screenwriter",
        r"\b[Ww]ritten(?: for the screen)? (?:and|&) (?:co-)?directed by (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "written-directed-by-director",
        "director",
        r"\b[Ww]ritten(?: for the screen)? (?:and|&) (?:co-)?directed by (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "screenplay-by",
        "screenwriter",
        r"\b(?:[Ss]creenplay|[Ss]cript|[Tt]eleplay|[Ss]cripted|[Ss]creenplay (?:was )?(?:co-)?written|adapted for the screen|[Ss]cripts?) (?:is |was |were )?(?:written )?by (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "written-by",
        "written",
        r"\b(?:(?:[Cc]o-)?[Ww]ritten|[Pp]enned)(?:,? (?:and|&)[\w, -]{0,30})? by (?:[a-z-]+ ){0,2}(?P<o>{PL})",
        _ALL,
    ),
    _cue("produced-by", "producer", r"\b[Pp]roduced(?:,? (?:and|&)[\w, -]{0,30})? by (?P<o>{PL})", STAGED),
    _cue(
        "created-by",
        "creator",
        r"\b(?:[Cc]reated|[Dd]eveloped)(?:,? (?:and|&)[\w, -]{0,30})? by (?P<o>{PL})",
        frozenset({"Series", "Game", "OtherWork", "Audio"}),
    ),
    _cue(
        "showrunner",
        "creator",
        r"\b(?:[Ss]howrunner|[Cc]reator|[Ss]eries creator)s? (?P<o>{PL})",
        frozenset({"Series", "OtherWork"}),
    ),
    _cue(
        "music-by",
        "composer",
        r"\b(?:[Mm]usic|[Ss]core|[Ss]oundtrack|[Ss]cored|[Mm]usic (?:is |was )?composed|[Cc]omposed) (?:is |was )?by (?:composer )?(?P<o>{PL})",
        STAGED,
    ),
    _cue("composer", "composer", r"\b[Cc]omposer (?P<o>{P})", STAGED),
    _cue("translated-by", "translator", r"\b[Tt]ranslated(?: [\w ]{0,30})? by (?P<o>{PL})", BOOKS),
    _cue(
        "illustrated-by",
        "illustrator",
        r"\b(?:[Ii]llustrated|[Dd]rawn|[Aa]rt|[Ii]llustrations|[Aa]rtwork) by (?P<o>{PL})",
        BOOKS,
    ),
    _cue(
        "starring",
        "actor",
        r"\b(?:[Ss]tarring|[Ss]tars|[Ss]tarred|[Ss]tar|[Ff]eaturing the voices of|[Ff]eatures the voices of|[Cc]o-starring|[Cc]o-stars)(?! as )(?: (?:also|the|by|veteran|newcomers?|actors?|real-life))?(?: [a-z-]+){0,2} (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "cast-includes",
        "actor",
        r"\b(?:[Cc]ast|ensemble|co-stars|line-?up)(?: [a-z-]+){0,3}? (?:includes?|features?|including|consists? of|are|is|also includes|(?:is )?rounded out by|headed by|led by|comprises|of)(?: [a-z-]+){0,2} (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "alongside",
        "actor",
        r"\b(?:stars?|starring|starred) ⟨P\d+⟩[^.;⟨⟩]{0,60}?,? (?:alongside|opposite|with) (?P<o>{PL})",
        STAGED,
    ),
    _cue(
        "in-voice-roles",
        "actor",
        r"\b(?:[Ww]ith|features?) (?P<o>{PL}) (?:featured |appearing )?in (?:supporting|voice|key|smaller|minor|other) roles",
        STAGED,
    ),
    _cue(
        "joining-cast",
        "actor",
        r"\b(?:[Jj]oin(?:ing|s|ed)? (?:them|him|her|the cast|⟨P\d+⟩)(?: [a-z-]+){0,6}? (?:is|are|by)) (?P<o>{PL})",
        STAGED,
    ),
    _cue("joined-by", "actor", r"\bjoined by (?:[a-z-]+ ){0,2}(?P<o>{PL})", STAGED),
    _cue("rounding-out", "actor", r"(?P<o>{PL}) (?:round|fill) out the (?:[a-z-]+ )?cast", STAGED),
    _cue(
        "also-star",
        "actor",
        r"(?P<o>{PL}) (?:also|co-)[ -]?(?:stars?|starred|appears?|features?|feature)\b",
        STAGED,
    ),
    _cue(
        "published-by", "publisher", r"\b[Pp]ublished(?: in [^⟨⟩,]{0,30}(?:⟨D\d+⟩)?)?,? by (?P<o>{O})", BOOKS
    ),
    _cue(
        "distributed-by",
        "distributor",
        r"\b(?:[Dd]istributed|[Tt]heatrically released) (?:[a-z ]+ )?by (?P<o>{OL})",
        SCREEN,
    ),
    _cue("in-association", "production_company", r"\bin association with (?P<o>{OL})", STAGED),
    _cue("company-produced", "production_company", r"\b[Pp]roduced by (?P<o>{OL})", STAGED),
    _cue(
        "developed-for",
        "broadcaster",
        r"\b(?:made|produced|developed|created|commissioned|ordered|picked up|greenlit) (?:for|by|at) (?P<o>⟨B\d+⟩)",
        frozenset({"Series"}),
    ),
    _cue(
        "on-platform",
        "broadcaster",
        r"\b(?:streams?|streaming|streamed|aired?|airs|airing|available|watch|premiered|premieres?|premiering|debuts?|debuted|launch\w*|arrives?|arrived|hits?|lands?|landed|broadcast|shown|screened|released?|drops?|dropped|ran|runs|running)(?: [^⟨⟩.;]{0,50}?)? (?:on|to|via|from|by|hit) (?:⟨D\d+⟩ on )?(?:the )?(?P<o>⟨B\d+⟩(?:(?:, and |, | and | & )⟨B\d+⟩)*)",
        SCREEN,
    ),
    _cue(
        "date-on-platform",
        "broadcaster",
        r"⟨D\d+⟩,? (?:on|via) (?P<o>⟨B\d+⟩(?:(?:, and |, | and | & )⟨B\d+⟩)*)",
        SCREEN,
    ),
    _cue(
        "hit-platform",
        "broadcaster",
        r"\b(?:hits?|leaves?|reach(?:es)?) (?P<o>⟨B\d+⟩)(?= (?:on|in|this|next|⟨D))",
        SCREEN,
    ),
    _cue(
        "where-to-watch",
        "broadcaster",
        r"^(?:[Ww]here to (?:watch|stream)|[Ss]treaming on|[Nn]ow streaming on|[Ww]atch (?:it )?on|[Aa]vailable on|[Ss]treams? on|[Pp]latforms?|[Nn]etwork)[: ]+(?P<o>{B}(?:(?:, and |, | and | & )⟨[BX]\d+⟩)*)",
        SCREEN,
    ),
    _cue(
        "released",
        "released",
        r"\b(?:[Rr]eleased|premiered|opened|debuted|broadcast|aired|premieres?|premiering|opens|debuts?|arrives?|launche[sd]|comes? out|came out|set for release|hits (?:theaters|theatres|cinemas|screens|⟨B\d+⟩)|begins? (?:streaming|airing)|scheduled (?:for|to be released)|slated (?:for|to be released))(?:(?! (?:since|until|before|after|again|where|when)\b) [^⟨⟩.;,]{1,40}| [^⟨⟩.;]{0,30}?⟨[BOLE]\d+⟩(?:(?:, | and )⟨[BOLE]\d+⟩)*,?){0,2},? (?:on |in |for |of |from )?(?:theaters |theatres |cinemas )?(?:on |in |from )?(?P<o>{D})",
        STAGED,
    ),
    _cue(
        "published",
        "released",
        r"\b(?:[Pp]ublished|appeared|serialised|serialized|came out)(?:(?! (?:since|until|before|after|again|where|when)\b) [^⟨⟩.;,]{1,40}| [^⟨⟩.;]{0,30}?⟨[BOLE]\d+⟩(?:(?:, | and )⟨[BOLE]\d+⟩)*,?){0,2},? (?:on |in |for |of |from )?(?:theaters |theatres |cinemas )?(?:on |in |from )?(?P<o>{D})",
        BOOKS,
    ),
    _cue("opens-set-in", "set_in", r"^[Ss]et in (?:the )?(?:[a-z0-9'-]+ ){0,4}?(?P<o>{L})(?! of )", _ALL),
    _cue(
        "stars-as",
        "actor",
        r"(?P<o>⟨P\d+⟩),? (?:stars|starred|co-stars|headlines|leads|plays|played|portrays)(?= (?:as |alongside |opposite )?(?:a|an|the|his|her|their) [a-z])",
        STAGED,
    ),
    _cue(
        "as-a",
        "actor",
        r"\b(?:with|and|by|starring|stars|sees|finds|features|has|casts|,) (?P<o>⟨P\d+⟩) (?:as|playing) (?:a|an|the|his|her|their) [a-z]",
        STAGED,
    ),
)

PAIRS: Final = (
    _pair(
        "work-by-author",
        "author",
        r"(?P<s>{W})(?:,? \([^()]{0,30}\))?,? (?:written )?by (?:[a-z-]+ ){0,3}(?:author |writer |novelist )?(?P<o>{PL})",
        BOOKS,
    ),
    _pair(
        "kind-by-author",
        "author",
        r"(?P<s>⟨N\d+⟩)(?: of the same (?:name|title))?,? (?:written )?by (?:[a-z-]+ ){0,3}(?:author |writer |novelist )?(?P<o>{PL})",
        BOOKS,
    ),
    _pair(
        "author-s-work",
        "author",
        r"(?P<o>{PL})'s? (?:[\w'-]+ ){0,4}?(?:⟨D\d+⟩ )?(?:⟨X\d+⟩ )?(?:[\w'-]+,? ){0,5}?(?P<s>{W})",
        BOOKS,
    ),
    _pair(
        "wrote",
        "author",
        r"(?P<o>{P})(?:, who)?(?: \w+)? (?:wrote|published|penned|writes|has written)(?: [a-z-]+){0,2} (?P<s>{T})",
        BOOKS,
    ),
    _pair(
        "author-of",
        "author",
        r"(?P<o>{P}),? (?:is )?(?:the )?(?:[\w-]+ )?(?:author|writer|novelist) (?:of|behind) (?P<s>{T})",
        BOOKS,
    ),
    _pair(
        "author-noun",
        "author",
        r"\b(?:author|novelist|mangaka|playwright) (?P<o>{P})'s? (?:[\w'-]+ ){0,4}?(?P<s>{W})",
        BOOKS,
    ),
    _pair(
        "directs",
        "director",
        r"(?P<o>{PL}),? (?:who )?(?:also |has |previously |will |is to |is set to |co-)?(?:directs|directed|direct|helms|helmed|is directing)(?: [a-z-]+){0,2} (?P<s>{W})",
        STAGED,
    ),
    _pair(
        "director-of",
        "director",
        r"(?P<o>{P}),? (?:the |who is the )?(?:[\w-]+ )?(?:director|filmmaker) (?:of|behind) (?P<s>{W})",
        STAGED,
    ),
    _pair(
        "film-by",
        "director",
        r"(?P<s>{W})(?:,? \([^()]{0,30}\))?,? (?:a|the) (?:⟨D\d+⟩ )?(?:[\w-]+ ){0,4}film by (?P<o>{PL})",
        frozenset({"Film"}),
    ),
    _pair(
        "wrote-script",
        "screenwriter",
        r"(?P<o>{PL})(?:, who)?(?: \w+)? (?:wrote|scripted|penned|adapted|writes|adapts|co-wrote)(?: [a-z-]+){0,5}? (?:the )?(?:script|screenplay|teleplay)?(?: (?:for|of))? ?(?P<s>{W})",
        SCREEN,
    ),
    _pair(
        "role-on-is",
        "creator",
        r"\b(?:[Ss]howrunner|[Cc]reator)(?: and [a-z]+)? (?:on|of|for|behind) (?P<s>{W}) is (?P<o>{PL})",
        frozenset({"Series", "Game", "OtherWork"}),
    ),
    _pair(
        "writer-on-is",
        "screenwriter",
        r"\b(?:[Ww]riter|[Ss]creenwriter) (?:on|of|for) (?P<s>{W}) is (?P<o>{PL})",
        SCREEN,
    ),
    _pair(
        "creator-of",
        "creator",
        r"(?P<o>{PL}),? (?:the )?(?:[\w-]+ )?(?:creators?|showrunners?) (?:of|behind|on) (?P<s>{W})",
        frozenset({"Series", "Game", "OtherWork"}),
    ),
    _pair(
        "stars-in",
        "actor",
        r"(?P<o>{PL}),? (?:who )?(?:also |previously |will |is to |is set to |co-)?(?:star(?:s|red)?|appear(?:s|ed)?|act(?:s|ed)|feature[sd]?)(?: [a-z-]+){0,3}? (?:in|on|opposite [^⟨]*⟨P\d+⟩ in) (?:the )?(?:[\w-]+ ){0,2}(?P<s>{W})",
        STAGED,
    ),
    _pair(
        "work-starring",
        "actor",
        r"(?<!wrote )(?<!writes )(?<!made )(?<!created )(?<!developed )(?<!adapted )(?<!produced )(?P<s>{W})(?:,? \([^()]{0,30}\))?,? (?:which |that |also )?(?:stars|starring|featuring|starred|with|headlined by|led by) (?:[a-z-]+ ){0,2}(?P<o>{PL})",
        STAGED,
    ),
    _pair(
        "year-film",
        "released",
        r"(?<!since )(?<!in )(?<!\()(?P<o>⟨D\d+⟩)(?:'s)? (?:(?!(?:to|of|by|as|was|and|in|with|from|for|at|which|production) )[\w'-]+,? ){0,5}?(?P<s>{W})",
        _ALL,
    ),
    _pair(
        "work-year",
        "released",
        r"(?P<s>{W}),? \((?:[^()⟨⟩]{0,30}, |⟨[PX]\d+⟩, )?(?P<o>⟨D\d+⟩)(?:[,;–-][^()]*)?\)",
        _ALL,
    ),
    _pair(
        "is-set-in",
        "set_in",
        r"(?P<s>{W})(?:,? (?:which|that))? (?:is|was|takes place|unfolds)(?: set)? in (?:the )?(?:[a-z0-9'-]+ ){0,4}?(?P<o>⟨L\d+⟩)(?! of )",
        _ALL,
    ),
    _pair(
        "is-a-year-film",
        "released",
        r"(?P<s>{T})(?:,? \([^()]*\))* (?:is|was) an? (?:[\w-]+ )?(?P<o>⟨D\d+⟩) ",
        _ALL,
    ),
    _pair("novel-from-year", "released", r"(?P<s>⟨N\d+⟩) from (?P<o>⟨D\d+⟩)", BOOKS),
    _pair("work-award", "award", rf"(?P<s>{{W}})(?: [a-z-]+){{0,2}} {_WON} (?P<o>{{A}})", _ALL),
    _pair(
        "person-award",
        "award",
        rf"(?P<s>⟨P\d+⟩)(?: [a-z-]+){{0,1}} {_WON} (?P<o>{{A}})",
        frozenset({"Person"}),
    ),
    _pair(
        "platform-s-work",
        "broadcaster",
        r"(?P<o>⟨B\d+⟩)(?:'s)? (?:[\w'-]+ ){0,4}?(?P<s>{W})",
        frozenset({"Series"}),
    ),
)
