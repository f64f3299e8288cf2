"""An installation check as a value: its lines, and what each answer makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

ANSWERED = "answered"  # somebody took the test call; whether they were heard is the installer's to say
CODE_TRIES = 5  # a guess is one of a million, and it takes an installer's sign-in to guess at all


# Left out because there is nothing to try.
NOT_BUILT_IN = frozenset({"not-built-in", "no-monitor", "no-relay", "no-turn"})


class Part(StrEnum):
    LINK = "link"  # the server asks, the unit answers
    CLOCK = "clock"  # the unit knows the time well enough to obey
    TURN = "turn"  # the relay of media is reached from the unit
    CAMERA = "camera"  # its pictures change
    MICROPHONE = "microphone"  # it hears anything
    LOUDSPEAKER = "loudspeaker"  # a tone is heard by the microphone, or by the installer
    RELAY = "relay"  # one for each door
    MONITOR = "monitor"  # the contact of that door
    NFC = "nfc"  # a reader
    CALL = "call"  # somebody is called and answers


class LineState(StrEnum):
    WAITING = "waiting"  # not tried yet
    ASKING = "asking"  # tried; the installer, the monitor or a call has the word
    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the report. `detail` is a figure without words; `reason` has words in `check.json`."""

    part: Part
    door_id: str = ""
    door_name: str = ""
    state: LineState = LineState.WAITING
    reason: str = ""
    detail: str = ""
    by_person: bool = False  # the installer saw or heard it; otherwise it was measured

    @property
    def key(self) -> str:
        return f"{self.part}:{self.door_id}" if self.door_id else self.part.value

    @property
    def shown_state(self) -> str:
        """Give the state as people read it: what is not there at all is `absent`, not skipped."""
        return "absent" if self.reason in NOT_BUILT_IN else self.state.value

    @property
    def is_settled(self) -> bool:
        return self.state in {LineState.OK, LineState.FAILED, LineState.SKIPPED}


# What the unit tries by itself, as often as it is told to.
BY_UNIT = (Part.LINK, Part.CLOCK, Part.TURN, Part.CAMERA, Part.MICROPHONE, Part.LOUDSPEAKER)
# Of those, what needs its screen.
BY_SCREEN = (Part.TURN, Part.CAMERA, Part.MICROPHONE, Part.LOUDSPEAKER)


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far a check has come."""

    language: str
    lines: tuple[Line, ...]
    is_there: bool = False  # whoever leads it has typed the code of the unit's screen
    wrong_codes: int = 0
    round: int = 1  # how often the unit was told to try
    call_since_ms: int | None = None  # a call from then on is the test call

    def find(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)

    def settle(
        self,
        key: str,
        state: LineState,
        *,
        reason: str = "",
        detail: str | None = None,
        by_person: bool = False,
    ) -> "Progress":
        """Give it with the line in another state; a detail that is not given stays."""
        return msgspec.structs.replace(
            self,
            lines=tuple(
                line
                if line.key != key
                else msgspec.structs.replace(
                    line,
                    state=state,
                    reason=reason,
                    detail=line.detail if detail is None else detail,
                    by_person=by_person,
                )
                for line in self.lines
            ),
        )

    @property
    def is_calling(self) -> bool:
        """Whether the unit is wanted for the test call."""
        line = self.find(Part.CALL)
        return line is not None and line.state is LineState.ASKING and line.reason != ANSWERED


class Verdict(StrEnum):
    PASSED = "passed"  # every line is ok, or has nothing to try
    FAULTS = "faults"  # a line failed
    INCOMPLETE = "incomplete"  # nothing failed, but something was not tried


def judge(lines: Sequence[Line]) -> Verdict:
    """Give what the lines come to."""
    if any(line.state is LineState.FAILED for line in lines):
        return Verdict.FAULTS
    left_out = [line for line in lines if line.state is not LineState.OK and line.reason not in NOT_BUILT_IN]
    return Verdict.INCOMPLETE if left_out else Verdict.PASSED


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDoor:
    """A door of the unit, and whether a monitor tells how it stands."""

    id: str
    name: str
    has_monitor: bool


def begin(doors: Sequence[CheckedDoor], *, language: str) -> Progress:
    """Give a check of a unit with these doors, before anything was tried."""
    nothing = LineState.SKIPPED
    lines = [Line(part=part) for part in BY_UNIT]
    for door in doors:
        lines.append(Line(part=Part.RELAY, door_id=door.id, door_name=door.name))
        lines.append(
            Line(part=Part.MONITOR, door_id=door.id, door_name=door.name)
            if door.has_monitor
            else Line(
                part=Part.MONITOR, door_id=door.id, door_name=door.name, state=nothing, reason="no-monitor"
            )
        )
    if not doors:
        lines.append(Line(part=Part.RELAY, state=nothing, reason="no-relay"))
    lines.append(Line(part=Part.NFC, state=nothing, reason="not-built-in"))
    lines.append(Line(part=Part.CALL))
    return Progress(language=language, lines=tuple(lines))


def try_again(progress: Progress) -> Progress:
    """Give it with everything that the unit tries by itself untried."""
    lines = tuple(
        msgspec.structs.replace(line, state=LineState.WAITING, reason="", detail="", by_person=False)
        if line.part in BY_UNIT
        else line
        for line in progress.lines
    )
    return msgspec.structs.replace(progress, lines=lines, round=progress.round + 1)


def finish(progress: Progress) -> Progress:
    """Give it with everything that is open skipped."""
    lines = tuple(
        line if line.is_settled else msgspec.structs.replace(line, state=LineState.SKIPPED, reason="skipped")
        for line in progress.lines
    )
    return msgspec.structs.replace(progress, lines=lines, call_since_ms=None)


def see_monitor(progress: Progress, door_id: str, state: str | None) -> Progress:
    """Take in how a door stands. One that opens while it is waited for proves its relay and its monitor."""
    key = f"{Part.MONITOR}:{door_id}"
    line = progress.find(key)
    if line is None or line.state is not LineState.ASKING or state not in {"open", "held", "forced"}:
        return progress
    seen = progress.settle(key, LineState.OK)
    relay = seen.find(f"{Part.RELAY}:{door_id}")
    if relay is not None and relay.state is LineState.ASKING:
        seen = seen.settle(relay.key, LineState.OK)
    return seen
