"""Every test here shows one promise, in a short form in `make test` and in full in `make nightly`.

A test takes the fixture `promise`, draws its randomness from it, and ends with `promise.keep(…)`, which
prints the figure and the seed and notes both for `docs/promises.md` (`scripts/promises.py` writes it).
`GENKAN_SEED=…` repeats a run; `GENKAN_PROMISES=nightly` runs the full form alone, and `GENKAN_PROMISES=part`
with `GENKAN_SHARE=0.05` a twentieth of it: a night in pieces, for whom it is too long at once.
"""

import os
import secrets
from collections.abc import Generator, Iterator

import pytest

from harness.program import attach_logs
from harness.promise import Form, Promise

SEED_LIMIT = 2**32
PASSED = pytest.StashKey[bool]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "promise" not in metafunc.fixturenames:
        return
    wanted = os.environ.get("GENKAN_PROMISES")  # noqa: TID251 - a switch of the tests
    if wanted in {Form.NIGHTLY, Form.PART}:
        forms = [pytest.param(Form(wanted), id=wanted)]
    else:
        forms = [
            pytest.param(Form.SHORT, id=Form.SHORT),
            pytest.param(Form.NIGHTLY, id=Form.NIGHTLY, marks=pytest.mark.nightly),
        ]
    metafunc.parametrize("promise", forms, indirect=True)


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> Iterator[Promise]:
    """What the test shows, in the form of this run."""
    given = os.environ.get("GENKAN_SEED")  # noqa: TID251 - a switch of the tests
    shown = Promise(
        sentence=_read_sentence(request),
        test=request.node.nodeid.partition("[")[0],
        form=request.param,
        seed=secrets.randbelow(SEED_LIMIT) if given is None else int(given),
        share=float(os.environ.get("GENKAN_SHARE", "1")),  # noqa: TID251 - a switch of the tests
    )
    print(f"seed {shown.seed}")
    yield shown
    report = request.node.stash.get(PASSED, None)
    if report and not shown.is_kept:
        pytest.fail("the test ended without a figure: call promise.keep")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
        attach_logs(report)
    return report


def _read_sentence(request: pytest.FixtureRequest) -> str:
    text = request.function.__doc__
    if not text:
        pytest.fail("the docstring of a promise's test is the promise")
    return " ".join(text.split("\n\n")[0].split())
