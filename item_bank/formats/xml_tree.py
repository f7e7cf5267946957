"""What an XML document holds, read without entities, DTDs or network, in bounded memory.

Names are local names; QTI 3's `qti-` prefix and hyphens are gone and case is folded, so one reader
serves QTI 2.0 to 3.0: `qti-choice-interaction` and `choiceInteraction` are both `choiceinteraction`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from item_bank.formats.findings import Fact, Refused

MAX_BYTES = 16 * 1024 * 1024
MAX_ELEMENTS = 200_000
MAX_DEPTH = 200
MAX_MARKS = 500_000  # of `<` and `&`, also those that a text escapes: what cleaning them may cost
MAX_PROLOG = 64 * 1024
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Node:
    """An element: `name` and the names of `attributes` are folded; `tag` is the local name as written."""

    name: str
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    text: str = ""
    tail: str = ""

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute by its folded name."""
        return self.attributes.get(name, default)

    def all(self, name: str) -> list["Node"]:
        """Give the children of that name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Node | None":
        """Give the first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator["Node"]:
        """Give this element and all below it, in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))

    def content(self) -> str:
        """Give all text in this element, white space collapsed."""
        return " ".join(self._pieces().split())

    def raw_content(self) -> str:
        """Give all text in this element as it stands."""
        return self._pieces()

    def _pieces(self) -> str:
        return self.text + "".join(child._pieces() + child.tail for child in self.children)


def parse_xml(data: bytes, where: str = "") -> Node:
    """Read a document.

    Raises:
        Refused: it is not well-formed, has a DOCTYPE, or is larger or deeper than allowed.
    """
    if len(data) > MAX_BYTES:
        raise Refused(Fact.TOO_LARGE, where, f"{len(data)} bytes")
    if data.count(b"<") + data.count(b"&") > MAX_MARKS:
        raise Refused(Fact.TOO_LARGE, where, f"more than {MAX_MARKS} tags and entities")
    if _has_doctype(data):
        raise Refused(Fact.DOCTYPE, where)
    reader = _Reader(where)
    # "internal": with False libxml2 hands a target `&#38;` for `&amp;` in an attribute. No entity can be
    # declared, since a DOCTYPE ends the reading when it begins.
    parser = etree.XMLParser(
        target=reader, resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return _checked(etree.fromstring(data, parser), where)
    except etree.XMLSyntaxError as error:
        raise Refused(Fact.NOT_XML, where, str(error.msg or error)) from error
    except (ValueError, LookupError) as error:
        raise Refused(Fact.NOT_XML, where, str(error)) from error


def folded(tag: str) -> str:
    """Fold a name: `{ns}qti-item-body`, `itemBody` → `itembody`."""
    local = tag.rsplit("}", 1)[-1]
    return local.removeprefix("qti-").replace("-", "").lower()


def _has_doctype(data: bytes) -> bool:
    """Look for a DOCTYPE before the root element, in UTF-8 and UTF-16; comments may speak of one.

    The parser's own event refuses what hides in another encoding.
    """
    prolog = _unmarked(data[:MAX_PROLOG]).replace(b"\0", b"").lstrip()
    while prolog.startswith((b"<?", b"<!--")):
        end = b"?>" if prolog.startswith(b"<?") else b"-->"
        prolog = prolog.partition(end)[2].lstrip()
    return prolog.startswith(b"<!")


def _unmarked(data: bytes) -> bytes:
    return next((data.removeprefix(mark) for mark in _BYTE_ORDER_MARKS if data.startswith(mark)), data)


def _checked(root: object, where: str) -> Node:
    if not isinstance(root, Node):
        raise Refused(Fact.NOT_XML, where, "no root element")
    return root


class _Reader:
    """Builds nodes as the parser meets them; stops at the bounds. Comments and instructions are dropped."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._open: list[Node] = []
        self._root: Node | None = None
        self._n = 0
        self._pieces: list[str] = []
        self._last: Node | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._n += 1
        if self._n > MAX_ELEMENTS:
            raise Refused(Fact.TOO_LARGE, self._where, f"more than {MAX_ELEMENTS} elements")
        if len(self._open) >= MAX_DEPTH:
            raise Refused(Fact.TOO_DEEP, self._where, f"more than {MAX_DEPTH} levels")
        local = tag.rsplit("}", 1)[-1]
        node = Node(folded(tag), local, {folded(name): value for name, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(node)
        elif self._root is None:
            self._root = node
        self._open.append(node)
        self._last = None

    def end(self, tag: str) -> None:
        self._flush()
        self._last = self._open.pop()

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def close(self) -> Node | None:
        return self._root

    def doctype(self, *_: object) -> None:
        raise Refused(Fact.DOCTYPE, self._where)

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._last is not None:
            self._last.tail += text
        elif self._open:
            self._open[-1].text += text
