"""Facts from the structured data of a page: JSON-LD in schema.org's terms, and OpenGraph."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from retold.document import Span
from retold.extraction.kinds import kind_of_book, kind_of_type
from retold.extraction.markup.draft import Draft, Thing
from retold.extraction.markup.positions import Member, Node
from retold.values import parse_date, parse_number, parse_rating

__all__ = ["read_structured"]

_CONFIDENCE: Final = 0.95
#: A member longer than this is no quotation: its single items are quoted instead.
_LONGEST_QUOTE: Final = 240
_LONGEST_NAME: Final = 160

# Property -> relation and the kind of its values; the first word of a pair wins where kinds differ.
_PEOPLE: Final = {
    "author": "author",
    "director": "director",
    "directors": "director",
    "creator": "creator",
    "producer": "producer",
    "musicby": "composer",
    "composer": "composer",
    "translator": "translator",
    "illustrator": "illustrator",
    "artist": "illustrator",
    "penciler": "illustrator",
    "readby": "actor",
    "actor": "actor",
    "actors": "actor",
    "video:director": "director",
    "video:actor": "actor",
    "video:writer": "screenwriter",
    "book:author": "author",
}
_ORGANIZATIONS: Final = {
    "publisher": "publisher",
    "productioncompany": "production_company",
    "producer": "production_company",
    "creator": "production_company",
    "distributor": "distributor",
    "broadcaster": "broadcaster",
}
_WORKS: Final = {
    "isbasedon": "based_on",
    "isbasedonurl": "based_on",
    "ispartof": "part_of",
    "partofseries": "part_of",
}
_DATES: Final = frozenset({"datepublished", "startdate", "video:release_date", "book:release_date"})
_PERSON_TYPES: Final = frozenset({"person", "performancerole", "role", "musicgroup", ""})
_ORGANIZATION_TYPES: Final = frozenset({"corporation", "moviecompany", "company"})
_CASTING_KEYS: Final = ("characterName", "character", "roleName")
#: What describes the page itself: its dates and authors are not those of a work.
_PAGES: Final = frozenset(
    {"article", "newsarticle", "blogposting", "webpage", "report", "reviewnewsarticle", "liveblogposting"}
)
_OPEN_GRAPH_KINDS: Final = {
    "video.movie": "Film",
    "video.tv_show": "Series",
    "book": "Novel",
    "books.book": "Novel",
    "music.album": "Audio",
    "music.song": "Audio",
}
_REVIEW: Final = re.compile(r"(?:critic|user|employer|media)?review", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    text: str
    span: Span


@dataclass(slots=True, kw_only=True)
class _Reader:
    draft: Draft
    by_id: dict[str, Node] = field(default_factory=dict)
    works: dict[Span, Thing | None] = field(default_factory=dict)


def read_structured(draft: Draft, roots: list[Node]) -> list[Thing]:
    """Add to `draft` what the JSON objects of one document say; return the works they describe, in order."""
    reader = _Reader(draft=draft)
    objects = [node for root in roots for node in _objects(root)]
    for node in objects:
        ident = _string(node, "@id")
        if ident and len(node.members) > len(reader.by_id.get(ident, node).members) - (
            ident not in reader.by_id
        ):
            reader.by_id[ident] = node
    described: list[Thing] = []
    for node in objects:
        if _REVIEW.fullmatch(_types(node)[0]):
            _read_review(reader, node, item=None)
        elif (work := _work(reader, node)) is not None:
            _read_work(reader, node, work)
            if work not in described:
                described.append(work)
    return described


def _objects(root: Node) -> Iterator[Node]:
    """Yield every object in `root`, outer before inner."""
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node.value, tuple):
            pending.extend(reversed(node.value))
        elif node.members:
            yield node
            pending.extend(member.node for member in reversed(list(node.members.values())))


def _string(node: Node, key: str) -> str | None:
    member = node.members.get(key)
    return next((item.text for item in member.node.items if item.text), None) if member else None


def _types(node: Node) -> tuple[str, ...]:
    """Return the types of an object in lower case without namespace; one empty text if it has none."""
    member = node.members.get("@type") or node.members.get("type")
    items = member.node.items if member else ()
    names = (re.split(r"[/#:]", item.text)[-1].casefold() for item in items if item.text)
    return tuple(names) or ("",)


def _full(reader: _Reader, node: Node) -> Node:
    """Return the object that a reference by @id stands for, or the node itself."""
    ident = _string(node, "@id")
    if ident and not _named(node):
        return reader.by_id.get(ident, node)
    return node


def _named(node: Node) -> _Name | None:
    """Return the name of an object, or the text of a string."""
    for key in ("name", "headline", "title"):
        member = node.members.get(key)
        for item in member.node.items if member else ():
            if name := _text_name(item):
                return name
    return _text_name(node)


def _text_name(node: Node) -> _Name | None:
    if not isinstance(node.value, str):
        return None
    text = " ".join(html.unescape(node.value).split())
    if not 0 < len(text) <= _LONGEST_NAME or re.match(r"(?:https?:|www\.|/|@|#|_:)", text):
        return None
    inner = Span(start=node.span.start + 1, end=node.span.end - 1)
    quoted = len(node.value) + 2 <= len(node.span)
    return _Name(text=text, span=inner if quoted and len(inner) > 0 else node.span)


def _work(reader: _Reader, node: Node) -> Thing | None:
    """Return the work that an object describes, if it does and has a name."""
    if node.span not in reader.works:
        reader.works[node.span] = _new_work(reader, node)
    return reader.works[node.span]


def _new_work(reader: _Reader, node: Node) -> Thing | None:
    types = _types(node)
    if "opengraph" in types:
        kind = _OPEN_GRAPH_KINDS.get((_string(node, "og:type") or "").casefold())
        member = node.members.get("og:title")
        name = _text_name(member.node) if member else None
        if kind is None or name is None:
            return None
        return _titled(reader, kind, name)
    kind = next((kind for kind in map(kind_of_type, types) if kind), None)
    name = _named(node)
    if kind is None or name is None or not _PAGES.isdisjoint(types):
        return None
    if kind == "Novel":
        hints = (
            _string(node, key) or "" for key in ("genre", "bookFormat", "additionalType", "about", "name")
        )
        kind = kind_of_book(" ".join(hints))
    return _titled(reader, kind, name)


def _titled(reader: _Reader, kind: str, name: _Name) -> Thing:
    """Return the work of that name without the year or the site that a page's title adds to it."""
    text = re.sub(r"\s*\((?:\w+ ){0,3}(?:1[89]|20)\d\d[–-]?\d*\)(?:\s+[-–—|⭐].*)?$", "", name.text)
    start = name.span.start
    shown = reader.draft.document.text[start : name.span.end]
    span = Span(start=start, end=start + len(text)) if shown.startswith(text) and text else name.span
    return reader.draft.thing(kind, text or name.text, span=span)


def _quote(member: Member, item: Node) -> Span:
    """Return the words that prove one value: the whole member, or the item if the member is long."""
    if member.node.span == item.span or len(member.span) <= _LONGEST_QUOTE:
        return member.span
    return item.span


def _read_work(reader: _Reader, node: Node, work: Thing) -> None:
    draft = reader.draft
    for key, member in node.members.items():
        plain = key.removeprefix("schema:").casefold()
        for item in member.node.items:
            span = _quote(member, item)
            if plain in {"actor", "actors"} and item.members:
                _read_actor(reader, work, item, span=span)
            elif plain in {"review", "reviews"} and item.members:
                _read_review(reader, item, item=work)
            elif plain == "character":
                if name := _named(_full(reader, item)):
                    character = draft.thing("Character", name.text, span=name.span)
                    draft.state(work, "character", character, span=span, confidence=_CONFIDENCE)
            elif plain == "publication":
                _read_publication(reader, work, item)
            elif plain in _WORKS:
                _read_related(reader, work, _WORKS[plain], item, span=span)
            elif plain == "haspart":
                part = _work(reader, _full(reader, item))
                if part is not None:
                    draft.state(part, "part_of", work, span=span, confidence=_CONFIDENCE)
            elif plain in _PEOPLE or plain in _ORGANIZATIONS:
                _read_party(reader, work, plain, item, span=span)
            else:
                _read_literal(reader, work, plain, item, span=span)


def _read_actor(reader: _Reader, work: Thing, item: Node, *, span: Span) -> None:
    """Read a performer, or a PerformanceRole, which holds the performer and the character's name."""
    inner = item.members.get("actor")
    performers = [_full(reader, node) for node in inner.node.items] if inner else [_full(reader, item)]
    characters = [
        name
        for key in _CASTING_KEYS
        if key in item.members and (inner or key == "characterName")
        for node in item.members[key].node.items
        if (name := _named(node))
    ]
    for performer in performers:
        name = _named(performer)
        if name is None or not _PERSON_TYPES.intersection(_types(performer)):
            continue
        person = reader.draft.thing("Person", name.text, span=name.span)
        reader.draft.state(work, "actor", person, span=span, confidence=_CONFIDENCE)
        for shown in characters:
            character = reader.draft.thing("Character", shown.text, span=shown.span)
            reader.draft.casting(work, character, person, span=item.span, confidence=_CONFIDENCE)


def _read_party(reader: _Reader, work: Thing, key: str, item: Node, *, span: Span) -> None:
    """Read a person or an organization; the type decides which, where the property allows both."""
    party = _full(reader, item)
    types = _types(party)
    name = _named(party)
    if name is None:
        return
    organization = any(t in _ORGANIZATION_TYPES or t.endswith("organization") for t in types)
    if key in _PEOPLE and not organization and _PERSON_TYPES.intersection(types):
        relation = _PEOPLE[key]
        if relation == "author" and work.kind in {"Film", "Series"}:
            relation = "screenwriter"
        for person in _people(name):
            thing = reader.draft.thing("Person", person.text, span=person.span)
            reader.draft.state(work, relation, thing, span=span, confidence=_CONFIDENCE)
    elif key in _ORGANIZATIONS and (organization or "" in types):
        relation = _ORGANIZATIONS[key]
        thing = reader.draft.thing("Organization", name.text, span=name.span)
        reader.draft.state(work, relation, thing, span=span, confidence=_CONFIDENCE)


def _people(name: _Name) -> list[_Name]:
    """Return the people that one text names: "A, B and C" is three where every part has two words."""
    parts = list(re.finditer(r"(?:(?!\s*(?:,|;|\band\b|&))\S\s*)+", name.text))
    words = [m.group().strip() for m in parts]
    exact = len(name.span) == len(name.text)
    if not exact or len(words) < 2 or not all(len(word.split()) >= 2 for word in words):
        return [name]
    start = name.span.start
    return [
        _Name(text=w, span=Span(start=start + m.start(), end=start + m.start() + len(w)))
        for m, w in zip(parts, words, strict=True)
    ]


def _read_related(reader: _Reader, work: Thing, relation: str, item: Node, *, span: Span) -> None:
    node = _full(reader, item)
    other = _work(reader, node)
    if other is None and (name := _named(node)) and (relation == "based_on" or item.members):
        other = reader.draft.thing("OtherWork", name.text, span=name.span) if "" in _types(node) else None
    if other is not None:
        reader.draft.state(work, relation, other, span=span, confidence=_CONFIDENCE)


def _read_publication(reader: _Reader, work: Thing, item: Node) -> None:
    for key, relation in (("publishedOn", "broadcaster"), ("publishedBy", "publisher")):
        member = item.members.get(key)
        for service in member.node.items if member else ():
            if member and (name := _named(_full(reader, service))):
                thing = reader.draft.thing("Organization", name.text, span=name.span)
                span = _quote(member, service)
                reader.draft.state(work, relation, thing, span=span, confidence=_CONFIDENCE)


def _read_literal(reader: _Reader, work: Thing, key: str, item: Node, *, span: Span) -> None:
    draft = reader.draft
    name = _text_name(item)
    if name is None:
        return
    if key in _DATES and (date := parse_date(name.text)):
        draft.state(work, "released", date, span=span, confidence=_CONFIDENCE)
    elif key == "numberofepisodes" and (number := parse_number(name.text)):
        draft.state(work, "episodes", str(number), span=span, confidence=_CONFIDENCE)
    elif key == "genre":
        for genre in re.split(r"\s*[,;/]\s*", name.text):
            draft.state(work, "genre", genre.casefold(), span=span, confidence=_CONFIDENCE)
    elif key in {"award", "awards"}:
        award = draft.thing("Award", name.text, span=name.span)
        draft.state(work, "award", award, span=span, confidence=_CONFIDENCE, qualifiers={"outcome": "won"})
    elif key == "contentlocation":
        place = draft.thing("Place", name.text, span=name.span)
        draft.state(work, "set_in", place, span=span, confidence=_CONFIDENCE)


def _read_review(reader: _Reader, node: Node, *, item: Thing | None) -> None:
    reviewed = node.members.get("itemReviewed")
    if reviewed:
        found = (_work(reader, _full(reader, one)) for one in reviewed.node.items)
        item = next((work for work in found if work is not None), item)
    if item is None:
        return
    author = node.members.get("author")
    for party in author.node.items if author else ():
        full = _full(reader, party)
        name = _named(full)
        if author and name and _PERSON_TYPES.intersection(_types(full)):
            critic = reader.draft.thing("Person", name.text, span=name.span)
            span = _quote(author, party)
            reader.draft.state(item, "reviewed_by", critic, span=span, confidence=_CONFIDENCE)
    member = node.members.get("reviewRating")
    for rating in member.node.items if member else ():
        value = _rating(rating)
        if member and value:
            reader.draft.state(item, "rating", value, span=member.span, confidence=_CONFIDENCE)


def _rating(node: Node) -> str | None:
    value = (_string(node, "ratingValue") or node.text or "").strip().replace(",", ".")
    best = (_string(node, "bestRating") or "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", value):
        short = value.rstrip("0").rstrip(".") if "." in value else value
        return f"{short}/{best}" if re.fullmatch(r"\d+", best) else short
    return parse_rating(value)
