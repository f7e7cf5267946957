"""A line between a browser and the server that a test can cut: every packet of WebRTC goes through it."""

import re
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

CANDIDATE = re.compile(r"(a=candidate:\S+ 1 udp \d+ )(\S+) (\d+)( typ host[^\r\n]*)", re.IGNORECASE)
WITHOUT_OWN_CANDIDATES = """
  const send = window.fetch.bind(window);
  window.fetch = (path, options) => send(path, typeof options?.body === 'string' && String(path).includes('/media?')
    ? { ...options, body: options.body.replace(/a=candidate:[^\\r\\n]*\\r\\n/g, '') } : options);
"""
"""By the browser's own addresses the server would find a way around the line."""

MTU = 2_048
LOOK_S = 0.2


class UdpLine:
    """Stands in for the server's address in the answers it is shown. `cut` drops all packets, both ways."""

    def __init__(self) -> None:
        self.is_cut = threading.Event()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []

    def through(self, answer: str) -> str:
        """Make an answer's candidates lead here; each port of the server gets one of ours."""
        ports: dict[str, int] = {}

        def moved(found: re.Match[str]) -> str:
            place = f"{found[2]}:{found[3]}"
            if place not in ports:
                ports[place] = self._open((found[2], int(found[3])))
            return f"{found[1]}127.0.0.1 {ports[place]}{found[4]}"

        return CANDIDATE.sub(moved, answer)

    def _open(self, server: tuple[str, int]) -> int:
        here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        here.bind(("127.0.0.1", 0))
        there.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=self._carry, args=(here, there, server), daemon=True)
        thread.start()
        self._threads.append(thread)
        return int(here.getsockname()[1])

    def _carry(self, here: socket.socket, there: socket.socket, server: tuple[str, int]) -> None:
        browser: tuple[str, int] | None = None
        with here, there:
            while not self._ended.is_set():
                ready, _, _ = select.select([here, there], [], [], LOOK_S)
                for one in ready:
                    packet, sender = one.recvfrom(MTU)
                    if one is here:
                        browser = sender
                    target = server if one is here else browser
                    if target is not None and not self.is_cut.is_set():
                        (there if one is here else here).sendto(packet, target)

    def close(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()


@contextmanager
def line_of(page: Page) -> Iterator[UdpLine]:
    """Lead a page's media through a line, from its next connection on."""
    line = UdpLine()

    def answered(route: Route) -> None:
        response = route.fetch()
        body = line.through(response.text()) if response.ok else response.text()
        route.fulfill(response=response, body=body)

    page.add_init_script(WITHOUT_OWN_CANDIDATES)
    page.route(re.compile(r"/api/attempts/[^/]+/media\?epoch="), answered)
    try:
        yield line
    finally:
        line.close()


def cut(page: Page, line: UdpLine) -> None:
    """Let nothing through: neither HTTP nor the packets of WebRTC."""
    line.is_cut.set()
    page.context.set_offline(True)


def mend(page: Page, line: UdpLine) -> None:
    line.is_cut.clear()
    page.context.set_offline(False)
