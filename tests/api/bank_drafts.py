"""Drafts as the editor sends them, for the tests of the item bank's routes."""

from typing import Any

ACT = "Закон о государственной службе"


def both(text: str) -> dict[str, str]:
    return {"kk": f"{text} қазақша", "ru": f"{text} по-русски"}


def choice(name: str, text: str | None = None, *, fixed: bool = False) -> dict[str, Any]:
    return {"id": name, "text": both(text or name), "fixed": fixed, "match_max": 1}


def key_of(*correct: str) -> dict[str, Any]:
    return {
        "response_id": "RESPONSE",
        "marking": "match",
        "correct": list(correct),
        "points": "1",
        "case_sensitive": True,
        "tolerance": {"mode": "exact", "below": "0", "above": "0"},
        "credits": [],
        "default_points": "0",
        "lower_bound": None,
        "upper_bound": None,
    }


def item_draft(code: str, *, stem: str = "Сұрақ", right: str = "b", **more: Any) -> dict[str, Any]:
    place = '<div data-response="RESPONSE"></div>'
    return {
        "code": code,
        "title": "",
        "section_id": "civil_service",
        "topic": "Тақырып",
        "source": {"act": ACT, "article": "12(3)", "edition_date": "2025-01-01"},
        "stimulus_code": "",
        "enemy_codes": [],
        "body": {language: f"<p>{text}</p>{place}" for language, text in both(stem).items()},
        "interactions": [
            {
                "kind": "choice",
                "response_id": "RESPONSE",
                "choices": [choice(one) for one in "abc"] + [choice("d", "Барлығы", fixed=True)],
                "min_choices": 0,
                "max_choices": 1,
                "shuffle": True,
            }
        ],
        "key": [key_of(right)],
    } | more


def chart_draft(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "kind": "chart",
        "title": both("Табыс & шығын"),
        "html": {},
        "image": "",
        "alt": both("Екі жылдың табысы"),
        "chart": {
            "kind": "bar",
            "categories": [both("2023"), both("2024")],
            "series": [{"name": both("Табыс"), "values": ["1.5", "2"]}],
            "unit": {"kk": "млн ₸", "ru": "млн ₸"},
        },
    }


def blueprint_draft(**more: Any) -> dict[str, Any]:
    return {
        "name": "Заңнама",
        "programme_id": "",
        "block_id": "",
        "exposure_cap": None,
        "pass_rule": "total ≥ 2",
        "with_pilot": False,
        "parts": [
            {
                "id": "all",
                "limit_s": None,
                "navigation": "free",
                "locks": False,
                "strata": [
                    {
                        "id": "civil",
                        "n": 2,
                        "filter": {"section": ["civil_service"]},
                        "minimum_correct": 0,
                        "bounds": [],
                    }
                ],
            }
        ],
    } | more
