import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { INSTALLER } from "../testing/fakes";
import {
  expectAccessible,
  openPortal,
  type TestPortal,
  type TestPortalSetting,
} from "../testing/render-portal";
import type { AuditLine, AuditPageOut } from "./audit-data";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 2 }],
};
const AT_MS = Date.parse("2026-11-22T23:30:05Z"); // the next morning in Tokyo
const AUDIT = "/api/portal/properties/sakura/audit";
const TANAKA = { doer_id: "tanaka", role: "manager", name: "田中 恵" };
const PROGRAM = { doer_id: "t1", role: "token", name: "予約システム" };
const OPERATOR = { doer_id: "operator", role: "operator", name: null };
const ERASED = { doer_id: "p9", role: "installer", name: null };

let portal: TestPortal;

function line(change: Partial<AuditLine> = {}): AuditLine {
  return {
    id: "l1",
    at_ms: AT_MS,
    operation: "properties.change_entrance",
    area: "settings",
    doer: TANAKA,
    subject: null,
    is_about_member: false,
    member: null,
    count: null,
    changes: [],
    reason: null,
    outcome: null,
    ...change,
  };
}

const CHANGED = line({
  changes: [
    { field: "live_view", before: false, after: true },
    { field: "support_phone", before: "", after: "03-1234-5678" },
    { field: "night", before: null, after: null },
    { field: "kept_by", before: "unit", after: "server" },
  ],
});
const MOVED = line({
  id: "l2",
  operation: "households.move_out",
  area: "residents",
  doer: PROGRAM,
  subject: { kind: "home", name: "302", place: "東館" },
  changes: [{ field: "until", before: null, after: AT_MS }],
});
const RELEASED = line({
  id: "l3",
  operation: "access.release_remotely",
  area: "releases",
  subject: { kind: "door", name: "エントランス", place: "東館" },
  reason: "配達員のため",
  outcome: "opened",
});
const RESET = line({
  id: "l4",
  operation: "operator.reset_second_factor",
  area: "staff",
  doer: OPERATOR,
  is_about_member: true,
});

function page(lines: AuditLine[], next: string | null = null): AuditPageOut {
  const doers = [TANAKA, PROGRAM, ERASED, OPERATOR];
  return { lines, next_cursor: next, doers, time_zone: "Asia/Tokyo" };
}

async function open(
  first: unknown = page([CHANGED, MOVED, RELEASED, RESET]),
  setting: TestPortalSetting = {},
) {
  portal = await openPortal({
    path: "/portal/audit",
    ...setting,
    answers: {
      "GET /api/portal/properties": { properties: [PLACE] },
      [`GET ${AUDIT}`]: first,
      ...setting.answers,
    },
  });
  await portal.show([]);
  return userEvent.setup();
}

const lines = () => screen.findAllByTestId("portal-audit-line");

test("a line says when, who and as what, what was done to which thing, and what it was before", async () => {
  await open();
  const [changed, moved, released, reset] = await lines();
  expect(changed).toHaveTextContent("2026/11/23 08:30:05田中 恵管理者玄関の設定を変更");
  expect(changed).toHaveTextContent("居住者のライブ映像: オフ → オン");
  expect(changed).toHaveTextContent("お問合せ窓口の電話: なし → 03-1234-5678夜間の時間帯鍵の置き場所");
  expect(changed).toHaveTextContent("鍵の置き場所: 玄関機の中 → サーバー");
  expect(moved).toHaveTextContent("予約システムAPIトークン退去を登録東館 302号室終了: 2026/11/23 08:30:05");
  expect(released).toHaveTextContent("ドアを遠隔で解錠東館 エントランス解錠成功理由：配達員のため");
  expect(reset).toHaveTextContent("サーバーの運用者2段階認証をリセット退会した方");
  await expectAccessible();
});

test("in English, and with what only a newer server knows", async () => {
  await open(page([line({ operation: "stations.paint" }), MOVED]), { language: "en" });
  const [newer, moved] = await lines();
  expect(newer).toHaveTextContent("stations.paint");
  expect(moved).toHaveTextContent("Let a household move out東館 Home 302");
});

test("what narrows the list stands in the address, and is asked of the server and of the file", async () => {
  const user = await open();
  await lines();
  const choice = screen.getByTestId("portal-audit-doer");
  expect(
    within(choice)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual([
    "すべて",
    "田中 恵 (管理者)",
    "予約システム (APIトークン)",
    "退会した方 (設置業者)",
    "サーバーの運用者",
  ]);
  portal.api.say(`GET ${AUDIT}?doer_id=t1`, page([MOVED]));
  await user.selectOptions(choice, "t1");
  await waitFor(async () => expect(await lines()).toHaveLength(1));
  portal.api.say(`GET ${AUDIT}?doer_id=t1&area=notices`, page([]));
  await user.selectOptions(screen.getByTestId("portal-audit-area"), "notices");
  expect(await screen.findByText("条件に合う記録がありません")).toBeVisible();
  expect(location.search).toBe("?doer=t1&area=notices");
  expect(screen.getByTestId("portal-audit-file")).toHaveAttribute(
    "href",
    `${AUDIT}.csv?doer_id=t1&area=notices&language=ja`,
  );
  const [clear] = screen.getAllByRole("button", { name: "条件を消す" });
  if (clear !== undefined) await user.click(clear);
  expect(await lines()).toHaveLength(4);
  expect(location.search).toBe("");
});

test("an installer reads it on a telephone, a page at a time, and what cannot be shown can be tried again", async () => {
  const user = await open(page([CHANGED], "77.e1"), { isWide: false, me: INSTALLER });
  expect((await lines())[0]).toHaveTextContent("田中 恵 (管理者)");
  portal.api.cut(`GET ${AUDIT}?cursor=77.e1`);
  await user.click(screen.getByTestId("portal-audit-more"));
  expect(await screen.findByText("操作履歴を表示できません")).toBeVisible();
  portal.api.say(`GET ${AUDIT}?cursor=77.e1`, page([MOVED]));
  await user.click(screen.getByRole("button", { name: "もう一度試す" }));
  await waitFor(async () => expect(await lines()).toHaveLength(2));
  expect(screen.queryByTestId("portal-audit-more")).not.toBeInTheDocument();
  await expectAccessible();
});

test("before anything was changed the page says what will stand there", async () => {
  await open(page([]));
  expect(await screen.findByText("まだ記録がありません")).toBeVisible();
});
