"""Kazakh words in the order of the Kazakh alphabet."""

from item_bank.kazakh_order import ALPHABET, MAX_KEY, sort_key


def test_the_alphabet_is_in_its_order() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 42
    assert sorted(set(ALPHABET), key=sort_key) == list(ALPHABET)


def test_words_sort_as_a_dictionary_has_them() -> None:
    words = [
        "ән",
        "ақ",
        "бала",
        "ғылым",
        "гүл",
        "құқық",
        "көл",
        "қала",
        "ңқ",
        "нан",
        "өмір",
        "от",
        "үй",
        "ұл",
    ]
    sorted_words = [
        "ақ",
        "ән",
        "бала",
        "гүл",
        "ғылым",
        "көл",
        "қала",
        "құқық",
        "нан",
        "ңқ",
        "от",
        "өмір",
        "ұл",
        "үй",
    ]
    assert sorted(words, key=sort_key) == sorted_words


def test_capitals_marks_and_blanks_do_not_count() -> None:
    assert sort_key("  «Қазақстан»  Республикасы!") == sort_key("қазақстан республикасы")
    assert sort_key("ан") < sort_key("ан б") < sort_key("ана")


def test_digits_latin_cyrillic() -> None:
    assert sorted(["әб", "b", "а", "9", "10"], key=sort_key) == ["10", "9", "b", "а", "әб"]
    assert len(sort_key("қ" * 500)) == MAX_KEY
