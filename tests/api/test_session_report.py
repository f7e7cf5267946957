"""A session's report read back: its sentences, its Kazakh letters, its pictures; who may take it, and no name in it."""

import asyncio
import csv
import json
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from pypdf import PdfReader

from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.kernel.ids import new_id
from proctor_server.review.appeal import AppealOutcome
from proctor_server.review.decision import Outcome
from proctor_server.review.errors import ReportNotYours
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict, VerdictReason
from proctor_server.review.moments import Moment
from proctor_server.services.administration import add_account
from proctor_server.services.appeals import Attachment, pseudonym
from proctor_server.services.readings import weigh
from proctor_server.services.session_report.service import ReportForm
from proctor_server.services.session_report.words import catalogue
from tests.api.test_no_names import personal
from tests.support.cast import PASSWORD, Cast, Person
from tests.support.page import Page
from tests.support.running_app import OpenPage
from tests.support.sitting import Sitting

KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"
NOTE = "=HYPERLINK(1)"
COLOURS = {Moment.START: (200, 30, 30), Moment.WORST: (30, 200, 30), Moment.END: (30, 30, 200)}
GROUNDS = f"Үстел басында басқа адам отырды; {KAZAKH}."
ANSWER = "Жазбада бөлмеге бала кіргені көрінеді."


def jpeg(colour: tuple[int, int, int]) -> bytes:
    written = BytesIO()
    Image.new("RGB", (160, 120), colour).save(written, "JPEG")
    return written.getvalue()


async def put_incidents(seat: Sitting, house: House, database: Database) -> list[str]:
    ids = [new_id(), new_id()]
    kinds = ((IncidentType.EXTRA_FACE, None, 5.0), (IncidentType.TURNED, "left", 40.0))
    async with database.write() as tx:
        for id_, (kind, direction, t0_s) in zip(ids, kinds, strict=True):
            await tx.incidents.put(
                Incident(
                    id=id_,
                    attempt_id=seat.attempt_id,
                    type=kind,
                    rule_id="third_person",
                    t0_s=t0_s,
                    t1_s=t0_s + 12,
                    direction=direction,
                    confidence=0.87,
                    measure="extra_face_score",
                    threshold=0.5,
                    curve=((t0_s + 1, 0.93), (t0_s + 2, 0.71)),
                )
            )
        await weigh(tx, seat.attempt_id)
    for moment, colour in COLOURS.items():
        key = f"stills/{ids[0]}/{moment.value}"
        await house.vault.put_picture(seat.attempt_id, key, jpeg(colour), seat.clock.now())
        async with database.write() as tx:
            await tx.stills.put(ids[0], moment, key)
    async with database.write() as tx:
        await tx.stills.put(ids[1], Moment.START, "stills/gone")
    return ids


async def judge_and_sign(seat: Sitting, reader: Person, ids: list[str]) -> str:
    reviews, review_id = seat.services.reviews, await seat.review_id()
    by = {"proctor_id": reader.id, "now": seat.clock.now()}
    await reviews.claim(review_id, **by)
    await reviews.judge(
        review_id,
        ids[0],
        verdict=IncidentVerdict.CONFIRMED,
        reason=VerdictReason.CLEARLY_SEEN,
        note=NOTE,
        **by,
    )
    await reviews.judge(review_id, ids[1], verdict=IncidentVerdict.DISMISSED, **by)
    await reviews.decide(review_id, outcome=Outcome.VIOLATION, rule_id="third_person", reason=GROUNDS, **by)
    return review_id


@pytest_asyncio.fixture(loop_scope="module")
async def decided(seat: Sitting, house: House, database: Database, cast: Cast) -> AsyncIterator[str]:
    """A review that ended in a violation read by two people, with an appeal that names the candidate."""
    life_id = await seat.services.recordings.begin_life(seat.clock.now())
    await seat.start()
    seat.clock.step(minutes=2)
    await seat.submit()
    await seat.services.recordings.still_alive(
        life_id, seat.clock.now()
    )  # the house's own beat may come late
    await seat.services.analysis.finish_closed(seat.clock.now())
    ids = await put_incidents(seat, house, database)
    for reader in (cast.proctor, cast.other_proctor):
        review_id = await judge_and_sign(seat, reader, ids)
    yield review_id


async def lodged(seat: Sitting, house: House, cast: Cast) -> str:
    held = await seat.services.appeals.lodge(
        cast.aru.id,
        seat.attempt_id,
        text=f"Мен {cast.aru.name}, ЖСН {cast.aru.iin}: бұл менің балам.",
        attachments=[Attachment(f"{cast.aru.name}.png", "image/png", b"\x89PNG\r\n\x1a\nx")],
        vault=house.vault,
        now=seat.clock.now(),
    )
    assert held.appeal is not None
    return held.appeal.id


async def taken(page: Page, review_id: str, form: str, language: str = "kk") -> bytes:
    answer = await page.http.get(
        f"/api/proctor/reviews/{review_id}/report", params={"form": form, "language": language}
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "private, no-store"
    return answer.content


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def pictures_of(pdf: bytes) -> list[tuple[int, int, int]]:
    """The middle colour of each picture in the file, rounded as JPEG leaves it."""
    found = []
    for page in PdfReader(BytesIO(pdf)).pages:
        for one in page.images:
            picture = Image.open(BytesIO(one.data)).convert("RGB")
            pixel: Any = picture.getpixel((picture.width // 2, picture.height // 2))
            found.append(tuple(round(part / 10) * 10 for part in pixel))
    return found


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_pdf_holds_the_sentences_the_letters_and_the_pictures(
    language: str, decided: str, seat: Sitting, house: House, cast: Cast, open_page: OpenPage
) -> None:
    await lodged(seat, house, cast)
    pdf = await taken(await open_page(cast.other_proctor), decided, "pdf", language)
    text, say = text_of(pdf), catalogue(language)
    async with seat.database.read() as tx:
        numbers = await tx.attempts.personal_numbers([seat.attempt_id])
    for sentence in (
        numbers[seat.attempt_id],
        say["report.title"],
        say["why.extra_face"].format(time=say["time.s"].format(s=12)),
        say["why.turned.left"].format(time=say["time.s"].format(s=12)),
        say["report.confidence"].format(percent=87),
        say["report.verdictWhy"].format(verdict=say["incident.confirmed"], reason=say["why.clearly_seen"]),
        say["report.noStill"],
        say["coverage.not_observed"],
        say["decision.violation"],
        pseudonym(cast.other_proctor.id),
        GROUNDS,
        KAZAKH,
        say["report.appeal"],
    ):
        assert sentence in text, sentence
    assert sorted(pictures_of(pdf)) == sorted(COLOURS.values())


async def test_csv_and_json_tell_the_same_and_no_cell_is_a_formula(
    decided: str, seat: Sitting, cast: Cast, open_page: OpenPage
) -> None:
    page = await open_page(cast.other_proctor)
    told = json.loads(await taken(page, decided, "json", "ru"))
    raw = await taken(page, decided, "csv", "ru")
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    incidents = [row for row in cells if row["запись"] == "событие"]
    assert [row["что"] for row in incidents] == [one["name"] for one in told["incidents"]]
    assert all(one["why"] in row["описание"] for one, row in zip(told["incidents"], incidents, strict=True))
    assert told["incidents"][0]["note"] == NOTE
    assert incidents[0]["текст"] == f"'{NOTE}"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert [one["moment"] for one in told["incidents"][0]["stills"]] == ["start", "worst", "end"]
    [decision] = told["decisions"]
    assert (decision["outcome"], decision["rule_id"]) == ("violation", "third_person")
    assert decision["signer"] == pseudonym(cast.other_proctor.id)
    spans = [row["описание"] for row in cells if row["запись"] == "наблюдение"]
    assert spans == [one["said"] for one in told["coverage"]]
    assert all(catalogue("ru")[f"cause.{one['cause']}"] in one["said"] for one in told["coverage"])
    assert (told["observed_percent"], told["appeal"]) == (0, None)


async def test_no_report_tells_who_the_candidate_is(
    decided: str, seat: Sitting, house: House, cast: Cast, open_page: OpenPage
) -> None:
    appeal_id = await lodged(seat, house, cast)
    page = await open_page(cast.proctor)
    said = {form: await taken(page, decided, form) for form in ("pdf", "csv", "json")}
    texts = [text_of(said["pdf"]), said["csv"].decode(), said["json"].decode()]
    texts += [str(PdfReader(BytesIO(said["pdf"])).metadata)]
    assert [(word, text) for text in texts for word in personal(cast) if word in text] == []
    assert appeal_id not in "".join(texts)


async def newcomer(seat: Sitting, *, is_senior: bool = False) -> Person:
    login = f"{new_id()}.login"
    account = await seat.services.administration.new_account(
        login=login, display_name="Тағы Бір", password=PASSWORD, role="proctor", language="kk"
    )
    async with seat.database.write() as tx:
        await add_account(tx, account, actor_id=None, now=seat.clock.now())
        await tx.accounts.set_senior(account.id, is_senior=is_senior)
    return Person(account.id, login, "Тағы Бір", "proctor")


async def test_an_answered_appeal_stands_in_the_report_with_the_decision_it_made(
    decided: str, seat: Sitting, house: House, cast: Cast, open_page: OpenPage
) -> None:
    appeal_id = await lodged(seat, house, cast)
    third = await newcomer(seat)
    page = await open_page(third)
    assert "appeal" in json.loads(await taken(page, decided, "json"))
    seat.clock.step(minutes=1)
    await seat.services.appeals.answer(
        appeal_id,
        outcome=AppealOutcome.UPHELD,
        reason=ANSWER,
        answered_by=third.id,
        now=seat.clock.now(),
    )
    told = json.loads(await taken(page, decided, "json"))
    assert [one["outcome"] for one in told["decisions"]] == ["violation", "no_violation"]
    assert [one["on_appeal"] for one in told["decisions"]] == [False, True]
    assert (told["appeal"]["outcome"], told["appeal"]["reason"]) == ("upheld", ANSWER)
    text = text_of(await taken(page, decided, "pdf"))
    assert ANSWER in text
    assert catalogue("kk")["report.decision.appeal"] in text


async def offered(page: Page, review_id: str) -> bool:
    """Whether the review's page offers its report: it must, where the server gives one, and nowhere else."""
    return bool((await page.http.get(f"/api/proctor/reviews/{review_id}")).json()["report_allowed"])


async def test_a_report_is_gathered_while_somebody_else_writes(
    decided: str, seat: Sitting, cast: Cast
) -> None:
    """Story: a whole report was gathered inside of a write, and every answer of a running test waited for it."""
    stranger = await newcomer(seat)
    reports, by = seat.services.reports, {"form": ReportForm.PDF, "language": "kk"}
    async with seat.database.write():
        with pytest.raises(ReportNotYours):
            async with asyncio.timeout(5):
                await reports.report(decided, reader_id=stranger.id, now=seat.clock.now(), **by)
    report, attempt_id = await reports.report(decided, reader_id=cast.proctor.id, now=seat.clock.now(), **by)
    async with seat.database.read() as tx:
        [*_, newest] = [one async for one in tx.journal.entries()]
    assert (newest.action, newest.subject, newest.actor_id) == ("report_taken", attempt_id, cast.proctor.id)
    assert report.review_id == decided


async def test_who_has_nothing_to_do_with_a_decision_takes_no_report_of_it(
    decided: str, seat: Sitting, cast: Cast, open_page: OpenPage
) -> None:
    path = f"/api/proctor/reviews/{decided}/report"
    stranger, elder = await newcomer(seat), await newcomer(seat, is_senior=True)
    outside, page = await open_page(stranger), await open_page(elder)
    refused = await outside.http.get(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "report_not_yours")
    assert not await offered(outside, decided)
    assert (await page.http.get(path)).status_code == 200
    assert await offered(page, decided)
    await seat.services.reviews.declare_conflict(decided, proctor_id=elder.id, now=seat.clock.now())
    assert (await page.http.get(path)).json()["code"] == "knows_candidate"
    assert not await offered(page, decided)
    assert (await page.http.get("/api/proctor/reviews/none/report")).status_code == 404


async def test_an_open_review_has_no_report_and_each_one_taken_is_in_the_audit(
    seat: Sitting, house: House, database: Database, cast: Cast, open_page: OpenPage
) -> None:
    await seat.start()
    await seat.submit()
    await seat.services.analysis.finish_closed(seat.clock.now())
    ids = await put_incidents(seat, house, database)
    review_id = await judge_and_sign(seat, cast.proctor, ids)
    page = await open_page(cast.proctor)
    path = f"/api/proctor/reviews/{review_id}/report"
    refused = await page.http.get(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_decided")
    await judge_and_sign(seat, cast.other_proctor, ids)
    for form in ("csv", "csv", "json"):
        await taken(page, review_id, form, "en")
    async with database.read() as tx:
        entries = [one async for one in tx.journal.entries()]
    looks = [one for one in entries if one.action == "report_taken" and one.subject == seat.attempt_id]
    assert [one.details["form"] for one in looks] == ["csv", "csv", "json"]
    assert {one.details["language"] for one in looks} == {"en"}
