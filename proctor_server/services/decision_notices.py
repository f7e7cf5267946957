"""How notices of decisions and appeals read in an e-mail; they say where the reasons stand, never the reasons."""

from collections.abc import Mapping

from proctor_server.db.notices import NoticeKind

WORDINGS: Mapping[NoticeKind, Mapping[str, tuple[str, str]]] = {
    NoticeKind.RESULT_RELEASED: {
        "kk": (
            "Нәтиже дайын",
            "«$title» тестінің нәтижесі жарияланды. Проктор бұзушылық анықтаған жоқ.\n"
            "Нәтижені жеке кабинеттен қараңыз.",
        ),
        "ru": (
            "Результат готов",
            "Опубликован результат теста «$title». Проктор не установил нарушений.\n"
            "Результат – в личном кабинете.",
        ),
        "en": (
            "Your result is ready",
            "The result of “$title” is published. The proctor found no violation.\n"
            "The result is in your cabinet.",
        ),
    },
    NoticeKind.VIOLATION_DECIDED: {
        "kk": (
            "Тестілеу бойынша шешім шықты",
            "Проктор «$title» тестінде ереженің бұзылғанын растады. Негізі мен дәлелдері жеке кабинетте.\n"
            "Шешіммен келіспесеңіз, $days жұмыс күні ішінде апелляция бере аласыз.",
        ),
        "ru": (
            "Решение по тестированию",
            "Проктор подтвердил нарушение правил в тесте «$title». Основание и доказательства – "
            "в личном кабинете.\n"
            "Если вы не согласны, апелляцию можно подать в течение $days рабочих дней.",
        ),
        "en": (
            "A decision on your test",
            "The proctor confirmed that a rule was broken in “$title”. The grounds and the evidence are in "
            "your cabinet.\n"
            "If you disagree, you may appeal within $days working days.",
        ),
    },
    NoticeKind.ATTEMPT_VOID: {
        "kk": (
            "Тестілеу жарамсыз деп танылды",
            "«$title» тесті техникалық ақауға байланысты жарамсыз деп танылды. Сізге ештеңе тағылмайды, "
            "тестті қайта тапсыра аласыз.",
        ),
        "ru": (
            "Тестирование признано недействительным",
            "Тест «$title» признан недействительным из-за технической неполадки. К вам претензий нет, "
            "тест можно пройти снова.",
        ),
        "en": (
            "Your test was declared void",
            "“$title” was declared void because of a technical fault. Nothing is held against you, and you "
            "may take the test again.",
        ),
    },
    NoticeKind.APPEAL_RECEIVED: {
        "kk": (
            "Апелляция қабылданды",
            "«$title» тесті бойынша апелляцияңыз қабылданды. Оны шешім шығаруға қатыспаған адам қарайды.\n"
            "Жауап беру мерзімі: $due (Астана уақыты).",
        ),
        "ru": (
            "Апелляция принята",
            "Ваша апелляция по тесту «$title» принята. Её рассмотрит человек, который не участвовал "
            "в решении.\n"
            "Срок ответа: $due (время Астаны).",
        ),
        "en": (
            "Your appeal was received",
            "Your appeal about “$title” was received. Somebody who took no part in the decision will "
            "answer it.\n"
            "It is to be answered by $due (Astana time).",
        ),
    },
    NoticeKind.APPEAL_UPHELD: {
        "kk": (
            "Апелляция қанағаттандырылды",
            "«$title» тесті бойынша апелляцияңыз қанағаттандырылды: бұзушылық туралы шешімнің күші жойылды.\n"
            "Жауаптың негіздемесі жеке кабинетте.",
        ),
        "ru": (
            "Апелляция удовлетворена",
            "Ваша апелляция по тесту «$title» удовлетворена: решение о нарушении отменено.\n"
            "Обоснование ответа – в личном кабинете.",
        ),
        "en": (
            "Your appeal was upheld",
            "Your appeal about “$title” was upheld: the decision about a violation is set aside.\n"
            "The reasons of the answer are in your cabinet.",
        ),
    },
    NoticeKind.APPEAL_REJECTED: {
        "kk": (
            "Апелляция қанағаттандырылмады",
            "«$title» тесті бойынша апелляцияңыз қанағаттандырылмады: шешім күшінде қалды.\n"
            "Жауаптың негіздемесі жеке кабинетте.",
        ),
        "ru": (
            "Апелляция отклонена",
            "Ваша апелляция по тесту «$title» отклонена: решение остаётся в силе.\n"
            "Обоснование ответа – в личном кабинете.",
        ),
        "en": (
            "Your appeal was rejected",
            "Your appeal about “$title” was rejected: the decision stands.\n"
            "The reasons of the answer are in your cabinet.",
        ),
    },
}
