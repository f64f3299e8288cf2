"""The apps connected now: the adapter behind the port `AppLink`."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from genkan.server.gateway.socket import CLOSE_GOING_AWAY, CLOSE_POLICY, Socket
from genkan.server.platform.bus import Bus, Message, Subscription
from genkan.wire.frame import Body, encode


class App(StrEnum):
    RESIDENT = "resident"  # the phone app
    PORTAL = "portal"  # for installers and managers


class AppSocket:
    """One app's open link. `places` are the buildings (resident) or properties (portal) it shows."""

    __slots__ = ("app", "ends_at", "person_id", "places", "session_id", "socket")

    def __init__(
        self,
        socket: Socket,
        *,
        app: App,
        session_id: str,
        person_id: str,
        ends_at: datetime | None = None,
    ) -> None:
        self.socket = socket
        self.app = app
        self.session_id = session_id
        self.person_id = person_id
        self.ends_at = ends_at  # of its session, if that ends by itself
        self.places: frozenset[str] = frozenset()


class AppSockets:
    """Every signed-in app's link, wherever its socket ends. One session may have several (tabs)."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._by_session: dict[str, tuple[AppSocket, ...]] = {}
        self._by_place: dict[str, set[AppSocket]] = {}
        self._subscription: Subscription | None = None

    async def start(self) -> None:
        """Listen for frames that other nodes have for apps connected here."""
        self._subscription = await self._bus.subscribe("app.>", self._pass_on)

    async def close(self) -> None:
        if self._subscription is not None:
            await self._subscription.close()

    def add(self, app: AppSocket) -> None:
        self._by_session[app.session_id] = (*self._by_session.get(app.session_id, ()), app)

    def remove(self, app: AppSocket) -> bool:
        """Forget a closed link; True when it was the session's last one here."""
        self.place(app, ())
        left = tuple(other for other in self._by_session.get(app.session_id, ()) if other is not app)
        if left:
            self._by_session[app.session_id] = left
            return False
        self._by_session.pop(app.session_id, None)
        return True

    def place(self, app: AppSocket, places: Iterable[str]) -> None:
        """Note what the app shows, so that only those concerned are told of a change."""
        for place in app.places:
            known = self._by_place.get(place)
            if known is not None:
                known.discard(app)
                if not known:
                    del self._by_place[place]
        app.places = frozenset(places)
        for place in app.places:
            self._by_place.setdefault(place, set()).add(app)

    def at(self, place: str) -> tuple[AppSocket, ...]:
        """Give the apps that show the building or property."""
        return tuple(self._by_place.get(place, ()))

    def of_person(self, person_id: str) -> tuple[AppSocket, ...]:
        return tuple(app for app in self if app.person_id == person_id)

    def ended(self, at: datetime) -> tuple[AppSocket, ...]:
        """Give the apps whose session is over."""
        return tuple(app for app in self if app.ends_at is not None and app.ends_at <= at)

    def is_open(self, session_id: str) -> bool:
        """Whether an app of the session is linked to this very node."""
        return session_id in self._by_session

    async def show(self, session_id: str, kind: str, body: Body) -> None:
        """Show the session's apps a whole state; whoever is not connected is shown it later."""
        frame = encode(kind, body)
        local = self._by_session.get(session_id)
        if local is None:
            await self._bus.publish(f"app.{session_id}", frame)
            return
        for app in local:
            app.socket.post(frame)

    async def tell(self, session_id: str, kind: str, body: Body) -> None:
        """Tell the session's apps something that is worthless later."""
        await self.show(session_id, kind, body)

    async def say_goodbye(self, reason: str, *, retry_after_ms: int) -> None:
        """Tell every app that the server goes away for a while."""
        await asyncio.gather(
            *(app.socket.say_goodbye(reason, CLOSE_GOING_AWAY, retry_after_ms=retry_after_ms) for app in self)
        )

    async def dismiss(self, apps: Iterable[AppSocket], reason: str) -> None:
        """Close links whose right has ended."""
        await asyncio.gather(*(app.socket.say_goodbye(reason, CLOSE_POLICY) for app in apps))

    def __iter__(self) -> Iterator[AppSocket]:
        return iter([app for apps in self._by_session.values() for app in apps])

    def __len__(self) -> int:
        return sum(len(apps) for apps in self._by_session.values())

    async def _pass_on(self, message: Message) -> None:
        for app in self._by_session.get(message.subject.rpartition(".")[2], ()):
            app.socket.post(message.data)
