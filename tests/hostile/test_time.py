"""Documents made to take forever, to exhaust the stack or to fill the memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

BODY = "The film “Glass” (2021) is based on the novel “Glass Apples” by Ines Faber. "
SIZE = 40_000


def repeated(words: str) -> str:
    """Return words as often as they fit into one line."""
    return words * (SIZE // len(words))


def counted(pattern: str, *, times: int) -> str:
    """Return a pattern so many times, each with a number of its own."""
    return "".join(pattern.replace("0", str(number)) for number in range(times))


def page(inner: str) -> str:
    """Return a page with something hostile below its text."""
    return f"<!doctype html><html lang=en><body><article><h1>Glass</h1><p>{BODY * 5}</p>{inner}</article>"


def data(inner: str) -> str:
    """Return a page with hostile structured data."""
    return page(f'<script type="application/ld+json">{inner}</script>')


def word(xml: str, *, head: str = "") -> bytes:
    """Return a Word document with that body."""
    office, main = "http://schemas.openxmlformats.org", "wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<?xml version="1.0"?>{head}<w:document xmlns:w="{office}/{main}"><w:body>{xml}'
        "</w:body></w:document>",
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


LONG_LINES = (
    *("a A 1 - . ( [ ' \" “ ★ , ; : / \\ _ * ` | > < # & ! ? … – £ é ß İ ﷺ".split()),
    *("Anna |Anna's |Anna of the |A.|A-|1/|(A) |“A” |by |Director: |Anna Bell and |Anna Bell, ".split("|")),
    *("Anna Bell plays |based on the novel |the film the novel |Anna Bell as Count Dora, ".split("|")),
    *(
        "e\u0301\u0317|\u1100\u1161\u11a8|\u200d|\u202e|👨‍👩‍👧‍👦|שלום |<!--|&amp;|[a](|![|** |``a`|> ".split(
            "|"
        )
    ),
)
TEXTS = {
    f"line-{number:02}.txt": BODY + "\n" + repeated(words) for number, words in enumerate(LONG_LINES)
} | {
    "line-1-megabyte.txt": "a" * 1_000_000 + " " + BODY,
    "blank-1-megabyte.txt": BODY + " " * 1_000_000 + BODY,
    "lines-blank.txt": BODY + "\n" * SIZE,
    "lines-short.txt": "a\n" * (SIZE // 4),
    "lines-credits.txt": counted("Director: Ada0 Bell0\n", times=1_000),
    "lines-cast.txt": counted("Ada0 Bell0 as Dora0\n", times=1_000),
    "lines-films.txt": counted("The film “Glass 0” (2021) is based on the novel “Apples 0”.\n", times=500),
    "lines-ratings.txt": "Rating: 4/5\n" * 2_000,
    "nul.txt": (BODY + "\0") * 100,
}
MARKDOWN = {f"line-{number:02}.md": repeated(words) for number, words in enumerate(LONG_LINES)} | {
    "front.md": "---\n" + "a: b\n" * 10_000,
    "list.md": "".join(" " * n + "- a\n" for n in range(300)),
}
PAGES = {
    "open-div.html": page("<div>" * 20_000),
    "deep-div.html": page("<div>" * 2_000 + "x" + "</div>" * 2_000),
    "open-b.html": page("<b><i>" * 5_000),
    "tables.html": page("<table><tr><td>" * 1_000),
    "rows.html": page("<table>" + "<tr><td>Director</td><td>Ada Bell</td></tr>" * 1_000),
    "items.html": page("<ul>" + "<li>Ada Bell as Dora</li>" * 1_000),
    "attributes.html": page(f"<p {counted('a0=1 ', times=5_000)}>x"),
    "comments.html": page("<!--" * 20_000),
    "signs.html": page("<" * SIZE + "&" * SIZE),
    "headings.html": page("<h1>Glass</h1>" * 1_000),
    "microdata.html": page('<div itemscope itemtype="http://schema.org/Movie"><b itemprop=name>G</b>' * 300),
    "itemref.html": page(
        '<div id=a itemscope itemtype="http://schema.org/Movie" itemref="a b"><b id=b>G</b>'
    ),
    "data-lists.html": data("[" * SIZE),
    "data-deep.html": data('{"@type":"Movie","name":"G","isBasedOn":' * 500 + "1" + "}" * 500),
    "data-nested.html": data('{"@type":"Movie","name":"G","isBasedOn":' * 40 + "1" + "}" * 40),
    "data-circle.html": data(
        '[{"@id":"a","@type":"Movie","name":"G","isBasedOn":{"@id":"b"},"hasPart":{"@id":"a"}},'
        '{"@id":"b","@type":"Movie","name":"H","isBasedOn":{"@id":"a"}},{"@id":"c","isBasedOn":{"@id":"c"}}]'
    ),
    "data-numbers.html": data(
        '{"@type":"Movie","name":"G","datePublished":1e999999,"episodes":' + "9" * 9_999 + "}"
    ),
    "data-digits.html": data('{"@type":"TVSeries","name":"G","numberOfEpisodes":"' + "9" * 9_999 + '"}'),
    "data-long.html": data(f'{{"@type":"Movie","name":"{"N" * 10_000}","director":"{repeated("A, ")}"}}'),
    "data-escapes.html": data('{"@type":"Movie","name":"' + "\\" * SIZE),
    "data-halves.html": data('{"@type":"Movie","name":"\\ud800 G","director":"\\u0000\\ud83d"}'),
}
RECORDS = {
    "deep.json": "[" * SIZE,
    "objects.json": '{"text":' * 20_000,
    "wide.csv": ",".join(["c"] * 10_000) + "\n" + "," * 10_000,
    "open.csv": 'text,title\n"never closed\n' + "x,y\n" * 5_000,
    "cell.csv": f'text\n"{"a" * 1_000_000}"\n',
    "number.jsonl": '{"text": ' + "9" * 100_000 + "}\n",
    "kinds.jsonl": '{"text": ["a"], "title": {"a": 1}}\n{"text": true}\n[]\nnull\n"x"\n',
    "halves.jsonl": '{"text": "Glass \\ud800 was directed by Ada Bell.", "title": "\\udfff"}\n',
}
WORD = {
    "laughs.docx": word(
        "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>",
        head='<!DOCTYPE x [<!ENTITY a0 "lol">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>",
    ),
    "outside.docx": word(
        "<w:p><w:r><w:t>&e; Glass.</w:t></w:r></w:p>",
        head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    ),
    "deep.docx": word("<w:tbl><w:tr><w:tc>" * 2_000),
}


@pytest.mark.parametrize(
    "files", [TEXTS, MARKDOWN, PAGES, RECORDS, WORD], ids=lambda files: next(iter(files))
)
def test_every_document_is_read_or_refused_in_bounded_time(
    tmp_path: Path, files: dict[str, str] | dict[str, bytes]
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    command = [sys.executable, "-m", "retold_cli", "extract", "--documents", "."]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    refused = run.stderr.decode()
    assert (run.returncode, "Traceback" in refused) == (1 if refused else 0, False)
    records = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    read = {record["source"]["uri"].partition("#")[0] for record in records}
    unread = {line.split(": ")[1].partition("#")[0] for line in refused.splitlines()}
    assert read | unread == set(files)
