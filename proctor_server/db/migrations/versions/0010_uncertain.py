"""Segments whose picture is too poor to tell anything by"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("segments", sa.Column("uncertain", sa.Boolean(), server_default=sa.false(), nullable=False))
