"""What the analysis saw: where the folds stand, the incidents and their stills; and what it measures against."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

signal_folds = sa.Table(
    "signal_folds",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("state", sa.JSON, nullable=False),
    sa.Column("folded_to", UtcDateTime),
    sa.Column("finished", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

incidents = sa.Table(
    "incidents",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("type", sa.String(30), nullable=False),
    sa.Column("rule_id", sa.String(30), nullable=False),
    sa.Column("t0_s", sa.Float, nullable=False),
    sa.Column("t1_s", sa.Float, nullable=False),
    sa.Column("direction", sa.String(10)),
    sa.Column("sub", sa.String(20)),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("measure", sa.String(40), nullable=False),
    sa.Column("threshold", sa.Float, nullable=False),
    sa.Column("curve", sa.JSON, nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("stills_due", sa.Boolean, nullable=False, index=True),
    sa.Column("still_tries", sa.Integer, nullable=False),
    sa.Column("verdict", sa.String(20)),
    sa.Column("verdict_reason", sa.String(30)),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("verdict_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("verdict_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("attempt_id", "type", "t0_s"),
)

incident_stills = sa.Table(
    "incident_stills",
    metadata,
    sa.Column("incident_id", sa.String(40), sa.ForeignKey("incidents.id"), primary_key=True),
    sa.Column("moment", sa.String(10), primary_key=True),
    sa.Column("blob_key", sa.String(200), nullable=False),
)

attempt_baselines = sa.Table(
    "attempt_baselines",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("picture_key", sa.String(200), nullable=False),
    sa.Column("taken_at", UtcDateTime, nullable=False),
)

signal_settings = sa.Table(
    "signal_settings",
    metadata,
    sa.Column("programme_id", sa.String(40), primary_key=True),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("changed_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
