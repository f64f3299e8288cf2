import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { INSTALLER, NOW_MS } from "../testing/fakes";
import {
  expectAccessible,
  openPortal,
  type TestPortal,
  type TestPortalSetting,
} from "../testing/render-portal";
import type { DoorEvent, EventPage, Week } from "./events-data";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 2 }],
};
const DOORS = [{ door_id: "d1", name: "エントランス", building_name: "東館" }];
const AT_MS = Date.parse("2026-11-22T23:30:05Z"); // the next morning in Tokyo
const HOMES = [
  { home_id: "h101", number: "101", building_name: "東館", state: "active", household_id: "suzuki" },
  { home_id: "h102", number: "102", building_name: "東館", state: "vacant", household_id: null },
];
const SUZUKI = { members: [{ member_id: "m1", display_name: "鈴木 一郎" }] };
const EVENTS = "/api/portal/properties/sakura/events";
const WEEK = "/api/portal/properties/sakura/week";

let portal: TestPortal;

function event(change: Partial<DoorEvent> = {}): DoorEvent {
  return {
    id: "e1",
    at_ms: AT_MS,
    outcome: "opened",
    method: "app",
    door_id: "d1",
    door_name: "エントランス",
    building_name: "東館",
    station_name: "正面玄関",
    holder: "resident",
    holder_name: null,
    has_picture: false,
    ...change,
  };
}

function page(events: DoorEvent[], next: string | null = null, home: string | null = null): EventPage {
  return { events, next_cursor: next, doors: DOORS, time_zone: "Asia/Tokyo", home };
}

const FORCED = event({ id: "e2", outcome: "forced", method: null, holder: "nobody" });
const KEY = event({ id: "e3", method: "qr", has_picture: true });

async function open(first: unknown = page([event(), FORCED, KEY]), setting: TestPortalSetting = {}) {
  portal = await openPortal({
    path: "/portal/events",
    ...setting,
    answers: {
      "GET /api/portal/properties": { properties: [PLACE] },
      "GET /api/portal/properties/sakura/homes": { homes: HOMES },
      "GET /api/portal/households/suzuki": SUZUKI,
      [`GET ${EVENTS}`]: first,
      ...setting.answers,
    },
  });
  await portal.show([]);
  return userEvent.setup();
}

const lines = () => screen.findAllByTestId("portal-event");
const lastAsked = (method: string) => portal.api.asked.filter((one) => one.method === method).at(-1);

afterEach(() => {
  vi.useRealTimers();
});

test("events are told by the building's clock, without whose they were", async () => {
  await open();
  const [opened, forced] = await lines();
  expect(opened).toHaveTextContent("2026/11/23 08:30:05");
  expect(opened).toHaveTextContent("エントランス東館解錠成功アプリ居住者");
  expect(forced).toHaveTextContent("解錠なしに開いた");
  expect(forced).not.toHaveTextContent("居住者");
  await expectAccessible();
});

test("what is asked for stands in the address and is asked of the server, and of the file", async () => {
  const user = await open();
  await lines();
  portal.api.say(`GET ${EVENTS}?method=pin`, page([]));
  await user.selectOptions(screen.getByTestId("portal-events-method"), "pin");
  expect(await screen.findByText("条件に合う記録がありません")).toBeVisible();
  expect(location.search).toBe("?method=pin");
  const midnight = Date.parse("2026-11-17T00:00+09:00");
  portal.api.say(`GET ${EVENTS}?method=pin&from_ms=${midnight}`, page([event({ method: "pin" })]));
  await user.selectOptions(screen.getByTestId("portal-events-period"), "week");
  expect(await lines()).toHaveLength(1);
  expect(screen.getByTestId("portal-events-file")).toHaveAttribute(
    "href",
    `${EVENTS}.csv?method=pin&from_ms=${midnight}&language=ja`,
  );
});

test("an opened housing is told by its station, and can be looked for", async () => {
  const tampered = event({
    outcome: "tampered",
    method: null,
    holder: "nobody",
    door_id: null,
    door_name: "",
    building_name: "",
  });
  const user = await open();
  await lines();
  portal.api.say(`GET ${EVENTS}?outcome=tampered`, page([tampered]));
  await user.selectOptions(screen.getByTestId("portal-events-outcome"), "tampered");
  await waitFor(async () => expect(await lines()).toHaveLength(1));
  expect((await lines())[0]).toHaveTextContent("正面玄関カバーの開放");
});

test("more comes from where the page ended; on a telephone each is a card", async () => {
  const user = await open(page([event()], "77.e1"), { isWide: false });
  await lines();
  expect(screen.queryByTestId("portal-events-door")).not.toBeInTheDocument();
  await user.click(screen.getByTestId("portal-events-filters"));
  expect(within(screen.getByTestId("portal-events-door")).getAllByRole("option")).toHaveLength(2);
  portal.api.cut(`GET ${EVENTS}?cursor=77.e1`);
  await user.click(screen.getByTestId("portal-events-more"));
  expect(await screen.findByText("記録を表示できません")).toBeVisible();
  portal.api.say(`GET ${EVENTS}?cursor=77.e1`, page([FORCED]));
  await user.click(screen.getByRole("button", { name: "もう一度試す" }));
  await waitFor(async () => expect(await lines()).toHaveLength(2));
  expect(screen.queryByTestId("portal-events-more")).not.toBeInTheDocument();
});

test("a home is searched only with a reason, which is sent", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-events-look"));
  await user.click(await screen.findByTestId("portal-look-submit"));
  expect(screen.getByText("理由を入力してください")).toBeVisible();
  expect(within(screen.getByTestId("portal-look-home")).queryByText("東館 102")).not.toBeInTheDocument();
  await user.selectOptions(screen.getByTestId("portal-look-home"), "suzuki");
  await screen.findByRole("option", { name: "鈴木 一郎" });
  await user.selectOptions(screen.getByTestId("portal-look-person"), "m1");
  await user.type(screen.getByTestId("portal-reason"), "鍵の紛失");
  await expectAccessible();
  portal.api.say(`POST ${EVENTS}/look`, { look_id: "l1", until_ms: NOW_MS + 3_600_000 });
  portal.api.say(`GET ${EVENTS}?look_id=l1`, page([event({ holder_name: "鈴木 一郎" })], null, "東館 101"));
  await user.click(screen.getByTestId("portal-look-submit"));
  expect(await screen.findByText("鈴木 一郎 (居住者)")).toBeVisible();
  expect(screen.getByTestId("portal-look")).toHaveTextContent("東館 101 鈴木 一郎の記録を表示しています");
  expect(lastAsked("POST")?.body).toEqual({ household_id: "suzuki", member_id: "m1", reason: "鍵の紛失" });
  await user.click(screen.getByTestId("portal-look-end"));
  await waitFor(async () => expect(await lines()).toHaveLength(3));
});

test("a picture is shown after a reason, and a refusal keeps what was typed", async () => {
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:p", revokeObjectURL: () => {} }));
  const user = await open();
  await user.click(await screen.findByTestId("portal-event-picture"));
  const form = await screen.findByTestId("portal-picture-dialog");
  await user.click(within(form).getByTestId("portal-picture-submit"));
  expect(within(form).getByText("理由を入力してください")).toBeVisible();
  await user.type(within(form).getByTestId("portal-reason"), "荷物の確認");
  portal.api.refuse(`POST ${EVENTS}/e3/picture`, 404, "not-found");
  await user.click(within(form).getByTestId("portal-picture-submit"));
  expect(await within(form).findByTestId("portal-problem")).toBeVisible();
  expect(within(form).getByTestId("portal-reason")).toHaveValue("荷物の確認");
  portal.api.say(`POST ${EVENTS}/e3/picture`, "jpeg");
  await user.click(within(form).getByTestId("portal-picture-submit"));
  expect(await within(form).findByTestId("portal-picture")).toHaveAttribute("src", "blob:p");
  expect(lastAsked("POST")?.body).toEqual({ reason: "荷物の確認" });
});

test("a week is drawn, and is a table for those who do not see it", async () => {
  const quiet = { answered: 0, declined: 0, missed: 0, openings: Array<number>(24).fill(0) };
  const days = Array.from({ length: 7 }, (_, at) => ({ ...quiet, date: `2026-11-${17 + at}` }));
  days[6] = { date: "2026-11-23", answered: 3, declined: 0, missed: 1, openings: quiet.openings.with(8, 5) };
  const none = { count: 0, median_ms: null, p95_ms: null };
  const week: Week = {
    days,
    time_zone: "Asia/Tokyo",
    first_rang: { count: 4, median_ms: 310, p95_ms: 1_250 },
    push: none,
    woke: none,
  };
  await open(page([]), { path: "/portal/events?events=week", answers: { [`GET ${WEEK}`]: week } });
  const hours = await screen.findByRole("table", { name: "時間帯ごとの解錠" });
  expect(within(hours).getByRole("row", { name: "8時台 5" })).toBeInTheDocument();
  const calls = screen.getByRole("table", { name: "呼出の結果" });
  expect(within(calls).getByRole("row", { name: /23日.* 3 0 1$/ })).toBeInTheDocument();
  expect(screen.getByRole("row", { name: /最初の着信まで 0.31秒 1.25秒 4/ })).toBeInTheDocument();
  await expectAccessible();
});

test("an installer is not led to the events, and sees none", async () => {
  await open(page([]), { me: INSTALLER });
  expect(await screen.findByText("管理している物件がありません")).toBeVisible();
  expect(screen.queryByTestId("portal-nav-events")).not.toBeInTheDocument();
  expect(portal.api.asked.some((one) => one.path.startsWith(EVENTS))).toBe(false);
});

test("nothing yet: says what will be here", async () => {
  await open(page([]));
  expect(await screen.findByText("まだ記録がありません")).toBeVisible();
});
