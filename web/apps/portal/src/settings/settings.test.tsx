import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../app/me";
import { INSTALLER, later, MANAGER, PROPERTY_SETTINGS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 1 }],
};

const HOME = { home_id: "h101", number: "101", building_id: "east", building_name: "東館", state: "vacant" };

const ORDER = {
  order_id: "o1",
  home_number: "101",
  building_name: "東館",
  ordered_by: "佐藤 花子",
  ordered_ms: 0,
  price: 200,
  currency: "USD",
  method: "invoice",
  state: "open",
  settled_ms: null,
};

let portal: TestPortal;

async function open(
  me: Me = INSTALLER,
  places = [PLACE],
  managers: object[] = [],
  others: Record<string, unknown> = {},
) {
  portal = await openPortal({
    path: "/portal/settings",
    me,
    answers: {
      "GET /api/portal/properties": { properties: places },
      "GET /api/portal/properties/sakura/homes": { homes: [HOME] },
      "GET /api/portal/properties/sakura/managers": { managers },
      "GET /api/portal/properties/sakura/settings": PROPERTY_SETTINGS,
      "GET /api/portal/properties/sakura/seats": { orders: [ORDER] },
      ...others,
    },
  });
  await portal.show([]);
  return userEvent.setup();
}

const lastAsked = (method: string) => portal.api.asked.filter((asked) => asked.method === method).at(-1);

afterEach(() => {
  vi.useRealTimers();
});

test("an installer without a property makes the first one, and is its installer at once", async () => {
  const user = await open({ ...INSTALLER, properties: [] }, []);
  await user.click(await screen.findByTestId("portal-add-property"));
  await user.click(screen.getByTestId("portal-property-submit"));
  expect(screen.getByTestId("portal-property-name")).toBeInvalid();
  await user.type(screen.getByTestId("portal-property-name"), "さくらハイツ");
  portal.api.say("POST /api/portal/properties", { property_id: "sakura" });
  portal.api.say("GET /api/portal/me", INSTALLER);
  portal.api.say("GET /api/portal/properties", { properties: [PLACE] });
  await user.click(screen.getByTestId("portal-property-submit"));
  expect(await screen.findByRole("heading", { name: "さくらハイツ" })).toBeInTheDocument();
  expect(await screen.findByTestId("portal-add-building")).toBeInTheDocument();
});

test("nothing can be pressed before all is there: it would slide away from under the finger", async () => {
  const [orders, sayOrders] = later();
  await open(MANAGER, [PLACE], [], { "GET /api/portal/properties/sakura/seats": orders });
  await waitFor(() => expect(lastAsked("GET")?.path).toBe("/api/portal/properties/sakura/seats"));
  expect(await screen.findByText("読み込んでいます")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-integrations-open")).not.toBeInTheDocument();
  sayOrders({ orders: [ORDER] });
  expect(await screen.findByTestId("portal-integrations-open")).toBeInTheDocument();
  expect(screen.getByTestId("portal-seat-order")).toBeInTheDocument();
  expect(screen.getByTestId("portal-support-phone")).toBeInTheDocument();
});

test("settings that cannot be read are said so, with another try", async () => {
  const broken = undefined; // no JSON
  const user = await open(MANAGER, [PLACE], [], { "GET /api/portal/properties/sakura/settings": broken });
  expect(await screen.findByText("設定を表示できません")).toBeInTheDocument();
  portal.api.say("GET /api/portal/properties/sakura/settings", PROPERTY_SETTINGS);
  await user.click(screen.getByRole("button", { name: "もう一度試す" }));
  expect(await screen.findByTestId("portal-support-phone")).toBeInTheDocument();
});

test("a range of homes is shown before it is added; what is there is passed over", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-add-homes"));
  await user.type(screen.getByTestId("portal-home-numbers"), "101-103");
  const preview = await screen.findByTestId("portal-homes-preview");
  expect(within(preview).getAllByRole("listitem")).toHaveLength(3);
  expect(await screen.findByText(/登録済みの1戸は追加しません/)).toBeInTheDocument();
  await expectAccessible();
  portal.api.refuse("POST /api/portal/buildings/east/homes", 409, "home-number-taken");
  await user.click(screen.getByTestId("portal-homes-submit"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("同じ番号の住戸");
  expect(screen.getByTestId("portal-home-numbers")).toHaveValue("101-103");
  portal.api.say("POST /api/portal/buildings/east/homes", null);
  await user.click(screen.getByTestId("portal-homes-submit"));
  await waitFor(() => expect(lastAsked("POST")?.body).toEqual({ numbers: ["102", "103"] }));
});

test("a manager is added by mail", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-add-manager"));
  await user.type(await screen.findByTestId("portal-person-family_name"), "田中");
  await user.type(screen.getByTestId("portal-person-given_name"), "恵");
  await user.type(screen.getByTestId("portal-person-email"), "megumi@example.test");
  portal.api.refuse("POST /api/portal/properties/sakura/managers", 409, "member-known");
  await user.click(screen.getByTestId("portal-manager-submit"));
  await waitFor(() => expect(screen.getByTestId("portal-person-email")).toBeInvalid());
  await expectAccessible();
});

test("what was typed of a manager is corrected until they have come", async () => {
  const waiting = {
    member_id: "m1",
    role: "manager",
    state: "waiting",
    given_name: "恵",
    family_name: "田中",
    display_name: "田中 恵",
    is_me: false,
    username: null,
    email: "megmui@example.test",
    mobile: null,
    landline: null,
    mail: "sent",
    has_second_factor: false,
    language: "en",
  };
  const joined = { ...waiting, member_id: "m2", state: "joined", email: null, username: "100000902" };
  const user = await open(INSTALLER, [PLACE], [waiting, joined]);
  const [edit, ...others] = await screen.findAllByTestId("portal-edit-manager");
  expect(others).toEqual([]); // name and address of whoever has come are their own
  expect(screen.getByText(/本人がアプリの「マイページ」で変更できます/)).toBeVisible();
  await user.click(edit as HTMLElement);
  expect(screen.getByTestId("portal-manager-submit")).toHaveTextContent("保存");
  expect(screen.getByTestId("portal-manager-dialog")).toHaveTextContent("案内メールを送り直します");
  await expectAccessible();
  const email = screen.getByTestId("portal-person-email");
  await user.clear(email);
  await user.type(email, "megumi@example.test");
  expect(screen.getByTestId("portal-manager-submit")).toHaveTextContent("保存して案内メールを送る");
  portal.api.refuse("PUT /api/portal/properties/sakura/managers/m1", 409, "member-known");
  await user.click(screen.getByTestId("portal-manager-submit"));
  await waitFor(() => expect(email).toBeInvalid());
  expect(email).toHaveValue("megumi@example.test");
  portal.api.say("PUT /api/portal/properties/sakura/managers/m1", { member_id: "m3" });
  await user.click(screen.getByTestId("portal-manager-submit"));
  await waitFor(() => expect(screen.queryByTestId("portal-manager-dialog")).toBeNull());
  expect(lastAsked("PUT")?.body).toMatchObject({ email: "megumi@example.test", language: "en" });
});

test("a manager sees the buildings, and changes only what managers choose", async () => {
  const user = await open(MANAGER);
  expect(await screen.findByText("東館")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-add-building")).toBeNull();
  expect(screen.queryByTestId("portal-add-manager")).toBeNull();
  const price = await screen.findByTestId("portal-seats-price");
  await user.clear(price);
  await user.type(price, "2.505");
  await user.click(screen.getByTestId("portal-seats-save"));
  expect(price).toBeInvalid();
  await user.clear(price);
  await user.type(price, "2.5");
  portal.api.say("PUT /api/portal/properties/sakura/settings", null);
  await user.click(screen.getByTestId("portal-seats-save"));
  await waitFor(() =>
    expect(lastAsked("PUT")?.body).toMatchObject({ seat_price: 250, seat_currency: "USD" }),
  );
  expect(await screen.findByText("保存しました")).toBeInTheDocument();
  await expectAccessible();
});

test("the number that telephones call from is set here, and stays as typed when it is unfit", async () => {
  const user = await open(MANAGER);
  await user.type(await screen.findByTestId("portal-backup-caller"), "110");
  portal.api.refuse("PUT /api/portal/properties/sakura/settings", 422, "caller-unfit");
  await user.click(screen.getByTestId("portal-backup-save"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("緊急");
  expect(screen.getByTestId("portal-backup-caller")).toHaveValue("110");
  await user.clear(screen.getByTestId("portal-backup-caller"));
  await user.type(screen.getByTestId("portal-backup-caller"), "050-3123-4567");
  portal.api.say("PUT /api/portal/properties/sakura/settings", null);
  await user.click(screen.getByTestId("portal-backup-save"));
  await waitFor(() =>
    expect(lastAsked("PUT")?.body).toMatchObject({ backup_caller: "050-3123-4567", seat_price: 200 }),
  );
  await expectAccessible();
});

test("a manager confirms that an invoice was paid", async () => {
  const user = await open(MANAGER);
  const order = await screen.findByTestId("portal-seat-order");
  expect(order).toHaveTextContent("東館 101号室");
  expect(order).toHaveTextContent(/2\.00/);
  portal.api.say("POST /api/portal/seats/o1/confirm", null);
  portal.api.say("GET /api/portal/properties/sakura/seats", { orders: [{ ...ORDER, state: "paid" }] });
  await user.click(within(order).getByTestId("portal-seat-confirm"));
  await waitFor(() => expect(screen.getByTestId("portal-seat-order")).toHaveTextContent("入金済み"));
  await expectAccessible();
});
