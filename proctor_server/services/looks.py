"""That somebody looked at something of a candidate's: one entry a look, however often a page refreshes itself."""

from datetime import datetime, timedelta

from proctor_server.db.database import Transaction

SAME_LOOK = timedelta(minutes=10)
"""A page that refreshes itself is one look in the audit, not a hundred."""


async def note_look(tx: Transaction, *, action: str, subject: str, actor_id: str, now: datetime) -> None:
    """Write a look to the audit, unless the same person's last one is still going on."""
    since = now - SAME_LOOK
    if not await tx.journal.has(action=action, subject=subject, actor_id=actor_id, since=since):
        await tx.journal.record(action=action, subject=subject, actor_id=actor_id, now=now)
