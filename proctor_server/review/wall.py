"""Which attempts in progress one proctor's wall shows when there are more than a person can watch."""

from zlib import crc32

MOST_ON_A_WALL = 150
"""What one person can be asked to keep an eye on."""


def n_groups(n_running: int) -> int:
    """Give how many walls are needed: a power of two, so that most attempts stay where they are when it grows."""
    groups = 1
    while n_running > groups * MOST_ON_A_WALL:
        groups *= 2
    return groups


def group_of(attempt_id: str, groups: int) -> int:
    """Give the group an attempt belongs to, 0 to `groups` − 1; by its id alone."""
    return crc32(attempt_id.encode()) % groups
