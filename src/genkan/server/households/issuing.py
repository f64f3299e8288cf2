"""Account mails of a whole property 「アカウントの発行」: who has none yet, and sending them at a pace."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import list_names
from genkan.server.households.errors import IssueOver, IssueUnderWay, NobodyToMail
from genkan.server.households.homes import list_people
from genkan.server.households.issue_runs import (
    LIVE,
    Outcome,
    RunCount,
    RunRow,
    RunState,
    add_run,
    claim_due,
    count_run,
    find_newest_run,
    find_next_due,
    find_run,
    find_waiting,
    set_next,
    set_state,
    settle_entry,
)
from genkan.server.households.moving import HouseholdGround, position_in
from genkan.server.households.repository import HouseholdRow, list_households, list_households_of_homes
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.enlisting import Enlisted, MemberState, send_again
from genkan.server.properties.errors import MemberJoined
from genkan.server.properties.invitations import find_invitation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import (
    HomePlace,
    list_buildings_of_properties,
    list_home_places,
    list_homes_of_buildings,
    lock_property,
)
from genkan.wire.ids import new_id

log = structlog.get_logger()

LOOK_EVERY_S = 0.5  # finding nothing costs one indexed read


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody of a household with their way in."""

    entry: Enlisted
    household: HouseholdRow
    place: HomePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of mails, how far it is, and who started it."""

    row: RunRow
    count: RunCount
    started_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Everybody of a property who has not signed in yet, how many have, and the newest run."""

    waiting: tuple[Account, ...]
    joined: int
    run: Run | None


@operation("households.list_accounts")
class ListAccounts:
    """Give everybody of a property who has not signed in yet."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str) -> Accounts:
        """Raises NotFound."""
        see_property(scope, property_id)
        at = self._clock.now()

        def read(connection: Connection) -> Accounts:
            everybody = list_accounts(connection, property_id, at)
            waiting = tuple(one for one in everybody if one.entry.state is not MemberState.JOINED)
            return Accounts(
                waiting=waiting,
                joined=len(everybody) - len(waiting),
                run=_read_run(connection, find_newest_run(connection, property_id)),
            )

        return await self._database.read_long(read)


@operation("households.start_issue")
class StartIssue:
    """Begin to send the account mails of the chosen ones, the first or a reminder, one after the other."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str, entry_ids: Sequence[str]) -> None:
        """Raises NotFound, IssueUnderWay, NobodyToMail (all of them have come meanwhile)."""
        see_property(scope, property_id)
        at = self._clock.now()
        row = RunRow(
            id=new_id(),
            property_id=property_id,
            started_by=scope.doer_id,
            started_at=at,
            state=RunState.RUNNING,
            next_at=at,
        )

        def start(connection: Connection) -> int:
            lock_property(connection, property_id)  # two managers may press at once
            newest = find_newest_run(connection, property_id)
            if newest is not None and newest.state in LIVE:
                raise IssueUnderWay
            chosen = choose(list_accounts(connection, property_id, at), entry_ids)
            if not chosen:
                raise NobodyToMail
            add_run(connection, row, [account.entry.id for account in chosen])
            audit.note(connection, count=len(chosen))
            return len(chosen)

        count = await self._database.write(start)
        log.info("households.issue.started", property_id=property_id, mails=count)


@operation("households.change_issue")
class ChangeIssue:
    """Let a run pause, go on, or end before all mails were sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, run_id: str, state: RunState) -> None:
        """Raises NotFound, IssueOver."""
        next_at = self._clock.now() if state is RunState.RUNNING else None

        def change(connection: Connection) -> None:
            row = find_run(connection, run_id)
            if row is None or row.property_id not in scope.properties:
                raise NotFound
            if row.state is not state and not set_state(connection, run_id, state, next_at):
                raise IssueOver
            changes = [Change(Field.STATE, row.state.value, state.value)]
            audit.note(connection, property_id=row.property_id, changes=changes)

        await self._database.write(change)
        log.info("households.issue.changed", run_id=run_id, state=state.value)


class Issuing:
    """Sends the mails of every run that is under way; any number of nodes may help, and any may die."""

    def __init__(self, ground: HouseholdGround, *, per_minute: int) -> None:
        self._ground = ground
        self._pause = timedelta(minutes=1) / per_minute

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            stepped = False
            try:
                stepped = await self.step()
            except Exception:  # the database may be away for a while; the runs wait in it
                log.exception("households.issue.failed")
            if not stepped:
                await asyncio.sleep(LOOK_EVERY_S)

    async def step(self) -> bool:
        """Send the mail whose turn it is; tell whether one was due."""
        at = self._ground.clock.now()
        due = await self._ground.database.read(find_next_due)
        if due is None or due > at:
            return False
        taken: list[tuple[str, str]] = []

        def send(connection: Connection) -> bool:
            taken.clear()  # the work may run again
            run = claim_due(connection, at)
            if run is None:
                return False
            entry_id = find_waiting(connection, run.id)
            if entry_id is None:
                set_state(connection, run.id, RunState.DONE, None)
                return True
            taken.append((run.id, entry_id))
            outcome = _send(connection, run.property_id, entry_id, at)
            settle_entry(connection, run.id, entry_id, outcome)
            if find_waiting(connection, run.id) is None:
                set_state(connection, run.id, RunState.DONE, None)
            else:
                set_next(connection, run.id, at + (self._pause if outcome is Outcome.SENT else timedelta()))
            return True

        try:
            return await self._ground.database.write(send)
        except Exception:
            if not taken:
                raise
            log.exception("households.issue.entry_failed", entry_id=taken[0][1])
        # One that cannot be written must not stand in the way of all behind it.
        run_id, entry_id = taken[0]
        await self._ground.database.write(
            lambda connection: settle_entry(connection, run_id, entry_id, Outcome.FAILED)
        )
        return True


def list_accounts(connection: Connection, property_id: str, at: datetime) -> tuple[Account, ...]:
    """Give everybody of the property's households, those that live there and those that will."""
    buildings = list_buildings_of_properties(connection, [property_id])
    homes = list_homes_of_buildings(connection, [building.id for building in buildings])
    places = list_home_places(connection, [home.id for home in homes])
    households = list_households_of_homes(connection, list(places), at)
    people = list_people(connection, [row.id for row in households], at)
    return tuple(
        Account(entry=entry, household=household, place=places[household.home_id])
        for household in households
        for entry in people.get(household.id, ())
    )


def choose(accounts: Collection[Account], entry_ids: Sequence[str]) -> tuple[Account, ...]:
    """Give the accounts with these ids in their order, without whoever has come or does not want to."""
    known = {account.entry.id: account for account in accounts}
    chosen = (known.get(entry_id) for entry_id in dict.fromkeys(entry_ids))
    return tuple(one for one in chosen if one is not None and one.entry.state is MemberState.WAITING)


def _send(connection: Connection, property_id: str, entry_id: str, at: datetime) -> Outcome:
    row = find_invitation(connection, entry_id)
    if row is None or row.property_id != property_id or row.household_id is None:
        return Outcome.SKIPPED  # taken back, or has accepted
    (household,) = list_households(connection, [row.household_id])
    if household.until is not None and household.until <= at:
        return Outcome.SKIPPED
    people = list_people(connection, [household.id], at).get(household.id, ())
    entry = next((one for one in people if one.id == entry_id), None)
    if entry is None or entry.state is not MemberState.WAITING:
        return Outcome.SKIPPED
    place = list_home_places(connection, [household.home_id])[household.home_id]
    try:
        send_again(connection, entry, position_in(connection, place, household, entry.role), at)
    except TooOften:  # somebody has just sent it by hand
        return Outcome.SENT
    except MemberJoined:
        return Outcome.SKIPPED
    return Outcome.SENT


def _read_run(connection: Connection, row: RunRow | None) -> Run | None:
    if row is None:
        return None
    names = list_names(connection, [row.started_by])
    return Run(row=row, count=count_run(connection, row.id), started_by=names.get(row.started_by))
