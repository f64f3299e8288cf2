import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { HistoryItem } from "../app/api-types";
import { expectAccessible, openHome, type TestApp } from "../testing/render-app";

let app: TestApp;
let answers: (() => Response)[];
let asked: string[];

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const page =
  (items: HistoryItem[], next: number | null = null) =>
  () =>
    json({ items, next_before_ms: next });

const NOON = new Date(2026, 4, 20, 12, 0).getTime();
const call = (change: object): HistoryItem => ({
  kind: "call",
  id: "c1",
  at_ms: NOON,
  station_name: "正面玄関",
  building_name: "みどりの丘",
  end: "no_answer",
  answered_by_name: null,
  talked_s: null,
  has_snapshot: false,
  ...change,
});
const opening = (change: object): HistoryItem => ({
  kind: "opening",
  id: "o1",
  at_ms: NOON,
  door_name: "正面玄関",
  building_name: "みどりの丘",
  via: "app",
  actor_name: "佐藤 花子",
  outcome: "opened",
  key_id: null,
  has_picture: false,
  ...change,
});

const look = (change: object): HistoryItem => ({
  kind: "look",
  id: "l1",
  at_ms: NOON,
  what: "search",
  person_name: null,
  door_name: "正面玄関",
  building_name: "みどりの丘",
  reason: "鍵の紛失の連絡",
  ...change,
});

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ now: NOON + 3_600_000, shouldAdvanceTime: true });
  answers = [];
  asked = [];
  vi.stubGlobal("fetch", async (path: string) => {
    if (!path.startsWith("/api/app/history")) throw new TypeError("no network"); // what the home asks for itself
    asked.push(path);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new TypeError("no network");
    return answer();
  });
});

afterEach(() => {
  app.services.link.stop();
  vi.useRealTimers();
});

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const rows = () => screen.findAllByTestId("history-item");

async function open(...pages: (() => Response)[]): Promise<void> {
  answers = pages;
  app = await openHome();
  await user().click(screen.getByTestId("tab-history"));
  await screen.findByRole("heading", { name: "履歴" });
}

describe("what happened", () => {
  test("stands under its day, newest first", async () => {
    await open(
      page([
        call({ id: "c1" }),
        call({ id: "c2", at_ms: NOON - 86_400_000 }),
        call({ id: "c3", at_ms: NOON - 3 * 86_400_000 }),
      ]),
    );
    await rows();
    expect(screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent)).toEqual([
      "今日5月20日(水)",
      "昨日5月19日(火)",
      "5月17日(日)",
    ]);
  });

  test.each([
    [call({}), "不在着信", "正面玄関"],
    [call({ end: "cancelled" }), "不在着信", "正面玄関"],
    [call({ end: "declined" }), "応答を控えました", "正面玄関"],
    [call({ end: "opened" }), "応答せずに解錠", "正面玄関"],
    [call({ end: "opened", answered_by_name: "佐藤 太郎" }), "通話して解錠", "佐藤 太郎さんが応答"],
    [call({ end: "hung_up", answered_by_name: "佐藤 太郎" }), "通話", "佐藤 太郎さんが応答"],
    [call({ end: "time_up", answered_by_name: "佐藤 太郎", talked_s: 120 }), "通話", "2分0秒"],
    [call({ end: "hung_up", answered_by_name: "佐藤 太郎", talked_s: 9 }), "通話", "太郎さんが応答 · 9秒"],
    [call({ end: "lost", answered_by_name: "佐藤 太郎" }), "接続が切れました", "佐藤 太郎さんが応答"],
    [opening({}), "佐藤 花子さんが解錠", "正面玄関 · アプリ"],
    [opening({ via: "call" }), "佐藤 花子さんが解錠", "正面玄関 · 通話中"],
    [opening({ actor_name: null, via: "of-a-newer-server" }), "解錠", "正面玄関"],
    [opening({ outcome: "failed" }), "解錠できませんでした", "正面玄関"],
    [look({}), "管理者が解錠の記録を検索", "理由：鍵の紛失の連絡"],
    [look({ person_name: "佐藤 太郎" }), "管理者が解錠の記録を検索", "佐藤 太郎さんの記録 · 理由"],
    [look({ what: "picture" }), "管理者が写真を確認", "正面玄関 · 理由：鍵の紛失の連絡"],
    [opening({ outcome: "unknown" }), "解錠されたか確認できませんでした", "正面玄関"],
  ])("%# reads well", async (item, title, detail) => {
    await open(page([item]));
    const row = (await rows())[0];
    expect(row).toHaveTextContent(title);
    expect(row).toHaveTextContent(detail);
    expect(row).toHaveTextContent("12:00");
  });

  test("a missed call shows the visitor, small and on a press large", async () => {
    await open(page([call({ has_snapshot: true })]));
    const button = within((await rows())[0] ?? document.body).getByRole("button", {
      name: "12:00の訪問者の写真",
    });
    expect(button.querySelector("img")).toHaveAttribute("src", "/api/app/calls/c1/snapshot");
    await user().click(button);
    expect(await screen.findByRole("img", { name: "12:00の訪問者の写真" })).toBeInTheDocument();
  });
});

test("the use of a key shows who used it", async () => {
  await open(page([opening({ via: "qr", key_id: "k1", has_picture: true })]));
  const button = await screen.findByRole("button", { name: "12:00の訪問者の写真" });
  expect(button.querySelector("img")).toHaveAttribute("src", "/api/app/keys/k1/uses/o1/picture");
});

describe("getting it", () => {
  test("nothing yet: says what will be here", async () => {
    await open(page([]));
    expect(await screen.findByText("まだ履歴がありません")).toBeVisible();
  });

  test("older pages come on a press, from where the last one ended", async () => {
    await open(page([call({})], 777), page([call({ id: "c2" })]));
    await rows();
    await user().click(screen.getByRole("button", { name: "さらに表示" }));
    await vi.waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(asked).toEqual(["/api/app/history?limit=30", "/api/app/history?limit=30&before_ms=777"]);
    expect(screen.queryByRole("button", { name: "さらに表示" })).not.toBeInTheDocument();
  });

  test("without network it says so, and tries again on a press", async () => {
    await open();
    expect(await screen.findByText("履歴を読み込めませんでした")).toBeVisible();
    answers = [page([call({})])];
    await user().click(screen.getByRole("button", { name: "もう一度試す" }));
    expect(await rows()).toHaveLength(1);
  });

  test("a call that changes brings the history up to date", async () => {
    await open(page([]), page([call({})]));
    await screen.findByText("まだ履歴がありません");
    await act(async () => app.server.say("show.calls", { calls: [] }));
    await act(() => vi.advanceTimersByTimeAsync(1_500));
    expect(await rows()).toHaveLength(1);
  });
});

test("breaks no rule of accessibility", async () => {
  await open(page([call({ has_snapshot: true }), opening({})]));
  await rows();
  vi.useRealTimers();
  await expectAccessible();
});
