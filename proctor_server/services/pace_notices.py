"""How the alarm that reviews will be late reads in an e-mail; it names nobody."""

from collections.abc import Mapping
from typing import Any

from proctor_server.db.notices import NoticeKind

WORDINGS: Mapping[NoticeKind, Mapping[str, tuple[str, str]]] = {
    NoticeKind.REVIEWS_WILL_BE_LATE: {
        "kk": (
            "Тексерулер кешігуі мүмкін",
            "Бүгінгі қарқынмен $n_waiting тексерудің $n_late мерзімінен кешігеді, алғашқысының мерзімі – $due "
            "(Астана уақыты). $advice",
        ),
        "ru": (
            "Проверки могут опоздать",
            "При сегодняшнем темпе из $n_waiting проверок опоздают $n_late, первая – к сроку $due "
            "(время Астаны). $advice",
        ),
        "en": (
            "Reviews may come late",
            "At today’s pace $n_late of $n_waiting reviews will be late, the first of them due $due "
            "(Astana time). $advice",
        ),
    },
    NoticeKind.REVIEWS_LATE_SOON: {
        "kk": (
            "Тексерулер жақында кешігеді",
            "Екі жұмыс сағатының ішінде мерзім өтеді: $due (Астана уақыты). Қарқын өзгермесе, $n_waiting тексерудің "
            "$n_late кешігеді. $advice",
        ),
        "ru": (
            "Проверки скоро опоздают",
            "В течение двух рабочих часов истекает срок: $due (время Астаны). Если темп не изменится, из "
            "$n_waiting проверок опоздают $n_late. $advice",
        ),
        "en": (
            "Reviews will soon be late",
            "A deadline passes within two working hours: $due (Astana time). Unless the pace changes, $n_late of "
            "$n_waiting reviews will be late. $advice",
        ),
    },
    NoticeKind.REVIEWS_OVERDUE: {
        "kk": (
            "Тексеру мерзімі өтіп кетті",
            "Алғашқы тексерудің мерзімі өтті: $due (Астана уақыты). Барлығы $n_waiting тексеру күтуде, "
            "қазіргі қарқынмен $n_late кешігеді. $advice",
        ),
        "ru": (
            "Срок проверки истёк",
            "Срок первой проверки истёк: $due (время Астаны). Всего ждут $n_waiting, при нынешнем темпе "
            "опоздают $n_late. $advice",
        ),
        "en": (
            "A review is overdue",
            "The first review was due $due (Astana time). $n_waiting wait in all, and at the present pace "
            "$n_late will be late. $advice",
        ),
    },
}
_ADVICE = {
    "kk": (
        "Үлгеру үшін $n_needed проктор керек, қазір жұмыста: $n_proctors.",
        "Ешқандай проктор саны үлгертпейді.",
    ),
    "ru": (
        "Чтобы успеть, нужно прокторов: $n_needed; сейчас работают: $n_proctors.",
        "Успеть не хватит никакого числа прокторов.",
    ),
    "en": (
        "To be in time $n_needed proctors are needed; at work now: $n_proctors.",
        "No number of proctors would be enough.",
    ),
}


def advice(params: Mapping[str, Any], language: str) -> str:
    """How many people it takes, as a template."""
    enough, never = _ADVICE[language]
    return never if params["n_needed"] is None else enough
