"""What the HTTP API says about the rules of households and of a property's entrances."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from genkan.core.quiet import MINUTES_A_DAY, DailyHours, WeeklyHours
from genkan.server.households.rules import HouseholdRules
from genkan.server.properties.entrance import (
    HOURS_LIMIT,
    EntranceSettings,
    EntranceView,
    SnapshotPolicy,
)

Minute = Annotated[int, Field(ge=0, le=MINUTES_A_DAY)]
PersonId = Annotated[str, Field(max_length=64)]


class OfficeHoursBody(BaseModel):
    """Opening hours of one weekday, 0 for Monday."""

    weekday: int = Field(ge=0, le=6)
    from_minute: Minute
    to_minute: Minute


class NightHoursBody(BaseModel):
    """When the stations are softer; may pass midnight."""

    from_minute: Minute
    to_minute: Minute


class EntranceBody(BaseModel):
    """What a property decides for its entrances."""

    directory: bool
    live_view: bool
    snapshots: SnapshotPolicy
    night: NightHoursBody | None
    night_volume: int = Field(ge=0, le=100)
    office_hours: list[OfficeHoursBody] = Field(max_length=HOURS_LIMIT)
    on_duty: list[PersonId] = Field(max_length=100)

    @classmethod
    def of(cls, settings: EntranceSettings) -> "EntranceBody":
        night = settings.night
        return cls(
            directory=settings.directory,
            live_view=settings.live_view,
            snapshots=settings.snapshots,
            night=None if night is None else NightHoursBody(from_minute=night.start, to_minute=night.end),
            night_volume=settings.night_volume,
            office_hours=[
                OfficeHoursBody(weekday=each.weekday, from_minute=each.start, to_minute=each.end)
                for each in settings.office_hours
            ],
            on_duty=list(settings.on_duty),
        )

    def read(self) -> EntranceSettings:
        night = self.night
        return EntranceSettings(
            directory=self.directory,
            live_view=self.live_view,
            snapshots=self.snapshots,
            night=None if night is None else DailyHours(start=night.from_minute, end=night.to_minute),
            night_volume=self.night_volume,
            office_hours=tuple(
                WeeklyHours(weekday=each.weekday, start=each.from_minute, end=each.to_minute)
                for each in self.office_hours
            ),
            on_duty=tuple(dict.fromkeys(self.on_duty)),
        )


class ManagerOut(BaseModel):
    """A manager who can be put on duty."""

    person_id: str
    name: str


class EntranceOut(BaseModel):
    """What a property decides for its entrances, and who can be on duty."""

    property_id: str
    property_name: str
    entrance: EntranceBody
    managers: list[ManagerOut]

    @classmethod
    def of(cls, view: EntranceView) -> "EntranceOut":
        return cls(
            property_id=view.property_id,
            property_name=view.property_name,
            entrance=EntranceBody.of(view.settings),
            managers=[
                ManagerOut(person_id=manager.person_id, name=manager.name) for manager in view.managers
            ],
        )


class HouseholdRulesIn(BaseModel):
    """The household's choices for its calls."""

    name: str | None = Field(default=None, max_length=120, description="Shown in the list at the door.")
    backup: Literal["after_no_answer", "after_ten_seconds", "together"]


class HouseholdRulesOut(BaseModel):
    """The household's choices for its calls."""

    household_id: str
    name: str | None
    backup: str

    @classmethod
    def of(cls, rules: HouseholdRules) -> "HouseholdRulesOut":
        return cls(household_id=rules.household_id, name=rules.name, backup=rules.backup.value)
