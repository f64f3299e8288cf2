"""The link between the server and one signed-in app (resident app or portal)."""

from typing import Annotated

import msgspec

from genkan.wire.call import CallRef, CallSay, CallSignal, IceServer, ServedBuilding, WordView
from genkan.wire.frame import Body, Bye, Nothing, Ping, Pong, Refused

Id = Annotated[str, msgspec.Meta(max_length=64)]


# --- up: the app's intents ------------------------------------------------------------------
class DoorRelease(Body, frozen=True, kw_only=True):
    """Ask to release a door once. Reply: DoorReleased; or Refused."""

    door_id: Id
    key: Id  # idempotency: the same key never opens twice
    tapped_ms: int  # server time of the tap, as the app knows it; the release dies 5 s later
    call_id: Id | None = None  # the tap was made in this call, which then ends by itself


class ViewStart(Body, frozen=True, kw_only=True):
    """Look through the camera beside a door (ask). Reply: CallRef; then show.calls; or Refused."""

    door_id: Id


class DoorReleased(Body, frozen=True, kw_only=True):
    """The station drove the relay."""

    event_id: str
    at_ms: int


class CallAnswered(Body, frozen=True, kw_only=True):
    """Reply to call.answer. `won` is false when another device was first or the call is over."""

    won: bool


class PromptAnswer(Body, frozen=True, kw_only=True):
    """Say whether one of the home typed its PIN (ask). Reply: Nothing; or Refused (prompt-over)."""

    prompt_id: Id
    allow: bool


UP: dict[str, type[Body]] = {
    "ping": Ping,
    "door.release": DoorRelease,  # ask → DoorReleased
    "view.start": ViewStart,  # ask → CallRef
    "call.rang": CallRef,  # tell: this device rings
    "call.answer": CallRef,  # ask → CallAnswered
    "call.decline": CallRef,  # ask → Nothing
    "call.hang_up": CallRef,  # ask → Nothing
    "call.say": CallSay,  # ask → Nothing
    "call.signal": CallSignal,  # tell
    "call.alive": CallRef,  # tell, every 1.5 s while talking; the server sends it back
    "prompt.answer": PromptAnswer,  # ask → Nothing
}


# --- down: state and signals ----------------------------------------------------------------
class HomeView(Body, frozen=True, kw_only=True):
    """A home the person belongs to."""

    home_id: str
    number: str
    building_name: str
    household_id: str
    role: str  # master | family


class DoorView(Body, frozen=True, kw_only=True):
    """A door the person may pass now."""

    door_id: str
    name: str
    building_name: str
    online: bool  # whether its station is connected
    state: str | None = None  # closed | open | held | forced, by its monitor; None: it has none
    has_view: bool = False  # whether a resident may look through its station's camera
    # Told to the staff alone:
    relay: int | None = None  # 1 to 3: which relay releases it
    building_id: str | None = None
    release_ms: int | None = None
    fail_mode: str | None = None  # secure | safe: how its strike fails without power


class ShowHome(Body, frozen=True, kw_only=True):
    """Everything the home screen shows."""

    homes: list[HomeView]
    doors: list[DoorView]


class AppCall(Body, frozen=True, kw_only=True):
    """A call as one device of the home sees it."""

    call_id: str
    version: int
    phase: str  # waiting | ringing | backup | talking | ended
    leg: str  # this device's leg
    leg_state: str  # invited | ringing | connected | left
    station_leg: str
    station_name: str
    building_name: str
    home_number: str
    started_ms: int
    doors: list[DoorView]  # the doors of that station this person may release
    ice: list[IceServer]
    leg_end: str | None = None  # declined | elsewhere | hung_up | lost | over
    end: str | None = None  # opened | hung_up | cancelled | no_answer | declined | lost | time_up | replied
    answered_ms: int | None = None
    deadline_ms: int | None = None
    kind: str = "home"  # home | office | view
    words: tuple[WordView, ...] = ()  # what both sides have said without a voice


class ShowCalls(Body, frozen=True, kw_only=True):
    """All calls of the person's homes: live ones, and those that ended a few seconds ago."""

    calls: list[AppCall]


class StationView(Body, frozen=True, kw_only=True):
    """A door station as managers see it."""

    station_id: str
    name: str
    building_name: str
    online: bool
    enrolled: bool
    doors: list[DoorView]
    since_ms: int | None = None  # online or offline since
    version: str | None = None
    last_event_ms: int | None = None
    clock_uncertainty_ms: int | None = None
    property_id: str | None = None  # names of buildings repeat from property to property
    property_name: str | None = None
    tampered: bool | None = None  # whether its housing is open; None: it cannot tell
    building_id: str | None = None  # where it stands
    enrolled_ms: int | None = None  # when the unit that is it now became it
    serves: tuple[ServedBuilding, ...] = ()  # every building whose homes it calls, its own among them


class ShowStations(Body, frozen=True, kw_only=True):
    """Every station of the properties the person looks after."""

    stations: list[StationView]


class AlarmView(Body, frozen=True, kw_only=True):
    """Something at an entrance that somebody should see to, or has seen to."""

    alarm_id: str
    kind: str  # offline | held | forced | tamper | clock
    property_id: str
    station_id: str
    station_name: str
    building_name: str
    since_ms: int
    door_name: str | None = None
    until_ms: int | None = None  # when it ended by itself; None: it goes on
    told_ms: int | None = None  # when the managers were told
    acknowledged_ms: int | None = None
    acknowledged_by: str | None = None  # a name; None also for somebody who was erased
    remark: str | None = None


class ShowAlarms(Body, frozen=True, kw_only=True):
    """The open alarms of the properties the person looks after, newest first."""

    alarms: list[AlarmView]


class PromptView(Body, frozen=True, kw_only=True):
    """Somebody typed the home's right PIN at a keypad that has been guessed at: was it one of us?"""

    prompt_id: str
    household_id: str
    home_number: str
    station_name: str
    building_name: str
    asked_ms: int
    deadline_ms: int


class ShowPrompts(Body, frozen=True, kw_only=True):
    """Every open question to the person's homes."""

    prompts: list[PromptView]


DOWN: dict[str, type[Body]] = {
    "pong": Pong,
    "bye": Bye,
    "refused": Refused,
    "door.release.reply": DoorReleased,
    "view.start.reply": CallRef,
    "call.answer.reply": CallAnswered,
    "call.decline.reply": Nothing,
    "call.hang_up.reply": Nothing,
    "prompt.answer.reply": Nothing,
    "call.say.reply": Nothing,
    "call.signal": CallSignal,
    "call.alive": CallRef,
    "show.prompts": ShowPrompts,  # app=resident
    "show.home": ShowHome,  # app=resident
    "show.calls": ShowCalls,  # app=resident
    "show.stations": ShowStations,  # app=portal
    "show.alarms": ShowAlarms,  # app=portal
}
