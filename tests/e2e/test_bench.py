"""`genkan bench` itself: every scenario runs to its end with the real programs and leaves nothing behind."""

import subprocess
from pathlib import Path

import msgspec
import pytest

from harness.program import GENKAN, Program

LIMIT_S = 400.0
FIGURES = {
    "p1.latency",
    "p1.back_to_back",
    "p1.cpu",
    "p1.loaded",
    "p2.memory",
    "p3.picture",
    "p3.ringing",
    "p3.woken",
    "p4.sound",
    "p6.time",
    "p6.missed",
    "p9e.sqlite",
    "p9e.sqlite_file",
    "p9e.postgresql",
    "p9e.postgresql_file",
    "p10.start",
    "p11.signing_in",
}


@pytest.mark.nightly
def test_quick_run_measures_every_scenario_and_publishes_nothing(tmp_path: Path) -> None:
    results, document = tmp_path / "results", tmp_path / "performance.md"

    done = subprocess.run(
        [
            GENKAN,
            *("bench", "--quick", "--folder", str(tmp_path / "bench")),
            *("--results", str(results), "--document", str(document)),
        ],
        env=Program.surroundings(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    report = msgspec.json.decode((tmp_path / "bench" / "latest.json").read_bytes())
    assert {figure["key"] for figure in report["figures"]} == FIGURES
    assert report["missing"] == []
    for figure in report["figures"]:
        assert figure["sides"]["Genkan"]["samples"] > 0
        assert figure["key"].upper().partition(".")[0] in done.stdout
    assert not results.exists()
    assert not document.exists()
