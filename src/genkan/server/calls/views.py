"""How a call looks to a device of the home and to the station."""

from dataclasses import dataclass
from datetime import datetime

from genkan.core.call import Leg, LegKind
from genkan.server.calls.ice import list_ice_servers
from genkan.server.calls.repository import CallRow
from genkan.server.platform.clock import to_ms
from genkan.server.platform.settings import IceSettings
from genkan.wire.app import AppCall, DoorView
from genkan.wire.call import LegView, WordView
from genkan.wire.station import StationCall


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlace:
    """The names of where a call comes from."""

    station_name: str
    building_name: str


def view_for_app(
    row: CallRow, leg: Leg, place: CallPlace, doors: list[DoorView], ice: IceSettings, at: datetime
) -> AppCall:
    """Show the call to one device of the home."""
    call = row.call
    answerer = None if call.answered_by is None else call.find_leg(call.answered_by)
    return AppCall(
        call_id=row.id,
        version=call.version,
        kind=call.target.kind.value,
        phase=call.phase.value,
        end=None if call.end is None else call.end.value,
        leg=leg.id,
        leg_state=leg.state.value,
        leg_end=None if leg.end is None else leg.end.value,
        station_leg=_visitor(row).id,
        station_name=place.station_name,
        building_name=place.building_name,
        home_number=row.home_number,
        started_ms=to_ms(row.started_at),
        answered_ms=None if answerer is None else _ms(answerer.connected_at),
        deadline_ms=_ms(call.deadline),
        words=_view_words(row),
        doors=doors,
        ice=list_ice_servers(ice, holder=f"{row.id}.{leg.id}", at=at) if leg.is_live else [],
    )


def view_for_station(row: CallRow, ice: IceSettings, at: datetime) -> StationCall:
    """Show the call to the station it comes from."""
    call = row.call
    own = _visitor(row)
    return StationCall(
        call_id=row.id,
        version=call.version,
        kind=call.target.kind.value,
        phase=call.phase.value,
        end=None if call.end is None else call.end.value,
        home_number=row.home_number,
        leg=own.id,
        legs=[
            LegView(id=leg.id, kind=leg.kind.value, state=leg.state.value)
            for leg in call.legs
            if not leg.is_visitor
        ],
        answered_by=call.answered_by,
        started_ms=to_ms(row.started_at),
        deadline_ms=_ms(call.deadline),
        words=_view_words(row),
        building_id=row.building_id,
        ice=list_ice_servers(ice, holder=f"{row.id}.{own.id}", at=at) if own.is_live else [],
    )


def list_app_legs(row: CallRow) -> tuple[Leg, ...]:
    """Give the devices of the home that were called."""
    return tuple(leg for leg in row.call.legs if leg.kind is LegKind.APP)


def _view_words(row: CallRow) -> tuple[WordView, ...]:
    return tuple(
        WordView(by=word.by.value, at_ms=to_ms(word.at), phrase=word.phrase, text=word.text)
        for word in row.call.words
    )


def _visitor(row: CallRow) -> Leg:
    return next(leg for leg in row.call.legs if leg.is_visitor)


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)
