"""How a result becomes a response body."""

from proctor_server.api import schemas as s
from proctor_server.api.block_views import text
from proctor_server.api.views import decision
from proctor_server.services.results import ResultPicture


def result(picture: ResultPicture) -> s.ResultView:
    titles = {section.id: section.title for section in picture.programme.sections}
    return s.ResultView(
        attempt_id=picture.attempt_id,
        total=picture.score.total,
        n_items=picture.score.n_items,
        pass_total=picture.score.pass_total,
        passed=picture.passed,
        sections=[
            s.SectionResult(
                id=one.section_id,
                title=text(titles[one.section_id]),
                correct=one.correct,
                n_items=one.n_items,
                minimum=one.minimum,
            )
            for one in picture.score.sections
        ],
        questionnaire=None,
        essay=None,
        decision=decision(picture.decision, picture.programme),
        released_at=picture.released_at,
    )
