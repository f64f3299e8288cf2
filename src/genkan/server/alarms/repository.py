"""Reading and writing alarms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection
from sqlalchemy.dialects import postgresql, sqlite

from genkan.server.alarms.tables import alarm, alarm_choice, alarm_rules


class AlarmKind(StrEnum):
    OFFLINE = "offline"  # an enrolled station has had no link for a while
    HELD = "held"  # a door stands open for too long
    FORCED = "forced"  # a door opened that nothing had released
    TAMPER = "tamper"  # a station's housing is open
    CLOCK = "clock"  # a station's time is wrong, or not known


# Somebody was there: that it is over makes it no less worth seeing to.
MATTERS_WHEN_OVER = frozenset({AlarmKind.FORCED, AlarmKind.TAMPER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What an alarm is about."""

    kind: AlarmKind
    property_id: str
    station_id: str
    door_id: str | None = None

    @property
    def key(self) -> str:
        """Give the same for the same cause."""
        return f"{self.kind.value}.{self.station_id}.{self.door_id or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """One alarm."""

    id: str
    cause: Cause
    since: datetime
    until: datetime | None
    raised_at: datetime
    next_at: datetime | None
    told_at: datetime | None
    reminded_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRules:
    """What a property counts as an alarm, and when who has not reacted is told again."""

    offline_after_min: int = 10
    clock_bound_s: int = 2  # past it a station refuses taps: see `stations.link`
    remind_after_min: int = 60  # 0: never

    @property
    def offline_after(self) -> timedelta:
        return timedelta(minutes=self.offline_after_min)

    @property
    def remind_after(self) -> timedelta | None:
        return timedelta(minutes=self.remind_after_min) if self.remind_after_min else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChoice:
    """How a manager wants to be told."""

    mail: bool = True
    push: bool = True


def add_alarm(
    connection: Connection,
    alarm_id: str,
    cause: Cause,
    *,
    since: datetime,
    until: datetime | None,
    at: datetime,
    next_at: datetime | None,
) -> bool:
    """Store a new alarm; False: it is there already, or another one about the same goes on."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    added = connection.execute(
        insert(alarm)
        .values(
            id=alarm_id,
            kind=cause.kind.value,
            property_id=cause.property_id,
            station_id=cause.station_id,
            door_id=cause.door_id,
            since=since,
            until=until,
            going_on=cause.key if until is None else None,
            raised_at=at,
            next_at=next_at,
        )
        .on_conflict_do_nothing()
    )
    return added.rowcount == 1


def find_alarm(connection: Connection, alarm_id: str) -> AlarmRow | None:
    """Give the alarm, or None."""
    found = connection.execute(sa.select(alarm).where(alarm.c.id == alarm_id)).first()
    return None if found is None else _alarm(found)


def list_going_on(connection: Connection) -> tuple[AlarmRow, ...]:
    """Give every alarm of the installation that has not ended."""
    rows = connection.execute(sa.select(alarm).where(alarm.c.going_on.is_not(None)).order_by(alarm.c.since))
    return tuple(_alarm(row) for row in rows)


def end_alarms(
    connection: Connection, causes: Collection[Cause], until: datetime, *, before: datetime | None = None
) -> tuple[tuple[str, Cause], ...]:
    """End those about the causes that go on (and began before the instant); give them by id.

    Of one that is over and was worth telling only while it went on, nobody is told any more.
    """
    ended = (
        sa.update(alarm)
        .where(alarm.c.going_on.in_([cause.key for cause in causes]))
        .values(
            until=until,
            going_on=None,
            next_at=sa.case(
                (alarm.c.kind.in_([kind.value for kind in MATTERS_WHEN_OVER]), alarm.c.next_at),
                else_=sa.null(),
            ),
        )
        .returning(alarm)
    )
    if before is not None:
        ended = ended.where(alarm.c.since <= before)
    return tuple((row.id, _alarm(row).cause) for row in connection.execute(ended))


def find_last_told(connection: Connection, cause: Cause) -> datetime | None:
    """Give when somebody was last told of the same cause."""
    is_same = [
        alarm.c.station_id == cause.station_id,
        alarm.c.kind == cause.kind.value,
        alarm.c.door_id.is_(None) if cause.door_id is None else alarm.c.door_id == cause.door_id,
    ]
    told: datetime | None = connection.execute(
        sa.select(sa.func.max(alarm.c.told_at)).where(*is_same)
    ).scalar()
    return told


def find_next_due(connection: Connection) -> datetime | None:
    """Give when somebody is to be told next, or None."""
    due: datetime | None = connection.execute(sa.select(sa.func.min(alarm.c.next_at))).scalar()
    return due


def claim_due(connection: Connection, at: datetime, count: int) -> tuple[AlarmRow, ...]:
    """Give alarms of which somebody is to be told now, locked against other nodes."""
    due = sa.select(alarm).where(alarm.c.next_at <= at).order_by(alarm.c.next_at).limit(count)
    # SQLite, with one writer, leaves the lock out.
    return tuple(_alarm(row) for row in connection.execute(due.with_for_update(skip_locked=True)))


def set_told(
    connection: Connection,
    alarm_id: str,
    *,
    told_at: datetime | None,
    reminded_at: datetime | None,
    next_at: datetime | None,
) -> None:
    """Store when somebody was told and reminded, and when it is done next."""
    connection.execute(
        sa.update(alarm)
        .where(alarm.c.id == alarm_id)
        .values(told_at=told_at, reminded_at=reminded_at, next_at=next_at)
    )


def set_acknowledged(
    connection: Connection, alarm_id: str, *, person_id: str, remark: str | None, at: datetime
) -> bool:
    """Store who has seen to it, unless somebody has; nobody is told of it any more."""
    done = connection.execute(
        sa.update(alarm)
        .where(alarm.c.id == alarm_id, alarm.c.acknowledged_at.is_(None))
        .values(acknowledged_at=at, acknowledged_by=person_id, remark=remark, next_at=None)
    )
    return done.rowcount == 1


def list_alarms(
    connection: Connection,
    properties: Collection[str],
    *,
    only_open: bool,
    before: tuple[datetime, str] | None,
    limit: int,
) -> tuple[AlarmRow, ...]:
    """Give the properties' alarms, newest first, older than the one `before` names by instant and id."""
    chosen = sa.select(alarm).where(alarm.c.property_id.in_(list(properties)))
    if only_open:
        chosen = chosen.where(_is_open())
    if before is not None:
        at, alarm_id = before
        chosen = chosen.where(sa.or_(alarm.c.since < at, sa.and_(alarm.c.since == at, alarm.c.id < alarm_id)))
    rows = connection.execute(chosen.order_by(alarm.c.since.desc(), alarm.c.id.desc()).limit(limit))
    return tuple(_alarm(row) for row in rows)


def count_open(connection: Connection, properties: Collection[str]) -> int:
    """Give how many alarms of the properties are open."""
    counted = sa.select(sa.func.count()).where(alarm.c.property_id.in_(list(properties)), _is_open())
    return int(connection.execute(counted).scalar_one())


def remove_alarms_before(connection: Connection, at: datetime) -> int:
    """Delete the alarms that ended before the instant, and give how many."""
    return connection.execute(sa.delete(alarm).where(alarm.c.going_on.is_(None), alarm.c.until < at)).rowcount


def list_acknowledged_by(connection: Connection, person_id: str) -> tuple[AlarmRow, ...]:
    """Give the alarms somebody saw to, the oldest first."""
    rows = connection.execute(
        sa.select(alarm).where(alarm.c.acknowledged_by == person_id).order_by(alarm.c.acknowledged_at)
    )
    return tuple(_alarm(row) for row in rows)


def forget_acknowledger(connection: Connection, person_id: str) -> None:
    """Take the person, and what they wrote, out of the alarms they saw to."""
    connection.execute(
        sa.update(alarm).where(alarm.c.acknowledged_by == person_id).values(acknowledged_by=None, remark=None)
    )


def list_rules(connection: Connection, properties: Collection[str]) -> Mapping[str, AlarmRules]:
    """Give the rules of each of the properties."""
    rows = connection.execute(sa.select(alarm_rules).where(alarm_rules.c.property_id.in_(list(properties))))
    stored = {
        row.property_id: AlarmRules(
            offline_after_min=row.offline_after_min,
            clock_bound_s=row.clock_bound_s,
            remind_after_min=row.remind_after_min,
        )
        for row in rows
    }
    return {property_id: stored.get(property_id, AlarmRules()) for property_id in properties}


def store_rules(connection: Connection, property_id: str, rules: AlarmRules) -> None:
    """Store the rules of the property."""
    connection.execute(sa.delete(alarm_rules).where(alarm_rules.c.property_id == property_id))
    connection.execute(
        sa.insert(alarm_rules).values(
            property_id=property_id,
            offline_after_min=rules.offline_after_min,
            clock_bound_s=rules.clock_bound_s,
            remind_after_min=rules.remind_after_min,
        )
    )


def list_choices(
    connection: Connection, property_id: str, person_ids: Collection[str]
) -> Mapping[str, AlarmChoice]:
    """Give how each of the managers wants to be told."""
    rows = connection.execute(
        sa.select(alarm_choice).where(
            alarm_choice.c.property_id == property_id, alarm_choice.c.person_id.in_(list(person_ids))
        )
    )
    stored = {row.person_id: AlarmChoice(mail=row.mail, push=row.push) for row in rows}
    return {person_id: stored.get(person_id, AlarmChoice()) for person_id in person_ids}


def store_choice(connection: Connection, property_id: str, person_id: str, choice: AlarmChoice) -> None:
    """Store how the manager wants to be told."""
    connection.execute(
        sa.delete(alarm_choice).where(
            alarm_choice.c.property_id == property_id, alarm_choice.c.person_id == person_id
        )
    )
    connection.execute(
        sa.insert(alarm_choice).values(
            property_id=property_id, person_id=person_id, mail=choice.mail, push=choice.push
        )
    )


def _is_open() -> ColumnElement[bool]:
    """It goes on; or it is over, and nobody has seen to what somebody should."""
    return sa.or_(
        alarm.c.going_on.is_not(None),
        sa.and_(
            alarm.c.acknowledged_at.is_(None),
            alarm.c.kind.in_([kind.value for kind in MATTERS_WHEN_OVER]),
        ),
    )


def _alarm(row: sa.Row[*tuple[object, ...]]) -> AlarmRow:
    return AlarmRow(
        id=row.id,
        cause=Cause(
            kind=AlarmKind(row.kind),
            property_id=row.property_id,
            station_id=row.station_id,
            door_id=row.door_id,
        ),
        since=row.since,
        until=row.until,
        raised_at=row.raised_at,
        next_at=row.next_at,
        told_at=row.told_at,
        reminded_at=row.reminded_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        remark=row.remark,
    )
