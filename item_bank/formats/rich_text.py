"""Which HTML an item may hold: cleaned by an allow-list, the same whenever it is cleaned again.

What is cleaned: names and attributes not listed are dropped, white space collapses (but in `pre`),
control characters go. Refused: too long, too deep, a table with too many cells.
"""

import html
import re

import nh3

from item_bank.formats.findings import Fact, Refused

MAX_CHARS = 100_000
MAX_TAGS = 10_000
MAX_TAG_CHARS = 2_000
MAX_DEPTH = 100
MAX_CELLS = 2_000
MAX_SPAN = 1_000


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BLOCKS = _names(
    "p div ul ol li dl dt dd blockquote pre table caption colgroup col thead tbody tfoot tr th td "
    "h1 h2 h3 h4 h5 h6 figure figcaption hr section article"
)
INLINES = _names(
    "a abbr b bdi bdo big br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup tt u var wbr"
)
MATH = _names(
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom "
    "mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder "
    "munderover none semantics annotation mlabeledtr"
)
TAGS = BLOCKS | INLINES | MATH
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_SILENT = frozenset({"script", "style", "title", "head", "iframe", "object", "embed", "svg", "textarea"})
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "ol": {"start", "type"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": {"data-response"},
    "span": {"data-response", "data-hottext"},
    "math": {"display"},
    "mo": {"stretchy", "form"},
    "mi": {"mathvariant"},
    "mfrac": {"linethickness"},
    "mspace": {"width", "height"},
    "mtable": {"columnalign"},
    "mfenced": {"open", "close", "separators"},
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,40})((?:\s+[\w:-]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^>]{0,2000})>")
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_SPAN = re.compile(r"(?:colspan|rowspan)\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_AROUND_BLOCKS = re.compile(rf" ?(</?(?:{'|'.join(sorted(BLOCKS))})(?:\s[^>]*)?>) ?", re.IGNORECASE)


def clean(text: str, where: str = "") -> str:
    """Clean HTML to the allow-list; cleaning the result again changes nothing.

    Raises:
        Refused: longer, deeper or with more table cells than allowed.
    """
    require_bounds(text, where)
    cleaned = _once(text)
    for _ in range(3):  # what html5 mends once may collapse further
        again = _once(cleaned)
        if again == cleaned:
            return cleaned
        cleaned = again
    raise Refused(Fact.BROKEN_ITEM, where, "the markup cannot be mended")


def plain_to_html(text: str, *, block: bool) -> str:
    """Write plain text as HTML: `block` puts a `p` around every line."""
    lines = [html.escape(line.strip(), quote=False) for line in text.strip().splitlines()]
    if block:
        return "".join(f"<p>{line}</p>" for line in lines if line)
    return "<br>".join(lines)


def html_to_plain(text: str, *, block: bool) -> str | None:
    """Read back what `plain_to_html` wrote; None where the text needs its markup."""
    lines = _PARAGRAPH.findall(text) if block else text.split("<br>")
    plain = "\n".join(html.unescape(line) for line in lines)
    return plain if clean(plain_to_html(plain, block=block)) == text else None


def text_of(text: str) -> str:
    """Give the words of HTML without its markup."""
    return " ".join(html.unescape(_NAME.sub(" ", text)).split())


def dropped_names(text: str) -> tuple[str, ...]:
    """Name the elements that cleaning would take out, once each, sorted."""
    names = {name.lower() for _, name, _ in _NAME.findall(text)}
    return tuple(sorted(names - TAGS - {"html", "body", "center", "font", "o:p"}))


def to_xhtml(text: str) -> str:
    """Write cleaned HTML as XML: void elements closed, no named entities."""
    return _TAG.sub(_xml_tag, text.replace("&nbsp;", "&#160;"))


def _xml_tag(found: re.Match[str]) -> str:
    closing, name, attributes = found.groups()
    written = "".join(
        f' {key}="{value.replace("<", "&lt;")}"' for key, value in _ATTRIBUTE.findall(attributes)
    )
    return f"<{closing}{name}{written}{'/' if name in VOID else ''}>"


def _once(text: str) -> str:
    if "<" not in text:  # the common case, and a hundred times faster
        words = html.unescape(_CONTROL.sub("", text))
        return _collapsed(html.escape(words, quote=False).replace("\xa0", "&nbsp;"))
    cleaned = nh3.clean(
        _CONTROL.sub("", text),
        tags=set(TAGS),
        clean_content_tags=set(_SILENT),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return _collapsed(cleaned)


def _collapsed(text: str) -> str:
    pieces = re.split(r"(<pre>.*?</pre>)", text.replace("\r", "\n"), flags=re.DOTALL)
    tidy = [piece if no % 2 else _tidy(_BLANKS.sub(" ", piece)) for no, piece in enumerate(pieces)]
    return "".join(tidy).strip(" \n")


def _tidy(text: str) -> str:
    if " <" not in text and "> " not in text:
        return text
    return _AROUND_BLOCKS.sub(lambda found: found[1], text)


def require_bounds(text: str, where: str) -> None:
    """Make sure that an HTML text can be worked on in little time.

    Raises:
        Refused: longer, deeper or with more table cells than allowed.
    """
    if len(text) > MAX_CHARS:
        raise Refused(Fact.TOO_LARGE, where, f"{len(text)} characters")
    if text.count("<") > MAX_TAGS:
        raise Refused(Fact.TOO_LARGE, where, f"more than {MAX_TAGS} tags")
    if any(len(tag) - tag.find("<") > MAX_TAG_CHARS for tag in text.split(">") if "<" in tag):
        raise Refused(Fact.TOO_LARGE, where, f"a tag of more than {MAX_TAG_CHARS} characters")
    if len(_CELL.findall(text)) > MAX_CELLS:
        raise Refused(Fact.TABLE_TOO_LARGE, where, f"more than {MAX_CELLS} cells")
    if any(len(span) > 6 or int(span) > MAX_SPAN for span in _SPAN.findall(text)):
        raise Refused(Fact.TABLE_TOO_LARGE, where, f"a cell spans more than {MAX_SPAN}")
    depth = 0
    for closing, name, rest in _NAME.findall(text):
        if name.lower() in VOID or rest.endswith("/"):
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > MAX_DEPTH and name.lower() not in ("p", "li", "td", "tr", "th"):
            raise Refused(Fact.TOO_DEEP, where, f"more than {MAX_DEPTH} levels")
