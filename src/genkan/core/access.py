"""The one decision about a door: whether this holder may pass it now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from genkan.core.rights import DoorFact, Right


class DenyReason(StrEnum):
    NO_RIGHT = "no-right"  # no membership gives this door; it looks as if it did not exist
    NOT_YET = "not-yet"  # the right begins later
    ENDED = "ended"  # the right is over
    DOOR_BLOCKED = "door-blocked"  # the door is taken out of service


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Who wants to pass which door, with every right that could allow it."""

    holder_id: str
    door: DoorFact
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class Granted:
    right: Right


@dataclass(frozen=True, slots=True)
class Denied:
    reason: DenyReason


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
    for right in rights:
        if right.is_valid(at):
            return Granted(right)
    if any(at < right.since for right in rights):
        return Denied(DenyReason.NOT_YET)
    return Denied(DenyReason.ENDED)
