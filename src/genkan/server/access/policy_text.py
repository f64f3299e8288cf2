"""A door's access policy as it is stored: JSON of a few lines."""

from functools import lru_cache
from typing import Literal

import msgspec

from genkan.core.rights import AccessPolicy, Audience, PolicyGrant
from genkan.wire.schedule import ScheduleSpec, read_schedule, write_schedule


class GrantSpec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: who, and when. `id` is the building's or home's; `schedule` None: always."""

    who: Literal["building", "home", "staff"]
    id: str | None = None
    schedule: ScheduleSpec | None = None


@lru_cache(maxsize=1_024)
def read_policy(text: str | None) -> AccessPolicy | None:
    """Give the policy; None is the default."""
    if text is None:
        return None
    return tuple(
        PolicyGrant(
            audience=Audience(spec.who),
            id=spec.id,
            schedule=None if spec.schedule is None else read_schedule(spec.schedule),
        )
        for spec in msgspec.json.decode(text, type=list[GrantSpec])
    )


def write_policy(policy: AccessPolicy | None) -> str | None:
    """Give the policy as it is stored."""
    if policy is None:
        return None
    specs = [
        GrantSpec(
            who=grant.audience.value,
            id=grant.id,
            schedule=None if grant.schedule is None else write_schedule(grant.schedule),
        )
        for grant in policy
    ]
    return msgspec.json.encode(specs).decode()
