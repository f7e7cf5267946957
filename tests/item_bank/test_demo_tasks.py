"""The demo's tasks fill the programmes they are for, in both languages, and hold together."""

from collections import Counter

from exam_engine.questionnaire import load_questionnaire
from item_bank.bank_document import bank_item_from_document, bank_item_to_document, faults_of
from item_bank.demo_tasks import read_demo_tasks
from item_bank.interactions import answer_ids
from item_bank.response_key import Marking
from item_bank.stimulus import stimulus_faults

TASKS = read_demo_tasks()


def test_there_are_enough_tasks_for_a_form_of_each_programme() -> None:
    found = Counter(item.section_id for item, _ in TASKS.items)
    assert found["state_language"] >= 20
    assert found["ability_text"] >= 25
    assert found["ability_numerical"] >= 25
    assert found["personal_qualities"] >= 130


def test_every_quality_has_its_ten_tasks_and_some_show_how_far_answers_can_be_relied_on() -> None:
    found = Counter(item.topic for item, _ in TASKS.items if item.section_id == "personal_qualities")
    qualities = {quality.id for quality in load_questionnaire("personal_qualities").qualities}
    assert {scale: found[scale] for scale in qualities} == dict.fromkeys(qualities, 10)
    assert set(found) - qualities == {"desirability", "infrequency"}


def test_items_and_stimuli_hold_together_in_both_languages() -> None:
    stimuli = {stimulus.code: stimulus for stimulus in TASKS.stimuli}
    for stimulus in stimuli.values():
        assert stimulus_faults(stimulus) == []
        assert set(stimulus.languages) >= {"kk", "ru"}, stimulus.code
    for item, _ in TASKS.items:
        assert faults_of(item) == []
        assert item.languages == ("kk", "ru"), item.code
        assert not item.stimulus_code or item.stimulus_code in stimuli
        assert bank_item_from_document(bank_item_to_document(item)) == item


def test_a_key_names_what_can_be_answered() -> None:
    for item, (key,) in TASKS.items:
        ids = set(answer_ids(item.interactions[0]))
        named = set(key.correct) | {credit.value for credit in key.credits}
        assert named <= ids, item.code
        assert named or key.marking is Marking.PERSON


def test_codes_are_given_once_and_pairs_name_tasks_of_one_quality() -> None:
    codes = [item.code for item, _ in TASKS.items]
    assert len(set(codes)) == len(codes)
    topics = {item.code: item.topic for item, _ in TASKS.items}
    assert all(topics[first] == topics[second] for first, second in TASKS.pairs)


def test_a_passage_has_five_tasks() -> None:
    found = Counter(item.stimulus_code for item, _ in TASKS.items if item.stimulus_code)
    assert set(found.values()) == {5}
