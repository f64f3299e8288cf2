"""The one decision about a door: whether this holder may pass it now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from genkan.core.rights import DoorFact, Right


class DenyReason(StrEnum):
    NO_RIGHT = "no-right"  # no membership gives this door; it looks as if it did not exist
    NOT_YET = "not-yet"  # the right begins later
    NOT_NOW = "not-now"  # the right stands, but its schedule is closed
    USED_UP = "used-up"  # as often used as it may be
    ENDED = "ended"  # the right is over
    DOOR_BLOCKED = "door-blocked"  # the door is taken out of service


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Who wants to pass which door, with every right that could allow it.

    `used`: how many openings of a counted right are counted so far.
    """

    holder_id: str
    door: DoorFact
    rights: tuple[Right, ...]
    used: int = 0


@dataclass(frozen=True, slots=True)
class Granted:
    right: Right


@dataclass(frozen=True, slots=True)
class Denied:
    reason: DenyReason
    opens_at: datetime | None = None  # when it would be granted next, as far as can be said


AccessDecision = Granted | Denied


def decide_access(request: AccessRequest, *, at: datetime) -> AccessDecision:
    """Decide whether the holder may pass the door at the instant; the first valid right grants."""
    rights = [
        right
        for right in request.rights
        if right.holder_id == request.holder_id and right.door_id == request.door.door_id
    ]
    if not rights:
        return Denied(DenyReason.NO_RIGHT)
    if request.door.is_blocked:
        return Denied(DenyReason.DOOR_BLOCKED)
    unused = [right for right in rights if right.uses is None or request.used < right.uses]
    if not unused:
        return Denied(DenyReason.USED_UP)
    zone = request.door.zone
    for right in unused:
        if right.is_valid(at, zone):
            return Granted(right)
    openings = [opening for right in unused if (opening := right.find_next(at, zone)) is not None]
    if not openings:
        return Denied(DenyReason.ENDED)
    begun = any(right.since <= at for right in unused)
    return Denied(DenyReason.NOT_NOW if begun else DenyReason.NOT_YET, min(openings))
