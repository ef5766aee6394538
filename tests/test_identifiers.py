from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from retold.identifiers import digest, document_id, entity_id, local_id, slug

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


def test_the_parts_of_a_digest_do_not_run_together() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc"])


def test_the_order_of_parts_counts() -> None:
    assert digest(["a", "b"]) != digest(["b", "a"])


def test_a_digest_is_the_beginning_of_sha_256() -> None:
    assert digest(["abc"], length=8) == "ba7816bf"
    assert len(digest(["abc"])) == 16


def test_a_document_id_is_d_and_sixteen_digits() -> None:
    assert document_id(["abc"]) == "dba7816bf8f01cfea"


def test_a_local_id_names_its_document_and_number() -> None:
    assert local_id("d0123456789abcdef", 3) == "d0123456789abcdef#e3"


def test_an_entity_id_depends_on_the_first_member_alone() -> None:
    both = entity_id("Film", "Tin Lantern", ["d2#e1", "d1#e1"])
    assert both == entity_id("Film", "Tin Lantern", ["d1#e1"])
    assert both != entity_id("Film", "Tin Lantern", ["d2#e1"])
    assert re.fullmatch(r"film-tin-lantern-[0-9a-f]{6}", both)


def test_slugs_are_plain() -> None:
    assert slug("Amélie, or: The Glass Orchard!") == "amelie-or-the-glass-orchard"
    assert slug("__A__b") == "a-b"


def test_a_name_without_letters_has_a_slug_too() -> None:
    assert slug("") == slug("…!") == "unnamed"


def test_a_slug_is_cut_without_leaving_a_hyphen() -> None:
    assert slug("glass orchard", length=6) == "glass"


@given(ANY_TEXT)
def test_any_text_has_a_slug_that_is_safe_in_a_path(name: str) -> None:
    found = slug(name)
    assert 0 < len(found) <= 48
    assert not re.search(r"[\s/\\.#?:_]|^-|-$", found)


@given(st.lists(ANY_TEXT))
def test_any_parts_have_a_digest_even_lone_surrogates(parts: list[str]) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", digest(parts))
