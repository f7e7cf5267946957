"""Which pictures come with items, under names made of their content: `assets/<sha256>.png`."""

import base64
import binascii
import hashlib
import html
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.packages import safe_path
from item_bank.formats.xml_tree import Node, parse_xml

FOLDER = "assets"
MAX_PICTURE_BYTES = 16 * 1024 * 1024
_KINDS = (
    ("png", b"\x89PNG\r\n\x1a\n"),
    ("jpg", b"\xff\xd8\xff"),
    ("gif", b"GIF8"),
    ("bmp", b"BM"),
    ("webp", b"RIFF"),
)
_SOURCE = re.compile(r"""<img\b[^>]{0,2000}?\ssrc\s*=\s*("[^"]*"|'[^']*'|[^\s>"']{1,2000})[^>]{0,2000}>""")
_OUR_NAME = re.compile(r"assets/[0-9a-f]{64}\.(png|jpg|gif|bmp|webp|svg)")
_DATA = re.compile(r"data:image/[a-z0-9.+-]+;base64,(.*)", re.DOTALL)
_PLUGIN_FILE = "@@PLUGINFILE@@/"
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate"})

Lookup = Callable[[str], bytes | None]


class Pictures:
    """Collects the pictures that cleaned texts show, from wherever a format keeps them."""

    def __init__(self, lookup: Lookup, *, base: str = "") -> None:
        """`lookup` gives the bytes of a path; `base` is the path of the file that shows them."""
        self._lookup = lookup
        self._base = str(PurePosixPath(base).parent) if base else ""
        self.assets: dict[str, bytes] = {}
        self.findings: list[Finding] = []

    def placed(self, text: str) -> str:
        """Point every picture of an HTML text at its own copy; ones that cannot be had are told."""
        return _SOURCE.sub(self._pointed, text)

    def _pointed(self, found: re.Match[str]) -> str:
        written = found.group(1)
        source = html.unescape(written.strip("\"'"))
        content = self._content_of(source)
        if content is None:
            return "" if source.startswith(("http:", "https:", "//")) else found.group(0)
        name = asset_name(content, source[:200])
        self.assets[name] = content
        return found.group(0).replace(written, f'"{name}"', 1)

    def _content_of(self, source: str) -> bytes | None:
        if embedded := _DATA.fullmatch(source):
            return decoded(embedded.group(1), "data:")
        if source.startswith(("http:", "https:", "//")):
            self.findings.append(Finding(Fact.EXTERNAL_PICTURE, "", source[:200]))
            return None
        content = self._found(unquote(source))
        if content is None:
            self.findings.append(Finding(Fact.MISSING_PICTURE, "", source[:200]))
        return content

    def _found(self, source: str) -> bytes | None:
        if source.startswith(_PLUGIN_FILE):
            return self._lookup(source.removeprefix(_PLUGIN_FILE))
        path = safe_path(f"{self._base}/{source}" if self._base not in ("", ".") else source)
        content = None if path is None else self._lookup(path)
        return self._lookup(source) if content is None and _OUR_NAME.fullmatch(source) else content


def asset_name(content: bytes, where: str) -> str:
    """Name a picture by its content, after making sure it is one and does nothing.

    Raises:
        Refused: no picture, too large, or an SVG with active content.
    """
    if len(content) > MAX_PICTURE_BYTES:
        raise Refused(Fact.TOO_LARGE, where, f"{len(content)} bytes")
    return f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.{_kind(content, where)}"


def decoded(text: str, where: str) -> bytes:
    """Decode base64.

    Raises:
        Refused: it is none.
    """
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(Fact.BAD_VALUE, where, "not base64") from error


def shown_in(text: str, assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give those of the pictures that an HTML text shows."""
    names = [source.strip("\"'") for source in _SOURCE.findall(text)]
    return {name: assets[name] for name in names if name in assets}


def require_still(content: bytes, where: str) -> None:
    """Make sure an SVG only draws.

    Raises:
        Refused: it has scripts, handlers, foreign objects or links out of itself; or is no SVG.
    """
    root = parse_xml(content, where)
    if root.name != "svg":
        raise Refused(Fact.BAD_VALUE, where, "not a picture")
    for node in root.walk():
        if (reason := active_part(node)) is not None:
            raise Refused(Fact.ACTIVE_PICTURE, where, reason)


def _kind(content: bytes, where: str) -> str:
    for kind, magic in _KINDS:
        if content.startswith(magic):
            return kind
    require_still(content, where)
    return "svg"


def active_part(node: Node) -> str | None:
    """Name what makes an element more than a drawing; None if it only draws."""
    if node.name in _ACTIVE:
        return f"<{node.tag}>"
    for name, value in node.attributes.items():
        plain = "".join(value.split()).lower()
        if name.startswith("on"):
            return f"{name}="
        if name in ("href", "src") and not plain.startswith(("#", "data:image/png", "data:image/jpeg")):
            return f"{name}="
        if "javascript:" in plain or "url(http" in plain or "@import" in plain:
            return f"{name}="
    return "<style>" if node.name == "style" and "@import" in node.content() else None
