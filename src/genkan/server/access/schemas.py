"""What the HTTP API says about doors."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from genkan.core.rights import AccessPolicy, Audience, PolicyGrant
from genkan.server.access.doors import LONGEST_RELEASE_MS, SHORTEST_RELEASE_MS, DoorPlan
from genkan.server.access.remote import RemoteReleaseView
from genkan.server.access.station_places import RemovedStation, StationPlan
from genkan.server.credentials.schemas import ScheduleModel
from genkan.server.platform.clock import to_ms
from genkan.server.platform.text import Name, clean_line
from genkan.server.properties.service import DEFAULT_RELEASE_MS, FailMode
from genkan.wire.app import DoorView, HomeView

Id = Annotated[str, Field(max_length=64)]


class HomeOut(BaseModel):
    """A home the asker belongs to."""

    home_id: str
    number: str
    building_name: str
    household_id: str
    role: str

    @classmethod
    def of(cls, view: HomeView) -> "HomeOut":
        return cls(
            home_id=view.home_id,
            number=view.number,
            building_name=view.building_name,
            household_id=view.household_id,
            role=view.role,
        )


class DoorOut(BaseModel):
    """A door the asker may pass now."""

    door_id: str
    name: str
    building_name: str
    online: bool

    @classmethod
    def of(cls, view: DoorView) -> "DoorOut":
        return cls(door_id=view.door_id, name=view.name, building_name=view.building_name, online=view.online)


class DoorsOut(BaseModel):
    """Everything the home screen shows."""

    homes: list[HomeOut]
    doors: list[DoorOut]


class ReleaseIn(BaseModel):
    """One tap on 「ドアオープン」."""

    key: str = Field(min_length=1, max_length=64, description="The same key never opens twice.")
    tapped_ms: int = Field(ge=0, le=2**53, description="The server's time of the tap, in milliseconds.")
    call_id: str | None = Field(default=None, max_length=64)


def _clean_reason(text: str) -> str:
    line = clean_line(text)
    if not line:
        raise ValueError("is empty")
    return line


class RemoteReleaseIn(BaseModel):
    """A release from the portal, and why."""

    key: str = Field(min_length=1, max_length=64, description="The same key never opens twice.")
    tapped_ms: int = Field(ge=0, le=2**53, description="The server's time of the tap, in milliseconds.")
    reason: Annotated[str, StringConstraints(max_length=200), AfterValidator(_clean_reason)]


class RemoteReleaseOut(BaseModel):
    """Who released a door from the portal, and why."""

    at_ms: int
    person_name: str | None = Field(description="Absent: their account was erased.")
    reason: str
    outcome: str | None = Field(description="opened | failed | unknown | denied; absent: not known.")

    @classmethod
    def of(cls, view: RemoteReleaseView) -> "RemoteReleaseOut":
        return cls(
            at_ms=to_ms(view.at), person_name=view.person_name, reason=view.reason, outcome=view.outcome
        )


class RemoteReleasesOut(BaseModel):
    """The newest releases of a door from the portal."""

    releases: list[RemoteReleaseOut]


class ReleasedOut(BaseModel):
    """The station drove the relay."""

    event_id: str
    at_ms: int


class ServedBuildingsIn(BaseModel):
    """Every building a station is to serve; the one it stands in always is, named or not."""

    building_ids: list[Id] = Field(max_length=100)


class GrantModel(BaseModel):
    """One line of a policy. `id` is the building's or home's; without a schedule: always."""

    who: Literal["building", "home", "staff"]
    id: str | None = Field(default=None, max_length=64)
    schedule: ScheduleModel | None = None


class PolicyModel(BaseModel):
    """Who may pass a door; null: every home its station serves, and staff with a key, always."""

    grants: list[GrantModel] | None = Field(max_length=200)

    def read(self) -> AccessPolicy | None:
        """Give the policy. Raises KeyScheduleUnfit."""
        if self.grants is None:
            return None
        return tuple(
            PolicyGrant(
                audience=Audience(grant.who),
                id=None if grant.who == "staff" else grant.id,
                schedule=None if grant.schedule is None else grant.schedule.read(),
            )
            for grant in self.grants
        )

    @classmethod
    def of(cls, policy: AccessPolicy | None) -> "PolicyModel":
        if policy is None:
            return cls(grants=None)
        return cls(
            grants=[
                GrantModel(
                    who=grant.audience.value,
                    id=grant.id,
                    schedule=None if grant.schedule is None else ScheduleModel.of(grant.schedule),
                )
                for grant in policy
            ]
        )


class NewDoorIn(BaseModel):
    """A door, and the relay of its station that releases it."""

    name: Name
    relay: int = Field(ge=1, le=3)
    building_id: Id | None = Field(default=None, description="Where it is; none: where its station stands.")
    release_ms: int = Field(
        default=DEFAULT_RELEASE_MS,
        ge=SHORTEST_RELEASE_MS,
        le=LONGEST_RELEASE_MS,
        description="For how long a release lasts.",
    )
    fail_mode: FailMode = Field(
        default=FailMode.SECURE,
        description="As installed: `secure` stays locked without power, `safe` unlocks. Recorded only.",
    )

    def to_plan(self, station_id: str) -> DoorPlan:
        """Give what it says of a door of the station."""
        return DoorPlan(
            name=self.name,
            station_id=station_id,
            relay=self.relay,
            building_id=self.building_id,
            release_ms=self.release_ms,
            fail_mode=self.fail_mode,
        )


class DoorIn(NewDoorIn):
    """A door as it is from now on, and the station whose relay releases it."""

    station_id: Id


class StationIn(BaseModel):
    """A new door station, and its first door where it has one."""

    name: Name
    building_id: Id = Field(description="Where it stands.")
    door: NewDoorIn | None = None

    def to_plan(self) -> StationPlan:
        """Give what it says."""
        door = None if self.door is None else self.door.to_plan("")
        return StationPlan(name=self.name, building_id=self.building_id, door=door)


class StationNameIn(BaseModel):
    """A door station's name."""

    name: Name


class StationMadeOut(BaseModel):
    """A station that is there now; a unit is enrolled by a code."""

    station_id: str


class DoorMadeOut(BaseModel):
    """A door that is there now."""

    door_id: str


class DoorRemovedOut(BaseModel):
    """A door is gone, and so many keys that were for no other."""

    keys: int


class StationRemovedOut(BaseModel):
    """A station is gone, its doors, and so many keys that were for no other or counted there."""

    doors: list[str] = Field(description="Their names.")
    keys: int

    @classmethod
    def of(cls, removed: RemovedStation) -> "StationRemovedOut":
        return cls(doors=list(removed.doors), keys=removed.keys)
