"""How logs look: one JSON line per event, ids in keys, never a person."""

import logging
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import ExcInfo

_transform = ExceptionDictTransformer(show_locals=False)

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_values(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Where an error came from and of what kind it is.

    Its message and the local variables stay out: they may hold a login, an answer or a token.
    """
    return [
        {name: value for name, value in one.items() if name not in ("exc_value", "exc_notes", "syntax_error")}
        for one in _transform(exc_info)
    ]


class PlainFormatter(logging.Formatter):
    """The same for what libraries log of errors."""

    def formatException(self, ei: ErrorInfo) -> str:
        kind = "" if ei[0] is None else ei[0].__name__
        return "".join(traceback.format_tb(ei[2])) + kind


def set_up_logs(level: int = logging.INFO) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(without_values),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(),
    )
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(levelname)s:%(name)s:%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
