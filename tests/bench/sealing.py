"""What encryption at rest costs: CPU per stream-second of sealing, writing and reading, beside the same without.

Run: python -m tests.bench.sealing [--streams 200]
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from proctor_server.media.sealing import SPARE, Seal, new_data_key
from proctor_server.media.webm import Block, Cluster, Track, encode_cluster

SECOND_BYTES = 55_000
"""A camera at 400 kbit/s and its sound: one cluster a second."""


def cluster() -> Cluster:
    pictures = [Block(n * 66, Track.VIDEO, n == 0, os.urandom(SECOND_BYTES // 16)) for n in range(15)]
    sound = [Block(n * 60, Track.AUDIO, True, os.urandom(200)) for n in range(16)]
    return Cluster(tuple(sorted([*pictures, *sound], key=lambda one: one.at_ms)), 0)


def cpu_ms(work: Callable[[], object], times: int) -> float:
    """CPU milliseconds of one call, the best of three rounds."""
    rounds = []
    for _ in range(3):
        begun = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - begun) * 1000 / times)
    return min(rounds)


def measure(streams: int) -> dict[str, float]:
    one, seal = cluster(), Seal(new_data_key(), "part")
    encoded = encode_cluster(one, spare=SPARE)
    sealed = seal.close(encoded, 0)
    with tempfile.TemporaryDirectory() as folder:
        descriptor = os.open(Path(folder) / "file", os.O_RDWR | os.O_CREAT)
        write = cpu_ms(lambda: os.pwrite(descriptor, sealed, 0), streams)
        os.close(descriptor)
    return {
        "cluster_bytes": len(encoded),
        "encode_ms": round(cpu_ms(lambda: encode_cluster(one, spare=SPARE), streams), 4),
        "write_ms": round(write, 4),
        "seal_ms": round(cpu_ms(lambda: seal.close(encoded, 0), streams), 4),
        "open_ms": round(cpu_ms(lambda: seal.open(sealed, 0), streams), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=200)
    print(json.dumps(measure(parser.parse_args().streams)))


if __name__ == "__main__":
    main()
