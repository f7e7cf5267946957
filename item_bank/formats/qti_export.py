"""How a bank is written as a QTI 3.0 content package: an item a language, linked in the manifest."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr

from item_bank.bank_item import BankItem, wordings
from item_bank.formats.findings import Fact, Finding
from item_bank.formats.pictures import shown_in
from item_bank.formats.qti_metadata import metadata_xml
from item_bank.formats.qti_write import qti_item_xml
from item_bank.formats.report import Export
from item_bank.response_key import BankKey

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP knows: the same bank gives the same bytes
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")


def export_package(entries: Iterable[tuple[BankItem, BankKey]], assets: Mapping[str, bytes]) -> Export:
    """Write items with their keys and the pictures they show; `assets` maps `assets/…` to bytes."""
    output = BytesIO()
    resources: list[str] = []
    pictures: dict[str, bytes] = {}
    findings: list[Finding] = []
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for no, (item, key) in enumerate(entries, start=1):
            shown = pictures_of(item, assets)
            pictures |= shown
            findings.extend(incomplete_languages(item))
            for language in item.languages:
                identifier = f"{item.code}-{language}" if len(item.languages) > 1 else item.code
                path = f"{no:05d}-{_NOT_IN_A_NAME.sub('_', identifier)[:60]}.xml"
                _write(archive, path, qti_item_xml(item, key, language, identifier).encode())
                resources.append(
                    _resource(f"I{no:05d}-{language}", path, metadata_xml(item, language), shown)
                )
        for name, content in sorted(pictures.items()):
            _write(archive, name, content)
        _write(archive, "imsmanifest.xml", _manifest(resources).encode())
    return Export(output.getvalue(), tuple(findings))


def incomplete_languages(item: BankItem) -> list[Finding]:
    """Name the languages an item is only partly written in; they are not exported."""
    partly = {language for text in wordings(item) for language in text.languages} - set(item.languages)
    return [Finding(Fact.CANNOT_HOLD, item.code, f"{one}: a text is missing") for one in sorted(partly)]


def pictures_of(item: BankItem, assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the pictures that any text of an item shows."""
    found: dict[str, bytes] = {}
    for text in wordings(item):
        for _, html in text.texts:
            found |= shown_in(html, assets)
    return found


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(path, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)


def _resource(ident: str, path: str, metadata: str, pictures: Iterable[str]) -> str:
    files = "".join(f'<file href="{name}"/>' for name in (path, *sorted(pictures)))
    return (
        f'<resource identifier={quoteattr(ident)} type="imsqti_item_xmlv3p0" href="{path}">'
        f"<metadata>{metadata}</metadata>{files}</resource>\n"
    )


def _manifest(resources: Iterable[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="bank">\n'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>\n"
    )
