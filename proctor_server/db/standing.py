"""What stands of an attempt, as SQL: whether its newest decision declared it void."""

import sqlalchemy as sa

from proctor_server.db.tables import decisions
from proctor_server.review.decision import Outcome


def is_void(attempt_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether the attempt of an outer query was void through a technical fault: it counts as never sat."""
    newest = (
        sa.select(decisions.c.outcome)
        .where(decisions.c.attempt_id == attempt_id)
        .order_by(decisions.c.decided_at.desc(), decisions.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(newest, "") == Outcome.VOID.value
