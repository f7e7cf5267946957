"""Which items a QTI content package holds, as its manifest names them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from item_bank.formats.findings import Fact, Finding, Refused
from item_bank.formats.packages import Package, safe_path
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_item import ITEM, read_qti_item
from item_bank.formats.qti_metadata import metadata_of, with_metadata
from item_bank.formats.report import Reading, ReadItem
from item_bank.formats.xml_tree import Node, parse_xml
from item_bank.translations import translated

MANIFEST = "imsmanifest.xml"
_ITEM_TYPES = ("imsqti_item",)
_TEST_TYPES = ("imsqti_test", "imsqti_assessment")
_TESTS = ("assessmenttest", "assessmentsection")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Resource:
    path: str
    node: Node

    @property
    def type(self) -> str:
        return self.node.get("type").lower()


def read_package(package: Package, language: str, progress: Progress) -> Reading:
    """Read every item of a package; `progress(n_read, n_items)` is called after each and may raise.

    Raises:
        Refused: the manifest is missing or wrong, or names files that are missing or outside.
    """
    manifest = _manifest_path(package)
    resources = list(_resources(parse_xml(package[manifest], MANIFEST), manifest, package))
    findings = tuple(_tests(resources, package))
    items = [one for one in resources if one.type.startswith(_ITEM_TYPES)]
    parts: list[ReadItem] = []
    assets: dict[str, bytes] = {}
    for resource in items:
        part, shown = _part(resource, package, language)
        parts.append(part)
        assets |= shown
        progress(len(parts), len(items))
    parts.extend(_unsupported(resources))
    return Reading(tuple(_with_translations(parts, [one.node for one in items])), assets, findings)


def _manifest_path(package: Package) -> str:
    found = [path for path in package if PurePosixPath(path).name == MANIFEST]
    if not found:
        raise Refused(Fact.NO_MANIFEST)
    return min(found, key=lambda path: (path.count("/"), path))


def _resources(manifest: Node, path: str, package: Package) -> Iterator[_Resource]:
    listed = manifest.first("resources")
    if manifest.name != "manifest" or listed is None:
        raise Refused(Fact.BAD_MANIFEST, MANIFEST, f"<{manifest.tag}>")
    for resource in listed.all("resource"):
        folder = "/".join(filter(None, (_folder(path), listed.get("base"), resource.get("base"))))
        for file in resource.all("file"):
            _inside(folder, file.get("href"))
        href = resource.get("href") or next((file.get("href") for file in resource.all("file")), "")
        found = _inside(folder, href)
        wanted = resource.get("type").lower().startswith(_ITEM_TYPES + _TEST_TYPES)
        if wanted and found not in package:
            raise Refused(Fact.MISSING_FILE, MANIFEST, href or resource.get("identifier"))
        yield _Resource(found, resource)


def _folder(path: str) -> str:
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def _inside(folder: str, href: str) -> str:
    """Give the path of a manifest's reference; a web address is nothing of ours."""
    if href.startswith(("http://", "https://")) or not href:
        return ""
    path = safe_path(unquote("/".join(filter(None, (folder, href.split("#")[0].split("?")[0])))))
    if path is None:
        raise Refused(Fact.PATH_ESCAPE, MANIFEST, href[:200])
    return path


def _tests(resources: list[_Resource], package: Package) -> Iterator[Finding]:
    for resource in resources:
        if resource.type.startswith(_TEST_TYPES):
            root = parse_xml(package[resource.path], resource.path)
            if root.name not in _TESTS:
                raise Refused(
                    Fact.MANIFEST_MISMATCH, MANIFEST, f"{resource.path} is declared a test, is <{root.tag}>"
                )
            yield Finding(Fact.TEST_LEFT_OUT, resource.path)


def _part(resource: _Resource, package: Package, language: str) -> tuple[ReadItem, dict[str, bytes]]:
    content = package[resource.path]
    try:
        root = parse_xml(content, resource.path)
    except Refused as refused:
        return ReadItem(resource.path, None, (), (refused.finding,)), {}
    if root.name != ITEM:
        raise Refused(
            Fact.MANIFEST_MISMATCH, MANIFEST, f"{resource.path} is declared an item, is <{root.tag}>"
        )
    pictures = Pictures(package.get, base=resource.path)
    part = read_qti_item(root, pictures, resource.path, language)
    metadata = metadata_of(resource.node)
    if part.item is not None and metadata is not None:
        try:
            part = replace(part, item=with_metadata(part.item, metadata))
        except Refused as refused:
            part = replace(part, item=None, key=(), findings=(*part.findings, refused.finding))
    return part, pictures.assets


def _unsupported(resources: list[_Resource]) -> Iterator[ReadItem]:
    """Name the questions in a form we do not read, such as QTI 1.2 in a Common Cartridge."""
    for resource in resources:
        if "qti" in resource.type and not resource.type.startswith(_ITEM_TYPES + _TEST_TYPES):
            if "metadata" in resource.type or "stimulus" in resource.type:
                continue
            finding = Finding(Fact.NO_ITEM_FILE, "", resource.type[:60])
            yield ReadItem(resource.path, None, (), (finding,))


def _with_translations(parts: list[ReadItem], resources: list[Node]) -> Iterator[ReadItem]:
    """Put the language versions together that our metadata links."""
    linked: dict[tuple[str, int], ReadItem] = {}
    for no, part in enumerate(parts):
        metadata = metadata_of(resources[no]) if no < len(resources) else None
        if part.item is None or metadata is None or not metadata.get("language"):
            linked["", no] = part
        elif (first := linked.get((part.item.code, 0))) is None:
            linked[part.item.code, 0] = part
        elif (both := _both(first, part)) is not None:
            linked[part.item.code, 0] = both
        else:
            linked["", no] = _apart(part, metadata.get("language"))
    return iter(linked.values())


def _both(first: ReadItem, second: ReadItem) -> ReadItem | None:
    if first.item is None or second.item is None or first.key != second.key:
        return None
    if set(first.item.body.languages) & set(second.item.body.languages):
        return None
    item = translated(first.item, second.item)
    if item is None:
        return None
    findings = tuple(dict.fromkeys(first.findings + second.findings))
    return ReadItem(f"{first.where} + {second.where}", item, first.key, findings)


def _apart(part: ReadItem, language: str) -> ReadItem:
    item = None if part.item is None else replace(part.item, code=f"{part.item.code}-{language}")
    finding = Finding(Fact.TRANSLATIONS_DIFFER, "", item.code if item else "")
    return replace(part, item=item, findings=(*part.findings, finding))
