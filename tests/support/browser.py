"""Real Chromium from Debian's packages, with a camera, and axe to hold its pages against WCAG."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.camera import Camera, fake_camera
from tests.support.server import PROJECT

CHROMIUM = "/usr/bin/chromium"
AXE = PROJECT / "client_web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
)
CAMERA_LOG = """
  window.__cameraOpenedAt = [];
  const ask = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices);
  if (ask) navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    if (stream.getVideoTracks().length) window.__cameraOpenedAt.push(Date.now());
    return stream;
  };
"""
POLICY_LOG = """
  window.__refusedByPolicy = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.__refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`));
"""
REARRANGED_WITHIN_MS = 3_000
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth + 1) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.firstElementChild);
  return ['the page', ...wide.slice(0, 5).map((one) => `${one.tagName} ${one.textContent.slice(0, 40)}`)];
}"""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@contextmanager
def chromium(camera: Camera | None = None) -> Iterator[Browser]:
    arguments = (camera or fake_camera()).arguments
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *arguments])
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each; empty when nothing."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", list(WCAG)
    )
    return [
        f"{one['id']}: {one['help']} at {node['target']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What stays wider than the window, once the page had time to arrange itself anew; empty when all fits."""
    found: list[str] = []
    for _ in range(REARRANGED_WITHIN_MS // 250):
        found = page.evaluate(TOO_WIDE)
        if not found:
            return []
        page.wait_for_timeout(250)
    return found


def screenshot(page: Page, folder: Path, name: str) -> None:
    """Photograph a page from its top, at most two windows long; under an open dialog what the window shows."""
    folder.mkdir(parents=True, exist_ok=True)
    if page.locator("dialog[open], [role=dialog]:visible").count():
        page.screenshot(path=folder / f"{name}.png")
        return
    width, height = page.evaluate(
        "[innerWidth, Math.min(document.documentElement.scrollHeight, innerHeight * 2)]"
    )
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=folder / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]


def refused_by_policy(page: Page) -> list[str]:
    """What the content security policy kept the page from loading since it was opened."""
    found: list[str] = page.evaluate("window.__refusedByPolicy ?? []")
    return found
