"""Bringing homes and residents in from a file: looked at first, then all of it at once, or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.issue import choose_usernames
from genkan.server.households.errors import ImportUnfit
from genkan.server.households.family import count_family
from genkan.server.households.homes import list_people
from genkan.server.households.import_file import (
    Column,
    Fault,
    FaultReason,
    ImportFile,
    ImportLine,
    plain,
    read_file,
)
from genkan.server.households.moving import HouseholdGround, position_in
from genkan.server.households.orders import count_paid_seats_of
from genkan.server.households.repository import HouseholdRow, add_households, list_households_of_homes
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.database import give_way
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import Position, enlist_held
from genkan.server.properties.places import see_property
from genkan.server.properties.service import (
    BuildingRow,
    HomePlace,
    HomeRow,
    add_homes,
    list_buildings_of_properties,
    list_homes_of_buildings,
    lock_home,
    lock_property,
    take_change_number,
)
from genkan.server.properties.settings import get_settings
from genkan.wire.ids import new_id

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class HomePlan:
    """What happens to one home: made if it is new, with these people, in this household if it has one."""

    place: HomePlace
    is_new: bool
    household: HouseholdRow | None  # lives there, or will; None: it begins now
    room: int  # how many family members may be added
    master: ImportLine | None = None
    family: list[ImportLine] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)  # of its people, old and new


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What the import will do, or why it does nothing."""

    lines: int
    homes: tuple[HomePlan, ...]
    faults: tuple[Fault, ...]

    @property
    def new_homes(self) -> int:
        return sum(home.is_new for home in self.homes)

    @property
    def new_households(self) -> int:
        return sum(home.master is not None for home in self.homes)

    @property
    def new_residents(self) -> int:
        return self.new_households + sum(len(home.family) for home in self.homes)


@operation("households.preview_import")
class PreviewImport:
    """Tell what an import of the file would do, and every line and column to correct first."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, content: bytes, *, language: str) -> ImportPlan:
        """Raises NotFound."""
        see_property(scope, property_id)
        at = self._ground.clock.now()
        return await self._ground.database.read_long(
            lambda connection: _plan(connection, property_id, read_file(content, language=language), at)
        )


@operation("households.import_residents")
class ImportResidents:
    """Make the file's homes, let its masters move in now, add its family members; mails wait to be issued.

    All of it, or nothing: what has to be corrected, or no longer fits since it was looked at, stops it.
    """

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, content: bytes, *, language: str) -> ImportPlan:
        """Give what was done. Raises NotFound, ImportUnfit."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def bring_in(connection: Connection) -> ImportPlan:
            lock_property(connection, property_id)  # nobody else makes homes meanwhile
            plan = _plan(connection, property_id, read_file(content, language=language), at)
            if plan.faults:
                raise ImportUnfit
            _carry_out(connection, plan, at)
            made = Change(Field.NEW_HOMES, None, plan.new_homes)
            audit.note(connection, changes=[made, Change(Field.NEW_RESIDENTS, None, plan.new_residents)])
            return plan

        plan = await self._ground.database.write(bring_in)
        log.info("households.imported", property_id=property_id, residents=plan.new_residents)
        return plan


def _carry_out(connection: Connection, plan: ImportPlan, at: datetime) -> None:
    made = [
        HomeRow(id=home.place.id, building_id=home.place.building_id, number=home.place.number)
        for home in plan.homes
        if home.is_new
    ]
    if made:
        add_homes(connection, made)
    for home in plan.homes:
        if home.master is not None:
            if not home.is_new:
                lock_home(connection, home.place.id)
            home.household = HouseholdRow(id=new_id(), home_id=home.place.id, name=None, since=at, until=None)
    add_households(
        connection, [home.household for home in plan.homes if home.household and home.master is not None]
    )
    usernames = iter(choose_usernames(connection, plan.new_residents))
    grounds: dict[str, Position] = {}  # by building
    for home in plan.homes:
        people = [(home.master, Role.MASTER), *((line, Role.FAMILY) for line in home.family)]
        for line, role in people:
            if line is None:
                continue
            assert line.person is not None  # noqa: S101 - planned so
            position = _position(connection, grounds, home, role)
            enlist_held(connection, line.person, position, at, username=next(usernames))
        give_way()
    if plan.new_residents:
        take_change_number(connection, plan.homes[0].place.property_id)


def _position(connection: Connection, grounds: dict[str, Position], home: HomePlan, role: Role) -> Position:
    """Give what somebody becomes; what is the same in the whole building is read once."""
    household, building_id = home.household, home.place.building_id
    assert household is not None  # noqa: S101 - planned so
    if building_id not in grounds:
        grounds[building_id] = position_in(connection, home.place, household, role)
    place = replace(grounds[building_id].place, role=role, home_number=home.place.number)
    return Position(place=place, household_id=household.id, since=household.since, until=household.until)


def _plan(connection: Connection, property_id: str, file: ImportFile, at: datetime) -> ImportPlan:
    planning = _Planning(connection, property_id, file, at)
    planning.place_lines()
    return ImportPlan(
        lines=len(file.lines) + len({fault.line for fault in file.faults if fault.line > 1}),
        homes=tuple(planning.homes.values()),
        faults=tuple(sorted([*file.faults, *planning.faults], key=lambda fault: fault.line)),
    )


class _Planning:
    """Lays the file's lines over what is there."""

    def __init__(self, connection: Connection, property_id: str, file: ImportFile, at: datetime) -> None:
        self._property_id = property_id
        self._file = file
        self._buildings = list_buildings_of_properties(connection, [property_id])
        self._free = get_settings(connection, property_id).free_family_members
        self._known = {
            (home.building_id, home.number): home
            for home in list_homes_of_buildings(connection, [building.id for building in self._buildings])
        }
        self._households: dict[str, list[HouseholdRow]] = defaultdict(list)
        for row in list_households_of_homes(connection, [home.id for home in self._known.values()], at):
            self._households[row.home_id].append(row)
        living = [rows[0].id for rows in self._households.values()]
        self._people = list_people(connection, living, at)
        self._paid_seats = count_paid_seats_of(connection, living)
        self.homes: dict[str, HomePlan] = {}  # building and number → what happens there
        self.faults: list[Fault] = []

    def place_lines(self) -> None:
        by_home: dict[str, list[ImportLine]] = defaultdict(list)
        for line in self._file.lines:
            building = self._find_building(line)
            if building is None:
                continue
            key = f"{building.id}/{line.home}"
            if key not in self.homes:
                self.homes[key] = self._open_home(building, line.home)
            if line.person is not None:
                by_home[key].append(line)
        for key, lines in by_home.items():
            self._place_people(self.homes[key], lines)

    def _place_people(self, home: HomePlan, lines: Sequence[ImportLine]) -> None:
        # Whoever is called the master is; else the first line is, where nobody lives yet.
        named = [line for line in lines if line.role is Role.MASTER]
        master = named[0] if named else None
        if master is None and home.household is None and lines[0].role is None:
            master = lines[0]
        for line in lines:
            if line is master:
                if home.household is not None:
                    self._refuse(line, Column.HOME, FaultReason.HOME_OCCUPIED, line.home)
                home.master = line
            elif line.role is Role.MASTER:
                self._refuse(line, Column.ROLE, FaultReason.SECOND_MASTER, line.home)
            elif master is None and home.household is None:
                self._refuse(line, Column.ROLE, FaultReason.NO_MASTER, line.home)
            elif len(home.family) >= home.room:
                self._refuse(line, Column.HOME, FaultReason.NO_SEAT_LEFT, line.home)
            else:
                home.family.append(line)
            self._note_addresses(home, line)

    def _note_addresses(self, home: HomePlan, line: ImportLine) -> None:
        person = line.person
        assert person is not None  # noqa: S101 - only lines with a person come here
        for column, address in ((Column.EMAIL, person.email), (Column.MOBILE, person.mobile)):
            if address is None:
                continue
            if address in home.addresses:
                self._refuse(line, column, FaultReason.MEMBER_KNOWN, address)
            home.addresses.add(address)

    def _find_building(self, line: ImportLine) -> BuildingRow | None:
        if not line.building:
            if len(self._buildings) == 1:
                return self._buildings[0]
            self._refuse(line, Column.BUILDING, FaultReason.BUILDING_MISSING)
            return None
        named = [building for building in self._buildings if plain(building.name) == plain(line.building)]
        if len(named) != 1:
            self._refuse(line, Column.BUILDING, FaultReason.BUILDING_UNKNOWN, line.building)
            return None
        return named[0]

    def _open_home(self, building: BuildingRow, number: str) -> HomePlan:
        known = self._known.get((building.id, number))
        place = HomePlace(
            id=new_id() if known is None else known.id,
            number=number,
            building_id=building.id,
            building_name=building.name,
            property_id=self._property_id,
        )
        living = [] if known is None else self._households[known.id]
        if not living:
            return HomePlan(place=place, is_new=known is None, household=None, room=self._free)
        people = self._people.get(living[0].id, ())
        seats = self._free + self._paid_seats.get(living[0].id, 0)
        typed = [address for entry in people for address in (entry.email, entry.mobile)]
        return HomePlan(
            place=place,
            is_new=False,
            household=living[0],
            room=seats - count_family(people),
            addresses={address for address in typed if address is not None},
        )

    def _refuse(self, line: ImportLine, column: Column, reason: FaultReason, text: str = "") -> None:
        self.faults.append(Fault(line=line.line, column=self._file.heading(column), reason=reason, text=text))
