"""What the controller needs from the two links above it."""

from typing import Protocol, TypeVar

from genkan.wire.call import CallRef, CallSignal
from genkan.wire.frame import Body, Refused
from genkan.wire.panel import ShowPanel
from genkan.wire.rights import HouseholdAnswer, SyncHurry
from genkan.wire.station import JournalAcknowledged, ShowCall, ShowCheck, ShowConfig

# What the server shows or tells a unit.
ServerWord = (
    ShowConfig
    | ShowCall
    | ShowCheck
    | CallSignal
    | CallRef
    | JournalAcknowledged
    | SyncHurry
    | HouseholdAnswer
)
AnswerT = TypeVar("AnswerT", bound=Body)


class LinkLost(Exception):
    """The ask got no answer: the link closed or the server was too slow. It may or may not be done."""


class Uplink(Protocol):
    """The open link to the server."""

    @property
    def heard_ms(self) -> float:
        """When the server was last heard, by the monotonic clock."""

    async def ask(self, kind: str, body: Body, answer: type[AnswerT]) -> AnswerT | Refused:
        """Ask the server and give its answer. Raises LinkLost."""

    async def tell(self, kind: str, body: Body) -> None:
        """Tell the server; on a closing link it is dropped, for the next one starts from whole states."""

    def set_pace(self, *, in_call: bool) -> None:
        """Beat fast while a visitor is in a call, so that a dead link is noticed within seconds."""

    def refresh_clock(self) -> None:
        """Ask for the server's time now instead of at the next beat."""


class Screen(Protocol):
    """The panel that drives the unit. Both methods return at once."""

    def show(self, panel: ShowPanel) -> None:
        """Show this; only the newest matters."""

    def signal(self, signal: CallSignal) -> None:
        """Pass on a step of the media; none may be skipped."""

    def replace(self) -> None:
        """Say that another panel has taken over, and leave."""
