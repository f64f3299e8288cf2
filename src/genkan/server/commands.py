"""The commands `genkan serve` and `genkan admin …`."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

import click
import msgspec
from sqlalchemy import Connection

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.names import parse_name
from genkan.server.audit.service import record_by_operator
from genkan.server.bootstrap.installer import InstallerAccount, create_installer, reset_factor
from genkan.server.bootstrap.sample import PROPERTY, Sample, create_sample
from genkan.server.bootstrap.serving import serve_until_stopped
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import open_database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import DomainError
from genkan.server.platform.logs import configure_logs
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import CannotStart, Settings, make_data_dir, read_settings
from genkan.server.platform.web import problem_words
from genkan.server.stations.enrol import CodeHasher

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The operator's settings, a TOML file; GENKAN_* of the environment wins over it.",
)


@click.command()
@config_option
def serve(config: Path | None) -> None:
    """Run the server until it is told to stop."""
    _run(config, serve_until_stopped)


@click.group()
def admin() -> None:
    """Look after an installation from the command line."""


@admin.command(name="migrate")
@config_option
def migrate_command(config: Path | None) -> None:
    """Bring the database to the form this version needs."""

    async def bring(settings: Settings) -> None:
        await migrate(settings)
        click.echo("The database has the newest form.")

    _run(config, bring)


@admin.command(name="create-sample")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def create_sample_command(config: Path | None, *, as_json: bool) -> None:
    """Make the sample property, or give its people new passwords and its station a new code."""

    async def create(settings: Settings) -> None:
        await migrate(settings)
        hash_code = CodeHasher(load_secrets(settings.data_dir).server_key)
        database = open_database(settings.database_url)
        try:
            at = SystemClock().now()

            def write(connection: Connection) -> Sample:
                made = create_sample(connection, at, hash_code)
                record_by_operator(connection, "operator.create_sample", property_id=PROPERTY, at=at)
                return made

            sample = await database.write(write)
        finally:
            await database.close()
        if as_json:
            click.echo(msgspec.json.encode(sample).decode())
            return
        for account in sample.accounts:
            click.echo(f"{account.role}\t{account.username}\t{account.password}\t{account.name}")
        click.echo(f"station\t{sample.station_id}\t{sample.enrolment_code}")

    _run(config, create)


@admin.command(name="create-installer")
@config_option
@click.option("--email", help="Where the account mail goes; without it, hand the link over yourself.")
@click.option(
    "--property", "property_name", help="Its name; made when there is none. Without it, they make their own."
)
@click.option("--family-name", required=True)
@click.option("--given-name", required=True)
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
def create_installer_command(
    config: Path | None,
    *,
    email: str | None,
    property_name: str | None,
    family_name: str,
    given_name: str,
    language: str,
) -> None:
    """Make an installer's account, queue its mail, and print its sign-in link once."""

    async def create(settings: Settings) -> None:
        await migrate(settings)
        new = _parse_installer(email, family_name, given_name, language)
        derivation = Derivation(load_secrets(settings.data_dir).server_key)
        database = open_database(settings.database_url)
        try:
            at = SystemClock().now()
            account = await database.write(
                lambda connection: create_installer(
                    connection, new, property_name=property_name, derivation=derivation, at=at
                )
            )
        finally:
            await database.close()
        _tell_installer(settings, account, property_name=property_name, email=email)

    _run(config, create)


@admin.command(name="reset-second-factor")
@config_option
@click.argument("user")
def reset_second_factor_command(config: Path | None, *, user: str) -> None:
    """Take every second factor from USER (user name or mail address), who has lost them.

    They are told by mail and signed out of the portal. Only do this for somebody you know it is.
    """

    async def reset(settings: Settings) -> None:
        await migrate(settings)
        database = open_database(settings.database_url)
        try:
            at = SystemClock().now()
            done = await database.write(lambda connection: reset_factor(connection, user, at))
        finally:
            await database.close()
        match done:
            case None:
                raise click.ClickException(f"No account has the user name or mail address {user}.")
            case False:
                click.echo(f"{user} has no second factor; there was nothing to reset.")
            case True:
                click.echo(f"The second factor of {user} is gone; they can sign in and set up a new one.")

    _run(config, reset)


def _parse_installer(email: str | None, family_name: str, given_name: str, language: str) -> NewPerson:
    """Read what was given on the command line. Raises ClickException."""
    try:
        return NewPerson(
            given_name=parse_name(given_name),
            family_name=parse_name(family_name),
            language=language,
            email=None if email is None else parse_email(email),
        )
    except DomainError as fault:
        raise click.ClickException(problem_words(language)[fault.type]) from fault


def _tell_installer(
    settings: Settings, account: InstallerAccount, *, property_name: str | None, email: str | None
) -> None:
    if account.is_new_property:
        click.echo(f"Made the property {property_name}.")
    click.echo(f"portal     {settings.public_url}/portal/")
    click.echo(f"user name  {account.username}")
    if account.link_token is None:
        click.echo("The account was there before, and is an installer's now; its password stays.")
        return
    click.echo(f"password   {account.password}  (shown only now)")
    click.echo(f"link       {settings.public_url}/portal/open#{account.link_token}  (signs in once)")
    if email is not None:
        click.echo(f"mail       queued to {email}; the running server sends it")


def _run(config: Path | None, work: Callable[[Settings], Coroutine[object, object, None]]) -> None:
    """Run with the settings; what keeps the program from starting is said in a sentence."""
    try:
        settings = read_settings(config)
        make_data_dir(settings)
        configure_logs(settings.log_format)
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(work(settings))
    except CannotStart as fault:
        raise click.ClickException(str(fault)) from fault


def _new_loop() -> asyncio.AbstractEventLoop:
    import uvloop  # noqa: PLC0415 - loaded when a loop is wanted, not by --help

    return uvloop.new_event_loop()
