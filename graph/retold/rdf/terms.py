"""RDF terms: IRIs and literals that every RDF parser accepts, whatever the documents contain.

There are no blank nodes in what retold writes: everything has an IRI, so equal graphs give equal bytes.
Terms are plain strings and tuples and not rdflib's, because a graph of a million triples is written in
seconds that way and in minutes the other; the tests read every format back with rdflib and pyoxigraph.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from retold.escape import without_surrogates
from retold.identifiers import BASE_IRI

__all__ = [
    "PREFIXES",
    "RDF_TYPE",
    "Iri",
    "Text",
    "Triple",
    "compact",
    "date_text",
    "decimal",
    "integer",
    "iri",
    "node",
    "order",
    "plain",
    "rating_parts",
    "web_iri",
]


class Iri(str):
    """An absolute IRI. Make one with `iri`, `node` or `web_iri`, which leave no forbidden character in it."""

    __slots__ = ()


class Text(NamedTuple):
    """A literal; an empty `datatype` means a plain string."""

    value: str
    datatype: str = ""


class Triple(NamedTuple):
    """What one line of N-Triples says."""

    subject: Iri
    predicate: Iri
    object: Iri | Text


#: The prefixes of every format that has them. `rt` is retold's own vocabulary.
PREFIXES: Final = {
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "prov": "http://www.w3.org/ns/prov#",
    "ps": "http://www.wikidata.org/prop/statement/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "retold": BASE_IRI,
    "rt": f"{BASE_IRI}vocabulary:",
    # Not https: this is what schema.org's own context says, and what most data in the wild uses.
    "schema": "http://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RDF_TYPE: Final = Iri(PREFIXES["rdf"] + "type")

_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
# A namespace and a local name that is safe in Turtle, in XML and in JSON-LD.
_SPLIT: Final = re.compile(r"(.*[#/:])([A-Za-z_][A-Za-z0-9_-]*)", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_RATING: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(?:/(\d{1,9}(?:\.\d{1,9})?))?", re.ASCII)
_HOST: Final = re.compile(r"[A-Za-z0-9._~%-]+(?::\d{1,5})?", re.ASCII)
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=4096)
def iri(prefix: str, local: str) -> Iri:
    """Return the IRI of `local`, any words at all, among the names of `prefix`.

    >>> iri("rt", "award_short listed")
    'urn:retold:vocabulary:award_short_listed'
    """
    return Iri(PREFIXES[prefix] + re.sub(r"[^A-Za-z0-9_-]+", "_", local))


def node(ident: str) -> Iri:
    """Return the IRI of an entity, a fact, a claim or a document; its id can be read back by unquoting.

    >>> node("film-oldboy-a1b2c3"), node("d01#e3")
    ('urn:retold:film-oldboy-a1b2c3', 'urn:retold:d01%23e3')
    """
    return Iri(BASE_IRI + quote(without_surrogates(ident), safe="-._~:/"))


def web_iri(uri: str) -> Iri | None:
    """Return the address of a web page as an IRI, or None for a path and for what is no address.

    >>> web_iri("https://example.org/a b?q=<x>"), web_iri("notes/a.html")
    ('https://example.org/a%20b?q=%3Cx%3E', None)
    """
    try:
        parts = urlsplit(without_surrogates(uri).strip())
    except ValueError:
        return None
    host = _BAD_PERCENT.sub("%25", quote(parts.netloc.rpartition("@")[2], safe=":%"))
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    address = f"{parts.scheme}://{host}{_quoted(parts.path)}"
    if parts.query:
        address += f"?{_quoted(parts.query)}"
    return Iri(address + (f"#{_quoted(parts.fragment)}" if parts.fragment else ""))


def _quoted(part: str) -> str:
    return _BAD_PERCENT.sub("%25", quote(part, safe="%/?:@!$&'()*+,;=-._~"))


def compact(term: str) -> tuple[str, str] | None:
    """Return the prefix and local name of an IRI, or None where it must be written in full.

    >>> compact("urn:retold:vocabulary:casting"), compact("https://example.org/")
    (('rt', 'casting'), None)
    """
    match = _SPLIT.fullmatch(term)
    prefix = _PREFIX_OF.get(match[1]) if match else None
    return (prefix, match[2]) if match and prefix else None


def plain(value: str) -> Text:
    """Return a string literal; half characters, which no encoding can hold, become U+FFFD."""
    return Text(without_surrogates(value))


def date_text(value: str) -> Text:
    """Return an ISO prefix as a date of its precision, and anything else as a string.

    >>> [date_text(v).datatype.rpartition("#")[2] for v in ("2019", "2024-10", "2024-10-21", "2024-02-31")]
    ['gYear', 'gYearMonth', 'date', '']
    """
    match = _ISO.fullmatch(value)
    if match is None:
        return plain(value)
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return plain(value)
    return Text(value, PREFIXES["xsd"] + ("date" if day else "gYearMonth" if month else "gYear"))


def integer(value: str | int) -> Text:
    """Return a whole number, and anything else as a string."""
    digits = str(value)
    return Text(str(int(digits)), PREFIXES["xsd"] + "integer") if _NUMBER.fullmatch(digits) else plain(digits)


def decimal(value: float) -> Text:
    """Return a number with at most four decimals."""
    return Text(_short(f"{value:.4f}"), PREFIXES["xsd"] + "decimal")


def rating_parts(value: str) -> tuple[Text, Text | None]:
    """Return the value of a rating and the best one of its scale, None where the scale was not printed.

    >>> [part.value if part else None for part in rating_parts("4.5/5")]
    ['4.5', '5']
    >>> [part.value if part else None for part in rating_parts("B+")]
    ['B+', None]
    """
    match = _RATING.fullmatch(value)
    if match is None:
        return plain(value), None
    score, best = match.groups()
    datatype = PREFIXES["xsd"] + "decimal"
    return Text(_canonical(score), datatype), Text(_canonical(best), datatype) if best else None


def _canonical(number: str) -> str:
    whole, _, fraction = number.partition(".")
    return _short(f"{int(whole)}.{fraction}")


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".")


def order(triple: Triple) -> tuple[str, bool, str, bool, Iri | Text]:
    """Sort key: by subject, its types first, then by property and value."""
    subject, predicate, target = triple
    return (subject, predicate != RDF_TYPE, predicate, isinstance(target, Text), target)
