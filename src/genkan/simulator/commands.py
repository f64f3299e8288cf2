"""The command `genkan demo`."""

import asyncio
from pathlib import Path

import click

from genkan.simulator.demo.programs import DemoFailed
from genkan.simulator.demo.supervisor import DemoPlan, run_demo


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True)
@click.option("--port", default=8440, show_default=True, help="The server's port.")
@click.option("--panel-port", default=8441, show_default=True, help="The port of the station's panel.")
@click.option("--reset", is_flag=True, help="Forget the data of earlier runs.")
@click.option("--lan", is_flag=True, help="Serve HTTPS from a local authority, for phones in this network.")
def demo(*, folder: Path, port: int, panel_port: int, reset: bool, lan: bool) -> None:
    """Run a server, a simulated door station and a sample property until Ctrl-C."""
    plan = DemoPlan(
        folder=folder,
        demo_file=folder.parent / "demo.json",
        port=port,
        panel_port=panel_port,
        certificate_port=panel_port + 1,
        reset=reset,
        lan=lan,
    )
    try:
        asyncio.run(run_demo(plan))
    except DemoFailed as failure:
        raise click.ClickException(str(failure)) from failure
