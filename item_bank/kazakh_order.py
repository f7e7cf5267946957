"""How texts sort by the Kazakh alphabet, as a key that any database compares byte by byte.

The alphabet of 42 letters, with Ё and the signs of Russian words in their places. Digits come before
Latin letters, those before Cyrillic; capitals and everything that is no letter or digit do not count.
"""

import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
MAX_KEY = 80
_PLACES = {letter: chr(0x400 + place) for place, letter in enumerate(ALPHABET)}


def sort_key(text: str) -> str:
    """Give the key of a text: at most 80 characters that sort by code point."""
    words: list[str] = []
    for word in unicodedata.normalize("NFC", text).casefold().split():
        kept = "".join(_PLACES.get(letter, letter) for letter in word if letter.isalnum())
        if kept:
            words.append(kept)
    return " ".join(words)[:MAX_KEY]
