"""How a notice reads in an e-mail: subject and text in the person's language, times in Astana."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from exam_engine.programme_file import load_programme
from exam_engine.working_days import ASTANA
from proctor_server.db.notices import NoticeKind
from proctor_server.review.appeal import DAYS_TO_LODGE
from proctor_server.services import decision_notices, pace_notices

Wordings = Mapping[str, tuple[str, str]]
"""Subject and text by language; `$name`s are filled in."""

_BOOKING_MADE: Wordings = {
    "kk": (
        "Тестілеуге жазылдыңыз",
        "«$title»: $opens – $closes (Астана уақыты). Тест тілі: $test_language.\n"
        "Күнін немесе уақытын жеке кабинетте өзгерте аласыз.",
    ),
    "ru": (
        "Вы записаны на тестирование",
        "«$title»: $opens – $closes (время Астаны). Язык теста: $test_language.\n"
        "День и время можно изменить в личном кабинете.",
    ),
    "en": (
        "You are booked for a test",
        "“$title”: $opens – $closes (Astana time). Language of the test: $test_language.\n"
        "You can change the day and time in your cabinet.",
    ),
}
_BOOKING_MOVED: Wordings = {
    "kk": (
        "Тестілеу уақыты өзгерді",
        "«$title» енді: $opens – $closes (Астана уақыты). Тест тілі: $test_language.",
    ),
    "ru": (
        "Время тестирования изменено",
        "«$title» теперь: $opens – $closes (время Астаны). Язык теста: $test_language.",
    ),
    "en": (
        "Your test was moved",
        "“$title” is now at $opens – $closes (Astana time). Language of the test: $test_language.",
    ),
}
_BOOKING_REMINDER: Wordings = {
    "kk": (
        "Тестілеу туралы еске салу",
        "«$title» $opens басталады (Астана уақыты). Компьютерді, камераны және микрофонды алдын ала тексеріңіз.",
    ),
    "ru": (
        "Напоминание о тестировании",
        "«$title» начнётся $opens (время Астаны). Заранее проверьте компьютер, камеру и микрофон.",
    ),
    "en": (
        "A reminder of your test",
        "“$title” begins at $opens (Astana time). Check your computer, camera and microphone beforehand.",
    ),
}
_BOOKING_MISSED: Wordings = {
    "kk": ("Тестілеу өтіп кетті", "«$title» тестін $opens – $closes аралығында бастамадыңыз."),
    "ru": ("Тестирование пропущено", "Вы не начали «$title» в отведённое время: $opens – $closes."),
    "en": ("You missed your test", "You did not start “$title” in its time: $opens – $closes."),
}
WORDINGS: Mapping[NoticeKind, Wordings] = {
    NoticeKind.BOOKING_MADE: _BOOKING_MADE,
    NoticeKind.BOOKING_MOVED: _BOOKING_MOVED,
    NoticeKind.BOOKING_REMINDER: _BOOKING_REMINDER,
    NoticeKind.BOOKING_MISSED: _BOOKING_MISSED,
    **decision_notices.WORDINGS,
    **pace_notices.WORDINGS,
}
_TEST_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "kk": {"kk": "қазақ тілі", "ru": "орыс тілі"},
    "ru": {"kk": "казахский", "ru": "русский"},
    "en": {"kk": "Kazakh", "ru": "Russian"},
}


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def letter(kind: NoticeKind, params: Mapping[str, Any], language: str) -> Letter:
    """Put a notice into words. It names no person: an e-mail may be read over somebody's shoulder."""
    subject, text = WORDINGS[kind][language]
    return Letter(subject, Template(text).substitute(_filled(params, language)))


def astana_moment(instant: datetime) -> str:
    """Write an instant as Astana's clock shows it: `23.11.2026 10:00`."""
    return instant.astimezone(ZoneInfo(ASTANA)).strftime("%d.%m.%Y %H:%M")


def _filled(params: Mapping[str, Any], language: str) -> dict[str, str]:
    filled = {name: str(value) for name, value in params.items()} | {"days": str(DAYS_TO_LODGE)}
    if "n_needed" in params:
        filled["advice"] = Template(pace_notices.advice(params, language)).substitute(filled)
    if "programme_id" in params:
        filled["title"] = load_programme(params["programme_id"]).title.get(language)
    if "language" in params:
        filled["test_language"] = _TEST_LANGUAGE[language][params["language"]]
    for name, value in (("opens", "opens_at"), ("closes", "closes_at"), ("due", "due_at")):
        if value in params:
            filled[name] = astana_moment(datetime.fromisoformat(params[value]))
    return filled
