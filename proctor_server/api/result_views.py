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
        questionnaire=_questionnaire(picture),
        essay=_essay(picture),
        decision=decision(picture.decision, picture.programme),
        released_at=picture.released_at,
    )


def _questionnaire(picture: ResultPicture) -> s.QuestionnaireResult | None:
    score = picture.score.questionnaire
    if score is None:
        return None
    asked = (block.questionnaire for block in picture.programme.blocks if block.questionnaire is not None)
    titles = {quality.id: quality.title for one in asked for quality in one.questionnaire.qualities}
    return s.QuestionnaireResult(
        percent=score.points.percent,
        threshold=score.threshold,
        passed=score.passed,
        qualities=[
            s.QualityResult(
                id=one.quality_id,
                title=text(titles[one.quality_id]),
                percent=one.points.percent,
                passed=one.passed,
            )
            for one in score.qualities
        ],
        level=score.reliability.level.value,
        components=[
            s.ReliabilityComponent(
                measure=one.measure.value,
                value=one.value,
                level=None if one.level is None else one.level.value,
            )
            for one in score.reliability.components
        ],
    )


def _essay(picture: ResultPicture) -> s.EssayResult | None:
    score = picture.score.essay
    if score is None:
        return None
    marked = score.marked
    return s.EssayResult(
        n_words=score.n_words,
        max_words=score.max_words,
        state="marking" if marked is None and score.n_words else "marked",
        total=None if marked is None else marked.total,
        n_marks=0 if marked is None else marked.n_marks,
        passed=(None if score.n_words else False) if marked is None else marked.passed,
    )
