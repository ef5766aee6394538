from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.values import (
    dates_agree,
    detect_language,
    fold,
    name_key,
    name_tokens,
    parse_date,
    parse_number,
    parse_rating,
)

MONTHS = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024-10-21", "2024-10-21"),
        ("21 October 2024", "2024-10-21"),
        ("21st October 2024", "2024-10-21"),
        ("the 3rd of May, 1921", "1921-05-03"),
        ("October 21, 2024", "2024-10-21"),
        ("October 21st 2024", "2024-10-21"),
        ("Oct. 21, 2024", "2024-10-21"),
        ("Sept 3, 2019", "2019-09-03"),
        ("3 MAY 1921", "1921-05-03"),
        ("5 May\n2020", "2020-05-05"),
        ("2024-10-21T19:30:00Z", "2024-10-21"),
    ],
)
def test_a_day_is_read_in_every_form_that_texts_print(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("October 2024", "2024-10"),
        ("may, 2020", "2020-05"),
        ("Sept. 2019", "2019-09"),
        ("2024-10", "2024-10"),
        ("in 1998", "1998"),
        ("Summer 2020", "2020"),
        ("2019–2021", "2019"),
        ("2024/10/21", "2024"),
    ],
)
def test_a_date_is_as_precise_as_the_words_that_print_it(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("31 June 2020", "2020-06"),
        ("29 February 2023", "2023-02"),
        ("February 30, 2021", "2021-02"),
        ("29 February 1900", "1900-02"),
        ("2024-02-30", "2024-02"),
        ("2024-13-01", "2024"),
        ("2024-00", "2024"),
        ("0 May 2020", "2020-05"),
    ],
)
def test_a_day_or_month_that_does_not_exist_is_left_out(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize("printed", ["29 February 2024", "29 February 2000"])
def test_leap_years_have_a_twenty_ninth_of_february(printed: str) -> None:
    assert parse_date(printed) == f"{printed[-4:]}-02-29"


@pytest.mark.parametrize("words", ["", "soon", "May 5", "1499", "20245", "x1998", "1990s", "1-1999", "٢٠٢٤"])
def test_words_without_a_year_are_no_date(words: str) -> None:
    assert parse_date(words) is None


def test_only_words_that_begin_a_month_count_as_one() -> None:
    assert parse_date("Mayor 2020") == "2020"


def test_the_first_of_several_dates_counts() -> None:
    assert parse_date("Written in 1998, filmed on 2 March 2004") == "1998"


@given(year=st.integers(1500, 2199), month=st.integers(1, 12), day=st.integers(1, 28))
def test_every_form_of_a_day_gives_the_same_date(year: int, month: int, day: int) -> None:
    name = MONTHS[month - 1]
    iso = f"{year}-{month:02}-{day:02}"
    for printed in (iso, f"{day} {name} {year}", f"{name} {day}, {year}", f"{name[:3]}. {day}, {year}"):
        assert parse_date(printed) == iso


@given(st.text())
def test_reading_a_date_never_fails_and_gives_an_iso_prefix_or_nothing(text: str) -> None:
    found = parse_date(text)
    assert found is None or parse_date(found) == found


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("2024", "2024-10-21", True),
        ("2024-10-21", "2024-10", True),
        ("2024-10-21", "2024-10-21", True),
        ("2024-10", "2024-11-01", False),
        ("2024", "2023-12-31", False),
        ("2024-1", "2024-10", False),
    ],
)
def test_dates_agree_where_one_only_says_more(left: str, right: str, agree: bool) -> None:
    assert dates_agree(left, right) is agree


@pytest.mark.parametrize(
    ("printed", "rating"),
    [
        ("Rating: 4.5 out of 5.", "4.5/5"),
        ("4,5/5", "4.5/5"),
        ("4.50/5", "4.5/5"),
        ("7 / 10", "7/10"),
        ("8 of 10", "8/10"),
        ("0/5", "0/5"),
        ("4.5 stars out of 5", "4.5/5"),
        ("100/100", "100/100"),
        ("1½/4", "1.5/4"),
    ],
)
def test_a_rating_keeps_the_scale_it_was_printed_with(printed: str, rating: str) -> None:
    assert parse_rating(printed) == rating


@pytest.mark.parametrize(
    ("printed", "rating"),
    [
        ("★★★★☆", "4/5"),
        ("★★½☆☆", "2.5/5"),
        ("★★★½", "3.5"),
        ("★", "1"),
        ("****", "4"),
        ("3 stars", "3"),
        ("3-stars", "3"),
        ("3½ stars", "3.5"),
        ("2⅓ stars", "2.33"),
    ],
)
def test_stars_are_counted_and_their_scale_is_known_only_with_the_empty_ones(
    printed: str, rating: str
) -> None:
    assert parse_rating(printed) == rating


@pytest.mark.parametrize(
    ("printed", "rating"), [("Grade: B+", "B+"), ("B−", "B-"), ("A–", "A-"), ("Grade: F", "F")]
)
def test_grades_are_letters_with_a_plain_sign(printed: str, rating: str) -> None:
    assert parse_rating(printed) == rating


@pytest.mark.parametrize("words", ["", "a masterpiece", "*", "9.0", "G", "☆☆☆☆☆", "Apt. 5"])
def test_words_without_a_scale_are_no_rating(words: str) -> None:
    assert parse_rating(words) is None


@given(st.text(alphabet="0123456789½¼.,/ ★☆*ABCDF+-−outfstars"))
def test_reading_a_rating_never_fails(text: str) -> None:
    found = parse_rating(text)
    assert found is None or found.strip()


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("eight", 8),
        ("Twenty-Six", 26),
        ("twenty six", 26),
        ("ninety-nine", 99),
        ("zero", 0),
        (" 7 ", 7),
        ("1,024", 1024),
    ],
)
def test_numbers_are_read_in_digits_and_words(printed: str, number: int) -> None:
    assert parse_number(printed) == number


@pytest.mark.parametrize(
    "words", ["", "some", "-1", "3.5", "ten one", "one twenty", "twenty zero", "hundred", "²", "٣"]
)
def test_what_spells_no_number_is_none(words: str) -> None:
    assert parse_number(words) is None


@given(st.integers(0, 10**9))
def test_thousands_separators_do_not_change_a_number(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Glass-Orchard", "glass orchard"),
        ("An Unkind Season", "unkind season"),
        ("Amélie", "amelie"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("E.oni", "eoni"),
        ("Spider_Man", "spider man"),
        ("Noël & Co.", "noel co"),
        ("ﬁlm", "film"),
        ("The", "the"),
        ("The The", "the"),
        ("!!!", ""),
    ],
)
def test_folding_takes_away_all_that_printing_may_change(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_the_tokens_of_a_name_are_its_folded_words() -> None:
    assert name_tokens("Kim Go-eun") == ("kim", "go", "eun")
    assert name_tokens("") == ()


@given(st.text())
def test_folding_twice_changes_nothing_but_a_second_article(name: str) -> None:
    once = fold(name)
    if name_tokens(once) == tuple(once.split()):
        assert fold(once) == once
    assert once == once.strip()


@pytest.mark.parametrize(
    "other", ["Go-eun Kim", "Kim Goeun", "Kim Go Eun", "GOEUN KIM", "Kim Gö-eun", "Go eun, Kim"]
)
def test_one_name_has_one_key_in_any_order_and_spelling(other: str) -> None:
    assert name_key(other) == name_key("Kim Go-eun")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Park Sang-young", "Park Sang-yong"),
        ("Kim Go-eun", "Kim Go-eun Lee"),
        ("Mara Quill", "Mara Quills"),
        ("Ann Lee", "Ann Leeann"),
    ],
)
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert name_key(left) != name_key(right)


def test_the_key_of_nothing_is_nothing() -> None:
    assert name_key("") == name_key("…") == ""


@given(
    words=st.lists(st.text(alphabet="bcdeg", min_size=1, max_size=6), min_size=1, max_size=4),
    by=st.integers(0, 3),
)
def test_every_rotation_of_the_words_has_the_same_key(words: list[str], by: int) -> None:
    turned = words[by % len(words) :] + words[: by % len(words)]
    assert name_key(" ".join(turned)) == name_key("-".join(words)) == name_key("".join(words))


@given(st.text(max_size=300))
def test_a_key_holds_exactly_the_letters_of_the_name(name: str) -> None:
    assert sorted(name_key(name)) == sorted("".join(name_tokens(name)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The film was shot in Lisbon and is based on the novel by her sister.", "en"),
        ("Der Film ist nicht nur eine Geschichte von der Liebe.", "de"),
        ("Le film est une histoire que les enfants aiment.", "fr"),
        ("La película es una historia que se cuenta en el sur.", "es"),
        ("Il film è una storia della famiglia che non parla.", "it"),
        ("O filme é uma história do norte que não se esquece.", "pt"),
        ("De film is niet een verhaal over het dorp maar van de zee.", "nl"),
        ("Filmen är inte ett äventyr och det är synd.", "sv"),
        ("김고은은 배우이다", "ko"),
        ("これは映画です", "ja"),
        ("这是电影", "zh"),
        ("Это фильм", "ru"),
        ("Το βιβλίο", "el"),
        ("זה סרט", "he"),
        ("هذا فيلم", "ar"),
        ("นี่คือหนัง", "th"),
        ("यह फिल्म है", "hi"),
    ],
)
def test_the_language_is_that_of_most_of_the_text(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_foreign_title_does_not_make_a_text_foreign() -> None:
    text = "The film 기생충 is based on the story by Bong and was released in Korea."
    assert detect_language(text) == "en"


@pytest.mark.parametrize("text", ["", "123 456", "the and", "Mara Quill"])
def test_a_text_too_short_to_say_has_no_language(text: str) -> None:
    assert detect_language(text) is None
