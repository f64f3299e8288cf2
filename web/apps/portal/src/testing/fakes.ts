/** The world around the portal, as the tests make it. */
import type { AlarmView, StationView } from "@genkan/contract";
import type { Me } from "../app/me";

/** Ten in the morning, wherever the test runs. */
export const NOW_MS = new Date(2026, 10, 23, 10, 0).getTime();
export const MINUTE_MS = 60_000;

export const MANAGER: Me = {
  person_id: "p1",
  display_name: "田中 恵",
  username: "100000901",
  language: "ja",
  server_id: "sakura",
  homes: [],
  properties: [{ property_id: "sakura", name: "さくらハイツ", role: "manager" }],
  is_installer: false,
  has_password: true,
  consent_version: null,
  must_set_up: false,
};

export const INSTALLER: Me = {
  ...MANAGER,
  person_id: "p2",
  display_name: "高橋 誠",
  properties: [{ property_id: "sakura", name: "さくらハイツ", role: "installer" }],
  is_installer: true,
};

/** A station that works; say what is different. */
export function station(change: Partial<StationView> = {}): StationView {
  const online = change.online ?? true;
  return {
    station_id: "east",
    name: "正面玄関",
    building_name: "東館",
    property_id: "sakura",
    property_name: "さくらハイツ",
    online,
    enrolled: true,
    since_ms: NOW_MS - 3 * 60 * MINUTE_MS,
    version: "0.1.0",
    last_event_ms: NOW_MS - 12 * MINUTE_MS,
    clock_uncertainty_ms: 14,
    doors: [{ door_id: "d1", name: "エントランス", building_name: "東館", online }],
    ...change,
  };
}

export const OFFLINE = station({
  station_id: "west",
  building_name: "西館",
  online: false,
  since_ms: NOW_MS - 25 * MINUTE_MS,
  doors: [{ door_id: "d2", name: "通用口", building_name: "西館", online: false }],
});

export const UNENROLLED = station({
  station_id: "annex",
  name: "別館入口",
  building_name: "別館",
  online: false,
  enrolled: false,
  since_ms: null,
  version: null,
  last_event_ms: null,
  clock_uncertainty_ms: null,
  doors: [],
});

/** A door that was forced, and stands open. */
export const ALARM: AlarmView = {
  alarm_id: "a1",
  kind: "forced",
  property_id: "sakura",
  station_id: "east",
  station_name: "正面玄関",
  building_name: "東館",
  door_name: "エントランス",
  since_ms: NOW_MS - 5 * MINUTE_MS,
  until_ms: null,
  told_ms: NOW_MS - 5 * MINUTE_MS,
  acknowledged_ms: null,
  acknowledged_by: null,
  remark: null,
};

/** Answers as the server's HTTP API does. What no test said is not found. */
export class FakeApi {
  readonly asked: { method: string; path: string; body: unknown }[] = [];
  readonly #answers = new Map<string, () => Promise<Response>>();

  /** Answer with a body from now on; with a promise of one, whoever asks waits for it. */
  say(route: string, body: unknown, status = 200): void {
    this.#answers.set(route, async () => Response.json(await body, { status }));
  }

  /** Refuse as the server does. */
  refuse(route: string, status: number, reason: string, retryAfterMs?: number): void {
    const more = retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs };
    this.say(route, { type: `urn:genkan:problem:${reason}`, status, ...more }, status);
  }

  /** Let nothing through. */
  cut(route: string): void {
    this.#answers.set(route, () => Promise.reject(new TypeError("Failed to fetch")));
  }

  /** Stands in for the browser's `fetch`. */
  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    this.asked.push({ method, path, body });
    const answer = this.#answers.get(`${method} ${path}`);
    return (
      answer?.() ?? Promise.resolve(Response.json({ type: "urn:genkan:problem:not-found" }, { status: 404 }))
    );
  };
}

/** What a property has chosen that nobody has changed. */
export const PROPERTY_SETTINGS = {
  free_family_members: 3,
  seat_price: 200,
  seat_currency: "USD",
  support_phone: "",
  support_hours: "",
  require_second_factor: false,
  backup_caller: "",
};

/** Give a promise of an answer, and what keeps it. */
export function later(): [answer: Promise<unknown>, say: (body: unknown) => void] {
  let say: (body: unknown) => void = () => undefined;
  const answer = new Promise<unknown>((resolve) => {
    say = resolve;
  });
  return [answer, (body) => say(body)];
}
