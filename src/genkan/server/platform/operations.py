"""Who asks, what they may see, and the registry of everything that can be asked.

An operation is a typed function or a use-case class, registered with `@operation(name)`; its row
in `policy.POLICY` says which roles may use it and on whose things. `authorise` turns an actor into
the `Scope` that every repository read takes: what lies outside it does not exist for the asker.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
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


class ApiScope(StrEnum):
    """What an API token may be good for. `token_policy.TOKEN_SCOPES` says what each one opens."""

    STATIONS_READ = "stations:read"  # stations and doors as they are now, and doors held or forced
    RESIDENTS_READ = "residents:read"  # homes, households and who lives there
    RESIDENTS_WRITE = "residents:write"  # moving in and out, imports, account mails; reading as well
    EVENTS_READ = "events:read"  # what happened at the doors, without whose it was
    KEYS_MANAGE = "keys:manage"  # PINs and keys of the staff


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenActor:
    """A program that showed an API token. The memberships are its maker's, as far as they are valid now."""

    token_id: str
    name: str
    property_id: str
    made_by: str  # a person's id
    scopes: frozenset[ApiScope]
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody has signed in."""


Actor = PersonActor | StationActor | TokenActor | Anonymous
NOBODY = Anonymous()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRef:
    """The API token that asks, as whoever reads of it knows it."""

    id: str
    name: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an actor may see in one operation. An empty set sees nothing.

    `person_id` is a person's who asks themself; a program that shows a token is `token`, never its maker.
    """

    person_id: str | None = None
    token: TokenRef | None = None
    station_id: str | None = None
    households: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()

    @property
    def doer_id(self) -> str:
        """Who is written down as having done something: the person's id or the token's; empty for nobody."""
        return self.person_id or ("" if self.token is None else self.token.id)

    @property
    def answerable_id(self) -> str:
        """The person who asks, or who made the token that does; empty for nobody."""
        return self.person_id or ("" if self.token is None else self.token.made_by)


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


def authorise(
    policy: Mapping[str, frozenset[Grant]],
    name: str,
    actor: Actor,
    token_scopes: Mapping[str, frozenset[ApiScope]] = MappingProxyType({}),
) -> Scope:
    """Give the scope in which the actor may use the operation.

    A token may when it has one of the operation's scopes, on its own property's things, as far as its maker
    may. Raises NotSignedIn for an anonymous asker and NotAllowed for one whose roles have no grant.
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
        case TokenActor():
            if not actor.scopes & token_scopes.get(name, frozenset()):
                raise NotAllowed
            return _scope_of_token(grants, actor)
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


def _scope_of_token(grants: frozenset[Grant], actor: TokenActor) -> Scope:
    roles = {grant.role for grant in grants if grant.relation is Relation.PROPERTY}
    if not any(m.role in roles and m.property_id == actor.property_id for m in actor.memberships):
        raise NotAllowed
    return Scope(
        token=TokenRef(id=actor.token_id, name=actor.name, made_by=actor.made_by),
        properties=frozenset({actor.property_id}),
    )


def find_policy_faults(policy: Mapping[str, frozenset[Grant]]) -> list[str]:
    """Name every operation without a row and every row without an operation."""
    missing = [
        f"operation {name} has no row in the policy table" for name in OPERATIONS if name not in policy
    ]
    stale = [f"policy row {name} has no operation" for name in policy if name not in OPERATIONS]
    return sorted(missing + stale)
