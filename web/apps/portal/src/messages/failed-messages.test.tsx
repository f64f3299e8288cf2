import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { FailedMessage } from "../app/data";
import { NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const DEAD: FailedMessage = {
  message_id: "m1",
  channel: "mail",
  address: "hanako@example.test",
  template: "account",
  about: "p9",
  property_id: "sakura",
  state: "dead",
  fault: "refused",
  created_ms: NOW_MS - 3_600_000,
  next_ms: null,
};
const WAITING: FailedMessage = {
  ...DEAD,
  message_id: "m2",
  address: "ken@example.test",
  template: "changed",
  state: "queued",
  fault: "of-a-newer-server",
  next_ms: NOW_MS + 300_000,
};

let portal: TestPortal;

async function open(messages: FailedMessage[]) {
  portal = await openPortal({
    path: "/portal/homes",
    answers: {
      "GET /api/portal/properties": { properties: [] },
      "GET /api/portal/messages/failed": { messages },
    },
  });
  await portal.show([]);
}

beforeAll(() => import("./failed-messages"));
afterEach(() => {
  vi.useRealTimers();
});

test("tells to whom, what, why in words, and whether it is tried again", async () => {
  await open([DEAD, WAITING]);
  const list = await screen.findByTestId("portal-failed");
  expect(screen.getByRole("heading", { name: "届いていないメッセージ（2件）" })).toBeVisible();
  const [dead, waiting] = within(list).getAllByRole("listitem");
  expect(dead).toHaveTextContent("hanako@example.test");
  expect(dead).toHaveTextContent("アカウントのご案内");
  expect(dead).toHaveTextContent("断られました。宛先が正しいか");
  expect(dead).toHaveTextContent("送るのをやめました。");
  expect(waiting).toHaveTextContent("お知らせ");
  expect(waiting).toHaveTextContent("にもう一度送ります。");
  await expectAccessible();
});

test("「再送」 sends it again, and what was sent leaves the list", async () => {
  await open([DEAD]);
  const again = await screen.findByRole("button", { name: "hanako@example.testへ再送" });
  portal.api.say("POST /api/portal/messages/m1/send-again", {}, 200);
  portal.api.say("GET /api/portal/messages/failed", { messages: [] });
  await userEvent.click(again);
  await waitFor(() => expect(screen.queryByTestId("portal-failed")).not.toBeInTheDocument());
  expect(portal.api.asked.map(({ method, path }) => `${method} ${path}`)).toContain(
    "POST /api/portal/messages/m1/send-again",
  );
});

test("a refusal is said beside the message", async () => {
  await open([DEAD]);
  portal.api.refuse("POST /api/portal/messages/m1/send-again", 409, "message-not-failed");
  await userEvent.click(await screen.findByTestId("portal-failed-again"));
  expect(await screen.findByTestId("portal-problem")).toBeVisible();
  expect(screen.getByTestId("portal-failed")).toBeVisible();
});

test("where everything arrives, nothing is shown", async () => {
  await open([]);
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByTestId("portal-failed")).not.toBeInTheDocument();
});
