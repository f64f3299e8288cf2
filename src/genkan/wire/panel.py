"""The link between the station agent and its own screen (the panel), on the unit itself."""

from typing import Annotated

import msgspec

from genkan.wire.call import CallSignal, IceServer, LegView
from genkan.wire.frame import Body, Nothing, Ping, Pong, Refused
from genkan.wire.station import SNAPSHOT_LIMIT_BYTES


# --- up -------------------------------------------------------------------------------------
class PanelCall(Body, frozen=True, kw_only=True):
    """The visitor pressed 「呼出」 (ask). Reply: Nothing, then show.panel; or Refused."""

    home_number: Annotated[str, msgspec.Meta(max_length=16)]


class PanelSnapshot(Body, frozen=True, kw_only=True):
    """A picture of the visitor for a missed call."""

    call_id: Annotated[str, msgspec.Meta(max_length=64)]
    jpeg: Annotated[bytes, msgspec.Meta(max_length=SNAPSHOT_LIMIT_BYTES)]


class PanelMedia(Body, frozen=True, kw_only=True):
    """What the screen may use: ok | refused | missing."""

    camera: str
    microphone: str


UP: dict[str, type[Body]] = {
    "ping": Ping,
    "panel.call": PanelCall,  # ask → Nothing
    "panel.hang_up": Nothing,  # ask → Nothing: the visitor ends or cancels the call
    "panel.signal": CallSignal,  # tell
    "panel.snapshot": PanelSnapshot,  # tell
    "panel.media": PanelMedia,  # tell
    "panel.alive": Nothing,  # tell, every 1.5 s while in a call
}


# --- down -----------------------------------------------------------------------------------
class PanelCallView(Body, frozen=True, kw_only=True):
    """The call the screen shows."""

    call_id: str
    phase: str  # ringing | backup | talking | ended
    home_number: str
    leg: str
    legs: list[LegView]
    ice: list[IceServer]
    end: str | None = None  # opened | hung_up | cancelled | no_answer | declined | lost | time_up
    answered_by: str | None = None
    deadline_ms: int | None = None


class ShowPanel(Body, frozen=True, kw_only=True):
    """Everything the screen shows besides what is being typed."""

    enrolled: bool
    online: bool  # whether the station's link to the server is open
    station_name: str
    building_name: str
    time_zone: str
    server_ms: int | None  # the station's idea of the time; None while unknown
    languages: list[str]
    idle_s: int
    home_number_digits: int
    call: PanelCallView | None = None
    opened_ms: int | None = None  # a door of this station was released at that time, call or not


DOWN: dict[str, type[Body]] = {
    "pong": Pong,
    "refused": Refused,
    "panel.call.reply": Nothing,
    "panel.hang_up.reply": Nothing,
    "panel.signal": CallSignal,
    "show.panel": ShowPanel,
}
