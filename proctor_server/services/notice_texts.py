"""How a notice reads in an e-mail: subject and text in the person's language, times in Astana."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
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
        "«$title»: $when (Астана уақыты). Тест тілі: $test_language.\n"
        "Күнін немесе уақытын жеке кабинетте өзгерте аласыз.",
    ),
    "ru": (
        "Вы записаны на тестирование",
        "«$title»: $when (время Астаны). Язык теста: $test_language.\n"
        "День и время можно изменить в личном кабинете.",
    ),
    "en": (
        "You are booked for a test",
        "“$title”: $when (Astana time). Language of the test: $test_language.\n"
        "You can change the day and time in your cabinet.",
    ),
}
_BOOKING_MOVED: Wordings = {
    "kk": (
        "Тестілеу уақыты өзгерді",
        "«$title» енді: $when (Астана уақыты). Тест тілі: $test_language.",
    ),
    "ru": (
        "Время тестирования изменено",
        "«$title» теперь: $when (время Астаны). Язык теста: $test_language.",
    ),
    "en": (
        "Your test was moved",
        "“$title” is now: $when (Astana time). Language of the test: $test_language.",
    ),
}
_BOOKING_REMINDER: Wordings = {
    "kk": (
        "Тестілеу туралы еске салу",
        "«$title» тесті жақындады: $when (Астана уақыты). Компьютерді, камераны және микрофонды алдын ала тексеріңіз.",
    ),
    "ru": (
        "Напоминание о тестировании",
        "Скоро «$title»: $when (время Астаны). Заранее проверьте компьютер, камеру и микрофон.",
    ),
    "en": (
        "A reminder of your test",
        "“$title” is near: $when (Astana time). Check your computer, camera and microphone beforehand.",
    ),
}
_BOOKING_MISSED: Wordings = {
    "kk": ("Тестілеу өтіп кетті", "«$title» тестін белгіленген уақытта бастамадыңыз: $when (Астана уақыты)."),
    "ru": ("Тестирование пропущено", "Вы не начали «$title» в отведённое время: $when (время Астаны)."),
    "en": ("You missed your test", "You did not start “$title” in its time: $when (Astana time)."),
}
WORDINGS: Mapping[NoticeKind, Wordings] = {
    NoticeKind.BOOKING_MADE: _BOOKING_MADE,
    NoticeKind.BOOKING_MOVED: _BOOKING_MOVED,
    NoticeKind.BOOKING_REMINDER: _BOOKING_REMINDER,
    NoticeKind.BOOKING_MISSED: _BOOKING_MISSED,
    **decision_notices.WORDINGS,
    **pace_notices.WORDINGS,
}
_WHOLE_DAY: Mapping[str, str] = {
    "kk": "тәулік бойы кез келген уақытта",
    "ru": "в любое время суток",
    "en": "at any time of the day",
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


def window_in_words(opens: datetime, closes: datetime, language: str) -> str:
    """Write a window: a whole day of Astana's by its date, any other from moment to moment."""
    local = opens.astimezone(ZoneInfo(ASTANA))
    if closes - opens == timedelta(days=1) and (local.hour, local.minute) == (0, 0):
        return f"{local:%d.%m.%Y}, {_WHOLE_DAY[language]}"
    return f"{astana_moment(opens)} – {astana_moment(closes)}"


def _filled(params: Mapping[str, Any], language: str) -> dict[str, str]:
    filled = {name: str(value) for name, value in params.items()} | {"days": str(DAYS_TO_LODGE)}
    if "n_needed" in params:
        filled["advice"] = Template(pace_notices.advice(params, language)).substitute(filled)
    if "programme_id" in params:
        filled["title"] = load_programme(params["programme_id"]).title.get(language)
    if "language" in params:
        filled["test_language"] = _TEST_LANGUAGE[language][params["language"]]
    if "due_at" in params:
        filled["due"] = astana_moment(datetime.fromisoformat(params["due_at"]))
    if "closes_at" in params:
        opens, closes = (datetime.fromisoformat(params[name]) for name in ("opens_at", "closes_at"))
        filled["when"] = window_in_words(opens, closes, language)
    return filled
