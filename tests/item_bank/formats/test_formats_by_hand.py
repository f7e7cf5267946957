"""Files as other programs write them: Moodle XML, GIFT, Aiken, QTI of four versions."""

import pytest

from item_bank.formats.findings import Fact, Status
from item_bank.formats.importing import read_file
from item_bank.interactions import ChoiceInteraction, MatchInteraction, TextEntryInteraction
from item_bank.response_key import Marking, ToleranceMode

MOODLE = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/top/Заңдар</text></category></question>
<question type="multichoice"><name><text>One</text></name>
<questiontext format="html"><text><![CDATA[<span lang="kk" class="multilang">Сұрақ</span>
<span lang="ru" class="multilang">Вопрос</span>]]></text></questiontext>
<single>true</single><shuffleanswers>1</shuffleanswers>
<answer fraction="100"><text>иә</text><feedback><text>!</text></feedback></answer>
<answer fraction="0"><text>жоқ</text></answer></question>
<question type="numerical"><questiontext><text>g?</text></questiontext>
<answer fraction="100"><text>9.81</text><tolerance>0.01</tolerance></answer></question>
<question type="matching"><questiontext><text>m</text></questiontext>
<subquestion><text>cat</text><answer><text>animal</text></answer></subquestion>
<subquestion><text>oak</text><answer><text>tree</text></answer></subquestion>
<subquestion><text></text><answer><text>stone</text></answer></subquestion></question>
<question type="cloze"><questiontext><text>{1:SA:=x}</text></questiontext></question>
</quiz>"""
GIFT = r"""// a comment
$CATEGORY: $course$/Лекция

// [id:G-1]
::Title:: 2 \= 1 + ? {~2 =1#yes! ~3}

Нет скобок

Grant is buried in Grant's tomb. {T}

Who? {=%100%Abai =%50%Abay}

g? {#9.8:0.1}

Pairs {=cat -> animal =oak -> tree}

Write. {}
"""
QTI = {
    "2.0": (
        "http://www.imsglobal.org/xsd/imsqti_v2p0",
        "assessmentItem",
        "choiceInteraction",
        "simpleChoice",
    ),
    "2.1": (
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "assessmentItem",
        "choiceInteraction",
        "simpleChoice",
    ),
    "2.2": (
        "http://www.imsglobal.org/xsd/imsqti_v2p2",
        "assessmentItem",
        "choiceInteraction",
        "simpleChoice",
    ),
}


def test_moodle_questions_of_each_kind() -> None:
    report = read_file("m.xml", MOODLE.encode())
    choice, number, match, cloze = report.reading.parts
    assert [part.status.value for part in report.reading.parts] == ["imported"] * 3 + ["unsupported"]
    assert cloze.findings[0].detail == "cloze"
    assert choice.item is not None
    assert (choice.item.topic, choice.item.title) == ("Заңдар", "One")
    assert {finding.fact for finding in choice.findings} == {Fact.FEEDBACK_LEFT_OUT}
    assert number.key[0].tolerance.mode is ToleranceMode.ABSOLUTE
    assert match.item is not None
    asked = match.item.interactions[0]
    assert isinstance(asked, MatchInteraction)
    assert (len(asked.left), len(asked.right), match.key[0].correct) == (2, 3, ("a ma", "b mb"))


def test_gift_questions_of_each_kind() -> None:
    report = read_file("g.gift", GIFT.encode(), language="ru")
    first, broken, truth, word, number, pairs, essay = report.reading.parts
    assert first.item is not None
    assert (first.item.code, first.item.title, first.item.topic) == ("G-1", "Title", "Лекция")
    assert first.item.body.get("ru").startswith("<p>2 = 1 + ?</p>")
    assert first.key[0].correct == ("b",)
    assert (broken.status, broken.where) == (Status.REJECTED, "line 7")
    assert truth.key[0].correct == ("true",)
    assert (word.key[0].marking, len(word.key[0].credits)) == (Marking.MAP, 2)
    assert number.item is not None
    assert isinstance(number.item.interactions[0], TextEntryInteraction)
    assert pairs.key[0].correct == ("a ma", "b mb")
    assert essay.key[0].marking is Marking.PERSON


def test_gift_numbers_and_formats_as_moodle_writes_them() -> None:
    text = "born? {#\n=1822:0\n=%50%1822:2}\n\nfive? {#3:2~#no}\n\n[html]m {=[plain]a -> b =c -> d}\n\n1=1 {T#yes}"
    several, caught, pairs, truth = read_file("g.gift", text.encode(), language="ru").reading.parts
    assert several.key[0].correct == ("1822",)
    assert several.status is Status.NEEDS_REVIEW
    assert [(one.fact, one.detail) for one in several.findings] == [(Fact.LEFT_OUT, "1822:2")]
    assert (caught.key[0].correct, caught.key[0].tolerance.below) == (("3",), 2)
    assert pairs.item is not None
    asked = pairs.item.interactions[0]
    assert isinstance(asked, MatchInteraction)
    assert "[" not in "".join(one.text.get("ru") for one in asked.left)
    for part in (caught, truth):
        assert [one.fact for one in part.findings] == [Fact.FEEDBACK_LEFT_OUT]


def test_aiken_tells_the_line_of_what_is_wrong() -> None:
    text = "Сколько?\nA) один\nB) два\nANSWER: B\n\nКто?\nA. я\nANSWER: A\n\nГде?\nA. тут\nB. там\n"
    report = read_file("a.txt", text.encode(), language="ru")
    assert [(part.where, part.status.value) for part in report.reading.parts] == [
        ("line 1", "imported"),
        ("line 6", "rejected"),
        ("line 10", "rejected"),
    ]


@pytest.mark.parametrize("version", QTI)
def test_one_reader_for_every_version_of_qti(version: str) -> None:
    namespace, root, interaction, choice = QTI[version]
    place = f"http://www.imsglobal.org/question/qti_v{version.replace('.', 'p')}/rptemplates/match_correct"
    document = (
        f'<{root} xmlns="{namespace}" identifier="I" title="T" xml:lang="kk-KZ">'
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
        "<correctResponse><value>B</value></correctResponse></responseDeclaration>"
        f'<itemBody><p>?</p><{interaction} responseIdentifier="RESPONSE" maxChoices="1" shuffle="true">'
        f'<{choice} identifier="A">иә</{choice}><{choice} identifier="B">жоқ</{choice}></{interaction}></itemBody>'
        f'<responseProcessing template="{place}"/></{root}>'
    )
    report = read_file("q.xml", document.encode())
    assert report.status is Status.IMPORTED
    part = report.items[0]
    assert part.item is not None
    assert part.item.languages == ("kk",)
    assert isinstance(part.item.interactions[0], ChoiceInteraction)
    assert part.key[0].correct == ("B",)
