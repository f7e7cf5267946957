"""What the recordings of a bench hold, read back from the files: pictures, sounds, bytes."""

import io
from dataclasses import dataclass
from pathlib import Path

import av

from proctor_server.entrypoints.simulation.janus import read_mjr
from proctor_server.media.errors import BadEbml
from proctor_server.media.sealing import Seal
from proctor_server.media.webm import read_layout

KEY_FILE = "data-key"
INDEX_FILE = "index.jsonl"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What files hold: pictures, sounds, bytes of media."""

    n_frames: int = 0
    n_sounds: int = 0
    n_bytes: int = 0

    def plus(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.n_frames + other.n_frames, self.n_sounds + other.n_sounds, self.n_bytes + other.n_bytes
        )


def read_recorded(folder: Path, n_senders: int) -> Recorded:
    """Read back what an engine left in its folder."""
    total = Recorded()
    for n in range(n_senders):
        for file in (*folder.glob(f"s{n}/*.webm"), *folder.glob(f"s{n}.*"), *folder.glob(f"s{n}-*.mjr")):
            total = total.plus(_in_mjr(file) if file.suffix == ".mjr" else _in_container(file, folder))
    return total


def open_recording(file: Path, key_file: Path) -> io.BytesIO:
    """The bytes of a recording as a player gets them, its clusters opened where they are sealed."""
    data = file.read_bytes()
    if not key_file.exists():
        return io.BytesIO(data)
    start = read_layout(data).clusters
    return io.BytesIO(data[:start] + Seal(key_file.read_bytes(), file.stem).open_run(data[start:], start))


def _in_container(file: Path, folder: Path) -> Recorded:
    counts = {"video": 0, "audio": 0}
    n_bytes = 0
    try:
        with av.open(open_recording(file, folder / KEY_FILE)) as container:
            for packet in container.demux():
                if packet.size:
                    counts[packet.stream.type] += 1
                    n_bytes += packet.size
    except (av.FFmpegError, BadEbml):
        return Recorded()
    return Recorded(counts["video"], counts["audio"], n_bytes)


def _in_mjr(file: Path) -> Recorded:
    packets = list(read_mjr(file))
    n_bytes = sum(len(one) for one in packets)
    times = {one[4:8] for one in packets}
    return Recorded(len(times), 0, n_bytes) if "video" in file.name else Recorded(0, len(times), n_bytes)
