"""P3 of a phone whose app is closed: push delivered → picture, beside the load of a bare page.

The push is handed to the real service worker by the browser's debug port, as the browser does when its push
service calls; the notice is pressed as soon as it is shown: how long somebody looks for the phone is theirs.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from genkan.bench.browsers import INSTRUMENT, PANEL, PHONE, Browsers, open_page, read_marks, wait_for_mark
from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Statistic
from genkan.bench.installation import Installation
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Page, Worker

GOAL_MS = 1_500.0
LIMIT_S = 15.0
SETTLE_S = 0.5
DOOR_READY = "[data-testid^='door-open-']:enabled"
# Beside the closed app: a page that is none of the app's, to which the server tells the call's id.
LISTEN = """
() => {
  window.calls = [];
  const url = location.origin.replace("http", "ws") + "/api/app/link?app=resident";
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    const { kind, body } = JSON.parse(data);
    if (kind === "show.calls") window.calls = body.calls;
  };
  // Whoever is silent is let go.
  setInterval(() => socket.send(JSON.stringify({ kind: "ping", body: { mark: 1 } })), 15_000);
}
"""
LIVE_CALL = "() => window.calls.find((call) => call.phase === 'ringing')?.call_id"
NO_CALL = "() => window.calls.every((call) => call.phase === 'ended')"
# Chromium forgets a notice that is asked for while it is being shown: one after the other.
TAKE_TURNS = """
() => {
  if (self.inTurn) return;
  let last = Promise.resolve();
  self.inTurn = (work) => (last = last.then(work, work));
  const show = ServiceWorkerRegistration.prototype.showNotification;
  ServiceWorkerRegistration.prototype.showNotification = function (...notice) {
    return self.inTurn(() => show.apply(this, notice));
  };
}
"""
# A browser opens windows for a real finger only: the address is kept, and a page is opened there.
PRESS = """
async () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
  let notification;
  while (notification === undefined) {
    await pause();
    [notification] = await self.inTurn(() => self.registration.getNotifications());
  }
  let opened = "";
  self.clients.openWindow = async (path) => { opened = path; return null; };
  const work = [];
  const event = new NotificationEvent("notificationclick", { notification, action: "answer" });
  event.waitUntil = (promise) => work.push(promise);
  self.dispatchEvent(event);
  while (opened === "") await pause();
  return opened;
}
"""


async def measure_woken(
    plan: Plan, browsers: Browsers, served: Installation, panel_port: int, floor_port: int
) -> Figure:
    """Wake the closed phone again and again, in turn with a bare page."""
    rounds: dict[str, list[list[float]]] = {GENKAN: [], FLOOR: []}
    count = plan.choose(12, 1)
    async with (
        _open_closed_phone(browsers, served) as phone,
        open_page(browsers.visitor, f"http://localhost:{panel_port}/", PANEL) as visitor,
    ):
        await visitor.wait_for_selector("[data-testid='panel-state'][data-state='idle']")
        for number in range(-1, count):
            plan.say(f"waking {number + 1} of {count}" if number >= 0 else "a first waking to warm up")
            bare = await phone.time_bare_page(f"http://localhost:{floor_port}/#phone:0:0")
            woken = await phone.time_waking(visitor, served.town.person.home_number)
            if number >= 0:
                rounds[FLOOR].append([bare])
                rounds[GENKAN].append([woken])
    return Figure(
        key="p3.woken",
        title="push delivered, app closed → picture",
        unit="ms",
        rounds=rounds,
        statistic=Statistic.P95,
        bounds=(Bound("goal", GOAL_MS, of=None),),
        notes=("the floor is a bare page's load; the notice is pressed as soon as it is shown",),
    )


class _ClosedPhone:
    """A signed-in phone of which only the service worker is left."""

    def __init__(self, context: "BrowserContext", keeper: "Page", url: str) -> None:
        self._context = context
        self._keeper = keeper
        self._url = url
        self._port: CDPSession | None = None
        self._registration = ""

    async def listen(self) -> None:
        """Find the worker by the debug port, and hear of calls."""
        found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def learn(news: dict[str, list[dict[str, str]]]) -> None:
            for row in news["registrations"]:
                if not found.done():
                    found.set_result(row["registrationId"])

        self._port = await self._context.new_cdp_session(self._keeper)
        self._port.on("ServiceWorker.workerRegistrationUpdated", learn)
        await self._port.send("ServiceWorker.enable")
        try:
            async with asyncio.timeout(LIMIT_S):
                self._registration = await found
        except TimeoutError:
            raise CannotMeasure("the app's service worker did not come up") from None
        await self._keeper.evaluate(LISTEN)

    async def time_bare_page(self, url: str) -> float:
        """Give how long a new page with nothing in it takes, in milliseconds."""
        await asyncio.sleep(SETTLE_S)
        started = time.perf_counter()
        page = await self._context.new_page()
        await page.goto(url, wait_until="commit")
        await page.wait_for_selector("body[data-ready]")
        took_ms = 1000 * (time.perf_counter() - started)
        await page.close()
        return took_ms

    async def time_waking(self, visitor: "Page", home_number: str) -> float:
        """Ring, deliver the push, press the notice; give when the picture was there, in milliseconds."""
        for digit in home_number:
            await visitor.click(f"[data-testid='panel-key-{digit}']")
        await visitor.click("[data-testid='panel-call']")
        call = await (await self._keeper.wait_for_function(LIVE_CALL, polling=20)).json_value()
        await self._worker.evaluate(TAKE_TURNS)
        await asyncio.sleep(SETTLE_S)
        delivered_ms = time.time() * 1000  # the pages' marks are by this clock, too
        await self._deliver(str(call))
        path = await self._press()
        page = await self._context.new_page()
        await page.goto(self._url + path, wait_until="commit")
        await wait_for_mark(page, "framed")
        framed = (await read_marks(page)).framed
        await visitor.click("[data-testid='panel-hangup']")
        await page.close()
        await visitor.wait_for_selector("[data-testid='panel-state'][data-state='idle']")
        await self._keeper.wait_for_function(NO_CALL)
        if framed is None:
            raise CannotMeasure("the page did not note its first picture")
        return framed - delivered_ms

    async def _deliver(self, call_id: str) -> None:
        assert self._port is not None  # noqa: S101 - listened first
        deadline_ms = int(time.time() * 1000) + 20_000
        notice = {"v": 1, "type": "ring", "id": call_id, "title": "正面玄関からの呼出", "answer": "応答"}
        await self._port.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self._url,
                "registrationId": self._registration,
                "data": json.dumps({**notice, "deadline_ms": deadline_ms}),
            },
        )

    async def _press(self) -> str:
        async with asyncio.timeout(LIMIT_S):
            return cast("str", await self._worker.evaluate(PRESS))

    @property
    def _worker(self) -> "Worker":
        return self._context.service_workers[0]


@asynccontextmanager
async def _open_closed_phone(browsers: Browsers, served: Installation) -> AsyncIterator[_ClosedPhone]:
    """Sign in on a phone that allows notices, and close the app."""
    person = served.town.person
    context = await browsers.resident.new_context(
        permissions=["microphone", "notifications"], locale="ja-JP", viewport=PHONE
    )
    try:
        await context.add_init_script(path=INSTRUMENT)
        app = await context.new_page()
        await app.goto(f"{served.url}/app/")
        await app.fill("[data-testid='sign-in-username']", person.username)
        await app.fill("[data-testid='sign-in-password']", person.password)
        await app.click("[data-testid='sign-in-submit']")
        await app.wait_for_selector(DOOR_READY)
        await app.evaluate("navigator.serviceWorker.ready.then(() => null)")
        keeper = await context.new_page()
        await keeper.goto(f"{served.url}/healthz")
        await app.close()
        phone = _ClosedPhone(context, keeper, served.url)
        await phone.listen()
        yield phone
    finally:
        await context.close()
