import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { INSTALLER, MINUTE_MS, NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal } from "../testing/render-portal";

const PLACES = {
  properties: [
    {
      property_id: "sakura",
      name: "さくらハイツ",
      buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 6 }],
    },
  ],
};
const NOTICE = {
  notice_id: "n1",
  language: "ja",
  text: { title: "断水のお知らせ", text: "10時から11時まで" },
  other: null,
  audience: "property",
  targets: [],
  since_ms: NOW_MS - 60 * MINUTE_MS,
  until_ms: NOW_MS + 24 * 60 * MINUTE_MS,
  by_mail: false,
  state: "sent",
  sent_ms: NOW_MS - 60 * MINUTE_MS,
  changed_ms: null,
  files: [{ file_id: "f1", name: "断水.pdf", media_type: "application/pdf", size: 300_000 }],
  homes: 12,
  persons: 30,
  read_homes: 7,
  read_persons: 9,
};
const ROUTE = "GET /api/portal/properties/sakura/notices";
const PAGE = {
  path: "/portal/notices",
  answers: {
    "GET /api/portal/properties": PLACES,
    [ROUTE]: { notices: [NOTICE], next_before: null },
  },
};

test("a notice says how many have opened it, and is withdrawn after a question", async () => {
  const { api } = await openPortal(PAGE);
  expect(await screen.findByTestId("portal-notice-reads")).toHaveTextContent(
    "開いた住戸 7／12戸 開いた方 9／30人",
  );
  expect(screen.getByText("断水.pdf")).toHaveAttribute("href", "/api/portal/notice-files/f1");
  await expectAccessible();
  await userEvent.click(screen.getByTestId("portal-notice-withdraw"));
  expect(screen.getByText("「断水のお知らせ」を取り下げますか")).toBeVisible();
  api.say("POST /api/portal/notices/n1/withdraw", {});
  api.say(ROUTE, { notices: [{ ...NOTICE, state: "withdrawn" }], next_before: null });
  await userEvent.click(screen.getByTestId("portal-notice-withdraw-confirm"));
  expect(await screen.findByText("取り下げ済み")).toBeVisible();
  expect(screen.queryByTestId("portal-notice-edit")).toBeNull();
});

test("a notice is typed, checked, looked at, and sent; a refusal keeps what was typed", async () => {
  const { api } = await openPortal({
    ...PAGE,
    answers: { ...PAGE.answers, [ROUTE]: { notices: [], next_before: null } },
  });
  await userEvent.click(await screen.findByTestId("portal-notice-write"));
  await userEvent.click(screen.getByTestId("portal-notice-preview"));
  expect(screen.getByText("件名を入力してください")).toBeVisible();
  await userEvent.type(screen.getByTestId("portal-notice-title"), "点検");
  await userEvent.type(screen.getByTestId("portal-notice-text"), "立ち会い不要");
  await userEvent.click(screen.getByTestId("portal-notice-to-buildings"));
  await userEvent.click(screen.getByTestId("portal-notice-target"));
  await userEvent.click(screen.getByTestId("portal-notice-other"));
  await userEvent.type(screen.getByTestId("portal-notice-other-title"), "Inspection");
  await userEvent.type(screen.getByTestId("portal-notice-other-text"), "Nobody need be there");
  await expectAccessible();
  await userEvent.click(screen.getByTestId("portal-notice-preview"));
  const shown = await screen.findByTestId("portal-notice-shown");
  expect(within(shown).getByText("立ち会い不要")).toBeVisible();
  expect(within(shown).getByText("Inspection")).toBeVisible();
  api.refuse("POST /api/portal/properties/sakura/notices", 422, "notice-unfit");
  await userEvent.click(screen.getByTestId("portal-notice-send"));
  expect(await screen.findByTestId("portal-problem")).toBeVisible();
  api.say("POST /api/portal/properties/sakura/notices", { notice_id: "n2" });
  await userEvent.click(screen.getByTestId("portal-notice-send"));
  const sent = api.asked.filter(({ method }) => method === "POST").at(-1)?.body;
  expect(sent).toMatchObject({
    text: { title: "点検", text: "立ち会い不要" },
    other: { title: "Inspection" },
    audience: "buildings",
    targets: ["east"],
    since_ms: null,
    by_mail: false,
  });
});

test("one that is being sent shows its readers as soon as it was", async () => {
  const { api } = await openPortal({
    ...PAGE,
    answers: {
      ...PAGE.answers,
      [ROUTE]: { notices: [{ ...NOTICE, state: "scheduled" }], next_before: null },
    },
  });
  expect(await screen.findByText("配信しています…")).toBeVisible();
  expect(screen.getByText(/2026年11月24日まで掲載/)).toBeVisible();
  api.say(ROUTE, { notices: [NOTICE], next_before: null });
  expect(await screen.findByTestId("portal-notice-reads", {}, { timeout: 10_000 })).toBeVisible();
});

test("an installer reads what was written, and writes nothing", async () => {
  await openPortal({ ...PAGE, me: INSTALLER });
  expect(await screen.findByTestId("portal-notice")).toBeVisible();
  expect(screen.queryByTestId("portal-notice-write")).toBeNull();
  expect(screen.queryByTestId("portal-notice-withdraw")).toBeNull();
});
