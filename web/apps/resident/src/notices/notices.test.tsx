import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectAccessible, openHome, type TestApp } from "../testing/render-app";

const NOTICE = {
  notice_id: "n1",
  language: "ja",
  title: "断水のお知らせ",
  text: "10時から11時まで水が出ません。",
  since_ms: new Date(2026, 4, 20, 9, 0).getTime(),
  until_ms: null,
  changed_ms: null,
  is_over: false,
  is_read: false,
  files: [
    { file_id: "f1", name: "断水.pdf", media_type: "application/pdf", size: 300_000 },
    { file_id: "f2", name: "案内図", media_type: "image/jpeg", size: 200_000 },
  ],
};
const OLD = { ...NOTICE, notice_id: "n2", title: "消防点検", is_over: true, files: [] };

let app: TestApp;
let notices: object[];
let reads: string[];
let refused: boolean;

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  localStorage.clear();
  notices = [NOTICE, OLD];
  reads = [];
  refused = false;
  vi.stubGlobal("fetch", async (path: string, request?: RequestInit) => {
    if (request?.method === "POST" && path.endsWith("/read")) {
      reads.push(path);
      notices = notices.map((notice) => ({ ...notice, is_read: true }));
      return json({});
    }
    if (path.startsWith("/api/app/notices") && !refused) return json({ notices });
    return json({ type: "internal" }, 503);
  });
});

afterEach(() => app.services.link.stop());

async function openNotices(): Promise<void> {
  app = await openHome();
  await userEvent.click(await screen.findByTestId("home-notices", {}, { timeout: 10_000 }));
  await screen.findByRole("heading", { name: "お知らせ" }, { timeout: 10_000 });
}

test("the home screen says how many wait; opening one reads it, once", async () => {
  await openNotices();
  const [first, over] = await screen.findAllByTestId("notice");
  if (first === undefined || over === undefined) throw new Error("both are shown");
  expect(first).toHaveAttribute("data-state", "unread");
  expect(over).toHaveTextContent("掲載終了");
  expect(over).toHaveAttribute("data-state", "read");
  await userEvent.click(within(first).getByTestId("notice-open"));
  expect(screen.getByTestId("notice-text")).toHaveTextContent(NOTICE.text);
  expect(screen.getByRole("link", { name: "断水.pdf" })).toHaveAttribute(
    "href",
    "/api/app/notices/n1/files/f1",
  );
  expect(screen.getByRole("img", { name: "案内図" })).toHaveAttribute("src", "/api/app/notices/n1/files/f2");
  await vi.waitFor(() => expect(first).toHaveAttribute("data-state", "read"));
  await expectAccessible();
  await userEvent.click(within(first).getByTestId("notice-open"));
  expect(screen.queryByTestId("notice-text")).toBeNull();
  await userEvent.click(within(first).getByTestId("notice-open"));
  expect(reads).toEqual(["/api/app/notices/n1/read"]);
});

test("a refusal is said, and asking again shows them", async () => {
  await openNotices();
  await screen.findAllByTestId("notice");
  refused = true;
  await userEvent.click(screen.getByTestId("tab-home"));
  await userEvent.click(await screen.findByTestId("home-notices"));
  await vi.waitFor(() => expect(screen.getByRole("button", { name: "もう一度試す" })).toBeVisible(), 10_000);
  refused = false;
  await userEvent.click(screen.getByRole("button", { name: "もう一度試す" }));
  await vi.waitFor(() => expect(screen.queryByRole("button", { name: "もう一度試す" })).toBeNull());
  expect(screen.getAllByTestId("notice")).toHaveLength(2);
});
