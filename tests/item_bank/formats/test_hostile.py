"""What an attacker may send: each is refused with its reason, quickly and in little memory."""

import io
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest

from item_bank.formats.findings import Fact, Status
from item_bank.formats.importing import read_file
from item_bank.formats.report import FileReport

MANIFEST = (
    '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="{}"><file href="{}"/></resource>'
    "</resources></manifest>"
)
BODY = '<choiceInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="A">a</simpleChoice>'
BODY += '<simpleChoice identifier="B">b</simpleChoice></choiceInteraction>'
DECLARED = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
DECLARED += "<correctResponse><value>A</value></correctResponse></responseDeclaration>"
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def item(body: str = "", prolog: str = "") -> bytes:
    return (
        f'{prolog}<assessmentItem identifier="I" title="t">{DECLARED}<itemBody>{body}{BODY}</itemBody>'
        f'<responseProcessing template="{TEMPLATE}"/></assessmentItem>'
    ).encode()


def archive(files: dict[str, bytes], *, first: zipfile.ZipInfo | None = None) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as written:
        if first is not None:
            written.writestr(first, b"target")
        for name, content in files.items():
            written.writestr(name, content)
    return output.getvalue()


def package(body: str, files: dict[str, bytes] | None = None) -> bytes:
    manifest = MANIFEST.format("q.xml", "q.xml").encode()
    return archive({"imsmanifest.xml": manifest, "q.xml": item(body)} | (files or {}))


def workbook(sheet: str) -> bytes:
    link = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    book = '<workbook xmlns:r="r"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>'
    files = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": link, "xl/worksheets/sheet1.xml": sheet}
    return archive({name: text.encode() for name, text in files.items()})


def cell(reference: str, inside: str) -> str:
    return f'<worksheet><sheetData><row><c r="{reference}">{inside}</c></row></sheetData></worksheet>'


def symlink() -> zipfile.ZipInfo:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


def lying_size() -> bytes:
    """An archive whose directory says an entry has 5 bytes while it inflates to many."""
    data = bytearray(archive({"imsmanifest.xml": b" " * 90_000}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 5)
    return bytes(data)


CASES: dict[str, tuple[str, bytes, Fact]] = {
    "a DOCTYPE": ("q.xml", item(prolog="<!DOCTYPE a>"), Fact.DOCTYPE),
    "an external entity": (
        "q.xml",
        item("&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Fact.DOCTYPE,
    ),
    "a billion laughs": ("q.xml", item("&l9;", f'<!DOCTYPE a [<!ENTITY l0 "ha">{BOMB}]>'), Fact.DOCTYPE),
    "a DOCTYPE in UTF-16": ("q.xml", item(prolog="<!DOCTYPE a>").decode().encode("utf-16"), Fact.DOCTYPE),
    "a DOCTYPE in UTF-7": (
        "q.xml",
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a [+ADwAIQ-ENTITY x "y">]><a>&x;</a>',
        Fact.DOCTYPE,
    ),
    "a DOCTYPE after a long comment": (
        "q.xml",
        item(prolog=f"<!--{' ' * 70_000}--><!DOCTYPE a>"),
        Fact.DOCTYPE,
    ),
    "deep nesting": ("q.xml", item("<div>" * 5000 + "</div>" * 5000), Fact.TOO_DEEP),
    "a million elements": ("q.xml", item("<b/>" * 1_000_000), Fact.TOO_LARGE),
    "a 10000 × 10000 table": (
        "q.xml",
        item('<table><tr><td colspan="10000" rowspan="10000">x</td></tr></table>'),
        Fact.TABLE_TOO_LARGE,
    ),
    "a table of 20000 cells": (
        "q.xml",
        item("<table>" + "<tr><td/></tr>" * 20_000 + "</table>"),
        Fact.TOO_LARGE,
    ),
    "a script in the body": ("q.xml", item("<script>alert(1)</script>"), Fact.ACTIVE_PICTURE),
    "an inline SVG with a handler": ("q.xml", item('<p><svg onload="x()"/></p>'), Fact.ACTIVE_PICTURE),
    "an SVG file with a script": (
        "p.zip",
        package('<p><img src="a.svg" alt=""/></p>', {"a.svg": b"<svg><script>alert(1)</script></svg>"}),
        Fact.ACTIVE_PICTURE,
    ),
    "an SVG file that loads from elsewhere": (
        "p.zip",
        package('<p><img src="a.svg" alt=""/></p>', {"a.svg": b'<svg><image href="http://x/y.png"/></svg>'}),
        Fact.ACTIVE_PICTURE,
    ),
    "a zip slip": ("p.zip", archive({"../../evil.xml": b"x"}), Fact.PATH_ESCAPE),
    "an absolute path": ("p.zip", archive({"/etc/cron.d/evil": b"x"}), Fact.PATH_ESCAPE),
    "a Windows path": ("p.zip", archive({"C:\\evil.xml": b"x"}), Fact.PATH_ESCAPE),
    "a symbolic link": (
        "p.zip",
        archive({"imsmanifest.xml": b"<manifest/>"}, first=symlink()),
        Fact.PATH_ESCAPE,
    ),
    "a manifest that points outside": (
        "p.zip",
        archive({"imsmanifest.xml": MANIFEST.format("q.xml", "../../etc/passwd").encode(), "q.xml": item()}),
        Fact.PATH_ESCAPE,
    ),
    "a compression bomb": ("p.zip", archive({"imsmanifest.xml": b" " * 20_000_000}), Fact.COMPRESSION),
    "an entry larger than it says": ("p.zip", lying_size(), Fact.NOT_ZIP),
    "a nested archive": ("p.zip", package("", {"inner.zip": archive({"a": b"b"})}), Fact.NESTED_ARCHIVE),
    "too many files": ("p.zip", archive({f"f{n}": b"" for n in range(10_001)}), Fact.TOO_MANY_FILES),
    "a formula": ("b.xlsx", workbook(cell("A1", "<f>HYPERLINK(1)</f><v>x</v>")), Fact.FORMULA),
    "a cell at the far end": ("b.xlsx", workbook(cell("XFD1048576", "<v>1</v>")), Fact.TABLE_TOO_LARGE),
    "an entity in a sheet": (
        "b.xlsx",
        workbook('<!DOCTYPE a [<!ENTITY x "y">]>' + cell("A1", "<v>&x;</v>")),
        Fact.DOCTYPE,
    ),
    "a quote that never closes": ("b.csv", b'code,type\n"x,y', Fact.SYNTAX),
    "a table of too many columns": ("b.csv", b"code,type," + b"a," * 300, Fact.TABLE_TOO_LARGE),
    "bytes that are no text": ("b.csv", b"code,type\n\xff\xfe\xfd", Fact.NOT_UTF8),
    "attributes without end": ("b.gift", b"::a::[html]<p " + b"<a " * 60_000 + b"{}", Fact.TOO_LARGE),
    "markup without end": ("b.gift", b"::a::[html]" + b"<div>" * 50_000 + b"{}", Fact.TOO_LARGE),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_reason(name: str) -> None:
    file, data, fact = CASES[name]
    began = time.process_time()
    report = read_file(file, data)
    assert report.status is Status.REJECTED
    assert fact in _facts(report), report.reason()
    assert not report.items
    assert report.reason()
    assert time.process_time() - began < 5


def test_a_bomb_costs_little_memory() -> None:
    data = archive({"imsmanifest.xml": b" " * 100_000_000})
    tracemalloc.start()
    read_file("p.zip", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_an_honest_item_in_the_same_clothes_is_imported() -> None:
    """The control: what the refused cases are made of is fine without the attack."""
    for file, data in (("q.xml", item("<p>x</p>")), ("p.zip", package("<p>x</p>"))):
        report = read_file(file, data)
        assert (report.status, len(report.items)) == (Status.IMPORTED, 1), report.reason()


def test_handlers_and_addresses_do_not_survive_cleaning() -> None:
    body = '<p onclick="x()"><a href="javascript:x()">a</a><img src="http://x/y.png" alt="z"/></p>'
    report = read_file("q.xml", item(body))
    kept = report.items[0].item
    assert kept is not None
    assert kept.body.get("und").startswith("<p><a>a</a></p>")
    assert _facts(report) == {Fact.LEFT_OUT, Fact.EXTERNAL_PICTURE}


def _facts(report: FileReport) -> set[Fact]:
    parts = [finding for part in report.reading.parts for finding in part.findings]
    return {finding.fact for finding in (*report.reading.findings, *parts)}
