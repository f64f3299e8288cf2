"""The command `genkan bench`."""

import asyncio
import importlib
import shutil
from pathlib import Path
from typing import cast

import click
import uvloop

from genkan.bench.figures import Figure, Missing, Outcome
from genkan.bench.machine import describe_machine
from genkan.bench.picture import draw_picture
from genkan.bench.plan import Plan, Scenario
from genkan.bench.processes import CannotMeasure
from genkan.bench.report import Report, draw_table, encode_report, put_table_into

# Each module has `measure(plan)`; one that measures two figures stands for both.
SCENARIOS = {
    "p1": "genkan.bench.release",
    "p2": "genkan.bench.memory",
    "p3": "genkan.bench.calls",
    "p4": "genkan.bench.calls",
    "p5": "genkan.bench.decisions",
    "p10": "genkan.bench.startup",
}
RESULT_NAME = "latest"


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(SCENARIOS)))
@click.option("--quick", is_flag=True, help="A minute for all: shows that it runs, proves nothing.")
@click.option(
    "--peers", is_flag=True, help="Also measure Home Assistant and Mosquitto, in environments of their own."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("var/bench"),
    show_default=True,
    help="For logs and databases.",
)
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    default=Path("bench/results"),
    show_default=True,
    help="Where latest.json and latest.svg go.",
)
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    default=Path("docs/performance.md"),
    show_default=True,
    help="Whose table is replaced, where it exists.",
)
def bench(
    *, names: tuple[str, ...], quick: bool, peers: bool, folder: Path, results: Path, document: Path
) -> None:
    """Measure Genkan beside its floors: p1 release, p2 memory, p3 p4 calls, p5 decisions, p10 start.

    Without NAMES all of them.

    Only a whole run with all its repeats replaces the published results; others are only shown.
    """
    plan = Plan(folder=folder.absolute(), say=_say, is_quick=quick, with_peers=peers)
    report = run(plan, names or tuple(SCENARIOS))
    click.echo("\n" + draw_table(report))
    if quick or names:
        write_results(report, folder)
        return
    write_results(report, results)
    put_table_into(document, report)


def run(plan: Plan, names: tuple[str, ...]) -> Report:
    """Measure the scenarios one after the other; one that cannot be measured is named as missing."""
    shutil.rmtree(plan.logs, ignore_errors=True)
    machine = describe_machine()
    figures: list[Figure] = []
    missing: list[Missing] = []
    for module in dict.fromkeys(SCENARIOS[name] for name in names):
        covered = "/".join(name for name in SCENARIOS if SCENARIOS[name] == module)
        plan.say(f"{covered}:")
        scenario = cast("Scenario", importlib.import_module(module).measure)
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                outcome = runner.run(_await(scenario, plan))
        except CannotMeasure as failure:
            missing.append(Missing(covered, str(failure)))
            continue
        figures += outcome.figures
        missing += outcome.missing
    return Report(machine, tuple(figures), tuple(missing))


def write_results(report: Report, folder: Path) -> None:
    """Write the JSON and the picture."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{RESULT_NAME}.json").write_bytes(encode_report(report))
    (folder / f"{RESULT_NAME}.svg").write_text(draw_picture(report), encoding="utf-8")


async def _await(scenario: Scenario, plan: Plan) -> Outcome:
    return await scenario(plan)


def _say(text: str) -> None:
    click.echo(f"· {text}", err=True)
