"""The one command `genkan`. Each sub-command loads only its own program, so each extra stands alone."""

import gc
import importlib
from dataclasses import dataclass

import click
from typing_extensions import override

from genkan import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Where a sub-command lives, and what must be installed for it."""

    module: str
    name: str
    extra: str
    help: str


PROGRAMS: dict[str, Program] = {
    "serve": Program(
        module="genkan.server.commands",
        name="serve",
        extra="server",
        help="Run the server: API, apps and links to the stations.",
    ),
    "admin": Program(
        module="genkan.server.commands",
        name="admin",
        extra="server",
        help="Look after an installation from the command line.",
    ),
    "station": Program(
        module="genkan.station.commands",
        name="station",
        extra="station",
        help="Enrol and run the program of a door station.",
    ),
    "demo": Program(
        module="genkan.simulator.commands",
        name="demo",
        extra="server,station",
        help="Run a server, a simulated station and a sample property.",
    ),
    "bench": Program(
        module="genkan.bench.commands",
        name="bench",
        extra="server,station",
        help="Measure this machine beside the floors.",
    ),
}


class ProgramGroup(click.Group):
    """A group that imports a sub-command when it is called, not before."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PROGRAMS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        program = PROGRAMS.get(cmd_name)
        if program is None:
            return None
        command = load_program(program)
        if not gc.isenabled():  # the collector that `run` let rest
            gc.freeze()
            gc.enable()
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the programs by what is said about them here, so that help needs no extra installed."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, program.help) for name, program in PROGRAMS.items()])


def load_program(program: Program) -> click.Command:
    """Import the sub-command, or say which extra to install for it."""
    try:
        module = importlib.import_module(program.module)
    except ModuleNotFoundError as error:
        missing = error.name or program.module
        if program.module.startswith(missing):
            raise click.ClickException("This installation of Genkan does not have that program.") from error
        raise click.ClickException(
            f"This needs a package that is not installed: {missing}.\n"
            f"Install it with:  pip install 'genkan[{program.extra}]'"
        ) from error
    command = getattr(module, program.name)
    if not isinstance(command, click.Command):
        raise TypeError(f"{program.module}:{program.name} is no command")
    return command


@click.group(cls=ProgramGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="genkan")
def main() -> None:
    """Genkan: a self-hosted cloud intercom for apartment buildings."""


def run() -> None:
    """Be the command. Its collector rests while the program loads: a thousand modules make no garbage."""
    gc.disable()
    main(prog_name="genkan")
