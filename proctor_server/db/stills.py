"""The stills of incidents: which are due, and where those taken lie."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.incidents import incident_from
from proctor_server.db.tables import incident_stills, incidents
from proctor_server.review.incident import Incident
from proctor_server.review.moments import Moment

MOST_TRIES = 60
"""A try a second: what cannot be read for a minute is not waited for; one that failed comes after the others."""


class StillStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, limit: int) -> list[Incident]:
        """Incidents of which a still is to be taken."""
        rows = await self._connection.execute(
            sa.select(incidents)
            .where(incidents.c.stills_due)
            .order_by(incidents.c.still_tries, incidents.c.id)
            .limit(limit)
        )
        return [incident_from(dict(row)) for row in rows.mappings()]

    async def put(self, incident_id: str, moment: Moment, key: str) -> None:
        """Note where a still lies; taken again, the later one stands."""
        where = (incident_stills.c.incident_id == incident_id, incident_stills.c.moment == moment.value)
        done = await self._connection.execute(incident_stills.update().where(*where).values(blob_key=key))
        if done.rowcount == 0:
            await self._connection.execute(
                incident_stills.insert().values(incident_id=incident_id, moment=moment.value, blob_key=key)
            )

    async def settle(self, incident: Incident) -> None:
        """All that was due is taken; one that ended meanwhile stays due."""
        await self._connection.execute(
            incidents.update()
            .where(incidents.c.id == incident.id, incidents.c.open == incident.open)
            .values(stills_due=False)
        )

    async def missed(self, incident_id: str) -> None:
        """A still could not be taken; after `MOST_TRIES` nobody tries again."""
        tries = incidents.c.still_tries + 1
        await self._connection.execute(
            incidents.update()
            .where(incidents.c.id == incident_id)
            .values(still_tries=tries, stills_due=tries < MOST_TRIES)
        )

    async def key(self, incident_id: str, moment: Moment) -> str | None:
        """The blob key of a still; None while there is none."""
        found = await self._connection.execute(
            sa.select(incident_stills.c.blob_key).where(
                incident_stills.c.incident_id == incident_id, incident_stills.c.moment == moment.value
            )
        )
        return found.scalar_one_or_none()

    async def keys(self, incident_ids: list[str]) -> Mapping[str, Mapping[Moment, str]]:
        """The blob keys of the stills there are, by incident and moment."""
        rows = await self._connection.execute(
            sa.select(
                incident_stills.c.incident_id, incident_stills.c.moment, incident_stills.c.blob_key
            ).where(incident_stills.c.incident_id.in_(incident_ids))
        )
        found: dict[str, dict[Moment, str]] = {}
        for incident_id, moment, key in rows:
            found.setdefault(incident_id, {})[Moment(moment)] = key
        return found

    async def of_incidents(self, incident_ids: list[str]) -> Mapping[str, tuple[Moment, ...]]:
        """The moments of which there is a still, by incident."""
        rows = await self._connection.execute(
            sa.select(incident_stills.c.incident_id, incident_stills.c.moment).where(
                incident_stills.c.incident_id.in_(incident_ids)
            )
        )
        found: dict[str, set[str]] = {}
        for incident_id, moment in rows:
            found.setdefault(incident_id, set()).add(moment)
        return {id_: tuple(one for one in Moment if one.value in names) for id_, names in found.items()}

    async def keys_of_attempt(self, attempt_id: str) -> list[str]:
        """The blob keys of all stills of an attempt."""
        rows = await self._connection.execute(
            sa.select(incident_stills.c.blob_key)
            .join(incidents, incidents.c.id == incident_stills.c.incident_id)
            .where(incidents.c.attempt_id == attempt_id)
        )
        return list(rows.scalars())
