"""How a text that a format keeps as an HTML string becomes a wording, also one in several languages.

Several languages in one string are written as Moodle's filters read them: `<span lang="kk"
class="multilang">…</span><span lang="ru" …` or, where a text has spans itself, `{mlang kk}…{mlang}`.
"""

import re

from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.pictures import Pictures
from item_bank.formats.rich_text import clean, dropped_names, require_bounds
from item_bank.wording import Wording, language_of, wording

_SPAN = re.compile(r"<span(?=[^>]*class=\"multilang\")[^>]*lang=\"([\w-]+)\"[^>]*>(.*?)</span>\s*", re.DOTALL)
_MLANG = re.compile(r"\{mlang\s+([\w-]+)\}(.*?)\{mlang\}\s*", re.DOTALL)
MAX_MARKS = 500  # more are no languages; keeps the search for their ends short
_HANDLER = re.compile(r"<[^>]{0,2000}\son[a-z]+\s*=", re.IGNORECASE)


class HtmlTexts:
    """Cleans the texts of one item; afterwards `findings` says what was left out."""

    def __init__(self, language: str, pictures: Pictures) -> None:
        """`language` is the one of a text that does not say its own."""
        self._language = language
        self.pictures = pictures
        self.findings: list[Finding] = []

    def wording(self, text: str, where: str) -> Wording:
        """Clean a text in all its languages.

        Raises:
            Refused: it carries scripts, or breaks a bound.
        """
        return wording({language: self._cleaned(one, where) for language, one in self._split(text)})

    def cleaned(self, text: Wording) -> Wording:
        """Clean a wording, language by language.

        Raises:
            Refused: as `wording`.
        """
        return wording({language: self._cleaned(one, language) for language, one in text.texts})

    def _split(self, text: str) -> list[tuple[str, str]]:
        for pattern, mark in ((_SPAN, "<span"), (_MLANG, "{mlang")):
            if not 0 < text.count(mark) <= MAX_MARKS:
                continue
            found = pattern.findall(text)
            if found and not pattern.sub("", text).strip():
                return [(language_of(tag), inside) for tag, inside in found]
        return [(self._language, text)]

    def _cleaned(self, text: str, where: str) -> str:
        text = self.pictures.placed(text)
        require_bounds(text, where)
        dropped = dropped_names(text)
        if "script" in dropped:
            raise Refused(Fact.ACTIVE_PICTURE, where, "<script>")
        if _HANDLER.search(text):
            dropped = (*dropped, "on…")
        for name in dropped:
            finding = Finding(Fact.LEFT_OUT, where, f"<{name}>")
            if finding not in self.findings:
                self.findings.append(finding)
        return clean(text, where)


def in_one_string(text: Wording) -> str:
    """Write a wording as one string, readable by `HtmlTexts`."""
    if len(text.texts) <= 1 and all(language == "und" for language in text.languages):
        return "".join(one for _, one in text.texts)
    if any("<span" in one for _, one in text.texts):
        return "".join(f"{{mlang {language}}}{one}{{mlang}}" for language, one in text.texts)
    return "".join(f'<span lang="{language}" class="multilang">{one}</span>' for language, one in text.texts)
