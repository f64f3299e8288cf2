"""What the HTTP API says about calls to the management office."""

from pydantic import BaseModel

from genkan.server.calls.office_calls import OfficeCall
from genkan.server.platform.clock import to_ms


class OfficeCallOut(BaseModel):
    """One call. `outcome`: opened, hung_up, no_answer, ...; null while it is live."""

    call_id: str
    at_ms: int
    station_name: str
    building_name: str
    outcome: str | None
    answered_by: str | None
    talked_s: int | None
    has_picture: bool

    @classmethod
    def of(cls, call: OfficeCall) -> "OfficeCallOut":
        return cls(
            call_id=call.call_id,
            at_ms=to_ms(call.at),
            station_name=call.station_name,
            building_name=call.building_name,
            outcome=None if call.is_live or call.end is None else call.end.value,
            answered_by=call.answered_by,
            talked_s=call.talked_s,
            has_picture=call.has_picture,
        )


class OfficeCallsOut(BaseModel):
    """The calls of the last 30 days, newest first."""

    calls: list[OfficeCallOut]
