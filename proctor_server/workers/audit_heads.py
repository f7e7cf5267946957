"""Publishes the audit's head outside the database: who cuts off the chain's end, or writes it anew, is found."""

import asyncio
from pathlib import Path

import structlog

from proctor_server.review.audit_chain import Head, head_to_text
from proctor_server.services.audit import AuditService

log = structlog.get_logger()


class AuditHeadWorker:
    def __init__(self, audit: AuditService, file: Path) -> None:
        """`file`: only ever appended to; an operator keeps it, or the log, where the database's owner cannot write."""
        self._audit = audit
        self._file = file
        self._published: Head | None = None

    async def step(self) -> None:
        """Publish the head if it has moved."""
        head = await self._audit.head()
        if head is None or head == self._published:
            return
        await asyncio.to_thread(self._append, head_to_text(head))
        self._published = head
        log.info("audit_head", no=head.no, digest=head.digest)

    def _append(self, line: str) -> None:
        with self._file.open("a", encoding="ascii") as file:
            file.write(f"{line}\n")
