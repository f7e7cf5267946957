"""Items that come finished from elsewhere: approved in both languages, ready to be drawn."""

from collections.abc import Sequence
from datetime import datetime

from item_bank.bank_item import BankItem
from item_bank.response_key import BankKey
from item_bank.stimulus import Stimulus
from item_bank.workflow import TEST_LANGUAGES, VersionStatus
from proctor_server.db.database import Database
from proctor_server.db.items import NewVersion
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.writing import stimulus_version_of


async def take_over(
    database: Database,
    entries: Sequence[tuple[BankItem, BankKey]],
    *,
    stimuli: Sequence[Stimulus] = (),
    now: datetime,
) -> int:
    """Add the items, and what they share, whose code the bank lacks; returns how many items were new."""
    async with database.write() as tx:
        for stimulus in stimuli:
            if await tx.stimuli.id_of(stimulus.code) is None:
                await tx.stimuli.add(new_id(), new_id(), stimulus, author_id=None, note="", now=now)
        known = await tx.items.codes()
        new = [(item, key) for item, key in entries if item.code not in known]
        for item, key in new:
            version = NewVersion(
                version_id=new_id(),
                item=item,
                key=key,
                status=VersionStatus.ACTIVE,
                author_id=None,
                approved=TEST_LANGUAGES,
                stimulus_version_id=await stimulus_version_of(tx, item),
            )
            await tx.items.add_item(new_id(), version, now)
    return len(new)
