import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, ME, openHome, type TestApp } from "../testing/render-app";
import type { Family, Member } from "./family-query";

const MASTER: Member = {
  member_id: "m1",
  role: "master",
  state: "joined",
  given_name: "花子",
  family_name: "佐藤",
  display_name: "佐藤 花子",
  is_me: true,
  username: "482913067",
  email: null,
  mobile: null,
  landline: null,
  mail: null,
};
const WAITING: Member = {
  ...MASTER,
  member_id: "m2",
  role: "family",
  state: "waiting",
  given_name: "健",
  display_name: "佐藤 健",
  is_me: false,
  username: null,
  email: "ken@example.test",
  mail: "sent",
};
const JOINED: Member = {
  ...WAITING,
  member_id: "m3",
  state: "joined",
  display_name: "佐藤 澪",
  username: "593024178",
};
const FAMILY: Family = {
  household_id: "hh1",
  members: [MASTER, WAITING, JOINED],
  free_members: 3,
  seats: 3,
  taken: 2,
  seat_price: 200,
  seat_currency: "USD",
  payment_method: "invoice",
  open_order: null,
};

let app: TestApp;
let answers: Map<string, () => Response>;
let asked: { method: string; path: string; body: unknown }[];

const say = (route: string, body: unknown, status = 200) =>
  answers.set(route, () =>
    status === 204 ? new Response(null, { status }) : Response.json(body, { status }),
  );
const refuse = (route: string, status: number, reason: string) =>
  say(route, { type: `urn:genkan:problem:${reason}` }, status);

async function open(role: "master" | "family" = "master") {
  answers = new Map();
  asked = [];
  say("GET /api/app/households/hh1/family", FAMILY);
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    asked.push({ method, path, body: typeof init.body === "string" ? JSON.parse(init.body) : undefined });
    return answers.get(`${method} ${path}`)?.() ?? Response.json({}, { status: 404 });
  });
  vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => setTimeout(run, 0));
  const homes = ME.homes.map((home) => ({ ...home, role }));
  app = await openHome({ me: { ok: true, body: { ...ME, homes } } });
  await userEvent.click(screen.getByTestId("tab-me"));
  await userEvent.click(await screen.findByTestId("me-family"));
  await screen.findByRole("heading", { name: "ファミリーメンバー" });
}

const lastAsked = (method: string) => asked.filter((one) => one.method === method).at(-1);
const row = async (name: string) => {
  await screen.findByText(name);
  const rows = screen.getAllByTestId("family-member");
  const found = rows.find((one) => one.textContent?.includes(name));
  if (found === undefined) throw new Error(`${name} has no row`);
  return found;
};

beforeEach(() => localStorage.clear());
afterEach(() => app.services.link.stop());

test("the list shows name and nine digits; of somebody who has not come, how far they are", async () => {
  await open();
  expect(await row("佐藤 花子")).toHaveTextContent("482913067");
  expect(await row("佐藤 健")).toHaveTextContent("まだログインしていません");
  expect(await row("佐藤 澪")).toHaveTextContent("593024178");
  expect(screen.getByTestId("family-seats")).toHaveTextContent(/3名まで無料/);
  expect(screen.getByTestId("family-seats")).toHaveTextContent(/2\.00/);
  await expectAccessible();
});

test("a family member sees everybody, and is told who adds", async () => {
  await open("family");
  expect(await row("佐藤 健")).toBeInTheDocument();
  expect(screen.queryByTestId("family-add")).toBeNull();
  expect(screen.getByText(/世帯主が行います/)).toBeInTheDocument();
});

describe("adding", () => {
  beforeEach(async () => {
    await open();
    await userEvent.click(await screen.findByTestId("family-add"));
    await screen.findByRole("heading", { name: "ファミリーメンバー追加" });
  });

  test("the form has the fields residents know, in their order, the fee above and the mail below", async () => {
    const labels = [...document.querySelectorAll("form label")].map((label) => label.textContent);
    expect(labels).toEqual(["名", "姓", "Eメール", "国/地域", "携帯電話番号", "固定電話"]);
    expect(screen.getByRole("combobox", { name: "国/地域" })).toHaveDisplayValue("+81 日本");
    expect(screen.getByTestId("family-seats")).toBeInTheDocument();
    expect(screen.getByText(/案内メールが送られます/)).toBeInTheDocument();
    expect(screen.getByTestId("family-submit")).toHaveTextContent("サブミット");
    await expectAccessible();
  });

  test("what is missing is said at its field, and a refusal loses nothing typed", async () => {
    await userEvent.click(screen.getByTestId("family-submit"));
    expect(screen.getByTestId("family-given_name")).toBeInvalid();
    await userEvent.type(screen.getByTestId("family-given_name"), "翔");
    await userEvent.type(screen.getByTestId("family-family_name"), "佐藤");
    await userEvent.type(screen.getByTestId("family-email"), "sho@example.test");
    await userEvent.type(screen.getByTestId("family-mobile"), "119");
    refuse("POST /api/app/households/hh1/members", 422, "mobile-unfit");
    await userEvent.click(screen.getByTestId("family-submit"));
    await waitFor(() => expect(screen.getByTestId("family-mobile")).toBeInvalid());
    expect(screen.getByTestId("family-email")).toHaveValue("sho@example.test");
    say("POST /api/app/households/hh1/members", { member_id: "m4" });
    await userEvent.click(screen.getByTestId("family-submit"));
    expect(await screen.findByTestId("family-add")).toBeInTheDocument();
    expect(lastAsked("POST")?.body).toEqual({
      given_name: "翔",
      family_name: "佐藤",
      email: "sho@example.test",
      region: "JP",
      mobile: "119",
      landline: "",
    });
  });

  test("past the quota it says what to do", async () => {
    await userEvent.type(screen.getByTestId("family-given_name"), "翔");
    await userEvent.type(screen.getByTestId("family-family_name"), "佐藤");
    await userEvent.type(screen.getByTestId("family-email"), "sho@example.test");
    refuse("POST /api/app/households/hh1/members", 409, "no-seat-left");
    await userEvent.click(screen.getByTestId("family-submit"));
    expect(await screen.findByTestId("problem")).toHaveTextContent("追加枠");
  });
});

test("somebody without mail and telephone has a name only", async () => {
  await open();
  await userEvent.click(await screen.findByTestId("family-add-dependent"));
  await userEvent.type(await screen.findByTestId("family-given_name"), "みお");
  expect(screen.queryByTestId("family-email")).toBeNull();
  await userEvent.type(screen.getByTestId("family-family_name"), "佐藤");
  say("POST /api/app/households/hh1/dependents", { member_id: "m5" });
  await userEvent.click(screen.getByTestId("family-submit"));
  await screen.findByTestId("family-add");
  expect(lastAsked("POST")?.body).toEqual({ given_name: "みお", family_name: "佐藤" });
});

test("somebody is removed only after a second yes that says what it means", async () => {
  await open();
  await userEvent.click(await row("佐藤 澪"));
  await userEvent.click(await screen.findByTestId("family-remove"));
  expect(screen.getByText(/すぐに/)).toBeInTheDocument();
  expect(lastAsked("DELETE")).toBeUndefined();
  say("DELETE /api/app/households/hh1/members/m3", null, 204);
  await userEvent.click(screen.getByTestId("family-remove-confirm"));
  await waitFor(() => expect(lastAsked("DELETE")?.path).toBe("/api/app/households/hh1/members/m3"));
});

test("the master hands the role on, and the app knows at once", async () => {
  await open();
  await userEvent.click(await row("佐藤 澪"));
  await userEvent.click(await screen.findByTestId("family-hand-over"));
  say("PUT /api/app/households/hh1/master", null, 204);
  app.api.me.mockResolvedValue({
    ok: true,
    body: { ...ME, homes: ME.homes.map((home) => ({ ...home, role: "family" })) },
  });
  await userEvent.click(screen.getByTestId("family-hand-over-confirm"));
  await waitFor(() => expect(lastAsked("PUT")?.body).toEqual({ member_id: "m3" }));
  await waitFor(() => expect(screen.queryByTestId("family-add")).toBeNull());
});

test("of somebody who has not come the mail can be sent again, and what was typed corrected", async () => {
  await open();
  await userEvent.click(await row("佐藤 健"));
  const sheet = await screen.findByRole("dialog");
  refuse("POST /api/app/households/hh1/members/m2/send-again", 429, "too-often");
  await userEvent.click(within(sheet).getByTestId("family-again"));
  expect(await within(sheet).findByTestId("problem")).toHaveTextContent("回数が多すぎます");
  await userEvent.click(within(sheet).getByTestId("family-edit"));
  expect(await screen.findByTestId("family-email")).toHaveValue("ken@example.test");
});

describe("when every place is taken", () => {
  beforeEach(async () => {
    await open();
  });

  test("a further one is ordered, and the order can be taken back", async () => {
    say("GET /api/app/households/hh1/family", { ...FAMILY, taken: 3 });
    await userEvent.click(screen.getByTestId("tab-me"));
    await userEvent.click(await screen.findByTestId("me-family"));
    await userEvent.click(await screen.findByTestId("family-order"));
    expect(screen.getByText(/請求書を管理者が用意します/)).toHaveTextContent(/2\.00/);
    await expectAccessible();
    say("POST /api/app/households/hh1/seats", { order_id: "o1", url: null });
    const order = { order_id: "o1", price: 200, currency: "USD", method: "invoice" };
    say("GET /api/app/households/hh1/family", { ...FAMILY, taken: 3, open_order: order });
    await userEvent.click(screen.getByTestId("family-order-confirm"));
    expect(await screen.findByTestId("family-open-order")).toHaveTextContent("申込み済み");
    say("DELETE /api/app/seats/o1", null, 204);
    await userEvent.click(screen.getByTestId("family-order-cancel"));
    await waitFor(() => expect(lastAsked("DELETE")?.path).toBe("/api/app/seats/o1"));
  });
});
