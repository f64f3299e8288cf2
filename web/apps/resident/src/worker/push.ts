/// <reference lib="webworker" />
import { addressOf, type Notice, type RichNotice, readNotice, type Step } from "./notice";

declare const self: ServiceWorkerGlobalScope;

const RING_PATTERN_MS = [600, 250, 900, 600, 600, 250, 900];
const RING_AGAIN_MS = 7_000; // a notice shakes once; a visitor waits for thirty seconds
const WATCH_AGAIN_MS = 1_000;
const ICON = "/app/icons/icon-192.png";
const PICTURE_LIMIT_MS = 4_000;
// Safari ends the subscription of whoever takes a push and shows nothing.
const MUST_SHOW = /iPhone|iPad|Macintosh.*Version\/.*Safari/.test(self.navigator.userAgent);

/** Take pushes, and presses on the notices they became. */
export function listenForPush(): void {
  self.addEventListener("push", (event) => {
    const notice = readNotice(event.data?.text() ?? "");
    if (notice !== null) event.waitUntil(take(notice));
  });
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const notice = event.notification.data as Notice | null;
    if (notice !== null) event.waitUntil(press(notice, event.action));
  });
  self.addEventListener("pushsubscriptionchange", (event) =>
    event.waitUntil(renew(event as SubscriptionChange)),
  );
}

async function take(notice: Notice): Promise<void> {
  switch (notice.type) {
    case "ring":
      return ring(notice);
    case "withdraw":
      return withdraw(notice);
    case "missed":
      return show(notice, notice.has_picture ? { image: await fetchPicture(notice) } : {});
    case "test":
      void tell(notice, "woke");
      await show(notice, { vibrate: RING_PATTERN_MS, renotify: true, requireInteraction: true });
      return void (await tell(notice, "rang"));
    case "check":
      // The browser wants to see something for every push: it flashes by, without a sound.
      await show({ ...notice, id: "check", title: "Genkan" }, { silent: true });
      return close("check");
    case "lost":
      return show(notice, {});
    case "note":
      return showNote(notice);
  }
}

/** Tell something; what somebody waits for now is no longer asked when its time is over, or before its eyes. */
async function showNote(notice: Notice): Promise<void> {
  if (notice.deadline_ms === undefined) return show(notice, {});
  if (!MUST_SHOW && (leftOf(notice) <= 0 || (await isWatched()))) return;
  await show(notice, { vibrate: RING_PATTERN_MS, renotify: true, requireInteraction: true });
  await pause(Math.max(0, leftOf(notice)));
  await close(tagOf(notice));
}

/** Ring until somebody answers here or elsewhere, or the visitor has waited long enough. */
async function ring(notice: Notice): Promise<void> {
  const woke = tell(notice, "woke");
  if (Date.now() > (notice.deadline_ms ?? Number.POSITIVE_INFINITY)) {
    await show({ ...notice, type: "missed", title: notice.over ?? "" }, { silent: true });
    return void (await woke);
  }
  // The app itself rings before its user's eyes; whoever leaves it, or has just left it, needs the notice.
  if (!MUST_SHOW && (await wasLeft(notice)) === false) return void (await woke);
  await showRing(notice);
  const rang = await tell(notice, "rang");
  if ((await woke) === false || rang === false) return withdraw(notice);
  await keepRinging(notice);
}

/** Wait while the app is watched; true: it is not, and the call still wants an answer. */
async function wasLeft(notice: Notice): Promise<boolean> {
  if (!(await isWatched())) return true;
  while (leftOf(notice) > WATCH_AGAIN_MS) {
    await pause(WATCH_AGAIN_MS);
    if (!(await isWatched())) return (await tell(notice, "woke")) !== false;
  }
  return false;
}

async function keepRinging(notice: Notice): Promise<void> {
  for (let leftMs = leftOf(notice); leftMs > RING_AGAIN_MS; leftMs = leftOf(notice)) {
    await pause(RING_AGAIN_MS);
    const shown = await listShown(tagOf(notice));
    // Withdrawn, pressed, wiped away, or replaced by what became of it.
    if ((shown[0]?.data as Notice | undefined)?.type !== "ring") return;
    await showRing(notice);
  }
}

function pause(limitMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, limitMs));
}

function leftOf({ deadline_ms }: Notice): number {
  return (deadline_ms ?? 0) - Date.now();
}

function showRing(notice: Notice): Promise<void> {
  const actions = [];
  if (notice.answer) actions.push({ action: "answer", title: notice.answer });
  if (notice.open && notice.link) actions.push({ action: "open", title: notice.open });
  return show(notice, { actions, vibrate: RING_PATTERN_MS, renotify: true, requireInteraction: true });
}

async function withdraw(notice: Notice): Promise<void> {
  const wasShown = (await listShown(tagOf(notice))).length > 0;
  if (MUST_SHOW || !wasShown) await show({ ...notice, type: "withdraw" }, { silent: true });
  if (!MUST_SHOW) await close(tagOf(notice));
}

async function press(notice: Notice, action: string): Promise<void> {
  const seen = tell(notice, "seen");
  if (action === "open") await openDoor(notice);
  else await focusOn(addressOf(notice, action));
  await seen;
}

/** Open the door without opening the app: the link in the notice acts once. */
async function openDoor(notice: Notice): Promise<void> {
  const answer = await post("/api/ring-link", { link: notice.link, intent: "open" });
  const result = answer?.ok ? notice.opened : notice.not_opened;
  await show({ ...notice, type: "withdraw", title: result ?? "" }, {});
}

/** Bring the app to the front at the address, or start it there. The portal, to which some lead, is another. */
async function focusOn(path: string): Promise<void> {
  if (path.startsWith("/portal/")) {
    await self.clients.openWindow(path);
    return;
  }
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const app = windows.find(({ url }) => new URL(url).pathname.startsWith("/app/"));
  if (app === undefined) {
    await self.clients.openWindow(path);
    return;
  }
  app.postMessage({ kind: "open", path });
  await app.focus().catch(() => undefined); // behind another program, its user finds it
}

async function isWatched(): Promise<boolean> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.some(
    ({ url, visibilityState }) => visibilityState === "visible" && new URL(url).pathname.startsWith("/app/"),
  );
}

function show(notice: Notice, more: RichNotice): Promise<void> {
  const options: RichNotice = {
    body: notice.body ?? "",
    tag: tagOf(notice),
    data: notice,
    icon: ICON,
    badge: ICON,
    ...more,
  };
  return inTurn(() => self.registration.showNotification(notice.title ?? "", options));
}

function listShown(tag: string): Promise<Notification[]> {
  return inTurn(() => self.registration.getNotifications({ tag }));
}

let turn: Promise<unknown> = Promise.resolve();

/** Chromium forgets a notice that is being shown while somebody asks for the list: one after the other. */
function inTurn<ResultT>(work: () => Promise<ResultT>): Promise<ResultT> {
  const mine = turn.then(work, work);
  turn = mine;
  return mine;
}

async function close(tag: string): Promise<void> {
  for (const shown of await listShown(tag)) shown.close();
}

function tagOf(notice: Notice): string {
  return notice.id ?? notice.type;
}

/** Tell the server how far the call has come here; false: it wants no answer any more. */
async function tell(notice: Notice, step: Step): Promise<boolean | null> {
  const id = encodeURIComponent(notice.id ?? "");
  const path = notice.type === "test" ? `/api/app/test-ring/${id}/delivery` : `/api/app/calls/${id}/delivery`;
  if (notice.type !== "test" && notice.type !== "ring") return null;
  const answer = await post(path, { step });
  if (answer === null) return null; // no network yet: the notice stays
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) return false; // not ours any more
  if (!answer.ok || answer.status === 204) return null;
  return ((await answer.json()) as { is_wanted: boolean }).is_wanted;
}

function post(path: string, body: unknown): Promise<Response | null> {
  return fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
}

/** The visitor's picture as an address that needs no sign-in; the browser fetches images without ours. */
async function fetchPicture({ id }: Notice): Promise<string> {
  try {
    const path = `/api/app/calls/${encodeURIComponent(id ?? "")}/snapshot`;
    const answer = await fetch(path, {
      credentials: "same-origin",
      signal: AbortSignal.timeout(PICTURE_LIMIT_MS),
    });
    if (!answer.ok) return "";
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return `data:image/jpeg;base64,${btoa(text)}`;
  } catch {
    return "";
  }
}

interface SubscriptionChange extends ExtendableEvent {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/** The browser has changed its push address: tell the server at once, or the next visitor rings in vain. */
async function renew({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  const options = oldSubscription?.options;
  const fresh = newSubscription ?? (options ? await self.registration.pushManager.subscribe(options) : null);
  const address = fresh?.toJSON();
  if (!address?.endpoint) return;
  await fetch("/api/app/push", {
    method: "PUT",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      endpoint: address.endpoint,
      keys: address.keys,
      language: self.navigator.language.startsWith("ja") ? "ja" : "en",
    }),
  }).catch(() => null);
}
