"""Column types that both databases keep alike."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from genkan.server.platform.clock import from_ms, to_ms

Id = sa.String(32)  # a UUIDv7 as 32 hexadecimal digits
BlobName = sa.String(64)  # a SHA-256 as 64 hexadecimal digits


class _Instant(TypeDecorator[datetime]):
    """An aware instant, kept as whole milliseconds since the epoch.

    A number sorts, compares and indexes alike in SQLite and PostgreSQL, whatever their time zone.
    """

    impl = sa.BigInteger  # type: ignore[mutable-override]  # how SQLAlchemy asks for it
    cache_ok: bool | None = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone is nowhere in time")
        return to_ms(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


Instant = _Instant()
