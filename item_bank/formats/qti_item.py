"""What a QTI item of any version (2.0, 2.1, 2.2, 3.0) becomes in the bank."""

from collections.abc import Iterable

from item_bank.bank_document import faults_of
from item_bank.bank_item import BankItem
from item_bank.formats.findings import Fact, Finding, Refused, Status
from item_bank.formats.pictures import Pictures
from item_bank.formats.qti_body import READERS, BodyReader
from item_bank.formats.qti_keys import declarations_of, keys_of, kind_findings
from item_bank.formats.report import ReadItem
from item_bank.formats.xml_tree import Node
from item_bank.wording import UNKNOWN_LANGUAGE, language_of

ITEM = "assessmentitem"
MAX_INTERACTIONS = 200
_TEMPLATES = ("templatedeclaration", "templateprocessing")
_OTHER_QTI = frozenset(
    {
        "assessmenttest",
        "assessmentsection",
        "assessmentstimulus",
        "assessmentresult",
        "responseprocessing",
        "outcomedeclaration",
        "manifest",
        "lom",
        "testpart",
    }
)


def read_qti_item(
    root: Node, pictures: Pictures, where: str = "", language: str = UNKNOWN_LANGUAGE
) -> ReadItem:
    """Read one item; `language` is taken where the item does not say its own."""
    code = root.get("identifier").strip()
    try:
        return _read(root, pictures, where or code, language)
    except Refused as refused:
        return ReadItem(where or code, None, (), (refused.finding,))


def is_other_qti(root: Node) -> bool:
    """Say whether a document is QTI, but no item."""
    return root.name in _OTHER_QTI


def _read(root: Node, pictures: Pictures, where: str, language: str) -> ReadItem:
    if root.name != ITEM:
        raise Refused(Fact.NO_ITEM_FILE, "", f"<{root.tag}>")
    body = root.first("itembody")
    unsupported = _unsupported(root)
    if unsupported:
        return ReadItem(where, None, (), tuple(unsupported))
    if body is None:
        raise Refused(Fact.ASKS_NOTHING, "", "no itemBody")
    declared = declarations_of(root)
    base_types = {name: one.base_type for name, one in declared.items()}
    reader = BodyReader(_language(root, body, language), pictures, base_types)
    text = reader.read(body)
    interactions = tuple(reader.interactions)
    kinds = kind_findings(interactions, declared)
    if any(finding.status is not Status.NEEDS_REVIEW for finding in kinds):
        return ReadItem(where, None, (), tuple(kinds))
    key, found = keys_of(root, interactions, declared)
    item = BankItem(
        code=root.get("identifier").strip(),
        body=text,
        interactions=interactions,
        title=" ".join(root.get("title").split()),
    )
    findings = (*_item_faults(item), *reader.findings, *pictures.findings, *_left_out(root), *kinds, *found)
    broken = any(f.status in (Status.REJECTED, Status.UNSUPPORTED) for f in findings)
    return ReadItem(where, None if broken else item, () if broken else key, _once(findings))


def _unsupported(root: Node) -> list[Finding]:
    found: list[Finding] = []
    names = {
        one.tag: None for one in root.walk() if one.name.endswith("interaction") and one.name not in READERS
    }
    found.extend(Finding(Fact.INTERACTION, "", name.removeprefix("qti-")) for name in names)
    if root.get("adaptive") == "true":
        found.append(Finding(Fact.PROCESSING_KIND, "", "adaptive item"))
    if any(root.first(name) is not None for name in _TEMPLATES):
        found.append(Finding(Fact.PROCESSING_KIND, "", "template processing: values made at run time"))
    processing = root.first("responseprocessing")
    if processing is not None and "map_response_point" in processing.get("template"):
        found.append(Finding(Fact.PROCESSING_KIND, "", "map_response_point"))
    n_interactions = sum(one.name in READERS for one in root.walk())
    if n_interactions > MAX_INTERACTIONS:
        found.append(Finding(Fact.TOO_LARGE, "", f"{n_interactions} interactions"))
    if not found and not n_interactions:
        found.append(Finding(Fact.ASKS_NOTHING))
    return found


def _language(root: Node, body: Node, default: str) -> str:
    for tag in (root.get("lang"), body.get("lang")):
        if (language := language_of(tag)) != UNKNOWN_LANGUAGE:
            return language
    return default


def _item_faults(item: BankItem) -> list[Finding]:
    faults = [Finding(Fact.BROKEN_ITEM, "", fault) for fault in faults_of(item)]
    return faults if item.code else [*faults, Finding(Fact.BROKEN_ITEM, "", "the item has no identifier")]


def _left_out(root: Node) -> list[Finding]:
    modal = any(one.content() or one.children for one in root.all("modalfeedback"))
    return [Finding(Fact.FEEDBACK_LEFT_OUT, "", "modalFeedback")] if modal else []


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
