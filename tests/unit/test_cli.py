"""The one command and its programs."""

import gc
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from genkan.cli import PROGRAMS, Program, load_program, main


def test_help_lists_every_program_without_loading_one() -> None:
    loaded = set(sys.modules)

    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    assert all(f"  {name} " in result.output for name in PROGRAMS)
    assert not {name for name in set(sys.modules) - loaded if name.startswith("genkan.")}


def test_missing_package_is_answered_with_the_extra_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needs_a_framework.py").write_text("import a_framework_nobody_has\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(
        PROGRAMS,
        "planted",
        Program(module="needs_a_framework", name="planted", extra="server", help="Planted."),
    )

    result = CliRunner().invoke(main, ["planted"])

    assert result.exit_code == 1
    assert "a_framework_nobody_has" in result.output
    assert "pip install 'genkan[server]'" in result.output


def test_program_that_is_not_in_the_installation_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(
        PROGRAMS,
        "absent",
        Program(module="genkan.absent.commands", name="absent", extra="server", help="Absent."),
    )

    result = CliRunner().invoke(main, ["absent"])

    assert result.exit_code == 1
    assert "does not have that program" in result.output


def test_module_without_the_named_command_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no command"):
        load_program(Program(module="genkan.wire.ids", name="new_id", extra="server", help="Not a command."))


def test_collector_that_rests_while_a_program_loads_works_again_once_it_is_loaded() -> None:
    gc.disable()
    try:
        assert main.get_command(click.Context(main), "station") is not None

        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()
