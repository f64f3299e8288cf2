"""How soon after 「呼出」 every phone of the home has been told to ring."""

import asyncio
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from genkan.bench.figures import GENKAN, Bound, Figure, Statistic
from genkan.bench.phones import GenkanPhone
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure
from genkan.bench.websocket import WebSocket, connect
from genkan.wire.app import ShowCalls
from genkan.wire.call import CallRef
from genkan.wire.frame import Body, Frame, Nothing, Refused, decode, decode_body, encode
from genkan.wire.ids import new_id
from genkan.wire.panel import PanelCall, ShowPanel

PEOPLE = 4  # of the home that is called
RINGS_A_STATION = 18  # a station may call twenty times a minute
LIMIT_S = 10.0

Fits = Callable[[ShowPanel], bool]
Watch = Callable[[Frame], None]


class BenchPanel:
    """A panel's screen without pixels."""

    def __init__(self) -> None:
        self._socket: WebSocket | None = None
        self._show: ShowPanel | None = None
        self._refusal: str | None = None
        self._changed = asyncio.Event()

    async def open(self, port: int) -> None:
        """Connect as the station's own page does, and wait until the station is online."""
        origin = {"Origin": f"http://127.0.0.1:{port}"}
        self._socket = await connect(port, "/panel", self._take, headers=origin)
        await self._wait("online", lambda show: show.online)

    def call(self, home_number: str) -> None:
        """Press 「呼出」."""
        self._ask("panel.call", PanelCall(home_number=home_number))

    async def hang_up(self) -> None:
        """End the call, and wait until the screen says so."""
        self._ask("panel.hang_up", Nothing())
        await self._wait("at rest", lambda show: show.call is None or show.call.phase == "ended")

    def close(self) -> None:
        """Leave, as a page that is closed."""
        if self._socket is not None:
            self._socket.close()

    def _ask(self, kind: str, body: Body) -> None:
        assert self._socket is not None  # noqa: S101 - opened first
        self._socket.send(encode(kind, body, id=new_id()))

    def _take(self, _: WebSocket, text: bytes) -> None:
        frame = decode(text)
        if frame.kind == "show.panel":
            self._show = decode_body(frame, ShowPanel)
            self._changed.set()
        elif frame.kind == "refused":
            self._refusal = decode_body(frame, Refused).reason

    async def _wait(self, what: str, fits: Fits) -> None:
        try:
            async with asyncio.timeout(LIMIT_S):
                while self._show is None or not fits(self._show):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise CannotMeasure(f"a station was not {what} within {LIMIT_S:.0f} s") from None

    def explain(self, failure: CannotMeasure) -> CannotMeasure:
        """Give the failure with what the station said about it."""
        return failure if self._refusal is None else CannotMeasure(f"{failure}: {self._refusal}")


class Bells:
    """The phones of one home: notes when each is told of a new call, and answers that it rings."""

    def __init__(self, phones: Sequence[GenkanPhone]) -> None:
        self.home_number = phones[0].row.home_number
        self._phones = len(phones)
        self._known: set[tuple[int, str]] = set()
        self._rang: list[float] = []
        self._all_rang = asyncio.Event()
        for number, phone in enumerate(phones):
            phone.watch = self._watcher(number, phone)

    async def wait_for_all(self) -> float:
        """Give when the last of them was told."""
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._all_rang.wait()
        except TimeoutError:
            told = f"{len(self._rang)} of {self._phones} phones"
            raise CannotMeasure(f"only {told} rang within {LIMIT_S:.0f} s") from None
        last = max(self._rang)
        self._rang.clear()
        self._all_rang.clear()
        return last

    def _watcher(self, number: int, phone: GenkanPhone) -> Watch:
        def watch(frame: Frame) -> None:
            if frame.kind != "show.calls":
                return
            told_at = time.perf_counter()
            for call in decode_body(frame, ShowCalls).calls:
                if call.phase == "ringing" and (number, call.call_id) not in self._known:
                    self._known.add((number, call.call_id))
                    self._rang.append(told_at)
                    phone.tell("call.rang", CallRef(call_id=call.call_id))
            if len(self._rang) == self._phones:
                self._all_rang.set()

        return watch


async def measure_ringing(plan: Plan, panels: Sequence[int], phones: Sequence[GenkanPhone]) -> Figure:
    """Ring at one station after the other, and time until the last phone of the home was told."""
    places = []
    for number, port in enumerate(panels):
        first = next(phone.row.home_number for phone in phones if phone.row.station == number)
        home = [phone for phone in phones if phone.row.station == number and phone.row.home_number == first]
        panel = BenchPanel()
        await panel.open(port)
        places.append((panel, Bells(home)))
    count = plan.choose(len(places) * RINGS_A_STATION, len(places))
    plan.say(f"ringing {count} times")
    rounds = []
    for panel, bells in islice(cycle(places), count):
        pressed = time.perf_counter()
        panel.call(bells.home_number)
        try:
            rounds.append([1000 * (await bells.wait_for_all() - pressed)])
            await panel.hang_up()
        except CannotMeasure as failure:
            raise panel.explain(failure) from failure
    for panel, _ in places:
        panel.close()
    return Figure(
        key="p3.ringing",
        title=f"「呼出」 → all {PEOPLE} phones told to ring",
        unit="ms",
        rounds={GENKAN: rounds},
        statistic=Statistic.P95,
        bounds=(Bound("step", 100.0, of=None), Bound("goal", 100.0, of=None)),
    )
