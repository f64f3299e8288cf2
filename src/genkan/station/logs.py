"""How the unit's log looks: events for people at a terminal, or a line of JSON each for machines."""

import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from typing_extensions import override

if TYPE_CHECKING:
    from structlog.typing import Processor


class _PatientLogger(structlog.PrintLogger):
    """Writes to standard error. A full disk or a closed pipe behind it stops no release."""

    def __init__(self, *_: object) -> None:
        super().__init__(sys.stderr)

    @override
    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = error = exception = critical = fatal = failure = msg


def configure_logs(log_format: str, *, level: int = logging.INFO) -> None:
    """Write events, ours and those of libraries, to standard error. `log_format` is console or json."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_PatientLogger,
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
    root.setLevel(max(level, logging.WARNING))
