"""What proctors did to attempts in progress, and what the candidates' pages confirmed."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

interventions = sa.Table(
    "interventions",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("set_text", sa.String(30)),
    sa.Column("text", sa.Text, nullable=False),
    reference("author_id", "accounts.id"),
    sa.Column("sent_at", UtcDateTime, nullable=False),
    sa.Column("shown_at", UtcDateTime),
    sa.Column("seen_at", UtcDateTime),
)
