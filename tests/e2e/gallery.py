"""Every page a test passes is held against WCAG and a narrow window, and photographed when asked to."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import refused_by_policy, screenshot, too_wide, violations

WIDE = {"width": 1280, "height": 860}
ROOT_MONTH = re.compile(r"\bM\d\d\b")
NARROW = {"width": 320, "height": 700}


@dataclass
class Gallery:
    """Collects what is wrong with each page; `verdict` tells all of it at once."""

    folder: Path | None = field(
        default_factory=lambda: (
            Path(os.environ["SYNAQ_SCREENSHOTS"]) if "SYNAQ_SCREENSHOTS" in os.environ else None
        )
    )
    faults: dict[str, list[str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        self.seen.append(name)
        page.wait_for_timeout(
            250
        )  # entering transitions fade text in: colours are only right when they ended
        faults = violations(page)
        if ROOT_MONTH.search(page.inner_text("body")):
            faults.append("a date in Intl's root data: Chromium knows no Kazakh months")
        faults.extend(f"refused by the content security policy: {one}" for one in refused_by_policy(page))
        if self.folder is not None:
            screenshot(page, self.folder, name)
        page.set_viewport_size(NARROW)
        faults.extend(f"wider than 320 px: {one}" for one in too_wide(page))
        page.set_viewport_size(WIDE)
        if faults:
            self.faults[name] = faults

    def verdict(self) -> str:
        return "\n".join(f"{name}: {fault}" for name, faults in self.faults.items() for fault in faults)
