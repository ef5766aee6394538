from __future__ import annotations

import pytest

from retold.errors import DocumentError
from retold.reading.encodings import clean, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised(encoding: str):
    text = "Żółta łódź was filmed in Gdynia in 1974, by Ewa Król and a crew of nine.\n"
    assert decode(text.encode(encoding), uri="x") == text


def test_windows_western_text_keeps_its_accents_and_quotation_marks():
    text = "Amélie Forêt’s “Le quai” – naïve, and short.\n" * 3
    assert decode(text.encode("cp1252"), uri="x") == text


def test_cyrillic_text_in_its_old_encoding_is_detected():
    text = "Фильм снят по роману известного писателя, который жил в этом городе много лет. " * 5
    assert decode(text.encode("cp1251"), uri="x") == text


def test_one_broken_byte_leaves_the_rest_of_the_text_as_it_is():
    data = "Łódź, Gdynia, Kraków, Wrocław, Świnoujście, Gdańsk\n".encode() + b"\xff end"
    assert decode(data, uri="x") == "Łódź, Gdynia, Kraków, Wrocław, Świnoujście, Gdańsk\n\ufffd end"


def test_a_stated_charset_is_tried_first():
    assert decode("Король".encode("koi8-r"), uri="x", charset="koi8-r") == "Король"


@pytest.mark.parametrize("charset", ["no-such-charset", "rot13", "idna", "utf-7", ""])
def test_a_charset_that_is_none_is_ignored(charset: str):
    assert decode(b"plain words", uri="x", charset=charset) == "plain words"


def test_line_ends_controls_and_invisible_characters_go():
    assert clean("\ufeffa\r\nb\rc\u2028d\x00e\u200bf\u202eg\u00adh\ti\ud800") == "a\nb\nc\ndefgh\ti"


def test_letters_with_combining_marks_are_composed():
    assert clean("Ame\u0301lie") == "Amélie"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7 rest",
        b"PK\x03\x04rest",
        b"\x1f\x8b\x08rest",
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03",
    ],
)
def test_binary_data_is_refused(data: bytes):
    with pytest.raises(DocumentError, match=r"film\.txt: is .*, not text"):
        decode(data, uri="film.txt")
