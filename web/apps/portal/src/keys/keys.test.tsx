import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../app/me";
import { INSTALLER, later, MANAGER, station } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 1 }],
};
const DOOR = {
  door_id: "d1",
  name: "エントランス",
  building_id: "east",
  building_name: "東館",
  time_zone: "Asia/Tokyo",
};
const CLEANING = {
  key_id: "k1",
  name: "清掃",
  kind: "pin",
  schedule: { kind: "weekly", weekdays: [0, 3], from_minute: 540, to_minute: 720, last_day: null },
  door_ids: ["d1"],
  created_ms: 0,
};
const HOME = { home_id: "h101", number: "101", building_id: "east", building_name: "東館", state: "vacant" };
const KEYS = "/api/portal/properties/sakura/staff-keys";
const POLICY = "/api/portal/doors/d1/policy";

let portal: TestPortal;

async function open(
  me: Me = MANAGER,
  keys: unknown[] = [CLEANING],
  path = "/portal/keys",
  policy: unknown = { grants: null },
) {
  portal = await openPortal({
    path,
    me,
    answers: {
      "GET /api/portal/properties": { properties: [PLACE] },
      "GET /api/portal/properties/sakura/homes": { homes: [HOME] },
      [`GET ${KEYS}`]: { keys, doors: [DOOR], time_zone: "Asia/Tokyo" },
      [`GET ${POLICY}`]: policy,
      "GET /api/portal/properties/sakura/store-keys": { kept_by: { east: "unit" } },
    },
  });
  return userEvent.setup();
}

const lastAsked = (method: string) => portal.api.asked.filter((asked) => asked.method === method).at(-1);

afterEach(() => {
  vi.useRealTimers();
});

test("nothing can be pressed before all is there: it would slide away from under the finger", async () => {
  const [policy, sayPolicy] = later();
  await open(MANAGER, [CLEANING], "/portal/keys", policy);
  await waitFor(() => expect(portal.api.asked.some(({ path }) => path === POLICY)).toBe(true));
  expect(screen.queryByTestId("portal-staff-add")).not.toBeInTheDocument();
  sayPolicy({ grants: null });
  expect(await screen.findByTestId("portal-staff-add")).toBeInTheDocument();
});

test("a staff PIN is issued with its hours, and its digits are shown this once", async () => {
  const user = await open();
  const line = await screen.findByTestId("portal-staff-key");
  expect(line).toHaveTextContent("毎週月・木 09:00〜12:00 · エントランス");
  await user.click(screen.getByTestId("portal-staff-add"));
  await user.click(await screen.findByTestId("portal-staff-submit"));
  expect(screen.getByTestId("portal-staff-name")).toBeInvalid();
  await user.type(screen.getByTestId("portal-staff-name"), "管理室");
  await user.selectOptions(screen.getByTestId("portal-staff-when"), "weekly");
  await user.click(screen.getByTestId("portal-staff-submit"));
  await screen.findByText("曜日を1つ以上選んでください");
  await user.click(screen.getByRole("checkbox", { name: "月曜日" }));
  portal.api.refuse(`POST ${KEYS}`, 422, "key-schedule-unfit");
  await user.click(screen.getByTestId("portal-staff-submit"));
  await screen.findByTestId("portal-problem");
  expect(screen.getByTestId("portal-staff-name")).toHaveValue("管理室");
  await expectAccessible();
  portal.api.say(`POST ${KEYS}`, { ...CLEANING, name: "管理室", pin: "48213705", qr_text: null }, 201);
  await user.click(screen.getByTestId("portal-staff-submit"));
  expect(await screen.findByTestId("portal-staff-made-pin")).toHaveTextContent("48213705");
  expect(lastAsked("POST")?.body).toEqual({
    name: "管理室",
    kind: "pin",
    schedule: { kind: "weekly", weekdays: [0], from_minute: 540, to_minute: 1080, last_day: null },
    door_ids: null,
  });
  await expectAccessible();
  await user.click(screen.getByTestId("portal-staff-made-done"));
  expect(screen.queryByText("48213705")).toBeNull();
});

test("a staff key is a QR code as well, and is revoked only after asking", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-staff-add"));
  await user.type(await screen.findByTestId("portal-staff-name"), "配達");
  await user.click(screen.getByTestId("portal-staff-qr"));
  await user.click(screen.getByTestId("portal-staff-some-doors"));
  await user.click(screen.getByTestId("portal-staff-submit"));
  await screen.findByText("ドアを1つ以上選んでください");
  await user.click(screen.getByRole("checkbox", { name: /エントランス/ }));
  const qr_text = `GK1:${"A".repeat(26)}`;
  portal.api.say(`POST ${KEYS}`, { ...CLEANING, name: "配達", kind: "qr", pin: null, qr_text }, 201);
  await user.click(screen.getByTestId("portal-staff-submit"));
  expect(await screen.findByRole("img", { name: "配達のQRコード" })).toBeInTheDocument();
  expect(lastAsked("POST")?.body).toMatchObject({ kind: "qr", schedule: null, door_ids: ["d1"] });
  await user.click(screen.getByTestId("portal-staff-made-done"));
  await user.click(screen.getByTestId("portal-staff-revoke"));
  portal.api.say("DELETE /api/portal/staff-keys/k1", null);
  portal.api.say(`GET ${KEYS}`, { keys: [], doors: [DOOR], time_zone: "Asia/Tokyo" });
  await user.click(screen.getByTestId("portal-staff-revoke-confirm"));
  await screen.findByText("スタッフの鍵はまだありません。");
});

test("a staff PIN is for somebody else from now on, at other times; the digits stay", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-staff-edit"));
  const name = await screen.findByTestId("portal-staff-name");
  expect(name).toHaveValue("清掃");
  expect(screen.getByRole("checkbox", { name: "月曜日" })).toBeChecked();
  await expectAccessible();
  await user.clear(name);
  await user.type(name, "管理");
  await user.selectOptions(screen.getByTestId("portal-staff-when"), "always");
  portal.api.refuse("PUT /api/portal/staff-keys/k1", 404, "not-found");
  await user.click(screen.getByTestId("portal-staff-submit"));
  await screen.findByTestId("portal-problem");
  expect(name).toHaveValue("管理");
  const changed = { ...CLEANING, name: "管理", schedule: null };
  portal.api.say("PUT /api/portal/staff-keys/k1", changed);
  portal.api.say(`GET ${KEYS}`, { keys: [changed], doors: [DOOR], time_zone: "Asia/Tokyo" });
  await user.click(screen.getByTestId("portal-staff-submit"));
  await waitFor(() => expect(screen.getByTestId("portal-staff-key")).toHaveTextContent("管理いつでも"));
  expect(screen.queryByTestId("portal-staff-dialog")).toBeNull();
  expect(lastAsked("PUT")?.body).toEqual({ name: "管理", schedule: null, door_ids: ["d1"] });
});

test("a door's policy says who may pass and when; a refused one stays typed", async () => {
  const user = await open();
  expect(await screen.findByText("標準：東館の全住戸とスタッフ、いつでも")).toBeInTheDocument();
  await user.click(await screen.findByTestId("portal-policy-d1"));
  await user.click(await screen.findByTestId("portal-policy-own"));
  const lines = screen.getAllByTestId("portal-policy-line");
  expect(lines).toHaveLength(2); // what it has anyway: the building's homes, and staff
  const first = within(lines[0] ?? document.body);
  await user.selectOptions(first.getByTestId("portal-policy-who"), "home:h101");
  const second = within(lines[1] ?? document.body);
  await user.selectOptions(second.getByTestId("portal-policy-when"), "daily");
  await user.clear(second.getByTestId("key-to-time"));
  await user.click(screen.getByTestId("portal-policy-save"));
  await screen.findByText("日時を入力してください");
  await user.type(second.getByTestId("key-to-time"), "07:00");
  await expectAccessible();
  portal.api.refuse(`PUT ${POLICY}`, 422, "policy-unfit");
  await user.click(screen.getByTestId("portal-policy-save"));
  await screen.findByTestId("portal-problem");
  expect(first.getByTestId("portal-policy-who")).toHaveValue("home:h101");
  const grants = [
    { who: "home", id: "h101", schedule: null },
    {
      who: "staff",
      id: null,
      schedule: { kind: "daily", from_minute: 540, to_minute: 420, last_day: null },
    },
  ];
  portal.api.say(`PUT ${POLICY}`, { grants });
  portal.api.say(`GET ${POLICY}`, { grants });
  await user.click(screen.getByTestId("portal-policy-save"));
  expect(await screen.findByText("東館 101号室")).toHaveTextContent("いつでも");
  expect(screen.getByTestId("portal-policy-door")).toHaveTextContent("スタッフの鍵 · 毎日 09:00〜翌07:00");
  expect(lastAsked("PUT")?.body).toEqual({ grants });
});

test("a door for nobody is asked about", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-policy-d1"));
  await user.click(await screen.findByTestId("portal-policy-own"));
  await user.click(screen.getByRole("button", { name: "1行目を消す" }));
  await user.click(screen.getByRole("button", { name: "1行目を消す" }));
  await user.click(screen.getByTestId("portal-policy-save"));
  expect(lastAsked("PUT")).toBeUndefined();
  portal.api.say(`PUT ${POLICY}`, { grants: [] });
  portal.api.say(`GET ${POLICY}`, { grants: [] });
  await user.click(screen.getByTestId("portal-policy-nobody-confirm"));
  await screen.findByText("誰も通れません");
  expect(lastAsked("PUT")?.body).toEqual({ grants: [] });
});

test("the installer decides where the stations' own key lies; a manager sees it", async () => {
  const user = await open(INSTALLER);
  expect(await screen.findByTestId("portal-store")).toHaveTextContent("玄関機の中（標準）");
  await user.click(screen.getByTestId("portal-store-change"));
  await expectAccessible();
  portal.api.say("PUT /api/portal/buildings/east/store-key", null);
  portal.api.say("GET /api/portal/properties/sakura/store-keys", { kept_by: { east: "server" } });
  await user.click(screen.getByTestId("portal-store-confirm"));
  await waitFor(() => expect(screen.getByTestId("portal-store").dataset.keptBy).toBe("server"));
  expect(lastAsked("PUT")?.body).toEqual({ kept_by: "server" });
});

test("a stolen station is void after asking, and the page says what to do next", async () => {
  const user = await open(MANAGER, [], "/portal/devices?station=east");
  await portal.show([station()]);
  await user.click(await screen.findByTestId("portal-stolen"));
  portal.api.say("POST /api/portal/stations/east/stolen", { homes: 2, staff: ["清掃"] });
  await user.click(screen.getByTestId("portal-stolen-confirm"));
  const done = await screen.findByTestId("portal-stolen-done");
  await portal.show([station({ enrolled: false, online: false })]);
  expect(done).toHaveTextContent("2世帯の暗証番号が無効になりました");
  expect(done).toHaveTextContent("スタッフの暗証番号を発行し直す：清掃");
  expect(screen.getByTestId("portal-stolen-done")).toBeInTheDocument();
  await expectAccessible();
});
