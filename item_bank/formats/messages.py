"""How a finding reads in Kazakh, Russian and English."""

from collections.abc import Mapping

from item_bank.formats.findings import Fact, Finding
from item_bank.text import LocalText

_TEXTS: Mapping[Fact, LocalText] = {
    Fact.NOT_XML: LocalText("XML дұрыс құрылмаған", "XML построен неверно", "the XML is not well-formed"),
    Fact.DOCTYPE: LocalText(
        "DOCTYPE бар XML қабылданбайды", "XML с DOCTYPE не принимается", "XML with a DOCTYPE is refused"
    ),
    Fact.TOO_LARGE: LocalText("тым үлкен", "слишком велико", "too large"),
    Fact.TOO_DEEP: LocalText("тым терең кірістірілген", "слишком глубокая вложенность", "nested too deeply"),
    Fact.TABLE_TOO_LARGE: LocalText(
        "кесте тым үлкен", "таблица слишком велика", "the table has too many cells"
    ),
    Fact.NOT_ZIP: LocalText("ZIP мұрағаты бүлінген", "архив ZIP повреждён", "the ZIP archive is damaged"),
    Fact.PATH_ESCAPE: LocalText(
        "жол пакеттен тыс шығады", "путь выходит за пределы пакета", "a path leads out of the package"
    ),
    Fact.TOO_MANY_FILES: LocalText(
        "мұрағатта файл тым көп", "в архиве слишком много файлов", "too many files in the archive"
    ),
    Fact.COMPRESSION: LocalText(
        "сығу дәрежесі күмәнді", "подозрительная степень сжатия", "the compression ratio is that of a bomb"
    ),
    Fact.NESTED_ARCHIVE: LocalText(
        "мұрағат ішінде мұрағат бар", "архив внутри архива", "an archive within the archive"
    ),
    Fact.ENCRYPTED: LocalText("мұрағат шифрланған", "архив зашифрован", "the archive is encrypted"),
    Fact.NO_MANIFEST: LocalText(
        "imsmanifest.xml жоқ", "нет файла imsmanifest.xml", "there is no imsmanifest.xml"
    ),
    Fact.BAD_MANIFEST: LocalText(
        "манифест дұрыс емес", "манифест построен неверно", "the manifest is not a proper one"
    ),
    Fact.MISSING_FILE: LocalText(
        "манифесте аталған файл пакетте жоқ",
        "в пакете нет файла, названного в манифесте",
        "the manifest names a file that is not in the package",
    ),
    Fact.MANIFEST_MISMATCH: LocalText(
        "манифест файлдың мазмұнына сәйкес емес",
        "манифест не соответствует содержанию файла",
        "the manifest does not agree with the file",
    ),
    Fact.ACTIVE_PICTURE: LocalText(
        "суретте орындалатын код бар",
        "в изображении есть исполняемый код",
        "the picture carries active content",
    ),
    Fact.FORMULA: LocalText(
        "ұяшықта формула бар, мәнін жазыңыз",
        "в ячейке формула, впишите значение",
        "the cell holds a formula; write the value",
    ),
    Fact.UNKNOWN_FORMAT: LocalText("белгісіз пішім", "неизвестный формат", "the format is not known"),
    Fact.NOT_UTF8: LocalText("кодтауы UTF-8 емес", "кодировка не UTF-8", "the text is not UTF-8"),
    Fact.BROKEN_ITEM: LocalText("тапсырма бүлінген", "задание построено неверно", "the item is broken"),
    Fact.SYNTAX: LocalText("жазылу қатесі", "ошибка записи", "it is not written as the format asks"),
    Fact.MISSING_VALUE: LocalText("мән жоқ", "нет значения", "a value is missing"),
    Fact.BAD_VALUE: LocalText("мән дұрыс емес", "неверное значение", "a value is wrong"),
    Fact.CODE_TWICE: LocalText("код екі рет берілген", "код использован дважды", "the code is used twice"),
    Fact.NOTHING_FOUND: LocalText("тапсырма табылмады", "заданий не найдено", "there is no item in it"),
    Fact.INTERACTION: LocalText(
        "бұл өзара әрекет қолданылмайды",
        "взаимодействие не поддерживается",
        "this interaction is not supported",
    ),
    Fact.QUESTION_TYPE: LocalText(
        "бұл сұрақ түрі қолданылмайды", "тип вопроса не поддерживается", "this question type is not supported"
    ),
    Fact.PROCESSING_KIND: LocalText(
        "бұл өңдеу түрі қолданылмайды",
        "вид обработки не поддерживается",
        "this kind of processing is not supported",
    ),
    Fact.RESPONSE_KIND: LocalText(
        "жауаптың бұл түрі қолданылмайды",
        "вид ответа не поддерживается",
        "this kind of response is not supported",
    ),
    Fact.ASKS_NOTHING: LocalText(
        "ештеңе сұралмайды", "ничего не спрашивается", "it asks nothing: there is no interaction"
    ),
    Fact.NO_ITEM_FILE: LocalText("бұл тапсырма емес", "это не задание", "this is not an item"),
    Fact.CUSTOM_PROCESSING: LocalText(
        "жауапты өңдеу ережесі ерекше, кілтті тексеріңіз",
        "особая обработка ответа, проверьте ключ",
        "the response processing is of its own kind; check the key",
    ),
    Fact.NO_PROCESSING: LocalText(
        "жауапты өңдеу ережесі жоқ, кілтті тексеріңіз",
        "нет правила обработки ответа, проверьте ключ",
        "there is no response processing; the declared answer was taken as the key, check it",
    ),
    Fact.NO_KEY: LocalText(
        "дұрыс жауап көрсетілмеген", "правильный ответ не указан", "no right answer is declared"
    ),
    Fact.UNKNOWN_CORRECT: LocalText(
        "кілт жоқ нұсқаны атайды",
        "ключ называет несуществующий вариант",
        "the key names a choice that does not exist",
    ),
    Fact.MISSING_PICTURE: LocalText(
        "сурет файлмен бірге берілмеген",
        "изображение не приложено",
        "a picture did not come with the item",
    ),
    Fact.EXTERNAL_PICTURE: LocalText(
        "желідегі сурет алынып тасталды",
        "изображение из сети убрано",
        "a picture on the network was left out",
    ),
    Fact.LEFT_OUT: LocalText("енгізілмеді", "не перенесено", "left out"),
    Fact.TRANSLATIONS_DIFFER: LocalText(
        "тілдердегі нұсқалар сәйкес емес",
        "языковые версии не соответствуют друг другу",
        "the language versions do not agree",
    ),
    Fact.DETAILS_DIFFER: LocalText(
        "бағандар details бағанына сәйкес емес, details алынды",
        "столбцы расходятся со столбцом details, взят details",
        "the columns differ from the details column; details was taken",
    ),
    Fact.FEEDBACK_LEFT_OUT: LocalText(
        "кері байланыс енгізілмеді", "обратная связь не перенесена", "feedback was left out"
    ),
    Fact.TEST_LEFT_OUT: LocalText(
        "тест құрылымы енгізілмеді", "структура теста не перенесена", "the test's structure was left out"
    ),
    Fact.CANNOT_HOLD: LocalText(
        "бұл пішім мұндай тапсырманы сақтай алмайды",
        "формат не может хранить такое задание",
        "the format cannot hold this item",
    ),
}


def message(finding: Finding, language: str = "en") -> str:
    """Word a finding: `where: text (detail)`.

    Raises:
        UnknownTextLanguage: `language` is none of kk, ru, en.
    """
    text = _TEXTS[finding.fact].get(language)
    place = f"{finding.where}: " if finding.where else ""
    return f"{place}{text} ({finding.detail})" if finding.detail else f"{place}{text}"


def missing_texts() -> frozenset[Fact]:
    """Give the facts nobody has worded yet; a test holds this empty."""
    return frozenset(Fact) - _TEXTS.keys()
