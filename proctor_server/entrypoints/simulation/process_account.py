"""What the operating system says of a process: its CPU so far, its memory (proc(5))."""

import os
from pathlib import Path


def cpu_s(pid: int) -> float:
    """User and system seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int, name: str) -> float:
    """A figure of a process's status, such as `VmRSS`, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line for line in lines if line.startswith(name)).split()[1]
    return round(int(kilobytes) / 1024, 1)
