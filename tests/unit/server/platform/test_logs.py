"""Logs are one event a line, whoever logs, and hold no secret."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from genkan.server.platform.logs import configure_logs
from genkan.server.platform.settings import LogFormat


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_our_events_and_those_of_libraries_have_one_form(capfd: pytest.CaptureFixture[str]) -> None:
    configure_logs(LogFormat.JSON)

    structlog.get_logger().info("door.released", door_id="d1")
    logging.getLogger("library").warning("something %s", "odd")

    ours, theirs = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert (ours["event"], ours["door_id"], ours["level"]) == ("door.released", "d1", "info")
    assert (theirs["event"], theirs["level"]) == ("something odd", "warning")
    assert ours["timestamp"].endswith("Z")


@pytest.mark.parametrize("name", ["password", "token", "pin", "code", "mobile", "email", "authorization"])
def test_a_secret_that_slips_into_an_event_is_hidden(capfd: pytest.CaptureFixture[str], name: str) -> None:
    configure_logs(LogFormat.CONSOLE)

    structlog.get_logger().warning("a.mistake", **{name: "hush-hush"})

    said = capfd.readouterr().err
    assert "a.mistake" in said
    assert "hush-hush" not in said


def test_a_fault_is_logged_with_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    configure_logs(LogFormat.JSON)

    try:
        int("planted")
    except ValueError:
        structlog.get_logger().exception("work.failed")

    (line,) = capfd.readouterr().err.splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]
