"""How well one source is received: the figures of an RTCP receiver report (RFC 3550, section 6.4.1)."""

from __future__ import annotations

from dataclasses import dataclass

MODULUS = 1 << 16
MAX_LOST = (1 << 23) - 1


@dataclass(frozen=True, slots=True)
class ReceptionReport:
    """One report block, in the units of the wire."""

    fraction_lost: int
    packets_lost: int
    highest_sequence: int
    jitter: int
    last_sender_report: int
    since_sender_report: int


class Reception:
    """Counts one source's packets."""

    def __init__(self, sequence: int, clock_hz: int) -> None:
        """Begin with the source's first packet."""
        self._clock_hz = clock_hz
        self._base = self._highest = sequence
        self._cycles = 0
        self._n_received = 0
        self._expected_before = self._received_before = 0
        self._transit: int | None = None
        self._jitter = 0
        self._report_ntp = 0
        self._report_at = 0.0

    def packet(self, sequence: int, timestamp: int, now: float) -> None:
        """Count a packet that arrived at monotonic `now`."""
        self._n_received += 1
        if (sequence - self._highest) % MODULUS < MODULUS // 2:
            self._cycles += MODULUS * (sequence < self._highest)
            self._highest = sequence
        transit = int(now * self._clock_hz) - timestamp
        if self._transit is not None:
            self._jitter += abs(transit - self._transit) - ((self._jitter + 8) >> 4)
        self._transit = transit

    def sender_report(self, ntp_timestamp: int, now: float) -> None:
        """Note a sender report, so that the sender can tell the round trip."""
        self._report_ntp, self._report_at = (ntp_timestamp >> 16) & 0xFFFFFFFF, now

    def report(self, now: float) -> ReceptionReport:
        """Return the figures since the last call."""
        expected = self._cycles + self._highest - self._base + 1
        interval = expected - self._expected_before
        lost = interval - (self._n_received - self._received_before)
        self._expected_before, self._received_before = expected, self._n_received
        since = int((now - self._report_at) * 65_536) if self._report_ntp else 0
        return ReceptionReport(
            fraction_lost=0 if interval <= 0 or lost <= 0 else min(255, (lost << 8) // interval),
            packets_lost=max(-MAX_LOST - 1, min(MAX_LOST, expected - self._n_received)),
            highest_sequence=(self._cycles + self._highest) & 0xFFFFFFFF,
            jitter=min(self._jitter >> 4, 0xFFFFFFFF),
            last_sender_report=self._report_ntp,
            since_sender_report=since & 0xFFFFFFFF,
        )
