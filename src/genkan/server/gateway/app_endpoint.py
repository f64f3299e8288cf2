"""The endpoint `/api/app/link`: one signed-in app's link from its cookie to its end."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.calls.live_view import StartView
from genkan.server.calls.liveness import Liveness
from genkan.server.calls.office import ReleaseFromOffice
from genkan.server.calls.say import SayInCall
from genkan.server.calls.service import Calls
from genkan.server.credentials.prompts import AnswerPrompt
from genkan.server.gateway.apps import App, AppSocket, AppSockets
from genkan.server.gateway.handshake import Scope as AsgiScope
from genkan.server.gateway.handshake import find_query, find_token, is_same_origin
from genkan.server.gateway.identity import Identity
from genkan.server.gateway.showing import Showing
from genkan.server.gateway.socket import CLOSE_POLICY, Socket
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.errors import DomainError, NotSignedIn, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import operation
from genkan.server.platform.policing import Policing
from genkan.server.platform.tasks import Tasks
from genkan.server.platform.web import cookie_name
from genkan.wire.app import CallAnswered, DoorRelease, PromptAnswer, ViewStart
from genkan.wire.call import CallRef, CallSay, CallSignal
from genkan.wire.frame import (
    MAX_APP_FRAME_BYTES,
    Body,
    Frame,
    FrameError,
    Nothing,
    Ping,
    Pong,
    Refused,
    decode_body,
    encode,
    encode_reply,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Mounts:
    """The use cases that an app reaches by its socket."""

    release_door: ReleaseDoor
    release_from_office: ReleaseFromOffice
    calls: Calls
    answer_prompt: AnswerPrompt
    say: SayInCall
    start_view: StartView


Ask = Callable[[AppSocket, Frame], Awaitable[Body]]


class AppEndpoint:
    """Serves apps. One instance for all of them, so that an idle socket costs little."""

    def __init__(  # noqa: PLR0913 - a mount for each use case an app has
        self,
        *,
        sockets: AppSockets,
        identity: Identity,
        policing: Policing,
        showing: Showing,
        mounts: Mounts,
        liveness: Liveness,
        pace: RateLimit,
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self._sockets = sockets
        self._identity = identity
        self._policing = policing
        self._showing = showing
        self._mounts = mounts
        self._liveness = liveness
        self._pace = pace
        self._tasks = tasks
        self._clock = clock
        self._asks: dict[str, Ask] = {
            "door.release": self._release,
            "view.start": self._view,
            "call.rang": self._ring,
            "call.answer": self._answer_call,
            "call.decline": self._decline,
            "call.hang_up": self._hang_up,
            "prompt.answer": self._answer_prompt,
            "call.say": self._say,
        }

    async def serve(self, scope: AsgiScope, socket: Socket) -> None:
        """Serve one app until its link closes."""
        if not is_same_origin(scope):
            await socket.reject()
            return
        await socket.accept()
        app = await self._open(scope, socket)
        del scope  # an idle socket does not keep its handshake
        if app is None:
            await socket.say_goodbye("unauthorised", CLOSE_POLICY)
            return
        self._sockets.add(app)
        try:
            await self._showing.show_everything(app)
            socket.use_shortcut(lambda frame: self._take_at_once(app, frame), limit=MAX_APP_FRAME_BYTES)
            while True:
                await self._take(app, await socket.receive(limit=MAX_APP_FRAME_BYTES))
        except FrameError as error:
            log.info("app.frame.unfit", fault=str(error))
            await socket.close(CLOSE_POLICY)
        finally:
            if self._sockets.remove(app):
                self._tasks.start(self._showing.note_gone(app))

    async def _open(self, scope: AsgiScope, socket: Socket) -> AppSocket | None:
        try:
            kind = App(find_query(scope, "app") or "")
        except ValueError:
            return None
        token = find_token(scope, cookie_name(kind.value))
        if token is None:
            return None
        session = await self._identity.find_session(hashlib.sha256(token.encode()).digest(), kind)
        if session is None:
            return None
        return AppSocket(
            socket, app=kind, session_id=session.id, person_id=session.person_id, ends_at=session.ends_at
        )

    def _take_at_once(self, app: AppSocket, frame: Frame) -> bool:
        """Begin what a frame asks for; False: the frame is of those that keep their order."""
        if frame.kind not in self._asks:
            return False
        self._liveness.hear(app.session_id)
        self._tasks.start_now(self._answer(app, frame))
        return True

    async def _take(self, app: AppSocket, frame: Frame) -> None:
        """Handle one frame; what takes time goes on beside the next one."""
        self._liveness.hear(app.session_id)
        match frame.kind:
            case "ping":
                pong = Pong(server_ms=to_ms(self._clock.now()), mark=decode_body(frame, Ping).mark)
                await app.socket.send(encode("pong", pong))
            case "call.alive":
                await self._keep_alive(app, frame)
            case "call.signal":
                await self._pass_signal(app, decode_body(frame, CallSignal))
            case _:
                self._tasks.start(self._answer(app, frame))

    async def _answer(self, app: AppSocket, frame: Frame) -> None:
        ask = self._asks.get(frame.kind)
        try:
            if (wait_ms := self._pace.take(app.session_id)) is not None:
                raise TooOften(retry_after_ms=wait_ms)
            reply: Body = Refused(reason="kind-unknown") if ask is None else await ask(app, frame)
        except DomainError as error:
            reply = Refused(reason=error.type, retry_after_ms=error.retry_after_ms)
            if isinstance(error, NotSignedIn):
                await self._sockets.dismiss((app,), "ended")
        except FrameError:
            reply = Refused(reason="bad-request")
        if frame.id is not None:
            await app.socket.reply(encode_reply(frame, reply))

    async def _release(self, app: AppSocket, frame: Frame) -> Body:
        # The use case itself reads the memberships, in the same snapshot as the door.
        body = decode_body(frame, DoorRelease)
        tap = Tap(
            person_id=app.person_id,
            session_id=app.session_id,
            door_id=body.door_id,
            key=body.key,
            tapped_ms=body.tapped_ms,
            call_id=body.call_id,
        )
        if await self._mounts.release_from_office.is_meant(tap.call_id):
            scope = self._policing.authorise("calls.release_door", await self._identity.get_actor(app))
            return await self._mounts.release_from_office(scope, tap)
        return await self._mounts.release_door(tap)

    async def _view(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.view", await self._identity.get_actor(app))
        row = await self._mounts.start_view(scope, app.session_id, decode_body(frame, ViewStart).door_id)
        return CallRef(call_id=row.id)

    async def _ring(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.ring", await self._identity.get_actor(app))
        await self._mounts.calls.ring(scope, app.session_id, _call_id(frame))
        return Nothing()

    async def _answer_call(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.answer", await self._identity.get_actor(app))
        return CallAnswered(won=await self._mounts.calls.answer(scope, app.session_id, _call_id(frame)))

    async def _decline(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.decline", await self._identity.get_actor(app))
        await self._mounts.calls.decline(scope, app.session_id, _call_id(frame))
        return Nothing()

    async def _hang_up(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.hang_up", await self._identity.get_actor(app))
        await self._mounts.calls.hang_up(scope, app.session_id, _call_id(frame))
        return Nothing()

    async def _answer_prompt(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("credentials.answer_prompt", await self._identity.get_actor(app))
        body = decode_body(frame, PromptAnswer)
        await self._mounts.answer_prompt(scope, body.prompt_id, allow=body.allow)
        return Nothing()

    async def _say(self, app: AppSocket, frame: Frame) -> Body:
        scope = self._policing.authorise("calls.say", await self._identity.get_actor(app))
        await self._mounts.say(scope, app.session_id, decode_body(frame, CallSay))
        return Nothing()

    async def _pass_signal(self, app: AppSocket, body: CallSignal) -> None:
        try:
            scope = self._policing.authorise("calls.signal", await self._identity.get_actor(app))
            await self._mounts.calls.signal(scope, app.session_id, body)
        except DomainError as error:
            log.debug("call.signal.refused", reason=error.type)

    @operation("calls.keep_alive")
    async def _keep_alive(self, app: AppSocket, frame: Frame) -> None:
        """Echo; that the frame came was noted already, under the session's own leg."""
        await app.socket.send(encode("call.alive", decode_body(frame, CallRef)))


def _call_id(frame: Frame) -> str:
    return decode_body(frame, CallRef).call_id
