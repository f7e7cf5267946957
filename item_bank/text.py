"""How a text reads in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from item_bank.errors import BadText, UnknownTextLanguage

UI_LANGUAGES = ("kk", "ru", "en")
TEST_LANGUAGES = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in Kazakh and Russian, and in English where the interface needs it."""

    kk: str
    ru: str
    en: str | None = None

    def get(self, language: str) -> str:
        """Give the text in `language`; English falls back to Russian.

        Raises:
            UnknownTextLanguage: `language` is none of kk, ru, en.
        """
        match language:
            case "kk":
                return self.kk
            case "ru":
                return self.ru
            case "en":
                return self.en or self.ru
            case _:
                raise UnknownTextLanguage(language)


def read_text(document: object) -> LocalText:
    """Read `{"kk", "ru", "en"?}`; surrounding white space is dropped.

    Raises:
        BadText: not a mapping, or Kazakh or Russian is missing, empty or not a string.
    """
    if not isinstance(document, Mapping):
        raise BadText("a text is an object with kk and ru")
    english = document.get("en")
    return LocalText(
        kk=_wording(document, "kk"),
        ru=_wording(document, "ru"),
        en=None if english is None else _wording(document, "en"),
    )


def text_to_document(text: LocalText) -> dict[str, str]:
    """Write a text as `{"kk", "ru", "en"?}`."""
    document = {"kk": text.kk, "ru": text.ru}
    return document if text.en is None else document | {"en": text.en}


def _wording(document: Mapping[object, object], language: str) -> str:
    wording = document.get(language)
    if not isinstance(wording, str) or not wording.strip():
        raise BadText(f"the {language} text is empty")
    return wording.strip()
