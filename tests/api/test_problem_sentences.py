"""Whatever the server refuses, the page has a sentence for it: the error classes against the client's catalogue."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import exam_engine
import item_bank
import proctor_server
import vision
from proctor_server.api.problems import EXPECTED, STATUS

CLIENT = Path(__file__).parents[2] / "client_web" / "src" / "shared"
OF_ROUTING = {"unknown_route", "wrong_method", "too_large", "refused", "malformed", "internal_error"}

BASES = {kind.code for kind in EXPECTED}
NO_REQUEST_CAUSES_IT = {
    # faults of our own data or arithmetic, found where a file, a form or a rule is read
    "bad_block",
    "bad_incident",
    "bad_marking",
    "bad_pace",
    "bad_questionnaire",
    "bad_second_share",
    "bad_selection",
    "bad_sitting",
    "bad_timeline",
    "form_mismatch",
    "naive_instant",
    "no_truth",
    "person_repeated",
    "standing_incomplete",
    "time_not_up",
    "unknown_questionnaire",
    "unknown_selection",
    "unknown_text_language",
    # faults of the disk, the keys or the installation
    "bad_ebml",
    "bad_key_file",
    "bad_seal",
    "key_service_failed",
    "key_unknown",
    "zone_outdated",
}
"""Codes without a sentence of their own: the page names them in its general sentence, which asks for support."""


def _modules(package: object) -> Iterator[str]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):  # type: ignore[attr-defined]
        if ".migrations." not in found.name and not found.name.endswith("__main__"):
            yield found.name


def _codes_of(kind: type[Exception]) -> Iterator[str]:
    yield str(getattr(kind, "code"))  # noqa: B009  the base is any of our error classes
    for each in kind.__subclasses__():
        yield from _codes_of(each)


def sent() -> set[str]:
    for package in (exam_engine, item_bank, vision, proctor_server):
        for name in _modules(package):
            import_module(name)
    return {code for kind in EXPECTED for code in _codes_of(kind)} | set(STATUS) | OF_ROUTING


def said() -> set[str]:
    catalogue = (CLIENT / "i18n" / "shared.kk.ts").read_text("utf-8")
    notice = (CLIENT / "ui" / "ErrorNotice.tsx").read_text("utf-8")
    [same] = re.findall(r"SAME_SENTENCE[^{]*\{(.*?)\n\};", notice, re.S)
    return set(re.findall(r"'problem\.(\w+)'", catalogue)) | set(re.findall(r"^  (\w+): '", same, re.M))


def test_every_code_the_server_sends_has_its_sentence() -> None:
    assert sent() - said() - BASES - NO_REQUEST_CAUSES_IT == set()


def test_what_is_left_out_has_a_reason_still() -> None:
    assert sent() >= NO_REQUEST_CAUSES_IT
    assert not NO_REQUEST_CAUSES_IT & said()
