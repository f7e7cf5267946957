"""The tables: what is remembered, and which rows may exist once only."""

from proctor_server.db.tables.attempts import (
    attempts,
    consents,
    device_checks,
    form_slots,
    integrity_events,
    results,
)
from proctor_server.db.tables.bank import item_keys, item_versions, items
from proctor_server.db.tables.base import metadata
from proctor_server.db.tables.evidence import incidents, signal_folds
from proctor_server.db.tables.journal import audit, outbox, server_lives
from proctor_server.db.tables.people import accounts, candidates, sign_ins
from proctor_server.db.tables.recordings import (
    media_alarms,
    part_pieces,
    parts,
    recording_holds,
    recording_keys,
    segments,
)
from proctor_server.db.tables.responses import response_log, responses, slot_flags
from proctor_server.db.tables.reviews import decisions, reviews

__all__ = [
    "accounts",
    "attempts",
    "audit",
    "candidates",
    "consents",
    "decisions",
    "device_checks",
    "form_slots",
    "incidents",
    "integrity_events",
    "item_keys",
    "item_versions",
    "items",
    "media_alarms",
    "metadata",
    "outbox",
    "part_pieces",
    "parts",
    "recording_holds",
    "recording_keys",
    "response_log",
    "responses",
    "results",
    "reviews",
    "segments",
    "server_lives",
    "sign_ins",
    "signal_folds",
    "slot_flags",
]
