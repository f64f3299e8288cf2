"""What a run of the bench does when a part of it breaks."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from genkan.bench import commands
from genkan.bench.figures import Missing, Outcome
from genkan.bench.plan import Plan


async def measure(plan: Plan) -> Outcome:
    """Measure nothing. The bench finds it by its module's name."""
    del plan
    return Outcome((), (Missing("a thing", "is not there"),))


@pytest.fixture
def scenarios(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found = {"p1": "genkan.bench.no_such_module", "p2": __name__}
    monkeypatch.setattr(commands, "SCENARIOS", found)
    return found


@pytest.mark.usefixtures("scenarios")
def test_a_scenario_that_breaks_takes_no_other_with_it_and_nothing_is_published(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        commands.figures,
        ["--folder", str(tmp_path / "bench"), "--results", str(tmp_path / "results")],
    )
    assert done.exit_code == 1
    assert "a thing" in done.output, "what the other found is shown"
    assert "no_such_module" in done.output
    assert "nothing is published" in done.output
    assert not (tmp_path / "results").exists()
