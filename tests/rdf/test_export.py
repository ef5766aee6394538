"""What the graphs say, asked of them as their readers would: in SPARQL, or triple by triple."""

from __future__ import annotations

import io
from collections.abc import Collection

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed_view import ListedView, entity
from rdf_reading import WITH_GRAPHS, WITHOUT_GRAPHS, Form, read_by_oxigraph, read_by_rdflib
from retold.claims import Status
from retold.errors import UsageError
from retold.escape import without_surrogates, xml_safe
from retold.rdf.export import PARTS, export_rdf
from retold.rdf.terms import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

novel = entity("Novel", "The Glass Orchard")
film = entity("Film", "The Glass Orchard", "Glass Orchard")
sequel = entity("Film", "The Glass Orchard II")
ana = entity("Person", "Ana Lima")
bo = entity("Person", "Bo Reyes")
mia = entity("Character", "Mia")
channel = entity("Organization", "Channel Nine")
pear = entity("Award", "Golden Pear")


@pytest.fixture
def listed() -> ListedView:
    return ListedView()


def ask(listed: ListedView, query: str, *, parts: Collection[str] = ()) -> list[tuple[str | None, ...]]:
    """Answers as tuples of names, values and IRIs, sorted."""
    out = io.BytesIO()
    export_rdf(listed.view, "nquads", out=out, parts=parts)
    store = pyoxigraph.Store()
    store.load(out.getvalue(), format=pyoxigraph.RdfFormat.N_QUADS)
    solutions = store.query(PROLOGUE + query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return sorted(tuple(None if v is None else v.value for v in solution) for solution in solutions)


def test_a_fact_is_a_plain_schema_org_triple(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(film, "based_on", novel, documents=[notes])
    listed.say(novel, "author", ana, documents=[notes])
    query = """SELECT ?kind ?name ?writer {
        ?film a schema:Movie, ?kind; schema:isBasedOn ?book.
        ?book a schema:Book; schema:name ?name; schema:author/schema:name ?writer
        FILTER(?kind != schema:Movie) }"""
    assert ask(listed, query) == [("urn:retold:vocabulary:Film", "The Glass Orchard", "Ana Lima")]


def test_other_spellings_are_alternate_names(listed: ListedView) -> None:
    listed.say(film, "director", ana, documents=[listed.document("notes.txt")])
    query = "SELECT ?name ?other { ?film a rt:Film; schema:name ?name; schema:alternateName ?other }"
    assert ask(listed, query) == [("The Glass Orchard", "Glass Orchard")]


def test_a_casting_is_a_role_and_schema_actor_leads_from_works_only(listed: ListedView) -> None:
    listed.say(mia, "portrayed_by", bo, within=film, documents=[listed.document("notes.txt")])
    role = """SELECT ?work ?character ?person {
        ?w rt:casting ?role; schema:name ?work.
        ?role a schema:PerformanceRole; rt:character/schema:name ?character.
        ?role rt:performer/schema:name ?person }"""
    assert ask(listed, role) == [("The Glass Orchard", "Mia", "Bo Reyes")]
    assert ask(listed, "SELECT ?what { ?x schema:actor ?y; a ?what }") == [
        ("http://schema.org/Movie",),
        ("urn:retold:vocabulary:Film",),
    ]


def test_a_casting_without_a_work_ties_character_and_person(listed: ListedView) -> None:
    listed.say(mia, "portrayed_by", bo, documents=[listed.document("notes.txt")])
    assert ask(listed, "SELECT ?a ?b { ?x rt:portrayed_by ?y. ?x schema:name ?a. ?y schema:name ?b }") == [
        ("Mia", "Bo Reyes")
    ]


@pytest.mark.parametrize(
    ("relation", "value", "property_", "datatype"),
    [
        ("released", "2019", "schema:datePublished", "xsd:gYear"),
        ("released", "2024-10", "schema:datePublished", "xsd:gYearMonth"),
        ("released", "2024-10-21", "schema:datePublished", "xsd:date"),
        ("released", "2024-02-31", "schema:datePublished", "xsd:string"),
        ("episodes", "8", "schema:numberOfEpisodes", "xsd:integer"),
        ("episodes", "eight or so", "schema:numberOfEpisodes", "xsd:string"),
        ("genre", "drama", "schema:genre", "xsd:string"),
    ],
)
def test_a_value_has_the_type_that_it_is_precise_enough_for(
    listed: ListedView, relation: str, value: str, property_: str, datatype: str
) -> None:
    listed.say(film, relation, value, documents=[listed.document("notes.txt")])
    query = f"SELECT ?v {{ ?film {property_} ?v FILTER(datatype(?v) = {datatype}) }}"
    assert ask(listed, query) == [(value,)]


def test_a_critic_and_a_rating_of_one_document_are_one_review(listed: ListedView) -> None:
    paper, blog = listed.document("paper.html"), listed.document("blog.html")
    listed.say(film, "reviewed_by", ana, documents=[paper])
    listed.say(film, "rating", "4.5/5", documents=[paper, blog])
    query = """SELECT ?critic ?value ?best ?worst {
        ?film schema:review ?review. ?review a schema:Review; schema:itemReviewed ?film.
        OPTIONAL { ?review schema:author/schema:name ?critic }
        ?review schema:reviewRating ?rating.
        ?rating schema:ratingValue ?value; schema:bestRating ?best; schema:worstRating ?worst }"""
    assert ask(listed, query.replace("OPTIONAL", "")) == [("Ana Lima", "4.5", "5", "0")]
    assert len(ask(listed, "SELECT ?review { ?review a schema:Review }")) == 2


def test_a_rating_printed_with_its_scale_and_without_is_one(listed: ListedView) -> None:
    paper = listed.document("paper.html")
    listed.say(film, "reviewed_by", ana, documents=[paper])
    listed.say(film, "rating", "4.5/5", documents=[paper])
    listed.say(film, "rating", "4.5", documents=[paper])
    query = """SELECT ?critic ?value ?best {
        ?review schema:author/schema:name ?critic; schema:reviewRating ?rating.
        ?rating schema:ratingValue ?value; schema:bestRating ?best }"""
    assert ask(listed, query) == [("Ana Lima", "4.5", "5")]


def test_critics_and_ratings_that_cannot_be_told_apart_are_not_joined(listed: ListedView) -> None:
    roundup = listed.document("roundup.html")
    for critic in (ana, bo):
        listed.say(film, "reviewed_by", critic, documents=[roundup])
    listed.say(film, "rating", "B+", documents=[roundup])
    assert len(ask(listed, "SELECT ?review { ?review a schema:Review }")) == 3
    assert ask(listed, "SELECT ?r { ?r schema:author ?a; schema:reviewRating ?b }") == []
    # A grade names no scale.
    assert ask(listed, "SELECT ?v ?b { ?r schema:ratingValue ?v OPTIONAL { ?r schema:bestRating ?b } }") == [
        ("B+", None)
    ]


def test_only_what_was_won_is_an_award(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(film, "award", pear, qualifiers={"outcome": "nominated"}, documents=[notes])
    listed.say(sequel, "award", pear, qualifiers={"outcome": "won"}, documents=[notes])
    assert ask(listed, "SELECT ?n { ?x schema:award ?y; schema:name ?n }") == [("The Glass Orchard II",)]
    nominated = "SELECT ?n { ?x rt:award_nominated ?y. ?y schema:name ?n }"
    assert ask(listed, nominated) == [("Golden Pear",)]


def test_a_relation_that_schema_org_lacks_is_ours(listed: ListedView) -> None:
    listed.say(film, "screenwriter", ana, documents=[listed.document("notes.txt")])
    assert ask(listed, "SELECT ?n { ?film rt:screenwriter/schema:name ?n }") == [("Ana Lima",)]


def test_a_broadcaster_stands_behind_a_publication(listed: ListedView) -> None:
    listed.say(film, "broadcaster", channel, documents=[listed.document("notes.txt")])
    query = "SELECT ?n { ?film schema:publication/schema:publishedOn/schema:name ?n }"
    assert ask(listed, query) == [("Channel Nine",)]


def test_a_planned_film_is_no_film_but_its_evidence_is_kept(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(film, "based_on", novel, documents=[notes])
    listed.say(sequel, "follows", film, documents=[notes], status=Status.PLANNED)
    films = "SELECT ?n { ?film a schema:Movie; schema:name ?n }"
    assert ask(listed, films, parts=PARTS) == [("The Glass Orchard",)]
    planned = """SELECT ?n ?p ?status { GRAPH retold:evidence {
        ?fact rdf:subject ?s; rdf:predicate ?p; rt:status ?status. ?s rt:kind rt:Film; schema:name ?n } }"""
    assert ask(listed, planned, parts=["evidence"]) == [
        ("The Glass Orchard II", "urn:retold:vocabulary:follows", "planned")
    ]


def test_a_work_that_is_announced_says_so_whatever_else_is_said_of_it(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(sequel, "based_on", novel, documents=[notes], status=Status.PLANNED)
    listed.say(sequel, "director", ana, documents=[notes])
    listed.say(film, "based_on", novel, documents=[notes])
    listed.say(film, "released", "2030", documents=[notes], status=Status.PLANNED)
    query = "SELECT ?n ?status { ?film a schema:Movie; schema:name ?n; schema:creativeWorkStatus ?status }"
    assert ask(listed, query) == [("The Glass Orchard II", "planned")]


def test_a_document_has_a_graph_of_what_it_states_in_its_own_words(listed: ListedView) -> None:
    paper = listed.document("https://example.org/a b", title="A Review", site="The Paper")
    notes = listed.document("notes.txt")
    listed.say(film, "director", ana, documents=[paper, notes])
    listed.say(film, "producer", bo, documents=[notes])
    producer = "SELECT ?source { GRAPH ?d { ?film schema:producer ?p. ?d rt:source ?source } }"
    assert ask(listed, producer, parts=["documents"]) == [("notes.txt",)]
    director = """SELECT ?title ?site ?url { GRAPH ?d { ?film schema:director ?p.
        ?d schema:name ?title; schema:publisher ?site; schema:url ?url } }"""
    expected = [("A Review", "The Paper", "https://example.org/a%20b")]
    assert ask(listed, director, parts=["documents"]) == expected
    alternate = "SELECT ?n { GRAPH ?d { ?x schema:alternateName ?n } }"
    assert ask(listed, alternate, parts=["documents"]) == []


def test_what_a_document_states_is_part_of_the_merged_facts(listed: ListedView) -> None:
    fill(listed)
    out = io.BytesIO()
    export_rdf(listed.view, "nquads", out=out, parts=["documents"])
    quads = read_by_rdflib(out.getvalue(), WITH_GRAPHS[0])
    merged = {quad[1:] for quad in quads if not quad[0]}
    documents = {f"{PREFIXES['retold']}{record.id}" for record in listed.documents()}
    said = {quad[1:] for quad in quads if quad[0] and quad[1] not in documents}
    assert said <= merged
    assert merged - said == {
        (f"{PREFIXES['retold']}{film.id}", "http://schema.org/alternateName", "Glass Orchard", "")
    }


def test_a_rejected_claim_neither_states_nor_proves(listed: ListedView) -> None:
    wrong, notes = listed.document("wrong.txt"), listed.document("notes.txt")
    listed.say(film, "director", ana, documents=[notes, wrong], rejected=[wrong])
    states = "SELECT ?d { GRAPH ?g { ?film schema:director ?p. ?g rt:source ?d } }"
    assert ask(listed, states, parts=["documents"]) == [("notes.txt",)]
    proves = "SELECT ?d { GRAPH retold:evidence { ?claim prov:wasQuotedFrom/rt:source ?d } }"
    assert ask(listed, proves, parts=["evidence"]) == [("notes.txt",)]


def test_evidence_leads_from_a_fact_to_the_words_and_their_place(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    fact = listed.say(film, "director", ana, documents=[notes], quote="Directed by Ana Lima")
    query = f"""SELECT ?p ?quote ?start ?end ?source ?extractor ?version ?confidence {{
        GRAPH retold:evidence {{
        retold:{fact.id} a rdf:Statement; rdf:predicate ?p; prov:wasDerivedFrom ?claim.
        ?claim prov:wasQuotedFrom/rt:source ?source; rt:status "stated".
        ?annotation a oa:Annotation; oa:hasBody ?claim; oa:hasTarget ?target; rt:confidence ?confidence;
            prov:wasAttributedTo ?agent.
        ?agent a prov:SoftwareAgent; schema:name ?extractor; schema:softwareVersion ?version.
        ?target oa:hasSource ?document; oa:hasSelector [a oa:TextQuoteSelector; oa:exact ?quote],
            [a oa:TextPositionSelector; oa:start ?start; oa:end ?end] }} }}"""
    assert ask(listed, query, parts=["evidence"]) == [
        (
            "http://schema.org/director",
            "Directed by Ana Lima",
            "7",
            "27",
            "notes.txt",
            "patterns",
            "1",
            "0.75",
        )
    ]


def test_alignment_says_the_facts_with_wikidatas_properties(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(film, "based_on", novel, documents=[notes])
    listed.say(mia, "portrayed_by", bo, within=film, documents=[notes])
    listed.say(film, "award", pear, qualifiers={"outcome": "nominated"}, documents=[notes])
    listed.say(sequel, "based_on", novel, documents=[notes], status=Status.PLANNED)
    query = """SELECT ?source ?kind ?person ?character ?award { GRAPH retold:alignment {
        ?f wdt:P31 ?kind; wdt:P144 ?n; wdt:P161 ?p; p:P161 [ps:P161 ?p; pq:P453 ?c]; wdt:P1411 ?a.
        ?n wdt:P4969 ?f }
        ?n schema:name ?source. ?p schema:name ?person. ?c schema:name ?character. ?a schema:name ?award }"""
    assert ask(listed, query, parts=["alignment"]) == [
        ("The Glass Orchard", "http://www.wikidata.org/entity/Q11424", "Bo Reyes", "Mia", "Golden Pear")
    ]
    terms = "SELECT ?p { GRAPH retold:alignment { schema:isBasedOn owl:equivalentProperty ?p } }"
    assert ask(listed, terms, parts=["alignment"]) == [("http://www.wikidata.org/prop/direct/P144",)]


@pytest.mark.parametrize("form", WITHOUT_GRAPHS, ids=lambda form: form.name)
def test_a_format_without_graphs_refuses_parts(listed: ListedView, form: Form) -> None:
    with pytest.raises(
        UsageError, match=f"{form.name} cannot hold evidence; use one of trig, nquads, json-ld"
    ):
        export_rdf(listed.view, form.name, out=io.BytesIO(), parts=["evidence"])


def fill(listed: ListedView, *, words: str = "") -> None:
    """Add a fact of each shape, `words` in every name and value."""
    page = listed.document(f"https://example.org/{words}", title=words, site=words)
    notes = listed.document(f"{words}.txt")
    work = entity("Film", f"The Glass Orchard{words}", "Glass Orchard")
    listed.say(work if words else film, "based_on", novel, documents=[page, notes], quote=words or "quote")
    listed.say(film, "director", entity("Person", f"Ana{words}"), documents=[notes])
    listed.say(mia, "portrayed_by", bo, within=film, qualifiers={"part": words}, documents=[page])
    listed.say(film, "rating", f"4/5{words}", documents=[page, notes])
    listed.say(film, "reviewed_by", ana, documents=[page])
    listed.say(film, "released", f"2024{words}", documents=[page])
    listed.say(film, "genre", f"drama{words}", documents=[page])
    listed.say(film, "award", pear, qualifiers={"outcome": f"nominated{words}"}, documents=[page])
    listed.say(film, "broadcaster", channel, documents=[notes])
    listed.say(sequel, "follows", film, status=Status.PLANNED, documents=[notes])


@pytest.mark.parametrize("form", WITH_GRAPHS + WITHOUT_GRAPHS, ids=lambda form: form.name)
@given(words=st.text(st.characters(), max_size=20))
def test_whatever_the_words_both_libraries_read_as_many_quads_as_were_written(form: Form, words: str) -> None:
    listed = ListedView()
    fill(listed, words=words)
    out = io.BytesIO()
    count = export_rdf(listed.view, form.name, out=out, parts=PARTS if form in WITH_GRAPHS else ())
    found = read_by_rdflib(out.getvalue(), form)
    assert len(found) == count
    assert sorted(read_by_oxigraph(out.getvalue(), form)) == sorted(found)
    genre = xml_safe(f"drama{words}") if form.name == "rdf-xml" else without_surrogates(f"drama{words}")
    assert genre in {quad[3] for quad in found if quad[2] == "http://schema.org/genre"}


@pytest.mark.parametrize("form", WITH_GRAPHS, ids=lambda form: form.name)
def test_every_format_with_graphs_holds_the_same_quads(listed: ListedView, form: Form) -> None:
    fill(listed)
    lines, other = io.BytesIO(), io.BytesIO()
    export_rdf(listed.view, "nquads", out=lines, parts=PARTS)
    export_rdf(listed.view, form.name, out=other, parts=PARTS)
    assert read_by_rdflib(other.getvalue(), form) == read_by_rdflib(lines.getvalue(), WITH_GRAPHS[0])
