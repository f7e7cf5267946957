"""All use cases of one process, put together over one database."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.review.probes import BlindPolicy
from proctor_server.review.rounds import ReadingPolicy
from proctor_server.services.added_time import AddedTimeService
from proctor_server.services.administration import AdministrationService
from proctor_server.services.analysis import AnalysisService
from proctor_server.services.appeals import AppealService
from proctor_server.services.attempts import AttemptService
from proctor_server.services.audit import AuditService
from proctor_server.services.bank.catalogue import BankServices, build_bank
from proctor_server.services.booking import BookingService
from proctor_server.services.calendar import DayService
from proctor_server.services.essays import EssayService
from proctor_server.services.evidence import EvidenceService
from proctor_server.services.interventions import InterventionService
from proctor_server.services.monitoring import MonitoringService
from proctor_server.services.notices import NoticeService
from proctor_server.services.pace import PaceService
from proctor_server.services.pace_alarms import PaceAlarmService
from proctor_server.services.playback import PlaybackService
from proctor_server.services.probes import ReferenceService
from proctor_server.services.programmes import ProgrammeService
from proctor_server.services.recordings import RecordingService
from proctor_server.services.responses import ResponseService
from proctor_server.services.results import ResultService
from proctor_server.services.reviews import ReviewService
from proctor_server.services.session_report.service import ReportService
from proctor_server.services.sign_in import Passwords, SignInService
from proctor_server.services.signal_settings import SignalSettingsService
from proctor_server.services.slots import SlotService
from proctor_server.services.staff import StaffService
from proctor_server.services.stills import StillService
from proctor_server.services.windows import WindowService


@dataclass(frozen=True, slots=True)
class Services:
    added_time: AddedTimeService
    administration: AdministrationService
    analysis: AnalysisService
    appeals: AppealService
    attempts: AttemptService
    audit: AuditService
    bank: BankServices
    booking: BookingService
    days: DayService
    essays: EssayService
    evidence: EvidenceService
    interventions: InterventionService
    monitoring: MonitoringService
    notices: NoticeService
    pace: PaceService
    pace_alarms: PaceAlarmService
    playback: PlaybackService
    programmes: ProgrammeService
    recordings: RecordingService
    references: ReferenceService
    responses: ResponseService
    reports: ReportService
    results: ResultService
    reviews: ReviewService
    sign_in: SignInService
    signal_settings: SignalSettingsService
    slots: SlotService
    staff: StaffService
    stills: StillService
    windows: WindowService


def build_services(
    database: Database,
    *,
    calendar: WorkCalendar,
    pepper: bytes,
    new_random: Callable[[], Random],
    reading_policy: ReadingPolicy | None = None,
    blind_policy: BlindPolicy | None = None,
) -> Services:
    passwords = Passwords()
    pace = PaceService(database, calendar)
    attempts = AttemptService(database, calendar=calendar, new_random=new_random)
    return Services(
        added_time=AddedTimeService(database, calendar=calendar),
        administration=AdministrationService(database, passwords, pepper=pepper),
        analysis=AnalysisService(database),
        appeals=AppealService(database, calendar),
        attempts=attempts,
        audit=AuditService(database),
        bank=build_bank(database, new_random=new_random),
        booking=BookingService(database),
        days=DayService(database, calendar),
        essays=EssayService(database),
        evidence=EvidenceService(database),
        interventions=InterventionService(database, calendar=calendar),
        monitoring=MonitoringService(database),
        notices=NoticeService(database),
        pace=pace,
        pace_alarms=PaceAlarmService(database, pace, calendar),
        playback=PlaybackService(database),
        programmes=ProgrammeService(database),
        recordings=RecordingService(database),
        references=ReferenceService(database),
        responses=ResponseService(database),
        reports=ReportService(database),
        results=ResultService(database),
        reviews=ReviewService(database, reading_policy, blind_policy),
        sign_in=SignInService(database, passwords),
        signal_settings=SignalSettingsService(database),
        slots=SlotService(database, attempts),
        staff=StaffService(database, passwords),
        stills=StillService(database),
        windows=WindowService(database),
    )
