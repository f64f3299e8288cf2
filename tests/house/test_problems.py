"""Every refusal has a status and words: what happened and what to do, in both languages."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import genkan.server
from genkan.server.platform.errors import STATUS_OF_TYPE, DomainError
from genkan.server.platform.web import problem_words

ROOT = Path(__file__).parents[2]


def error_classes(base: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for error in base.__subclasses__():
        yield error
        yield from error_classes(error)


@pytest.fixture(scope="module", autouse=True)
def _every_domain_is_loaded() -> None:
    for module in pkgutil.walk_packages(genkan.server.__path__, "genkan.server."):
        importlib.import_module(module.name)


def refused_reasons() -> set[str]:
    """Find the reasons that are written out in a `Refused(reason="…")` anywhere in the sources."""
    return {
        keyword.value.value
        for path in (ROOT / "src/genkan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
        for keyword in node.keywords
        if keyword.arg == "reason"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    }


def test_every_domain_error_has_its_own_type_and_a_status() -> None:
    types = [error.type for error in error_classes()]
    assert types
    assert len(types) == len(set(types)), "two errors share a type"
    assert set(types) <= STATUS_OF_TYPE.keys()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_refusal_has_words(language: str) -> None:
    words = problem_words(language)
    reasons = refused_reasons()
    assert reasons
    assert not (STATUS_OF_TYPE.keys() | {error.type for error in error_classes()} | reasons) - words.keys()
