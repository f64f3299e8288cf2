import { setUpWords } from "@genkan/i18n";
import { render, screen } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { afterEach, expect, test, vi } from "vitest";
import en from "../../../../../locales/en/resident.json";
import ja from "../../../../../locales/ja/resident.json";
import { expectAccessible } from "../testing/render-app";
import type { VisitorKey } from "./visitor-key";
import VisitorPage from "./visitor-page";

const TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const KEY: VisitorKey = {
  building_name: "みどりの丘",
  address: "東京都港区1-2-3",
  visitor_name: "山田 太郎",
  schedule: { kind: "once", from_ms: Date.UTC(2026, 10, 26, 1), until_ms: Date.UTC(2026, 10, 26, 9) },
  time_zone: "Asia/Tokyo",
  state: "valid",
  next_ms: null,
  until_ms: null,
  uses: 2,
  uses_left: 1,
  doors: ["正面玄関"],
  qr_text: `GK1:${TOKEN}`,
  entrance: "正面玄関",
};

afterEach(() => vi.unstubAllGlobals());

function open(answer: Response, language: "ja" | "en" = "ja") {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => answer);
  vi.stubGlobal("fetch", fetch);
  render(
    <I18nextProvider i18n={setUpWords({ resident: { ja, en } }, language)}>
      <VisitorPage token={TOKEN} />
    </I18nextProvider>,
  );
  return fetch;
}

test("shows code, building, validity and the way to use it; the token is in no address", async () => {
  const fetch = open(new Response(JSON.stringify(KEY)));
  await screen.findByTestId("key-qr");
  screen.getByRole("heading", { name: "みどりの丘の一時キー" });
  screen.getByText("11月26日(木) 10:00〜18:00");
  screen.getByText("残り1回（全2回）");
  screen.getByText("東京都港区1-2-3");
  screen.getByText("「正面玄関」の集合玄関機で、左上の「解錠」を押します");
  screen.getByText("いま使えます");
  expect(fetch.mock.calls[0]?.[0]).toBe("/api/visitor/key");
  expect(fetch.mock.calls[0]?.[1].body).toBe(JSON.stringify({ token: TOKEN }));
  await expectAccessible();
});

test("speaks English to a guest whose browser does", async () => {
  open(new Response(JSON.stringify(KEY)), "en");
  await screen.findByRole("heading", { name: "Your key to みどりの丘" });
  screen.getByText("It can be used now");
});

test("that is over says why and shows no code", async () => {
  open(new Response(JSON.stringify({ ...KEY, state: "used_up", qr_text: null })));
  await screen.findByText("使用済みのため、使えません");
  expect(screen.queryByTestId("key-qr")).not.toBeInTheDocument();
});

test("that is unknown says whom to ask", async () => {
  open(new Response(JSON.stringify({ type: "urn:genkan:problem:not-found" }), { status: 404 }));
  await screen.findByText("この一時キーは見つかりません");
});
