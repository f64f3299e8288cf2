"""What the HTTP API says about alarms."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from genkan.server.alarms.service import AlarmChoice, AlarmPage, AlarmRules, AlarmSettings
from genkan.server.platform.text import clean_line
from genkan.wire.app import AlarmView

REMARK_LIMIT = 500  # what was found and done, in a sentence or two
MARK_LIMIT = 64
DAY_MIN = 1_440

Remark = Annotated[str, StringConstraints(max_length=REMARK_LIMIT), AfterValidator(clean_line)]


class AlarmOut(BaseModel):
    """Something at an entrance that somebody should see to, or has seen to."""

    alarm_id: str
    kind: Literal["offline", "held", "forced", "tamper", "clock"]
    property_id: str
    station_id: str
    station_name: str
    building_name: str
    door_name: str | None
    since_ms: int
    until_ms: int | None = Field(description="When it ended by itself; absent: it goes on.")
    told_ms: int | None
    acknowledged_ms: int | None
    acknowledged_by: str | None
    remark: str | None

    @classmethod
    def of(cls, view: AlarmView) -> "AlarmOut":
        return cls.model_validate({name: getattr(view, name) for name in cls.model_fields})


class AlarmsOut(BaseModel):
    """Alarms of the asker's properties, newest first."""

    alarms: list[AlarmOut]
    open_count: int
    next_before: str | None = Field(description="Marks where the next page begins; absent: there is none.")

    @classmethod
    def of(cls, page: AlarmPage) -> "AlarmsOut":
        return cls(
            alarms=[AlarmOut.of(view) for view in page.alarms],
            open_count=page.open_count,
            next_before=page.next_before,
        )


class AcknowledgeIn(BaseModel):
    """What was found and done; may be empty."""

    remark: Remark = ""


class AlarmRulesModel(BaseModel):
    """What a property counts as an alarm, and when who has not reacted is told again."""

    offline_after_min: int = Field(ge=1, le=DAY_MIN, description="Minutes without a link.")
    clock_bound_s: int = Field(ge=1, le=600, description="How far a station's time may be off, in seconds.")
    remind_after_min: int = Field(ge=0, le=DAY_MIN, description="0: nobody is reminded.")

    @classmethod
    def of(cls, rules: AlarmRules) -> "AlarmRulesModel":
        return cls(
            offline_after_min=rules.offline_after_min,
            clock_bound_s=rules.clock_bound_s,
            remind_after_min=rules.remind_after_min,
        )

    def read(self) -> AlarmRules:
        """Give the rules."""
        return AlarmRules(
            offline_after_min=self.offline_after_min,
            clock_bound_s=self.clock_bound_s,
            remind_after_min=self.remind_after_min,
        )


class AlarmChoiceModel(BaseModel):
    """How a manager is told."""

    mail: bool
    push: bool

    def read(self) -> AlarmChoice:
        """Give the choice."""
        return AlarmChoice(mail=self.mail, push=self.push)


class AlarmSettingsOut(BaseModel):
    """A property's rules, and how the asker is told; absent: they are no manager of it."""

    rules: AlarmRulesModel
    choice: AlarmChoiceModel | None

    @classmethod
    def of(cls, settings: AlarmSettings) -> "AlarmSettingsOut":
        choice = settings.choice
        return cls(
            rules=AlarmRulesModel.of(settings.rules),
            choice=None if choice is None else AlarmChoiceModel(mail=choice.mail, push=choice.push),
        )
