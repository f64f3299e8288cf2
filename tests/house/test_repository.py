"""What holds for every file of the repository."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE_LINES = {"src": 400, "tests": 500}  # about 300; past that a module is split by use case
FUNCTION_LINES = 60  # about 40; a match over a catalogue may be longer
LISTS = {"build_server"}  # one constructor call after the other, nothing decided


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def read_text(path: Path) -> str:
    """Return the file's text, or nothing for a picture and the like."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


# Written in two parts, so that this file is not its own first finding.
FORBIDDEN = {
    "a package registry's host": "|".join(
        re.escape(first + second)
        for first, second in (
            ("registry.npm", "js.org"),
            ("registry.yarn", "pkg.com"),
            ("pypi", ".org/simple"),
            ("files.python", "hosted.org"),
            ("deb.deb", "ian.org"),
        )
    ),
    "a path of one machine": r"(?<![\w.])/" + r"(root|work|home/[a-z]+)/\w",
    "a private key": "BEGIN [A-Z ]*PRIV" + "ATE KEY",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


def test_every_locked_python_package_has_its_hashes() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text, f"{path.name} names an address"
        entries = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
        assert entries
        for entry in entries:
            name = entry.split("==")[0]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), f"{path.name}: {name} has no hash"


def test_the_python_lock_covers_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(line for extra in project["project"]["optional-dependencies"].values() for line in extra),
        *project["dependency-groups"]["dev"],
    ]
    locked = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements/dev.txt").read_text("utf-8"), re.MULTILINE)
    )
    missing = {name for line in wanted if (name := re.split(r"[>=<; \[]", line)[0]) not in locked}
    assert not missing, "run `make lock`"


def test_the_web_lock_names_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    for place, package in packages.items():
        if "node_modules/" not in place or package.get("link"):
            continue  # the workspace's own packages
        assert "resolved" not in package, f"{place} names an address"
        if package.get("inBundle"):
            continue  # comes inside another's archive, whose hash covers it
        assert package.get("integrity", "").startswith("sha512-"), f"{place} has no hash"


def test_the_web_lock_covers_what_its_packages_ask_for() -> None:
    locked = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    members = [
        path.parent for kind in ("apps", "packages") for path in (ROOT / "web" / kind).glob("*/package.json")
    ]
    assert members
    for place in [ROOT / "web", *members]:
        manifest = json.loads((place / "package.json").read_text("utf-8"))
        key = "" if place == ROOT / "web" else place.relative_to(ROOT / "web").as_posix()
        for kind in ("dependencies", "devDependencies"):
            assert locked[key].get(kind, {}) == manifest.get(kind, {}), f"{key or 'web'}: run `make lock`"


def python_modules() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]


def test_modules_stay_readable_in_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_modules()
        if (lines := len(path.read_text("utf-8").splitlines()))
        > MODULE_LINES.get(path.relative_to(ROOT).parts[0], MODULE_LINES["src"])
    }
    assert not long, "split by use case"


def test_functions_stay_readable_at_a_glance() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in python_modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name not in LISTS
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_modules_are_domain_nouns() -> None:
    vague = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
    assert not [path for path in python_modules() if path.stem in vague or path.parent.name in vague]


def test_every_script_can_be_run() -> None:
    for path in tracked_files():
        if read_text(path).startswith("#!"):
            assert path.stat().st_mode & 0o100, f"{path.relative_to(ROOT)} is not executable"
