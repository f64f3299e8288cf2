"""What the HTTP API says about the settings of a station's panel."""

from pydantic import BaseModel, Field

from genkan.server.properties.entrance import SnapshotPolicy
from genkan.server.stations.panel_settings import (
    BRIGHTEST,
    DIMMEST,
    DIMMEST_AT_NIGHT,
    IDLE_LEAST_S,
    IDLE_MOST_S,
    LOUDEST,
    SOFTEST,
    Language,
    PanelSettings,
    PanelSettingsView,
    SnapshotChoice,
)


class PanelSettingsModel(BaseModel):
    """What one station's panel is set to."""

    volume: int = Field(ge=SOFTEST, le=LOUDEST, description="Per cent of what the unit can, by day.")
    night_volume: int | None = Field(
        ge=0,
        le=LOUDEST,
        description="Per cent of the day's, in the property's night hours; null: as the property.",
    )
    brightness: int = Field(ge=DIMMEST, le=BRIGHTEST, description="Per cent of what the screen can.")
    night_brightness: int = Field(
        ge=DIMMEST_AT_NIGHT,
        le=BRIGHTEST,
        description="The same in the property's night hours, while nobody uses the panel.",
    )
    language: Language = Field(description="The panel begins with it, and returns to it.")
    idle_s: int = Field(
        ge=IDLE_LEAST_S, le=IDLE_MOST_S, description="After so long without a touch it returns home."
    )
    snapshots: SnapshotChoice = Field(description="Pictures of visitors; `property`: as the property.")

    @classmethod
    def of(cls, settings: PanelSettings) -> "PanelSettingsModel":
        return cls(
            volume=settings.volume,
            night_volume=settings.night_volume,
            brightness=settings.brightness,
            night_brightness=settings.night_brightness,
            language=settings.language,
            idle_s=settings.idle_s,
            snapshots=settings.snapshots,
        )

    def read(self) -> PanelSettings:
        return PanelSettings(
            volume=self.volume,
            night_volume=self.night_volume,
            brightness=self.brightness,
            night_brightness=self.night_brightness,
            language=self.language,
            idle_s=self.idle_s,
            snapshots=self.snapshots,
        )


class NightOut(BaseModel):
    """The property's night hours, in minutes of the day; they may pass midnight."""

    from_minute: int
    to_minute: int


class PropertyDefaultsOut(BaseModel):
    """What the property decides where the station leaves it to it."""

    night: NightOut | None
    night_volume: int
    snapshots: SnapshotPolicy


class PanelSettingsOut(BaseModel):
    """A panel's settings beside the defaults and what the property decides."""

    settings: PanelSettingsModel
    defaults: PanelSettingsModel
    of_property: PropertyDefaultsOut

    @classmethod
    def of(cls, view: PanelSettingsView) -> "PanelSettingsOut":
        night = view.entrance.night
        return cls(
            settings=PanelSettingsModel.of(view.settings),
            defaults=PanelSettingsModel.of(PanelSettings()),
            of_property=PropertyDefaultsOut(
                night=None if night is None else NightOut(from_minute=night.start, to_minute=night.end),
                night_volume=view.entrance.night_volume,
                snapshots=view.entrance.snapshots,
            ),
        )
