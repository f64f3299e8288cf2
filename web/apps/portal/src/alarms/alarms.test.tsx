import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ALARM, INSTALLER, later, MINUTE_MS, NOW_MS, station } from "../testing/fakes";
import { expectAccessible, openPortal } from "../testing/render-portal";

const PLACES = {
  properties: [{ property_id: "sakura", name: "さくらハイツ", buildings: [] }],
};
const SETTINGS = {
  rules: { offline_after_min: 10, clock_bound_s: 2, remind_after_min: 60 },
  choice: { mail: true, push: true },
};
const SEEN = {
  ...ALARM,
  alarm_id: "a0",
  kind: "held",
  until_ms: NOW_MS - 3 * MINUTE_MS,
  acknowledged_ms: NOW_MS - MINUTE_MS,
  acknowledged_by: "田中 恵",
  remark: "台車がはさまっていました",
};
const OPEN_ROUTE = "GET /api/portal/alarms?show=open";
const PAGE = {
  path: "/portal/alarms",
  answers: {
    [OPEN_ROUTE]: { alarms: [ALARM], open_count: 1, next_before: null },
    "GET /api/portal/properties": PLACES,
    "GET /api/portal/properties/sakura/alarm-settings": SETTINGS,
  },
};

test("an alarm is acknowledged with a remark, and what was typed survives a refusal", async () => {
  const { api } = await openPortal(PAGE);
  await userEvent.click(await screen.findByTestId("portal-alarm-acknowledge"));
  await userEvent.type(screen.getByTestId("portal-alarm-remark"), "見回りました");
  api.refuse("POST /api/portal/alarms/a1/acknowledge", 409, "alarm-acknowledged");
  await userEvent.click(screen.getByTestId("portal-alarm-confirm"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("ほかの担当者がすでに確認しています");
  expect(screen.getByTestId("portal-alarm-remark")).toHaveValue("見回りました");
  await expectAccessible();
  api.say("POST /api/portal/alarms/a1/acknowledge", {});
  const done = { ...ALARM, acknowledged_ms: NOW_MS, acknowledged_by: "田中 恵", remark: "見回りました" };
  api.say(OPEN_ROUTE, { alarms: [done], open_count: 1, next_before: null });
  await userEvent.click(screen.getByTestId("portal-alarm-confirm"));
  expect(await screen.findByTestId("portal-alarm-seen")).toHaveTextContent("田中 恵さんが確認");
  expect(screen.queryByTestId("portal-alarm-acknowledge")).toBeNull();
  const sent = api.asked.filter(({ method }) => method === "POST");
  expect(sent.map(({ body }) => body)).toEqual([{ remark: "見回りました" }, { remark: "見回りました" }]);
});

test("who is told stands below the list, and not before the list is there", async () => {
  const [alarms, sayAlarms] = later();
  await openPortal({ ...PAGE, answers: { ...PAGE.answers, [OPEN_ROUTE]: alarms } });
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByTestId("portal-alarm-offline_after_min")).toBeNull();
  sayAlarms({ alarms: [ALARM], open_count: 1, next_before: null });
  expect(await screen.findByTestId("portal-alarm-offline_after_min")).toBeVisible();
});

test("all alarms are shown page by page, the past with who saw to it", async () => {
  const { api } = await openPortal(PAGE);
  api.say("GET /api/portal/alarms?show=all", { alarms: [ALARM], open_count: 1, next_before: "5-a1" });
  api.say("GET /api/portal/alarms?show=all&before=5-a1", {
    alarms: [SEEN],
    open_count: 1,
    next_before: null,
  });
  await userEvent.click(await screen.findByTestId("portal-filter-all"));
  await userEvent.click(await screen.findByTestId("portal-alarms-more"));
  const past = (await screen.findAllByTestId("portal-alarm"))[1] as HTMLElement;
  expect(within(past).getByText("台車がはさまっていました")).toBeVisible();
  expect(past).toHaveAttribute("data-state", "over");
  expect(screen.queryByTestId("portal-alarms-more")).toBeNull();
  await expectAccessible();
});

test("a manager chooses how to be told, and what counts as an alarm", async () => {
  const { api } = await openPortal(PAGE);
  api.say("PUT /api/portal/properties/sakura/alarm-settings/choice", {});
  api.say("PUT /api/portal/properties/sakura/alarm-settings/rules", {});
  await userEvent.click(await screen.findByTestId("portal-alarm-push"));
  await userEvent.selectOptions(screen.getByTestId("portal-alarm-offline_after_min"), "30");
  const sent = api.asked.filter(({ method }) => method === "PUT").map(({ body }) => body);
  expect(sent).toEqual([
    { mail: true, push: false },
    { offline_after_min: 30, clock_bound_s: 2, remind_after_min: 60 },
  ]);
});

test("an installer sets what counts, and is told of nothing", async () => {
  const answers = {
    ...PAGE.answers,
    [OPEN_ROUTE]: { alarms: [], open_count: 0, next_before: null },
    "GET /api/portal/properties/sakura/alarm-settings": { ...SETTINGS, choice: null },
  };
  await openPortal({ ...PAGE, me: INSTALLER, answers });
  expect(await screen.findByText("確認が必要なアラームはありません")).toBeVisible();
  expect(await screen.findByTestId("portal-alarm-remind_after_min")).toHaveValue("60");
  expect(screen.queryByTestId("portal-alarm-mail")).toBeNull();
});

test("a door is opened remotely once a reason is given, and past ones say why", async () => {
  const portal = await openPortal({ path: "/portal/?station=east" });
  portal.api.say("GET /api/portal/doors/d1/releases", {
    releases: [{ at_ms: NOW_MS - MINUTE_MS, person_name: null, reason: "工事の立ち会い", outcome: "opened" }],
  });
  await portal.show([station()]);
  await userEvent.click(await screen.findByTestId("portal-remote-open"));
  await userEvent.click(screen.getByTestId("portal-remote-confirm"));
  expect(screen.getByText("理由を入力してください")).toBeVisible();
  await userEvent.type(screen.getByTestId("portal-remote-reason"), "点検業者");
  portal.api.refuse("POST /api/portal/doors/d1/release", 409, "station-offline");
  await userEvent.click(screen.getByTestId("portal-remote-confirm"));
  expect(await screen.findByTestId("portal-problem")).toBeVisible();
  portal.api.say("POST /api/portal/doors/d1/release", { event_id: "e", at_ms: NOW_MS });
  await userEvent.click(screen.getByTestId("portal-remote-confirm"));
  expect(await screen.findByTestId("portal-remote-opened")).toBeVisible();
  const keys = portal.api.asked
    .filter(({ path }) => path.endsWith("/release"))
    .map(({ body }) => (body as { key: string }).key);
  expect(new Set(keys).size).toBe(2);
  expect(screen.getByTestId("portal-remote-past")).toHaveTextContent("工事の立ち会い");
  await expectAccessible();
});

test("an installer opens no door from afar", async () => {
  const portal = await openPortal({ path: "/portal/?station=east", me: INSTALLER });
  await portal.show([station()]);
  expect(await screen.findByTestId("portal-remote-d1")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-remote-open")).toBeNull();
});
