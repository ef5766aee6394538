"""Small marked documents, for tests of what is done with a corpus."""

from __future__ import annotations

from hypothesis import strategies as st

from retold.corpus import AnnotatedDocument, parse_corpus

ORCHARD = """#doc z-orchard
#kind review
[[f1|The Glass Orchard]], by [[d1|Mara Quill]], came out in [[=2021|2021]].
[[d1~|She]] took [[f1~|it]] from [[n1~|a novel]]; [[a1|Tom Reed]] is [[c1|Cassie]].
[[d1|Quill]] knows [[p1|Seoul]].
#entities
f1 Film
d1 Person
n1 Novel
a1 Person
c1 Character
p1 Place
#facts
f1 director d1
f1 released =2021
f1 based_on n1
f1 actor a1
f1 character c1
c1 portrayed_by a1 in f1
#not n1 author d1
#end
"""
NAMES = ("Mara Quill", "Quill", "Tom Reed", "Summer Ash", "Orchard", "It is So", "Seoul 7", "J. R. Ash")
KINDS = ("Person", "Character", "Film", "Novel", "Place", "Organization")


def document_of(content: str) -> AnnotatedDocument:
    (document,) = parse_corpus(content)
    return document


@st.composite
def documents(draw: st.DrawFn, slug: str = "z-made") -> AnnotatedDocument:
    """Return a document of names, descriptions, values and words in any order."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    entity = st.integers(min_value=0, max_value=len(kinds) - 1)
    named = st.builds(lambda n, name: f"[[e{n}|{name}]]", entity, st.sampled_from(NAMES))
    described = st.builds(lambda n, words: f"[[e{n}~|{words}]]", entity, st.sampled_from(["she", "the film"]))
    value = st.sampled_from(["[[=2021|2021]]", "[[=4/5|4/5]]", "[[=gothic|Gothic]]"])
    plain = st.sampled_from(["and", "by", "(", "so.", "Quill", "\n"])
    pieces = draw(st.lists(st.one_of(named, described, value, plain), max_size=12))
    facts = draw(st.lists(st.tuples(entity, entity), max_size=3))
    return document_of(
        "\n".join(
            [
                f"#doc {slug}",
                "#kind review",
                " ".join(pieces),
                "#entities",
                *(f"e{n} {kind}" for n, kind in enumerate(kinds)),
                "#facts",
                *(f"e{a} follows e{b}" for a, b in facts),
                "e0 released =2021",
                f"#not e{len(kinds) - 1} genre =gothic",
                "#end",
            ]
        )
    )
