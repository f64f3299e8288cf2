"""The visitor's call as this unit shows it: the server's word, and what the visitor was already told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from genkan.core.call import End, Phase, TargetKind
from genkan.wire.panel import PanelCallView
from genkan.wire.station import StationCall


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorCall:
    """What the panel shows of a call. One that the visitor was told is over stays over."""

    shown: StationCall | None = None
    placed_id: str | None = None  # the call the visitor just placed, maybe not shown yet
    abandoned_id: str | None = None  # over for the visitor, though the server may still call it live
    cleared_id: str | None = None  # its end was shown for long enough

    @property
    def is_live(self) -> bool:
        return self.shown is not None and self.shown.phase != Phase.ENDED

    @property
    def is_talking(self) -> bool:
        return self.shown is not None and self.shown.phase == Phase.TALKING

    @property
    def is_view(self) -> bool:
        """Whether nobody calls: a resident looks through the camera."""
        return self.shown is not None and self.shown.kind == TargetKind.VIEW

    @property
    def id(self) -> str | None:
        return None if self.shown is None else self.shown.call_id

    def take_in(self, word: StationCall | None) -> "VisitorCall":
        """Give the call after the server's newest word about it."""
        if word is None:
            return self if self._is_abandoned(self.id) else replace(self, shown=None)
        if word.phase == Phase.ENDED:
            # The end of a call that nobody here saw, or whose end was shown before, is no news.
            is_news = word.call_id in (self.id, self.placed_id) and word.call_id != self.cleared_id
            return replace(self, shown=word) if is_news else self
        if self._is_abandoned(word.call_id) or self._is_older(word):
            return self
        return replace(self, shown=word, abandoned_id=None)

    def place(self, call_id: str) -> "VisitorCall":
        """Give the call after the server accepted it."""
        return replace(self, placed_id=call_id)

    def abandon(self, end: End) -> "VisitorCall":
        """Give the call after the visitor was told that it is over, without the server's word."""
        if self.shown is None or not self.is_live:
            return self
        over = msgspec.structs.replace(
            self.shown, phase=Phase.ENDED.value, end=end.value, deadline_ms=None, legs=[], answered_by=None
        )
        return replace(self, shown=over, abandoned_id=over.call_id)

    def clear(self) -> "VisitorCall":
        """Give the call after its end was shown for long enough."""
        if self.shown is None or self.is_live:
            return self
        return replace(self, shown=None, cleared_id=self.shown.call_id)

    def is_denied(self, word: StationCall | None) -> bool:
        """Whether the server calls live what is over for the visitor: it must be told."""
        return word is not None and word.phase != Phase.ENDED and self._is_abandoned(word.call_id)

    def view(self, buildings: Mapping[str, str]) -> PanelCallView | None:
        """Give what the panel shows. `buildings`: the names of those to choose from, by id."""
        call = self.shown
        if call is None:
            return None
        return PanelCallView(
            call_id=call.call_id,
            phase=call.phase,
            home_number=call.home_number,
            leg=call.leg,
            legs=call.legs,
            ice=call.ice,
            end=call.end,
            answered_by=call.answered_by,
            deadline_ms=call.deadline_ms,
            kind=call.kind,
            words=call.words,
            building_name=buildings.get(call.building_id, ""),
        )

    def _is_abandoned(self, call_id: str | None) -> bool:
        return call_id is not None and call_id == self.abandoned_id

    def _is_older(self, word: StationCall) -> bool:
        """Whether another node said less than we already know."""
        return (
            self.shown is not None
            and word.call_id == self.shown.call_id
            and word.version < self.shown.version
        )
