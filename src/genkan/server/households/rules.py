"""What a household decides for its calls: when its telephones are called, and its name at the door."""

from dataclasses import dataclass

from sqlalchemy import Connection

from genkan.core.call import BackupRule
from genkan.core.words import tidy_text
from genkan.server.households.repository import list_households, set_rules
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation

NAME_LIMIT = 40  # one line of the panel's list


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRules:
    """The household's choices. No name: the list at the door shows the number alone."""

    household_id: str
    name: str | None
    backup: BackupRule


class ManageRules:
    """What members may do about their household's choices. Every method is one operation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @operation("households.get_rules")
    async def get(self, scope: Scope, household_id: str) -> HouseholdRules:
        """Give the choices. Raises NotFound, also for another household."""
        return await self._database.read(lambda connection: _read(connection, scope, household_id))

    @operation("households.change_rules")
    async def change(
        self, scope: Scope, household_id: str, *, name: str | None, backup: BackupRule
    ) -> HouseholdRules:
        """Choose anew, for the next call. Raises NotFound."""
        shown = tidy_text(name or "")[:NAME_LIMIT].strip() or None

        def change(connection: Connection) -> HouseholdRules:
            _read(connection, scope, household_id)
            set_rules(connection, household_id, name=shown, backup_rule=backup.value)
            return HouseholdRules(household_id=household_id, name=shown, backup=backup)

        return await self._database.write(change)


def _read(connection: Connection, scope: Scope, household_id: str) -> HouseholdRules:
    found = list_households(connection, {household_id}) if household_id in scope.households else ()
    if not found:
        raise NotFound
    return HouseholdRules(
        household_id=household_id, name=found[0].name, backup=BackupRule(found[0].backup_rule)
    )
