"""Telling people what concerns their PINs, keys and doors: by push at once, and by mail."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.members import list_members_of_households
from genkan.server.accounts.service import (
    PersonRow,
    find_person,
    list_managers,
    list_sessions_of_people,
)
from genkan.server.calls.notices import Note, note_notice
from genkan.server.credentials.prompts import LIFETIME
from genkan.server.credentials.service import find_credential
from genkan.server.households.service import list_homes_of_households
from genkan.server.messages.instants import say_instant
from genkan.server.messages.push import Push, Subscription
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.tasks import Tasks
from genkan.server.properties.service import DoorRow, find_door, get_building
from genkan.server.stations.service import recall_station

PIN_PAGE = "/app/me/pin"
KEYS_PAGE = "/app/keys"
LIVE_PAGE = "/portal/"
PARCEL = "parcel"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told. Without a `mail`, whoever cannot be reached now need not know later."""

    words: str  # of the push
    _: KW_ONLY
    path: str
    mail: str | None = None
    mails_everybody: bool = True  # False: only those whose phones cannot be woken
    id: str | None = None
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """Who is told what."""

    told: _Told
    people: tuple[PersonRow, ...]
    about: str  # a later one about the same replaces it
    values: Mapping[str, str]
    time_zone: str
    at: datetime
    property_id: str


Read = Callable[[Connection], list[_Telling]]


class KeyNotices:
    """The port `Notices`: reads whom it concerns, queues mails, and pushes."""

    def __init__(self, *, database: Database, clock: Clock, push: Push, tasks: Tasks) -> None:
        self._database = database
        self._clock = clock
        self._push = push
        self._tasks = tasks

    async def prompted(self, *, prompt_id: str, household_id: str, station_id: str) -> None:
        """Wake the phones of the household."""
        at = self._clock.now()

        def read(connection: Connection) -> list[_Telling]:
            told = _Told("prompt", path="/app/", id=prompt_id, deadline=at + LIFETIME)
            station = {"station": _say_station(connection, station_id)}
            return _of_homes(connection, {household_id}, told, at, station)

        self._tasks.start(self._tell(read))

    async def pin_guessed(self, *, event_id: str, household_id: str, station_id: str, at: datetime) -> None:
        """Tell the household by push and mail."""

        def read(connection: Connection) -> list[_Telling]:
            told = _Told("pinGuessed", path=PIN_PAGE, mail="pin-guessed")
            station = {"station": _say_station(connection, station_id)}
            return _of_homes(connection, {household_id}, told, at, station)

        await self._tell(read, event_id)

    async def pins_void(self, *, household_ids: Collection[str], at: datetime) -> None:
        """Ask the households for a new PIN by push and mail."""
        told = _Told("pinVoid", path=PIN_PAGE, mail="pin-void")
        self._tasks.start(self._tell(lambda connection: _of_homes(connection, household_ids, told, at, {})))

    async def keypad_guessed(self, *, event_id: str, property_id: str, station_id: str, at: datetime) -> None:
        """Tell the managers by push and mail."""

        def read(connection: Connection) -> list[_Telling]:
            station = recall_station(connection, station_id)
            if station is None:
                return []
            return [
                _Telling(
                    told=_Told("keypadGuessed", path=LIVE_PAGE, mail="keypad-guessed"),
                    people=_managers(connection, property_id, at),
                    about=station_id,
                    values={"station": _say_station(connection, station_id)},
                    time_zone=get_building(connection, station.building_id).time_zone,
                    at=at,
                    property_id=property_id,
                )
            ]

        await self._tell(read, event_id)

    async def key_used(self, *, credential_id: str, event_id: str, door_id: str, at: datetime) -> None:
        """Tell the household of a key for parcels: by push, or by mail whom no push reaches."""

        def read(connection: Connection) -> list[_Telling]:
            row = find_credential(connection, credential_id)
            door = find_door(connection, door_id)
            if row is None or row.template != PARCEL or row.household_id is None or door is None:
                return []
            page = f"{KEYS_PAGE}/{credential_id}"
            told = _Told("keyUsed", path=page, id=event_id, mail="key-used", mails_everybody=False)
            values = {"visitor": row.name or "", "door": _say_door(door)}
            return _of_homes(connection, {row.household_id}, told, at, values)

        await self._tell(read, event_id)

    async def _tell(self, read: Read, event_id: str | None = None) -> None:
        for telling in await self._database.read(read):
            ids = [person.id for person in telling.people]
            sessions = await self._database.read(
                lambda connection, ids=ids: list_sessions_of_people(connection, ids)  # type: ignore[misc]
            )
            owners = {session.session_id: session.person_id for session in sessions}
            phones = await self._push.list_of(list(owners))
            if telling.told.mail is not None:
                reached = {owners[phone.session_id] for phone in phones}
                await self._mail_to(telling, telling.told.mail, reached, event_id)
            await self._push_to(telling, phones)

    async def _push_to(self, telling: _Telling, phones: Collection[Subscription]) -> None:
        told = telling.told
        note = Note(
            id=told.id or f"{told.words}-{telling.about}",
            words=told.words,
            values=telling.values,
            path=told.path,
            deadline=told.deadline,
        )
        at = self._clock.now()
        pushes = [
            self._push.send(phone, note_notice(note, language=phone.language, at=at)) for phone in phones
        ]
        await asyncio.gather(*pushes)

    async def _mail_to(
        self, telling: _Telling, template: str, reached: Collection[str], event_id: str | None
    ) -> None:
        now = self._clock.now()
        people = [
            person
            for person in telling.people
            if person.email and (telling.told.mails_everybody or person.id not in reached)
        ]

        def write(connection: Connection) -> None:
            for person in people:
                when = say_instant(telling.at, time_zone=telling.time_zone, language=person.language)
                message = NewMessage(
                    channel=Channel.MAIL,
                    address=person.email or "",
                    template=template,
                    language=person.language,
                    parameters={**telling.values, "at": when},
                    about=person.id,
                    property_id=telling.property_id,
                    id=None if event_id is None else mail_id(event_id, person.id),
                )
                enqueue(connection, message, now)

        if people:
            await self._database.write(write)


def mail_id(event_id: str, person_id: str) -> str:
    """Give the id of the mail that tells the person of the event: told twice, it is queued once."""
    return hashlib.blake2b(f"notice\n{event_id}\n{person_id}".encode(), digest_size=16).hexdigest()


def _of_homes(
    connection: Connection,
    household_ids: Collection[str],
    told: _Told,
    at: datetime,
    values: Mapping[str, str],
) -> list[_Telling]:
    return [
        _Telling(
            told=told,
            people=_residents(connection, home.household_id, at),
            about=home.household_id,
            values={"home": f"{home.building_name} {home.number}", **values},
            time_zone=get_building(connection, home.building_id).time_zone,
            at=at,
            property_id=home.property_id,
        )
        for home in list_homes_of_households(connection, household_ids)
    ]


def _residents(connection: Connection, household_id: str, at: datetime) -> tuple[PersonRow, ...]:
    members = list_members_of_households(connection, {household_id}, at)
    return tuple(member.person for member in members if member.membership.is_valid(at))


def _managers(connection: Connection, property_id: str, at: datetime) -> tuple[PersonRow, ...]:
    found = [find_person(connection, person_id) for person_id in list_managers(connection, property_id, at)]
    return tuple(person for person in found if person is not None)


def _say_station(connection: Connection, station_id: str) -> str:
    station = recall_station(connection, station_id)
    if station is None:
        return ""
    return f"{get_building(connection, station.building_id).name} {station.name}"


def _say_door(door: DoorRow) -> str:
    return f"{door.building_name} {door.name}"
