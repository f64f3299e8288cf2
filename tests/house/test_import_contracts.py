"""The import contracts hold, and each of them bites: a planted fault breaks the contract meant for it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def check_contracts(tree: Path) -> subprocess.CompletedProcess[str]:
    # Run from the tree with its own `src` first, so that the planted copy is the one looked at.
    program = (
        "import sys; sys.path.insert(0, 'src'); import importlinter.cli as cli; cli.lint_imports_command()"
    )
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_contracts_hold() -> None:
    checked = check_contracts(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for name in ("src", "scripts"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "web_dist"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


FAULTS = {
    "Programs": ("wire/planted.py", "import genkan.server.platform"),
    "Whoever is not the server speaks to it by wire only": (
        "simulator/planted.py",
        "import genkan.server.platform",
    ),
    "Core touches no framework, no database and no network": ("core/planted.py", "import asyncio"),
    "The wire knows bytes and values, no transport": ("wire/planted.py", "import starlette"),
    "The station runs without what only the server has": ("station/planted.py", "import sqlalchemy"),
    "The server runs without what only the station has": ("server/access/planted.py", "import aiohttp"),
    "Server domains form a ladder": ("server/journal/planted.py", "import genkan.server.access.service"),
    "Inside a domain, imports point down": (
        "server/access/repository.py",
        "import genkan.server.access.service",
    ),
    "Tables and queries are private to their domain": (
        "server/calls/planted.py",
        "import genkan.server.accounts.repository",
    ),
    "The web framework stays in routes, gateway and platform": ("server/access/planted.py", "import fastapi"),
    "Drivers stay behind their ports": ("server/journal/planted.py", "import nats"),
    "The station is a ladder": ("station/hardware/planted.py", "import genkan.station.controller"),
}


@pytest.mark.parametrize("contract", FAULTS)
def test_a_planted_fault_is_caught(copied_tree: Path, contract: str) -> None:
    name, fault = FAULTS[contract]
    module = copied_tree / "src/genkan" / name
    before = module.read_text("utf-8") if module.exists() else None
    module.write_text(f"{before or ''}\n{fault}\n", "utf-8")
    try:
        checked = check_contracts(copied_tree)
    finally:
        if before is None:
            module.unlink()
        else:
            module.write_text(before, "utf-8")
    assert checked.returncode != 0
    assert f"{contract} BROKEN" in checked.stdout
