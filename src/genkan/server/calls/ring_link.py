"""The link in a notice: acts once, for one device in one call, without a sign-in and without a page."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from genkan.core.call import Declined, LegId, Phase
from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.access.service import list_passable_doors
from genkan.server.accounts.service import SessionRow, find_session_by_id
from genkan.server.calls.deliveries import give_link_back, use_link
from genkan.server.calls.errors import CallOver
from genkan.server.calls.office import is_called, is_office, list_doors_in_call
from genkan.server.calls.repository import CallRow, find_call
from genkan.server.calls.switchboard import Switchboard
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import DomainError, NotFound
from genkan.server.platform.operations import operation

ID_BYTES = 16
MAC_BYTES = 32


class Intent(StrEnum):
    OPEN = "open"  # release the station's door
    DECLINE = "decline"  # stop ringing on this device


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a genuine link is good for."""

    call_id: str
    session_id: str
    mark: str  # the same link is the same tap, however often it arrives


class RingLinks:
    """Makes links and knows its own. Nothing is stored: a dump of the database opens no door."""

    def __init__(self, server_key: bytes) -> None:
        self._key = server_key

    def make(self, call_id: str, session_id: str) -> str:
        ids = bytes.fromhex(call_id) + bytes.fromhex(session_id)
        return urlsafe_b64encode(ids + self._mac(ids)).rstrip(b"=").decode()

    def find(self, text: str) -> Link | None:
        """Give what the link is good for; None when it is none of ours."""
        try:
            raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (NoBase64, ValueError):
            return None
        ids, mac = raw[: 2 * ID_BYTES], raw[2 * ID_BYTES :]
        if len(raw) != 2 * ID_BYTES + MAC_BYTES or not hmac.compare_digest(mac, self._mac(ids)):
            return None
        return Link(call_id=ids[:ID_BYTES].hex(), session_id=ids[ID_BYTES:].hex(), mark=mac[:ID_BYTES].hex())

    def _mac(self, ids: bytes) -> bytes:
        return hmac.digest(self._key, b"ring-link\n" + ids, hashlib.sha256)


@dataclass(frozen=True, slots=True)
class _Holder:
    row: CallRow
    session: SessionRow
    doors: tuple[str, ...]  # the first one is the button's


@operation("calls.follow_link")
class FollowLink:
    """Do what the notice's button says, once.

    Raises NotFound for a link that is none, was used, or whose device or right has ended; CallOver; and
    whatever keeps the door shut, after which the link may be used again.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        links: RingLinks,
        switchboard: Switchboard,
        release_door: ReleaseDoor,
    ) -> None:
        self._database = database
        self._clock = clock
        self._links = links
        self._switchboard = switchboard
        self._release_door = release_door

    async def __call__(self, text: str, intent: Intent) -> None:
        link = self._links.find(text)
        if link is None:
            raise NotFound
        holder = await self._database.write(lambda connection: self._use(connection, link))
        try:
            await self._act(holder, link, intent)
        except DomainError:
            await self._database.write(
                lambda connection: give_link_back(connection, link.call_id, link.session_id)
            )
            raise

    def _use(self, connection: Connection, link: Link) -> _Holder:
        at = self._clock.now()
        row, session = find_call(connection, link.call_id), find_session_by_id(connection, link.session_id)
        if row is None or session is None:
            raise NotFound
        rights = list_passable_doors(connection, session.person_id, at)
        if not is_called(connection, row, session.person_id, rights, at):
            raise NotFound
        leg = row.call.find_leg(link.session_id)
        if leg is None or not leg.is_live or row.call.phase is Phase.ENDED:
            raise CallOver
        if not use_link(connection, link.call_id, link.session_id, at):
            raise NotFound
        open_doors = list_doors_in_call(connection, row, session.person_id, rights, at)
        doors = tuple(door.door.id for door in open_doors)
        return _Holder(row, session, doors)

    async def _act(self, holder: _Holder, link: Link, intent: Intent) -> None:
        match intent:
            case Intent.OPEN:
                if not holder.doors:
                    raise NotFound
                await self._release_door(
                    Tap(
                        person_id=holder.session.person_id,
                        session_id=link.session_id,
                        door_id=holder.doors[0],
                        key=f"link.{link.mark}",
                        tapped_ms=to_ms(self._clock.now()),
                        call_id=link.call_id,
                        office_station_id=holder.row.station_id if is_office(holder.row) else None,
                    )
                )
            case Intent.DECLINE:
                await self._switchboard.step(
                    link.call_id, Declined(LegId(link.session_id)), allow=lambda _row: None
                )
