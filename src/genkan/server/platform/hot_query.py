"""Statements that are asked for at every tap, handed to the driver as text.

SQLAlchemy's execution of a cached statement costs 130 µs, the driver's own 25. What is asked once a
second does not need this.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import Dialect

Row = tuple[object, ...]


class HotQuery:
    """One SELECT, compiled once for each dialect. Its rows are the driver's plain values.

    Instants are milliseconds and booleans may be 0 and 1, as `platform.columns` stores them. It is asked
    by `Database.fetch`, in a snapshot of its own.
    """

    def __init__(self, statement: sa.Select[*tuple[object, ...]]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...]]] = {}

    def bind(self, dialect: Dialect, values: Mapping[str, object]) -> tuple[str, Row]:
        """Give the statement's text, and the values of its parameters in the order it names them."""
        text, names = self._compiled.get(dialect.name) or self._compile(dialect)
        return text, tuple([values[name] for name in names])

    def _compile(self, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
        compiled = self._statement.compile(dialect=dialect)
        made = (str(compiled), tuple(compiled.positiontup or ()))
        self._compiled[dialect.name] = made
        return made
