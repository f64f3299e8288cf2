"""Who asks, what they may see, and the registry of everything that can be asked.

An operation is a typed function or a use-case class, registered with `@operation(name)`; its row
in `policy.POLICY` says which roles may use it and on whose things. `authorise` turns an actor into
the `Scope` that every repository read takes: what lies outside it does not exist for the asker.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from genkan.server.platform.errors import NotAllowed, NotSignedIn


class Role(StrEnum):
    ANONYMOUS = "anonymous"  # nobody has signed in
    FAMILY = "family"  # a resident added by the master
    MASTER = "master"  # the first resident of a household
    MANAGER = "manager"  # looks after a property
    INSTALLER = "installer"  # builds properties, buildings, doors and stations
    STATION = "station"  # a door station, by its key


class Relation(StrEnum):
    NONE = "none"  # concerns no stored thing
    SELF = "self"  # the asker's own account, session or unit
    HOUSEHOLD = "household"  # things of a household the asker belongs to
    PROPERTY = "property"  # things of a property the asker looks after, or stands in


@dataclass(frozen=True, slots=True)
class Grant:
    role: Role
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One role of one person, from an instant until another (or open).

    Without a property it is the operator's word that somebody is an installer, who may make properties.
    """

    id: str
    role: Role
    property_id: str | None
    household_id: str | None
    since: datetime
    until: datetime | None

    def is_valid(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonActor:
    """A signed-in person, with the memberships that are valid now."""

    person_id: str
    session_id: str
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationActor:
    """A door station that proved its key."""

    station_id: str
    building_id: str
    property_id: str


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody has signed in."""


Actor = PersonActor | StationActor | Anonymous
NOBODY = Anonymous()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an actor may see in one operation. An empty set sees nothing."""

    person_id: str | None = None
    station_id: str | None = None
    households: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()


OPERATIONS: dict[str, object] = {}
OperationT = TypeVar("OperationT", bound=Callable[..., object])


def operation(name: str) -> Callable[[OperationT], OperationT]:
    """Register a use case under its name in the policy table."""

    def register(target: OperationT) -> OperationT:
        known = OPERATIONS.setdefault(name, target)
        if known is not target:
            raise ValueError(f"operation {name} is defined twice")
        return target

    return register


def authorise(policy: Mapping[str, frozenset[Grant]], name: str, actor: Actor) -> Scope:
    """Give the scope in which the actor may use the operation.

    Raises NotSignedIn for an anonymous asker and NotAllowed for one whose roles have no grant.
    """
    grants = policy[name]
    match actor:
        case Anonymous():
            if any(grant.role is Role.ANONYMOUS for grant in grants):
                return Scope()
            raise NotSignedIn
        case StationActor():
            if not any(grant.role is Role.STATION for grant in grants):
                raise NotAllowed
            return Scope(station_id=actor.station_id, properties=frozenset({actor.property_id}))
        case PersonActor():
            return _scope_of_person(grants, actor)


def _scope_of_person(grants: frozenset[Grant], actor: PersonActor) -> Scope:
    households: set[str] = set()
    properties: set[str] = set()
    # One's own account and sessions need no role: whoever has moved out can still sign out.
    allowed = any(grant.relation is Relation.SELF and grant.role is not Role.STATION for grant in grants)
    for membership in actor.memberships:
        for grant in grants:
            if grant.role is not membership.role:
                continue
            allowed = True
            if grant.relation is Relation.HOUSEHOLD and membership.household_id is not None:
                households.add(membership.household_id)
            elif grant.relation is Relation.PROPERTY and membership.property_id is not None:
                properties.add(membership.property_id)
    if not allowed:
        raise NotAllowed
    return Scope(
        person_id=actor.person_id,
        households=frozenset(households),
        properties=frozenset(properties),
    )


def find_policy_faults(policy: Mapping[str, frozenset[Grant]]) -> list[str]:
    """Name every operation without a row and every row without an operation."""
    missing = [
        f"operation {name} has no row in the policy table" for name in OPERATIONS if name not in policy
    ]
    stale = [f"policy row {name} has no operation" for name in policy if name not in OPERATIONS]
    return sorted(missing + stale)
