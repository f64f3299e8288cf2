"""The command `genkan bench`."""

import asyncio
import importlib
import shutil
import traceback
from pathlib import Path
from typing import cast

import click
import msgspec
import uvloop
from typing_extensions import override

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
    "p6": "genkan.bench.qr.readings",
    "p9a": "genkan.bench.audit",
    "p9e": "genkan.bench.events",
    "p10": "genkan.bench.startup",
    "p11": "genkan.bench.signing_in",
    "p11i": "genkan.bench.importing",
}
RESULT_NAME = "latest"
BUDGET_MS = 1000.0  # of `vision.qr`, which is loaded when it is asked for


class BenchGroup(click.Group):
    """A group whose first word may also be a figure: `genkan bench p1 p2`."""

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command before the figures' names where no command is named."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["figures", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BenchGroup)
def bench() -> None:
    """Measure this machine beside the floors; `figures` without a command."""


@bench.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--budget-ms", default=BUDGET_MS, show_default=True, help="For one picture.")
def qr(folder: Path, budget_ms: float) -> None:
    """Read the pictures of FOLDER, whose truth.json leads from file names to contents; print JSON.

    A picture without a code has null there, or is not named. zxing-cpp alone reads them too.
    """
    qr_folder = importlib.import_module("genkan.bench.qr.folder")
    try:
        report = qr_folder.measure_folder(folder, budget_ms)
    except qr_folder.BadFolder as error:
        raise click.ClickException(str(error)) from error
    click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2))


@bench.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--each", default=8, show_default=True, help="Pictures of each kind.")
@click.option("--seed", default=0, show_default=True, help="Of the first; the same draws the same.")
def qr_scenes(folder: Path, each: int, seed: int) -> None:
    """Draw hard scenes into FOLDER, with the truth.json that `genkan bench qr FOLDER` reads."""
    importlib.import_module("genkan.bench.qr.folder").draw_folder(folder, each=each, seed=seed)


@bench.command()
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
def figures(
    *, names: tuple[str, ...], quick: bool, peers: bool, folder: Path, results: Path, document: Path
) -> None:
    """Measure Genkan beside its floors; all figures without NAMES.

    p1 release, p2 memory, p3 p4 calls, p5 decisions, p6 QR codes, p9a the audit list and p9e events among
    a million, p10 start, p11 release beside sign-ins, p11i beside an import.

    Only a whole run with all its repeats replaces the published results; others are only shown.
    """
    plan = Plan(folder=folder.absolute(), say=_say, is_quick=quick, with_peers=peers)
    report = run(plan, names or tuple(SCENARIOS))
    click.echo("\n" + draw_table(report))
    if quick or names or report.has_failed:
        write_results(report, folder)
        if report.has_failed:
            raise click.ClickException(f"not all could be measured; nothing is published (see {folder})")
        return
    write_results(report, results)
    put_table_into(document, report)


def run(plan: Plan, names: tuple[str, ...]) -> Report:
    """Measure the scenarios one after the other; one that cannot be measured is named as missing.

    One that breaks does not take with it what the others have found.
    """
    shutil.rmtree(plan.logs, ignore_errors=True)
    machine = describe_machine()
    found: list[Figure] = []
    missing: list[Missing] = []
    has_failed = False
    for module in dict.fromkeys(SCENARIOS[name] for name in names):
        covered = "/".join(name for name in SCENARIOS if SCENARIOS[name] == module)
        plan.say(f"{covered}:")
        try:
            scenario = cast("Scenario", importlib.import_module(module).measure)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                outcome = runner.run(_await(scenario, plan))
        except CannotMeasure as failure:
            missing.append(Missing(covered, str(failure)))
            continue
        except Exception as fault:  # noqa: BLE001 - shown, and told by the exit code
            traceback.print_exception(fault)
            missing.append(Missing(covered, f"broke: {fault}".splitlines()[0]))
            has_failed = True
            continue
        found += outcome.figures
        missing += outcome.missing
    return Report(machine, tuple(found), tuple(missing), has_failed)


def write_results(report: Report, folder: Path) -> None:
    """Write the JSON and the picture."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{RESULT_NAME}.json").write_bytes(encode_report(report))
    (folder / f"{RESULT_NAME}.svg").write_text(draw_picture(report), encoding="utf-8")


async def _await(scenario: Scenario, plan: Plan) -> Outcome:
    return await scenario(plan)


def _say(text: str) -> None:
    click.echo(f"· {text}", err=True)
