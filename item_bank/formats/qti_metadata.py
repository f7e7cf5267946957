"""What QTI has no place for, kept in the manifest: where an item belongs, and its translations' common code."""

from dataclasses import replace
from datetime import date
from xml.sax.saxutils import quoteattr

from item_bank.bank_item import BankItem
from item_bank.formats.findings import Fact, Refused
from item_bank.formats.xml_tree import Node
from item_bank.item import Source

NAMESPACE = "urn:synaq:item:1"
_ELEMENT = "synaqitem"


def metadata_xml(item: BankItem, language: str) -> str:
    """Write the metadata of one language version of an item."""
    fields = {
        "code": item.code,
        "language": language,
        "title": item.title,
        "section": item.section_id,
        "topic": item.topic,
        "stimulus": item.stimulus_code,
    }
    if item.source is not None:
        fields["act"] = item.source.act
        fields["article"] = item.source.article
        fields["edition-date"] = item.source.edition_date.isoformat()
    written = "".join(f" {name}={quoteattr(value)}" for name, value in fields.items() if value)
    enemies = "".join(f"<s:enemy code={quoteattr(code)}/>" for code in item.enemy_codes)
    return f'<s:synaq-item xmlns:s="{NAMESPACE}"{written}>{enemies}</s:synaq-item>'


def metadata_of(resource: Node) -> Node | None:
    """Find our metadata in a manifest's resource."""
    metadata = resource.first("metadata")
    return None if metadata is None else metadata.first(_ELEMENT)


def with_metadata(item: BankItem, metadata: Node) -> BankItem:
    """Give the item with what its metadata says.

    Raises:
        Refused: the source's date is none.
    """
    return replace(
        item,
        code=metadata.get("code") or item.code,
        title=metadata.get("title"),
        section_id=metadata.get("section"),
        topic=metadata.get("topic"),
        stimulus_code=metadata.get("stimulus"),
        source=_source(metadata),
        enemy_codes=tuple(enemy.get("code") for enemy in metadata.all("enemy")),
    )


def _source(metadata: Node) -> Source | None:
    if not metadata.get("editiondate"):
        return None
    try:
        edition_date = date.fromisoformat(metadata.get("editiondate"))
    except ValueError as error:
        raise Refused(Fact.BAD_VALUE, "edition-date", metadata.get("editiondate")[:40]) from error
    return Source(metadata.get("act"), metadata.get("article"), edition_date)
