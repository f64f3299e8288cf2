"""Statements that are asked for at every tap, handed to the driver as text.

SQLAlchemy's execution of a cached statement costs 130 µs, the driver's own 25. What is asked once a
second does not need this.
"""

import sqlite3
from collections.abc import Mapping
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect

Row = tuple[object, ...]


class HotQuery:
    """One SELECT, compiled once for each dialect. Its rows are the driver's plain values.

    Instants are milliseconds and booleans may be 0 and 1, as `platform.columns` stores them.
    """

    def __init__(self, statement: sa.Select[*tuple[object, ...]]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...]]] = {}

    def fetch(self, connection: Connection, values: Mapping[str, object]) -> list[Row]:
        """Give the rows for the values of the bound parameters."""
        dialect = connection.dialect
        text, names = self._compiled.get(dialect.name) or self._compile(dialect)
        ordered = tuple([values[name] for name in names])
        if dialect.name == "sqlite":
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            return driver.execute(text, ordered).fetchall()
        return [tuple(row) for row in connection.exec_driver_sql(text, ordered)]

    def _compile(self, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
        compiled = self._statement.compile(dialect=dialect)
        made = (str(compiled), tuple(compiled.positiontup or ()))
        self._compiled[dialect.name] = made
        return made
