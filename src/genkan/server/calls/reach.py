"""Whether calls reach phones: what each device tells, and who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.call import LegId, Phase, Rang
from genkan.server.accounts.service import list_device_labels, list_names
from genkan.server.calls.deliveries import (
    Delivery,
    Step,
    list_deliveries,
    list_deliveries_of_calls,
    note_step,
    untouched,
)
from genkan.server.calls.repository import CallRow, find_call, list_calls_of_properties
from genkan.server.calls.service import allow_scope
from genkan.server.calls.switchboard import Switchboard
from genkan.server.calls.views import list_app_legs
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import PersonActor, Scope, operation
from genkan.server.properties.service import list_buildings
from genkan.server.stations.service import list_station_buildings, list_station_names

PAGE_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReach:
    """The way of one call to one device; an instant is None when the step was not taken or not told."""

    session_id: str
    device_label: str  # empty: the device is signed out
    person_name: str
    queued_at: datetime
    sent_at: datetime | None
    accepted_at: datetime | None
    failure: str | None
    woke_at: datetime | None
    rang_at: datetime | None
    seen_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReach:
    """How a call reached a home's devices, without whose it was and what became of it."""

    at: datetime
    station_name: str
    building_name: str
    devices: int
    pushed: int
    accepted: int
    woke: int
    rang: int
    first_rang_ms: int | None  # from the visitor's press


@operation("calls.note_delivery")
class NoteDelivery:
    """Take a device's word on how the call arrives, and tell it whether the call still wants an answer.

    Raises NotFound.
    """

    def __init__(self, database: Database, clock: Clock, switchboard: Switchboard) -> None:
        self._database = database
        self._clock = clock
        self._switchboard = switchboard

    async def __call__(self, scope: Scope, actor: PersonActor, call_id: str, step: Step) -> bool:
        at = self._clock.now()

        def note(connection: Connection) -> CallRow:
            row = find_call(connection, call_id)
            if row is None:
                raise NotFound
            allow_scope(row, scope)
            if row.call.find_leg(actor.session_id) is None:
                raise NotFound
            note_step(
                connection,
                call_id=call_id,
                session_id=actor.session_id,
                person_id=actor.person_id,
                step=step,
                at=at,
            )
            return row

        row = await self._database.write(note)
        if step is Step.RANG and row.call.phase is not Phase.ENDED:
            row = await self._switchboard.step(
                call_id, Rang(LegId(actor.session_id)), allow=lambda _row: None
            )
        leg = row.call.find_leg(actor.session_id)
        return leg is not None and leg.is_live and row.call.phase in {Phase.RINGING, Phase.BACKUP}


@operation("calls.list_deliveries")
class ListDeliveries:
    """Tell a household how one of its calls reached each of its devices. Raises NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, call_id: str) -> tuple[DeviceReach, ...]:
        def read(connection: Connection) -> tuple[DeviceReach, ...]:
            row = find_call(connection, call_id)
            if row is None or row.household_id is None or row.household_id not in scope.households:
                raise NotFound
            return _list_devices(connection, row)

        return await self._database.read(read)


@operation("calls.list_reach")
class ListReach:
    """Tell those who look after a property how its calls reach phones, and nothing else about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, *, limit: int) -> tuple[CallReach, ...]:
        size = min(limit, PAGE_LIMIT)
        return await self._database.read_long(lambda connection: _list_reach(connection, scope, size))


def _list_devices(connection: Connection, row: CallRow) -> tuple[DeviceReach, ...]:
    known = {found.session_id: found for found in list_deliveries(connection, row.id)}
    legs = list_app_legs(row)
    labels = list_device_labels(connection, [leg.id for leg in legs])
    names = list_names(connection, {leg.party for leg in legs})
    devices = []
    for leg in legs:
        delivery = known.get(leg.id) or untouched(row.id, leg.id, leg.party)
        devices.append(
            DeviceReach(
                session_id=leg.id,
                device_label=labels.get(leg.id, ""),
                person_name=names.get(leg.party, ""),
                queued_at=delivery.queued_at or row.started_at,
                sent_at=delivery.sent_at,
                accepted_at=delivery.accepted_at,
                failure=delivery.failure,
                woke_at=delivery.woke_at,
                rang_at=_earliest(leg.rang_at, delivery.rang_at),
                seen_at=delivery.seen_at,
                answered_at=leg.connected_at,
            )
        )
    return tuple(devices)


def _list_reach(connection: Connection, scope: Scope, limit: int) -> tuple[CallReach, ...]:
    rows = list_calls_of_properties(connection, scope.properties, limit)
    deliveries = list_deliveries_of_calls(connection, [row.id for row in rows])
    stations = list_station_names(connection, {row.station_id for row in rows}) if rows else {}
    # Where the station stands, not which home was called.
    places = list_station_buildings(connection, {row.station_id for row in rows}) if rows else {}
    buildings = list_buildings(connection, set(places.values())) if places else {}
    names = {station_id: buildings[building_id].name for station_id, building_id in places.items()}
    return tuple(
        _reach(row, deliveries.get(row.id, ()), stations, names.get(row.station_id, "")) for row in rows
    )


def _reach(
    row: CallRow, known: Sequence[Delivery], stations: dict[str, str], building_name: str
) -> CallReach:
    told = {found.session_id: found.rang_at for found in known}
    legs = list_app_legs(row)
    rang = [at for leg in legs if (at := _earliest(leg.rang_at, told.get(leg.id))) is not None]
    first = min(rang, default=None)
    return CallReach(
        at=row.started_at,
        station_name=stations.get(row.station_id, ""),
        building_name=building_name,
        devices=len(legs),
        pushed=sum(found.sent_at is not None for found in known),
        accepted=sum(found.accepted_at is not None for found in known),
        woke=sum(found.woke_at is not None for found in known),
        rang=len(rang),
        first_rang_ms=None if first is None else round((first - row.started_at).total_seconds() * 1000),
    )


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)
