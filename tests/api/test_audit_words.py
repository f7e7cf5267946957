"""Everything that is written into the audit has words on the page that shows it."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WORDS = PROJECT / "client_web" / "src" / "admin" / "audit" / "texts" / "kk.ts"
WRITTEN = re.compile(
    r'(?:\baction=|note_look\(|_told\(tx, |_moved\(tx, )"([a-z_]+)"(?: if \w+ else "([a-z_]+)")?'
)
OTHERS = {"store_true", "append"}
"""What options of the command line do: their argument has the same name."""


def test_every_action_has_words() -> None:
    sources = [one.read_text("utf-8") for one in (PROJECT / "proctor_server").rglob("*.py")]
    written = {name for text in sources for pair in WRITTEN.findall(text) for name in pair if name} - OTHERS
    assert len(written) > 50
    worded = set(re.findall(r"^  '?([a-z_]+)'?:", WORDS.read_text("utf-8"), re.MULTILINE))
    assert not written - worded, sorted(written - worded)
