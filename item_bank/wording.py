"""How a formatted text reads in the languages it was written in.

A `LocalText` is complete (Kazakh and Russian); a `Wording` is what an author or an import has so far.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN_LANGUAGE = "und"  # BCP 47: the file does not say which language it is in
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ALIASES = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One text as HTML of the allow-list, by language; `texts` is sorted by language."""

    texts: tuple[tuple[str, str], ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages the text is written in, sorted."""
        return tuple(language for language, _ in self.texts)

    def get(self, language: str) -> str:
        """Give the text in `language`, or an empty one."""
        return dict(self.texts).get(language, "")


def wording(texts: Mapping[str, str]) -> Wording:
    """Make a wording of `{language: HTML}`; languages without a text are left out."""
    return Wording(tuple(sorted((language, text) for language, text in texts.items() if text)))


def joined(first: Wording, second: Wording) -> Wording:
    """Put two wordings of one text together; where both have a language, `first` stays."""
    return wording(dict(second.texts) | dict(first.texts))


def language_of(tag: str | None) -> str:
    """Give the language of a tag as files write it: `ru-RU` → `ru`, `kz` → `kk`, nothing → `und`."""
    lowered = (tag or "").strip().lower().replace("_", "-")
    primary = lowered.split("-")[0]
    primary = _ALIASES.get(primary, primary)
    return primary if _LANGUAGE.fullmatch(primary) else UNKNOWN_LANGUAGE
