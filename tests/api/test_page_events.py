"""What a candidate's page reports of its surroundings: taken once, and told to whoever reviews, each at its second."""

from datetime import timedelta
from uuid import uuid4

from proctor_server.api import schemas as s
from tests.support.page import Page
from tests.support.sitting import Sitting

OF_THE_ISSUE = {
    "page_hidden",
    "window_blurred",
    "fullscreen_left",
    "second_screen",
    "copy_blocked",
    "paste_blocked",
    "print_blocked",
    "clipboard_changed",
    "devtools_suspected",
    "virtual_camera_label",
}
OURS_TO_TELL = {s.IntegrityKind.MEDIA_REFUSED}
"""What the server notes itself, and takes from no page."""
LABEL = "OBS Virtual Camera"


async def test_every_kind_reaches_the_review_at_its_second(seat: Sitting, by_role: dict[str, Page]) -> None:
    await seat.start()
    began_at, candidate, proctor = seat.clock.now(), by_role["candidate"], by_role["proctor"]
    kinds = [kind.value for kind in s.IntegrityKind if kind not in OURS_TO_TELL]
    assert set(kinds) >= OF_THE_ISSUE
    events = [
        {
            "id": str(uuid4()),
            "kind": kind,
            "client_at": (began_at + timedelta(seconds=no)).isoformat(),
            **({"detail": LABEL} if kind == "virtual_camera_label" else {}),
        }
        for no, kind in enumerate(kinds, start=1)
    ]
    seat.clock.step(minutes=2)
    for _ in range(2):  # a page that does not know whether it was heard says it again
        sent = await candidate.http.post(f"/api/attempts/{seat.attempt_id}/events", json={"events": events})
        assert sent.status_code == 204, sent.text
    await seat.submit()
    await seat.services.analysis.finish_closed(seat.clock.now())
    answer = await proctor.http.get(f"/api/proctor/reviews/{await seat.review_id()}")
    told = answer.json()["events"]
    assert [(one["at_s"], one["kind"]) for one in told] == [
        (float(no), kind) for no, kind in enumerate(kinds, 1)
    ]
    assert [one["detail"] for one in told if one["detail"]] == [LABEL]


async def test_one_request_gives_one_item_and_the_attempt_itself_none(
    seat: Sitting, by_role: dict[str, Page]
) -> None:
    await seat.start()
    candidate = by_role["candidate"].http
    attempt = (await candidate.get(f"/api/attempts/{seat.attempt_id}")).text
    bodies = []
    for slot in range(3):
        shown = (await candidate.get(f"/api/attempts/{seat.attempt_id}/slots/{slot}")).json()
        assert shown["slot"] == slot
        bodies.append(shown["item"]["body"])
        assert shown["item"]["body"] not in attempt
    assert len(set(bodies)) == 3
