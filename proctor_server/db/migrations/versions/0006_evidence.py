"""Evidence: baselines, pictures, what-if"""

import sqlalchemy as sa
from alembic import op

from proctor_server.db.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _stills()
    op.create_table(
        "attempt_baselines",
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("picture_key", sa.String(length=200), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_attempt_baselines_attempt_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt_baselines")),
    )
    op.create_table(
        "signal_settings",
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(length=40), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_signal_settings_changed_by")),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_signal_settings")),
    )


def _stills() -> None:
    """Three pictures of an incident instead of one; those taken so far show its beginning."""
    op.create_table(
        "incident_stills",
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("blob_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_stills_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "moment", name=op.f("pk_incident_stills")),
    )
    op.execute(
        "INSERT INTO incident_stills (incident_id, moment, blob_key) "
        "SELECT id, 'start', still_key FROM incidents WHERE still_key IS NOT NULL"
    )
    with op.batch_alter_table("incidents") as batch_op:
        batch_op.drop_column("still_key")
        batch_op.add_column(sa.Column("stills_due", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("still_tries", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("incidents") as batch_op:
        for name in ("stills_due", "still_tries"):
            batch_op.alter_column(name, server_default=None)
        batch_op.create_index(op.f("ix_incidents_stills_due"), ["stills_due"])
