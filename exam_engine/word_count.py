"""How many words a text has: one rule for Kazakh, Russian and English, the same in the browser.

1. The text is brought to NFC; U+00AD, U+200B and U+2060, which nobody sees, are dropped.
2. It is split at white space (Unicode's White_Space), at the slash, at dashes (U+2012 to U+2015, U+2E3A,
   U+2E3B) and at each of `, ; : ! ?` that does not stand between two digits.
3. A piece that holds a letter or a number (categories L and N) is a word.

So hyphens, full stops, apostrophes and quotation marks join; `3,5` is one word; `1 000`, like any two
numbers with a space between them, is two. `client_web/src/shared/item/wordCount.ts` is the same rule;
both are held to `vectors/word_count.json`.
"""

import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
_SPACE = r"\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DASH = r"\u2012-\u2015\u2e3a\u2e3b"
_BREAK = re.compile(rf"[{_SPACE}/{_DASH}]|(?<!\d)[,;:!?]|[,;:!?](?!\d)")


@dataclass(frozen=True, slots=True)
class EssayLength:
    """How long an essay is against the most words it may have.

    A text over the limit is kept and marked as such; it only cannot be finished by its author.
    """

    n_words: int
    max_words: int

    @property
    def n_over(self) -> int:
        """Give how many words are too many."""
        return max(0, self.n_words - self.max_words)

    @property
    def may_finish(self) -> bool:
        """Tell whether the author may hand the essay in as it stands."""
        return self.n_over == 0


def count_words(text: str) -> int:
    """Count the words of `text`."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return sum(1 for piece in _BREAK.split(seen) if _is_word(piece))


def measure_essay(text: str, max_words: int) -> EssayLength:
    """Measure an essay: at most 200 words (source 000, step 8) or 500 (source 002)."""
    return EssayLength(count_words(text), max_words)


def _is_word(piece: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LN" for sign in piece)
