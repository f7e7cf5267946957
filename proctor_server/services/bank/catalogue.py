"""The use cases of the item bank, put together over one database."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from proctor_server.db.database import Database
from proctor_server.services.bank.amending import AmendingService
from proctor_server.services.bank.blueprints import BlueprintService
from proctor_server.services.bank.correcting import CorrectingService
from proctor_server.services.bank.exporting import ExportService
from proctor_server.services.bank.forms import FormService
from proctor_server.services.bank.importing import ImportService
from proctor_server.services.bank.parallel import ParallelService
from proctor_server.services.bank.reading import ReadingService
from proctor_server.services.bank.reviewing import ReviewingService
from proctor_server.services.bank.statistics import StatisticsService
from proctor_server.services.bank.stimuli import StimulusService
from proctor_server.services.bank.writing import WritingService


@dataclass(frozen=True, slots=True)
class BankServices:
    amending: AmendingService
    blueprints: BlueprintService
    correcting: CorrectingService
    exporting: ExportService
    forms: FormService
    importing: ImportService
    parallel: ParallelService
    reading: ReadingService
    reviewing: ReviewingService
    statistics: StatisticsService
    stimuli: StimulusService
    writing: WritingService


def build_bank(database: Database, *, new_random: Callable[[], Random]) -> BankServices:
    statistics = StatisticsService(database)
    return BankServices(
        amending=AmendingService(database),
        blueprints=BlueprintService(database, new_random=new_random),
        correcting=CorrectingService(database),
        exporting=ExportService(database),
        forms=FormService(database, new_random=new_random),
        importing=ImportService(database),
        parallel=ParallelService(database, statistics, new_random=new_random),
        reading=ReadingService(database),
        reviewing=ReviewingService(database),
        statistics=statistics,
        stimuli=StimulusService(database),
        writing=WritingService(database),
    )
