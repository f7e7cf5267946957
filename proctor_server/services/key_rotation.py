"""How data keys come under a new master key: each unwrapped and wrapped again, nothing recorded is touched."""

from proctor_server.db.database import Database
from proctor_server.media.master_keys import MasterKeys, Wrapped

BATCH = 100
MANY = 1_000_000


async def rewrap_all(database: Database, keys: MasterKeys) -> int:
    """Wrap by the current master key every data key that another one wraps; returns how many.

    Raises:
        KeyUnknown: a former master key is missing; what was rewrapped before stays so.
    """
    n = 0
    while True:
        async with database.read() as tx:
            former = await tx.storage.keys_not_under(keys.current_id, BATCH)
        if not former:
            return n
        for one in former:
            opened = await keys.unwrap(Wrapped(one.wrapped or "", one.master_key_id), one.attempt_id)
            fresh = await keys.wrap(opened, one.attempt_id)
            async with database.write() as tx:
                n += await tx.storage.rewrap(one, wrapped=fresh.text, master_key_id=fresh.master_key_id)


async def n_under_former(database: Database, keys: MasterKeys) -> int:
    """How many data keys another master key than the current one wraps."""
    async with database.read() as tx:
        return len(await tx.storage.keys_not_under(keys.current_id, MANY))
