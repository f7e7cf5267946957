"""Passwords that somebody else gave, to be changed at the first sign-in"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.add_column(
            sa.Column("first_password", sa.Boolean(), nullable=False, server_default=sa.false())
        )
