import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";
import { account } from "./account-fakes";
import type { Run } from "./run-card";

const EAST = { building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 3 };
const SAKURA = { property_id: "sakura", name: "さくらハイツ", buildings: [EAST] };
const ACCOUNTS = "/api/portal/properties/sakura/accounts";
const ISSUE = `POST ${ACCOUNTS}/issue`;
const SHEETS = `POST ${ACCOUNTS}/sheets`;
const RUN: Run = {
  run_id: "r1",
  state: "running",
  started_ms: NOW_MS,
  started_by: "田中 恵",
  total: 120,
  sent: 45,
  skipped: 0,
  failed: 0,
  left: 75,
};
const ICHIRO = account();
const JIRO = account({
  entry_id: "e2",
  role: "family",
  display_name: "鈴木 次郎",
  state: "failed",
  sent_ms: NOW_MS,
});
const AI = account({
  entry_id: "e3",
  home_number: "102",
  display_name: "高橋 愛",
  state: "sent",
  sent_ms: NOW_MS,
  printed_ms: NOW_MS,
});

let portal: TestPortal;

function listing(accounts = [ICHIRO, JIRO, AI], run: Run | null = null, joined = 4) {
  return { accounts, joined, run, mails_per_minute: 120, sheets_at_once: 500 };
}

async function open(first: unknown = listing(), isWide = true) {
  portal = await openPortal({
    path: "/portal/accounts",
    isWide,
    answers: { "GET /api/portal/properties": { properties: [SAKURA] }, [`GET ${ACCOUNTS}`]: first },
  });
  await portal.show([]);
  return userEvent.setup();
}

const lines = () => screen.getAllByTestId("portal-account");
const asked = (route: string) => portal.api.asked.filter((one) => `${one.method} ${one.path}` === route);

test("whoever has not come is shown with how far they are, and each part by itself", async () => {
  const user = await open();
  await screen.findAllByTestId("portal-account");
  expect(lines().map((line) => line.textContent)).toEqual([
    expect.stringContaining("アカウント未発行"),
    expect.stringContaining("メールが届いていません"),
    expect.stringContaining("まだログインしていません"),
  ]);
  expect(screen.getByText("ログイン済み：4人")).toBeVisible();
  await expectAccessible();
  await user.click(screen.getByTestId("portal-filter-failed"));
  expect(lines()).toHaveLength(1);
  expect(screen.getByTestId("portal-issue")).toHaveTextContent("もう一度案内を送る（1人）");
});

test("those who were chosen are mailed after a question", async () => {
  const user = await open();
  await user.click(await screen.findByRole("checkbox", { name: "鈴木 一郎さんを選ぶ" }));
  expect(screen.getByTestId("portal-issue")).toHaveTextContent("アカウントを発行（1人）");
  await user.click(screen.getByTestId("portal-issue"));
  expect(screen.getByText(/1分に120通/)).toBeVisible();
  expect(asked(ISSUE)).toHaveLength(0);
  portal.api.say(ISSUE, null);
  portal.api.say(`GET ${ACCOUNTS}`, listing([ICHIRO, JIRO, AI], RUN));
  await user.click(screen.getByTestId("portal-issue-confirm"));
  expect(await screen.findByTestId("portal-run")).toHaveTextContent("120人中45人に送りました");
  expect(asked(ISSUE)[0]?.body).toEqual({ entry_ids: ["e1"] });
  expect(screen.getByTestId("portal-issue")).toBeDisabled();
});

test("a run is shown with its progress, paused, gone on with, and stopped after a question", async () => {
  const user = await open(listing([ICHIRO], RUN));
  const bar = await screen.findByRole("progressbar");
  expect(bar).toHaveAttribute("aria-valuenow", "45");
  expect(screen.getByTestId("portal-run")).toHaveTextContent("残り約38秒");
  await expectAccessible();
  portal.api.say("PUT /api/portal/issues/r1", null);
  portal.api.say(`GET ${ACCOUNTS}`, listing([ICHIRO], { ...RUN, state: "paused" }));
  await user.click(screen.getByTestId("portal-run-pause"));
  await screen.findByTestId("portal-run-resume");
  expect(asked("PUT /api/portal/issues/r1")[0]?.body).toEqual({ state: "paused" });
  await user.click(screen.getByTestId("portal-run-stop"));
  portal.api.refuse("PUT /api/portal/issues/r1", 409, "issue-over");
  await user.click(screen.getByTestId("portal-run-stop-confirm"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("すでに終わっています");
});

test("sheets are printed after a word about those that were printed before", async () => {
  const user = await open();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:sheets", revokeObjectURL() {} }));
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  await user.click(await screen.findByTestId("portal-print"));
  expect(screen.getByText(/1人は以前に印刷しています/)).toBeVisible();
  await expectAccessible();
  portal.api.refuse(SHEETS, 409, "nobody-to-mail");
  await user.click(screen.getByTestId("portal-print-confirm"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("一覧を確かめてください");
  portal.api.say(SHEETS, "%PDF");
  await user.click(screen.getByTestId("portal-print-confirm"));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(asked(SHEETS)[1]?.body).toEqual({ entry_ids: ["e1", "e2", "e3"] });
  await waitFor(() => expect(screen.queryByTestId("portal-print-confirm")).toBeNull());
  saved.mockRestore();
});

test("on a telephone there are cards", async () => {
  await open(listing(), false);
  await screen.findAllByTestId("portal-account");
  expect(screen.queryByRole("table")).toBeNull();
  expect(within(lines()[0] as HTMLElement).getByText("101")).toBeVisible();
  await expectAccessible();
});

test("when everybody has come, it is said", async () => {
  await open(listing([]));
  expect(await screen.findByText("全員がログイン済みです")).toBeVisible();
});
