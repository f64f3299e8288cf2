"""The HTTP mounts of alarms."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from genkan.server.alarms.schemas import (
    MARK_LIMIT,
    AcknowledgeIn,
    AlarmChoiceModel,
    AlarmRulesModel,
    AlarmSettingsOut,
    AlarmsOut,
)
from genkan.server.alarms.service import (
    Acknowledge,
    ChangeChoice,
    ChangeRules,
    GetAlarmSettings,
    ListAlarms,
)
from genkan.server.platform.web import PortalScope, mounts

SETTINGS = "/properties/{property_id}/alarm-settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMounts:
    """The operations on alarms."""

    list_alarms: ListAlarms
    acknowledge: Acknowledge
    get_settings: GetAlarmSettings
    change_rules: ChangeRules
    change_choice: ChangeChoice


def build_router(use: AlarmMounts) -> APIRouter:
    """Mount the operations on alarms."""
    router = APIRouter(prefix="/api/portal", tags=["alarms"])

    @router.get("/alarms", openapi_extra=mounts("alarms.list_alarms"))
    async def get_alarms(
        scope: PortalScope,
        show: Literal["open", "all"] = "open",
        before: Annotated[str | None, Query(max_length=MARK_LIMIT)] = None,
    ) -> AlarmsOut:
        """List alarms of the asker's properties, newest first."""
        return AlarmsOut.of(await use.list_alarms(scope, only_open=show == "open", before=before))

    @router.post(
        "/alarms/{alarm_id}/acknowledge", openapi_extra=mounts("alarms.acknowledge"), status_code=204
    )
    async def post_acknowledge(scope: PortalScope, alarm_id: str, body: AcknowledgeIn) -> None:
        """Say that one has seen to an alarm."""
        await use.acknowledge(scope, alarm_id, body.remark)

    @router.get(SETTINGS, openapi_extra=mounts("alarms.get_settings"))
    async def get_settings(scope: PortalScope, property_id: str) -> AlarmSettingsOut:
        """Give what a property counts as an alarm, and how the asker is told."""
        return AlarmSettingsOut.of(await use.get_settings(scope, property_id))

    @router.put(SETTINGS + "/rules", openapi_extra=mounts("alarms.change_rules"), status_code=204)
    async def put_rules(scope: PortalScope, property_id: str, body: AlarmRulesModel) -> None:
        """Say what a property counts as an alarm."""
        await use.change_rules(scope, property_id, body.read())

    @router.put(SETTINGS + "/choice", openapi_extra=mounts("alarms.change_choice"), status_code=204)
    async def put_choice(scope: PortalScope, property_id: str, body: AlarmChoiceModel) -> None:
        """Say how one wants to be told."""
        await use.change_choice(scope, property_id, body.read())

    return router
