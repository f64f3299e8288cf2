"""A phone whose app is closed: only its service worker is left, and a push service that knows it."""

import json
import time
from collections.abc import Iterable
from typing import cast

from playwright.sync_api import Browser, CDPSession, Page, Worker

from e2e.harness.browsers import PHONE, Window
from e2e.harness.pages import SOON_MS, PhonePage
from harness.house import Account
from harness.push_service import Device
from harness.waiting import NotInTime, wait_until

# No push service is reachable from a test: the browser's part of subscribing is played, all else is real.
_SUBSCRIBE = """
(subscription) => {
  const made = { ...subscription, toJSON: () => subscription, unsubscribe: async () => true };
  const key = "test.subscribed";
  PushManager.prototype.getSubscription = async () => (localStorage.getItem(key) ? made : null);
  PushManager.prototype.subscribe = async () => {
    localStorage.setItem(key, "1");
    return made;
  };
}
"""
# Chromium forgets a notice that is asked for while it is being shown: one after the other.
_TAKE_TURNS = """
if (!self.inTurn) {
  let last = Promise.resolve();
  self.inTurn = (work) => (last = last.then(work, work));
  const show = ServiceWorkerRegistration.prototype.showNotification;
  ServiceWorkerRegistration.prototype.showNotification = function (...notice) {
    return self.inTurn(() => show.apply(this, notice));
  };
}
"""
_LIST_NOTICES = (
    "async () => {"
    + _TAKE_TURNS
    + """
  const shown = await self.inTurn(() => self.registration.getNotifications());
  return shown.map(({ title, actions, image, data }) => ({
    title,
    image: (image ?? "").slice(0, 22),
    type: data.type,
    actions: actions.map(({ action }) => action),
  }));
}
"""
)
# A browser opens windows for a real finger only: the address is kept, and the test opens it.
_PRESS = (
    "async (action) => {"
    + _TAKE_TURNS
    + """
  const [notification] = await self.inTurn(() => self.registration.getNotifications());
  let opened = null;
  self.clients.openWindow = async (path) => { opened = path; return null; };
  const work = [];
  const event = new NotificationEvent("notificationclick", { notification, action });
  event.waitUntil = (promise) => work.push(promise);
  self.dispatchEvent(event);
  await Promise.all(work);
  return opened;
}
"""
)


class ClosedPhone:
    """One resident's phone, woken by push alone."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        account: Account,
        device: Device,
        language: str,
        permissions: Iterable[str] = ("notifications", "microphone"),
    ) -> None:
        self.account = account
        self.device = device
        self.language = language
        self._url = url
        self.window = Window(browser, language=language, size=PHONE, permissions=permissions)
        self.window.context.add_init_script(f"({_SUBSCRIBE})({json.dumps(device.subscription)})")
        self.phone = PhonePage(self.window, f"{url}/app/", account=account, language=language)
        self._cdp: CDPSession | None = None
        self._registration_id = ""

    def subscribe(self) -> None:
        """Sign in on a phone that has allowed notifications before, and close the app."""
        self.phone.open()
        self.phone.sign_in()
        self.phone.press("tab-me")
        self.phone.page.get_by_text(self.phone.say("device", "me.push.on")).wait_for(timeout=SOON_MS)
        self.hear_pushes()
        self.window.take_complaints()
        self.phone.page.close()

    def hear_pushes(self) -> None:
        """Wait for the service worker, and be able to hand it pushes."""
        wait_until(lambda: bool(self.window.context.service_workers), limit_s=10, what="the service worker")
        self._listen(self.window.context.new_page())

    def deliver(self, notice: dict[str, object]) -> None:
        """Hand a push to the service worker, as the browser does when its push service calls."""
        assert self._cdp is not None
        self._worker.evaluate(f"() => {{ {_TAKE_TURNS} }}")
        self._cdp.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self._url,
                "registrationId": self._registration_id,
                "data": json.dumps(notice, ensure_ascii=False),
            },
        )

    def list_notices(self) -> list[dict[str, object]]:
        """Give the notices on the phone's screen."""
        return cast("list[dict[str, object]]", self._worker.evaluate(_LIST_NOTICES))

    def wait_for_notice(self, kind: str) -> dict[str, object]:
        """Wait until exactly one notice is shown, of this kind."""
        seen: list[dict[str, object]] = []

        def is_alone() -> bool:
            seen[:] = self.list_notices()
            return [notice["type"] for notice in seen] == [kind]

        try:
            wait_until(is_alone, limit_s=SOON_MS / 1000, what=f"a notice: {kind}")
        except NotInTime as late:
            late.add_note(f"on the screen: {seen}")
            raise
        return seen[0]

    def expect_silence(self) -> None:
        """Wait until no notice is left."""
        wait_until(lambda: self.list_notices() == [], limit_s=SOON_MS / 1000, what="no notice")

    def press_notice(self, action: str = "") -> str | None:
        """Press the notice or one of its buttons; give the address that it opens, if any."""
        return cast("str | None", self._worker.evaluate(_PRESS, action))

    def open_app(self, path: str) -> PhonePage:
        """Open the app where the notice leads, as the browser would."""
        page = self.window.context.new_page()
        self.phone.page = page
        page.goto(self._url + path, wait_until="commit")
        return self.phone

    def close_app(self) -> None:
        """Wipe the app away; the service worker stays."""
        self.phone.page.close()

    @property
    def _worker(self) -> Worker:
        return self.window.context.service_workers[0]

    def _listen(self, page: Page) -> None:
        """Keep a page that is none of the app's, for the debug port's sake."""
        page.goto(f"{self._url}/healthz")
        self._cdp = self.window.context.new_cdp_session(page)
        found: list[str] = []
        self._cdp.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda news: found.extend(row["registrationId"] for row in news["registrations"]),
        )
        self._cdp.send("ServiceWorker.enable")
        end = time.monotonic() + 10
        while not found and time.monotonic() < end:
            page.wait_for_timeout(50)
        self._registration_id = found[-1]
