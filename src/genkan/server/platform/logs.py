"""Logs are events: a dotted name and fields, as one line on standard error."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING

import structlog

from genkan.server.platform.settings import LogFormat

if TYPE_CHECKING:
    from structlog.typing import Processor, WrappedLogger

# A last net: nobody should log these, and if somebody does, the value stays here.
SECRET_FIELDS = frozenset(
    {"password", "token", "secret", "pin", "code", "cookie", "authorization", "email", "mobile", "signature"}
)
QUIET_LOGGERS = ("uvicorn", "uvicorn.access", "uvicorn.error", "alembic", "asyncio", "websockets")


def configure_logs(log_format: LogFormat, *, level: int = logging.INFO) -> None:
    """Send our events, and what libraries log, to standard error in one form."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_secrets,
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def hide_secrets(
    _logger: "WrappedLogger", _method: str, event: MutableMapping[str, object]
) -> Mapping[str, object]:
    """Replace the values of fields that must never be logged."""
    for name in SECRET_FIELDS.intersection(event):
        event[name] = "[hidden]"
    return event
