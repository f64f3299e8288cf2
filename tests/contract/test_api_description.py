"""The server against its own OpenAPI document, by three roles and a program with a token.

Schemathesis makes the requests up from it.
"""

import copy
from pathlib import Path
from typing import Any  # noqa: TID251 - a request may hold anything

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode

from harness.asker import PROGRAM, ROLES, Asker, Operation, in_order, open_asker

SEED = 20_261_126


@pytest.mark.parametrize("role", [*ROLES, PROGRAM])
@pytest.mark.parametrize(
    "examples", [pytest.param(6, id="short"), pytest.param(150, id="nightly", marks=pytest.mark.nightly)]
)
def test_every_answer_is_as_described_whatever_is_asked(role: str, examples: int, tmp_path: Path) -> None:
    with open_asker(role, tmp_path) as asker:
        operations = [
            operation
            for operation in in_order(asker.town.server.api.openapi())
            if role != PROGRAM or operation.path.startswith("/api/portal")
        ]
        faults = [fault for operation in operations for fault in ask_often(asker, operation, examples)]
    assert not faults, "\n\n".join(faults)
    print(
        f"{role}: {sum(asker.counts.values()):,} requests, 0 server errors, 0 schema faults: {asker.counts}"
    )
    done = asker.counts.get(200, 0) + asker.counts.get(204, 0)
    assert done > (10 if role == PROGRAM else 20), "hardly anything was ever done"


def test_an_answer_that_is_not_as_described_is_found(tmp_path: Path) -> None:
    with open_asker("resident", tmp_path) as asker:
        document = copy.deepcopy(asker.town.server.api.openapi())
        document["components"]["schemas"]["MeOut"]["properties"]["username"] = {"type": "integer"}
        (me,) = (found for found in in_order(document) if found.label == "GET /api/app/me")

        faults = ask_often(asker, me, 1)

    assert "is not of type" in "".join(faults)


def requests_for(operation: Operation) -> list[st.SearchStrategy[Case[Any]]]:
    """Give requests that fit the document and, where it leaves room for any, requests that do not."""
    modes = [GenerationMode.POSITIVE]
    if operation.body or operation.query or operation.headers:
        modes.append(GenerationMode.NEGATIVE)
    return [operation.as_strategy(generation_mode=mode) for mode in modes]


def ask_often(asker: Asker, operation: Operation, examples: int) -> list[str]:
    """Ask for one operation in so many made-up ways, fitting and unfit; give what was wrong."""
    token = asker.sign_in("portal" if operation.path.startswith("/api/portal") else "resident")

    @seed(SEED)
    @settings(
        max_examples=examples,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(*requests_for(operation)), is_real=st.booleans())
    def ask(case: Case[Any], is_real: bool) -> None:
        if is_real:
            real = {name: asker.known[name] for name in case.path_parameters if name in asker.known}
            case.path_parameters.update(real)
        asker.ask(case, token)

    try:
        ask()
    except FailureGroup as failure:
        return [f"{operation.label}: {failure}"]
    return []
