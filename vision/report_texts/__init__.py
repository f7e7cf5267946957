"""What the report of an evaluation says, in Kazakh, Russian and English."""

from collections.abc import Mapping
from types import MappingProxyType

from vision.report_texts.en import EN
from vision.report_texts.kk import KK
from vision.report_texts.ru import RU
from vision.report_texts.texts import ReportTexts

TEXTS: Mapping[str, ReportTexts] = MappingProxyType({"kk": KK, "ru": RU, "en": EN})

__all__ = ["TEXTS", "ReportTexts"]
