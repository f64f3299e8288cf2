import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Home, Member } from "../app/data";
import { INSTALLER, NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const VACANT: Home = {
  home_id: "h101",
  number: "101",
  building_id: "east",
  building_name: "東館",
  state: "vacant",
  household_id: null,
  since_ms: null,
  until_ms: null,
  master_name: null,
  mail: null,
  is_held: false,
  people: 0,
  next_since_ms: null,
};
const ACTIVE: Home = {
  ...VACANT,
  home_id: "h102",
  number: "102",
  state: "active",
  household_id: "suzuki",
  since_ms: NOW_MS,
  master_name: "鈴木 一郎",
  people: 2,
};
const WAITING: Home = { ...ACTIVE, home_id: "h1001", number: "1001", state: "waiting", mail: "failed" };
const PLACES = {
  properties: [
    {
      property_id: "sakura",
      name: "さくらハイツ",
      buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 3 }],
    },
  ],
};
const MASTER: Member = {
  member_id: "m1",
  role: "master",
  state: "joined",
  given_name: "一郎",
  family_name: "鈴木",
  display_name: "鈴木 一郎",
  is_me: false,
  username: "482913067",
  email: null,
  mobile: null,
  landline: null,
  mail: null,
};
const WAITING_MEMBER: Member = {
  ...MASTER,
  member_id: "m2",
  role: "family",
  state: "waiting",
  display_name: "鈴木 澪",
  username: null,
  email: "mio@example.test",
  mail: "sent",
};
const HOUSEHOLD = {
  household_id: "suzuki",
  members: [MASTER, WAITING_MEMBER],
  free_members: 3,
  seats: 3,
  taken: 1,
  seat_price: 200,
  seat_currency: "USD",
};

let portal: TestPortal;

async function open(path = "/portal/homes", homes: Home[] = [VACANT, WAITING, ACTIVE]) {
  portal = await openPortal({
    path,
    me: INSTALLER,
    answers: {
      "GET /api/portal/properties": PLACES,
      "GET /api/portal/properties/sakura/homes": { homes },
      "GET /api/portal/households/suzuki": HOUSEHOLD,
    },
  });
  await portal.show([]);
  return userEvent.setup();
}

const line = (number: string) => screen.findByTestId(`portal-home-${number}`);
const lastAsked = (method: string) => portal.api.asked.filter((asked) => asked.method === method).at(-1);

beforeEach(() => vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => setTimeout(run, 0)));
afterEach(() => {
  vi.useRealTimers();
});

test("every home has its line with who lives there and how far they have come, in order of numbers", async () => {
  await open();
  expect(await line("101")).toHaveTextContent("空室");
  expect(await line("102")).toHaveTextContent("鈴木 一郎");
  expect(await line("1001")).toHaveTextContent("メールが届いていません");
  const numbers = screen.getAllByTestId(/^portal-home-\d/).map((row) => row.dataset.testid);
  expect(numbers).toEqual(["portal-home-101", "portal-home-102", "portal-home-1001"]);
  await expectAccessible();
});

test("a home is found by its number or its master, and the state chooses a part", async () => {
  const user = await open();
  await line("101");
  await user.type(screen.getByTestId("portal-search"), "鈴木");
  expect(screen.queryByTestId("portal-home-101")).toBeNull();
  await user.clear(screen.getByTestId("portal-search"));
  await user.click(screen.getByTestId("portal-filter-trouble"));
  expect(screen.getAllByTestId(/^portal-home-\d/)).toHaveLength(1);
});

test("a master moves in: what is missing is said at its field, and nothing typed is lost by a refusal", async () => {
  const user = await open("/portal/homes?home=h101");
  await user.click(await screen.findByTestId("portal-move-in-submit"));
  const email = screen.getByTestId("portal-person-email");
  expect(screen.getByTestId("portal-person-family_name")).toHaveAccessibleDescription("入力してください");
  expect(email).toHaveAccessibleDescription(/どちらか/);
  await user.type(screen.getByTestId("portal-person-family_name"), "佐藤");
  await user.type(screen.getByTestId("portal-person-given_name"), "花子");
  await user.type(email, "hanako@example.test");
  await user.type(screen.getByTestId("portal-person-mobile"), "110");
  portal.api.refuse("POST /api/portal/homes/h101/households", 422, "mobile-unfit");
  await user.click(screen.getByTestId("portal-move-in-submit"));
  await waitFor(() => expect(screen.getByTestId("portal-person-mobile")).toBeInvalid());
  expect(email).toHaveValue("hanako@example.test");
  await expectAccessible();
  portal.api.say("POST /api/portal/homes/h101/households", { household_id: "sato" });
  await user.click(screen.getByTestId("portal-move-in-submit"));
  await waitFor(() =>
    expect(lastAsked("POST")?.body).toMatchObject({
      master: { family_name: "佐藤", given_name: "花子", email: "hanako@example.test", region: "JP" },
      since_ms: null,
    }),
  );
});

test("a move at an instant is told by the building's clock", async () => {
  const user = await open("/portal/homes?home=h102");
  await user.click(await screen.findByTestId("portal-move-out"));
  await user.click(screen.getByRole("radio", { name: "日時を指定" }));
  const field = screen.getByTestId("portal-instant");
  await user.clear(field);
  await user.type(field, "2026-12-01T12:00");
  portal.api.say("POST /api/portal/households/suzuki/move-out", null, 200);
  await user.click(screen.getByTestId("portal-move-out-confirm"));
  await waitFor(() =>
    expect(lastAsked("POST")?.body).toEqual({ until_ms: Date.parse("2026-12-01T03:00:00Z") }),
  );
});

test("while somebody still lives there, the next household is entered for when they have left", async () => {
  const until = Date.parse("2026-12-01T03:00:00Z");
  const user = await open("/portal/homes?home=h102", [{ ...ACTIVE, until_ms: until }]);
  await user.click(await screen.findByTestId("portal-next-household"));
  expect(screen.getByTestId("portal-instant")).toHaveValue("2026-12-01T12:00");
  await user.type(screen.getByTestId("portal-person-family_name"), "佐藤");
  await user.type(screen.getByTestId("portal-person-given_name"), "花子");
  await user.type(screen.getByTestId("portal-person-email"), "hanako@example.test");
  await expectAccessible();
  portal.api.say("POST /api/portal/homes/h102/households", { household_id: "sato" });
  await user.click(screen.getByTestId("portal-move-in-submit"));
  await waitFor(() =>
    expect(lastAsked("POST")?.body).toMatchObject({ master: { family_name: "佐藤" }, since_ms: until }),
  );
});

test("of somebody who has come the digits are shown, of somebody who has not the address", async () => {
  const user = await open("/portal/homes?home=h102");
  const master = await screen.findByTestId("portal-resident-master");
  expect(master).toHaveTextContent("482913067");
  const family = screen.getByTestId("portal-resident-family");
  expect(family).toHaveTextContent("mio@example.test");
  portal.api.refuse("POST /api/portal/households/suzuki/members/m2/send-again", 429, "too-often", 30_000);
  await user.click(within(family).getByTestId("portal-send-again"));
  expect(await within(family).findByTestId("portal-problem")).toHaveTextContent("回数が多すぎます");
  await expectAccessible();
});

test("devices are stopped only with a reason", async () => {
  const user = await open("/portal/homes?home=h102");
  const master = await screen.findByTestId("portal-resident-master");
  await user.click(within(master).getByTestId("portal-stop"));
  await user.click(within(master).getByTestId("portal-stop-confirm"));
  expect(within(master).getByTestId("portal-stop-reason")).toBeInvalid();
  await user.type(within(master).getByTestId("portal-stop-reason"), "紛失の連絡");
  portal.api.say("POST /api/portal/households/suzuki/members/m1/stop-devices", null);
  await user.click(within(master).getByTestId("portal-stop-confirm"));
  await waitFor(() => expect(lastAsked("POST")?.body).toEqual({ reason: "紛失の連絡" }));
});

test("without homes the page says where they are entered", async () => {
  await open("/portal/homes", []);
  expect(await screen.findByRole("link", { name: "設定を開く" })).toBeInTheDocument();
  await expectAccessible();
});
