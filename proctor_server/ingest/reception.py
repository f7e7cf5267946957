"""How well one source is received: the figures of an RTCP receiver report (RFC 3550, section 6.4.1)."""

from __future__ import annotations

from dataclasses import dataclass

MAX_LOST = (1 << 23) - 1
WRAP = 1 << 32


@dataclass(frozen=True, slots=True)
class ReceptionReport:
    """One report block, in the units of the wire."""

    fraction_lost: int
    packets_lost: int
    highest_sequence: int
    jitter: int
    last_sender_report: int
    since_sender_report: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a source's sequence numbers went: packets expected by now, those of them that did not come
    by themselves, and the greatest number, extended by its wraps."""

    n_expected: int
    n_missing: int
    highest: int


class Reception:
    """Measures how one source arrives."""

    def __init__(self, clock_hz: int) -> None:
        self._clock_hz = clock_hz
        self._before = Progress(0, 0, 0)
        self._transit: int | None = None
        self._jitter_q4 = 0
        self._report_ntp = 0
        self._report_at = 0.0

    @property
    def jitter(self) -> int:
        """The variation of arrival, in ticks of the source's clock."""
        return self._jitter_q4 >> 4

    def frame(self, timestamp: int, now: float) -> None:
        """Measure the jitter by a frame complete at monotonic `now` (RFC 3550, section 6.4.1, once a frame)."""
        transit = int(now * self._clock_hz) - timestamp
        if self._transit is not None:
            step = (transit - self._transit) % WRAP
            self._jitter_q4 += min(step, WRAP - step) - ((self._jitter_q4 + 8) >> 4)
        self._transit = transit

    def sender_report(self, ntp_timestamp: int, now: float) -> None:
        """Note a sender report, so that the sender can tell the round trip."""
        self._report_ntp, self._report_at = (ntp_timestamp >> 16) & 0xFFFFFFFF, now

    def report(self, progress: Progress, now: float) -> ReceptionReport:
        """Return the figures, the share lost being of the packets since the last call."""
        interval = progress.n_expected - self._before.n_expected
        lost = progress.n_missing - self._before.n_missing
        self._before = progress
        since = int((now - self._report_at) * 65_536) if self._report_ntp else 0
        return ReceptionReport(
            fraction_lost=0 if interval <= 0 or lost <= 0 else min(255, (lost << 8) // interval),
            packets_lost=min(MAX_LOST, progress.n_missing),
            highest_sequence=progress.highest & 0xFFFFFFFF,
            jitter=min(self.jitter, 0xFFFFFFFF),
            last_sender_report=self._report_ntp,
            since_sender_report=since & 0xFFFFFFFF,
        )
