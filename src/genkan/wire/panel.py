"""The link between the station agent and its own screen (the panel), on the unit itself."""

from typing import Annotated, Literal

import msgspec

from genkan.wire.call import CallSignal, IceServer, LegView, ServedBuilding, WordView
from genkan.wire.frame import Body, Nothing, Ping, Pong, Refused
from genkan.wire.station import (
    SNAPSHOT_LIMIT_BYTES,
    CheckReport,
    CheckView,
    Directory,
    DirectoryList,
    NightHours,
    OpenHours,
)

FRAME_LIMIT_PIXELS = 768 * 480  # as base64 just below MAX_FRAME_BYTES; a code of 25 modules needs far less


# --- up -------------------------------------------------------------------------------------
class PanelCall(Body, frozen=True, kw_only=True):
    """The visitor pressed 「呼出」 (ask). Reply: Nothing, then show.panel; or Refused."""

    home_number: Annotated[str, msgspec.Meta(max_length=16)]
    office: bool = False  # 「管理室」; the number is empty then
    building_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None  # None: the station's own


class PanelSay(Body, frozen=True, kw_only=True):
    """The visitor answers with a button (ask). Reply: Nothing, or Refused."""

    phrase: Annotated[str, msgspec.Meta(max_length=16)]  # yes | no | again | parcel | later


class PanelSnapshot(Body, frozen=True, kw_only=True):
    """A picture of the visitor for a missed call."""

    call_id: Annotated[str, msgspec.Meta(max_length=64)]
    jpeg: Annotated[bytes, msgspec.Meta(max_length=SNAPSHOT_LIMIT_BYTES)]


class PanelKeyPicture(Body, frozen=True, kw_only=True):
    """A picture of whoever has just opened with a key, where `PanelEntry.picture_of` asked for one."""

    event_id: Annotated[str, msgspec.Meta(max_length=64)]
    jpeg: Annotated[bytes, msgspec.Meta(max_length=SNAPSHOT_LIMIT_BYTES)]


class PanelMedia(Body, frozen=True, kw_only=True):
    """What the screen may use: ok | refused | missing."""

    camera: str
    microphone: str


class PanelPin(Body, frozen=True, kw_only=True):
    """Somebody typed a PIN and pressed 「解錠」 (ask). Reply: PanelEntry.

    `session` is new each time the key screen opens: a right entry forgives typos of its own session only.
    """

    session: Annotated[str, msgspec.Meta(max_length=64)]
    digits: Annotated[str, msgspec.Meta(max_length=32)]
    home_number: Annotated[str, msgspec.Meta(max_length=16)] | None = None
    door_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None  # None: the first one the PIN opens
    building_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None  # of the home number


class PanelKey(Body, frozen=True, kw_only=True):
    """A QR code was read (ask). Reply: PanelEntry."""

    session: Annotated[str, msgspec.Meta(max_length=64)]
    token: Annotated[str, msgspec.Meta(max_length=256)]


class PanelFrame(Body, frozen=True, kw_only=True):
    """One frame of the camera while the QR screen is open (ask). Reply: PanelSeen; then the next."""

    session: Annotated[str, msgspec.Meta(max_length=64)]
    width: Annotated[int, msgspec.Meta(ge=32, le=1024)]
    height: Annotated[int, msgspec.Meta(ge=32, le=1024)]
    luminance: Annotated[bytes, msgspec.Meta(max_length=FRAME_LIMIT_PIXELS)]  # a byte a pixel, row by row


class PanelLeave(Body, frozen=True, kw_only=True):
    """The key screen was left (tell): no tap on a phone is waited for any longer."""

    session: Annotated[str, msgspec.Meta(max_length=64)]


class PanelBrightness(Body, frozen=True, kw_only=True):
    """How bright the screen should be now (tell); only where the unit can dim its backlight."""

    percent: Annotated[int, msgspec.Meta(ge=0, le=100)]


UP: dict[str, type[Body]] = {
    "ping": Ping,
    "panel.enter_pin": PanelPin,  # ask → PanelEntry
    "panel.show_key": PanelKey,  # ask → PanelEntry
    "panel.show_frame": PanelFrame,  # ask → PanelSeen
    "panel.leave_entry": PanelLeave,  # tell
    "panel.directory": DirectoryList,  # ask → Directory
    "panel.call": PanelCall,  # ask → Nothing
    "panel.hang_up": Nothing,  # ask → Nothing: the visitor ends or cancels the call
    "panel.say": PanelSay,  # ask → Nothing
    "panel.signal": CallSignal,  # tell
    "panel.snapshot": PanelSnapshot,  # tell
    "panel.key_picture": PanelKeyPicture,  # tell
    "panel.media": PanelMedia,  # tell
    "panel.brightness": PanelBrightness,  # tell
    "panel.check": CheckReport,  # ask → Nothing
    "panel.alive": Nothing,  # tell, every 1.5 s while in a call
}


# --- down -----------------------------------------------------------------------------------
class PanelCallView(Body, frozen=True, kw_only=True):
    """The call the screen shows."""

    call_id: str
    phase: str  # waiting | ringing | backup | talking | ended
    home_number: str
    leg: str
    legs: list[LegView]
    ice: list[IceServer]
    end: str | None = None  # opened | hung_up | cancelled | no_answer | declined | lost | time_up | replied
    answered_by: str | None = None
    deadline_ms: int | None = None
    kind: str = "home"  # home | office | view
    words: tuple[WordView, ...] = ()
    building_name: str = ""  # of the home, where the station serves several


EntryOutcome = Literal[
    "opened",  # the door was released
    "not_now",  # right, but not at this time; valid_from_ms says when next, absent: never again
    "used_up",  # every use of the key is used
    "unknown",  # no such PIN or key, or no longer
    "slow_down",  # nothing was tried; the next try counts after wait_ms
    "home_number",  # the home number too, please; for right and wrong digits alike
    "tap_on_phone",  # a phone of the home must allow it until deadline_ms; for right and wrong digits alike
    "other_way",  # it cannot be decided here and now: face, phone or a call
    "other_entrance",  # the key is counted at `entrance`, which cannot be asked now
    "clock_unknown",  # the unit does not know the time: what depends on it must wait
    "failed",  # the relay or the disk did not do it
]


class PanelEntry(Body, frozen=True, kw_only=True):
    """What became of the last PIN or key; the panel shows it on its key screen."""

    session: str
    method: Literal["pin", "qr"]
    outcome: EntryOutcome
    at_ms: int | None = None  # server time, when known
    wait_ms: int | None = None
    valid_from_ms: int | None = None
    deadline_ms: int | None = None
    entrance: str | None = None
    picture_of: str | None = None  # opened with a key: this entry wants a picture of who stands there


class PanelSeen(Body, frozen=True, kw_only=True):
    """What the frame showed: what became of its key; or a code that is no key; or neither."""

    entry: PanelEntry | None = None
    is_foreign: bool = False


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
    has_directory: bool = False
    takes_pictures: bool = True
    office_hours: tuple[OpenHours, ...] = ()
    night: NightHours | None = None
    buildings: tuple[ServedBuilding, ...] = ()  # 棟 to choose from; none: only the station's own
    call: PanelCallView | None = None
    opened_ms: int | None = None  # a door of this station was released at that time, call or not
    entry: PanelEntry | None = None  # of the key screen, until the next one, panel.leave_entry or 30 s
    volume: int = 100  # per cent of what the unit can, by day
    brightness: int = 100  # per cent of what the screen can
    night_brightness: int = 100  # the same at night, while nobody uses it
    check: CheckView | None = None  # the installation check that runs here
    revoked: bool = False  # the unit was replaced or removed: it is a station no more
    has_backlight: bool = False  # the unit dims the screen itself; otherwise the page does


DOWN: dict[str, type[Body]] = {
    "pong": Pong,
    "refused": Refused,
    "panel.directory.reply": Directory,
    "panel.call.reply": Nothing,
    "panel.hang_up.reply": Nothing,
    "panel.enter_pin.reply": PanelEntry,
    "panel.show_key.reply": PanelEntry,
    "panel.show_frame.reply": PanelSeen,
    "panel.say.reply": Nothing,
    "panel.check.reply": Nothing,
    "panel.signal": CallSignal,
    "show.panel": ShowPanel,
}
