"""A report of a session as a PDF: facts, what was observed, each incident with its pictures, decisions, the appeal."""

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from io import BytesIO

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from proctor_server.review.coverage import CoverageState
from proctor_server.review.decision import Decision
from proctor_server.review.moments import Moment
from proctor_server.services.appeals import pseudonym
from proctor_server.services.session_report import words as w
from proctor_server.services.session_report.facts import (
    Pictures,
    ReportedIncident,
    SessionReport,
    observed_percent,
)
from proctor_server.services.session_report.tables import appeal_said, rule_said
from proctor_server.services.session_report.words import Words

FONT = "Source Sans Pro"
_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Bold.ttf"}
"""Source Sans Pro (SIL Open Font License 1.1): every letter of Kazakh, Russian and English."""
MARGIN_MM = 16.0
GAP_MM = 4.0
LINE_MM = 5.2
BAR_MM = 6.0
PICTURE_RATIO = 3 / 4
INK, GREY, RULE = (24, 32, 44), (84, 94, 108), (206, 212, 220)
_SHADES = {
    CoverageState.OBSERVED: (58, 125, 98),
    CoverageState.UNCERTAIN: (124, 150, 186),
    CoverageState.PENDING: (214, 184, 92),
    CoverageState.NOT_OBSERVED: (176, 72, 58),
}


def as_pdf(report: SessionReport, pictures: Pictures, words: Words) -> bytes:
    """Write the report as an A4 PDF in the words' language.

    Pictures are put in as they are (JPEG); where one cannot be read any more its place says so.
    """
    page = _Paper(report, words)
    page.add_page()
    _facts(page, report, words)
    _coverage(page, report, words)
    page.heading(words.say("report.incidents"))
    if not report.incidents:
        page.put(words.say("report.noIncidents"))
    for one in report.incidents:
        _incident(page, report, one, pictures, words)
    page.heading(words.say("report.decisions"))
    for number, decision in enumerate(report.decisions):
        _decision(page, report, decision, words, is_first=number == 0)
    _appeal(page, report, words)
    return bytes(page.output())


class _Paper(FPDF):
    """An A4 page with our type, its foot on every page."""

    def __init__(self, report: SessionReport, words: Words) -> None:
        super().__init__(format="A4")
        self._report, self._words = report, words
        for style, name in _FILES.items():
            with as_file(files("font_source_sans_pro").joinpath("files", name)) as path:
                self.add_font(FONT, style, path)
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(True, margin=MARGIN_MM + LINE_MM)
        self.set_title(f"{words.say('report.title')} {report.personal_number}")
        self.set_lang(words.language)
        self.set_creator("Synaq")
        self.set_creation_date(report.made_at)
        self.alias_nb_pages()

    def footer(self) -> None:
        report, words = self._report, self._words
        self.set_y(-MARGIN_MM)
        self._type(8, GREY)
        made = words.say("report.made", at=words.at(report.made_at), reader=report.made_for)
        self.cell(self.epw * 0.8, LINE_MM, f"{report.personal_number} · {made}")
        self.cell(0, LINE_MM, words.say("report.page", page=self.page_no(), pages="{nb}"), align="R")

    def heading(self, text: str) -> None:
        self.keep(3 * LINE_MM)
        self.ln(GAP_MM)
        self.put(text, size=14, bold=True)

    def put(self, text: str, *, size: float = 10, bold: bool = False, grey: bool = False) -> None:
        """Write a paragraph over the whole width."""
        self._type(size, GREY if grey else INK, bold=bold)
        self.multi_cell(0, LINE_MM * size / 10, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def keep(self, height_mm: float) -> None:
        """Begin a new page where less than this is left of the present one."""
        if self.get_y() + height_mm > self.page_break_trigger:
            self.add_page()

    def _type(self, size: float, ink: tuple[int, int, int], *, bold: bool = False) -> None:
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*ink)


def _facts(page: _Paper, report: SessionReport, words: Words) -> None:
    page.put(words.say("report.title"), size=20, bold=True)
    page.ln(GAP_MM)
    for name, value in (
        ("number", report.personal_number),
        ("programme", report.programme.title.get(words.language)),
        ("started", words.at(report.started_at)),
        ("closed", words.at(report.closed_at)),
        ("lasted", words.lasting(report.lasted)),
    ):
        page.put(f"{words.say(f'report.{name}')}: {value}", size=11)
    page.put(f"{words.say('report.person')} {words.say('report.astana')}", size=9, grey=True)


def _coverage(page: _Paper, report: SessionReport, words: Words) -> None:
    page.heading(words.say("report.coverage"))
    page.put(words.say("coverage.share", percent=observed_percent(report.coverage)))
    _bar(page, report)
    found = [
        one
        for one in report.coverage
        if one.state is not CoverageState.OBSERVED or one.cause is not None or one.backfilled
    ]
    for span in found:
        page.put(f"{words.span(span.t0_s, span.t1_s)}   {w.coverage_said(words, span)}")
    if not found:
        page.put(words.say("coverage.allObserved"))


def _bar(page: _Paper, report: SessionReport) -> None:
    """Draw the coverage line; the rows under it say the same in words."""
    whole_s = report.lasted.total_seconds()
    page.keep(BAR_MM + GAP_MM)
    top, left = page.get_y() + 1, page.l_margin
    for span in report.coverage:
        page.set_fill_color(*_SHADES[span.state])
        width = page.epw * (span.t1_s - span.t0_s) / whole_s
        page.rect(left + page.epw * span.t0_s / whole_s, top, width, BAR_MM, style="F")
    page.set_y(top + BAR_MM + 1)


def _incident(
    page: _Paper, report: SessionReport, one: ReportedIncident, pictures: Pictures, words: Words
) -> None:
    incident = one.incident
    height_mm = _picture_width(page) * PICTURE_RATIO if one.places else 0.0
    page.keep(height_mm + 9 * LINE_MM)
    page.ln(GAP_MM)
    page.put(
        f"{one.number}. {w.incident_name(words, incident)}, {words.span(incident.t0_s, incident.t1_s)}",
        size=12,
        bold=True,
    )
    for text in _sentences(report, one, words):
        page.put(text)
    if one.places:
        _stills(page, one, pictures, words)


def _sentences(report: SessionReport, one: ReportedIncident, words: Words) -> Iterator[str]:
    incident = one.incident
    yield words.say("report.rule", rule=rule_said(report, incident.rule_id, words) or incident.rule_id)
    decided = w.what_decided(words, incident)
    yield " ".join(part for part in (w.what_was_seen(words, incident), decided) if part)
    yield words.say("report.confidence", percent=words.number(100 * incident.confidence))
    verdict, reason = w.verdict_said(words, incident), w.verdict_reason(words, incident)
    if reason:
        yield words.say("report.verdictWhy", verdict=verdict, reason=reason)
    else:
        yield words.say("report.verdict", verdict=verdict)
    if incident.note:
        yield words.say("report.note", note=incident.note)


def _picture_width(page: _Paper) -> float:
    return (page.epw - (len(Moment) - 1) * GAP_MM) / len(Moment)


def _stills(page: _Paper, one: ReportedIncident, pictures: Pictures, words: Words) -> None:
    """Put the pictures side by side, each with its moment below."""
    width = _picture_width(page)
    height = width * PICTURE_RATIO
    top = page.get_y() + 1
    for column, place in enumerate(one.places):
        left = page.l_margin + column * (width + GAP_MM)
        said = words.say(f"report.still.{place.moment.value}", time=words.clock(place.at_s))
        jpeg = pictures.get((one.number, place.moment))
        if jpeg is None:
            _empty(page, (left, top, width, height), words.say("report.noStill"))
        else:
            page.image(BytesIO(jpeg), left, top, width, height, keep_aspect_ratio=True, alt_text=said)
        page.set_xy(left, top + height + 0.5)
        page.set_font(FONT, "", 8)
        page.multi_cell(width, LINE_MM * 0.8, said, align="L", new_x=XPos.LMARGIN, new_y=YPos.TOP)
    page.set_xy(page.l_margin, top + height + 2 * LINE_MM)


def _empty(page: _Paper, box: Sequence[float], text: str) -> None:
    left, top, width, height = box
    page.set_draw_color(*RULE)
    page.rect(left, top, width, height)
    page.set_xy(left, top + height / 2 - LINE_MM / 2)
    page.set_font(FONT, "", 8)
    page.multi_cell(width, LINE_MM, text, align="C")


def _decision(
    page: _Paper, report: SessionReport, decision: Decision, words: Words, *, is_first: bool
) -> None:
    kind = "first" if is_first else "appeal" if report.is_on_appeal(decision) else "anew"
    page.keep(6 * LINE_MM)
    page.ln(GAP_MM / 2)
    outcome = words.say(f"decision.{decision.outcome.value}")
    page.put(f"{words.say(f'report.decision.{kind}')}: {outcome}", size=12, bold=True)
    if decision.rule_id is not None:
        page.put(words.say("report.rule", rule=rule_said(report, decision.rule_id, words)))
    grounds = decision.reason
    page.put(words.say("report.grounds", grounds=grounds) if grounds else words.say("report.noGrounds"))
    signer = pseudonym(decision.decided_by)
    page.put(words.say("report.signed", signer=signer, at=words.at(decision.decided_at)), grey=True)


def _appeal(page: _Paper, report: SessionReport, words: Words) -> None:
    appeal = report.appeal
    if appeal is None:
        return
    page.heading(words.say("report.appeal"))
    page.put(appeal_said(report, words))
    if appeal.reason:
        page.put(words.say("report.grounds", grounds=appeal.reason))
    if appeal.answered_by is not None and appeal.answered_at is not None:
        signer = pseudonym(appeal.answered_by)
        page.put(words.say("report.signed", signer=signer, at=words.at(appeal.answered_at)), grey=True)
