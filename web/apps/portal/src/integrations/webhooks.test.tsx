import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { MANAGER, NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 1 }],
};
const HOOKS = "/api/portal/properties/sakura/webhooks";
const URL = "https://example.com/hook";
const HOOK = {
  webhook_id: "w1",
  url: URL,
  topics: ["call"],
  created_ms: NOW_MS,
  failing_since_ms: null,
  off_ms: null,
  off_reason: null,
  old_secret_until_ms: null,
};
const SENT = {
  delivery_id: "d1",
  message_id: "msg_1",
  type: "call.missed",
  body: '{"type":"call.missed"}',
  created_ms: NOW_MS,
  state: "dead",
  attempts: 9,
  next_ms: null,
  tried_ms: NOW_MS,
  status: 503,
  duration_ms: 41,
  answer: "busy",
  fault: "status",
};

let portal: TestPortal;

async function open(webhooks: unknown[] = [HOOK], deliveries: unknown[] = [SENT]) {
  portal = await openPortal({
    path: "/portal/api",
    me: MANAGER,
    answers: {
      "GET /api/portal/properties": { properties: [PLACE] },
      "GET /api/portal/properties/sakura/tokens": { tokens: [] },
      [`GET ${HOOKS}`]: { webhooks },
      "GET /api/portal/webhooks/w1/deliveries": { deliveries },
    },
  });
  return userEvent.setup();
}

const lastAsked = (method: string) => portal.api.asked.filter((asked) => asked.method === method).at(-1);

afterEach(() => {
  vi.useRealTimers();
});

test("a webhook is added with what it is told of, and its secret is shown this once", async () => {
  const user = await open([]);
  await screen.findByText("Webhookはまだありません。");
  await user.click(screen.getByTestId("portal-webhook-add"));
  await user.click(await screen.findByTestId("portal-webhook-submit"));
  expect(screen.getByTestId("portal-webhook-url")).toBeInvalid();
  await screen.findByText("知らせる出来事を1つ以上選んでください");
  await expectAccessible();
  await user.type(screen.getByTestId("portal-webhook-url"), "http://10.0.0.1/");
  await user.click(screen.getByTestId("portal-webhook-topic-call"));
  portal.api.refuse(`POST ${HOOKS}`, 422, "webhook-address-unfit");
  await user.click(screen.getByTestId("portal-webhook-submit"));
  await screen.findByTestId("portal-problem");
  const field = screen.getByTestId("portal-webhook-url");
  expect(field).toHaveValue("http://10.0.0.1/");
  await user.clear(field);
  await user.type(field, URL);
  portal.api.say(`POST ${HOOKS}`, { webhook_id: "w1", secret: "whsec_abc" });
  portal.api.say(`GET ${HOOKS}`, { webhooks: [HOOK] });
  await user.click(screen.getByTestId("portal-webhook-submit"));
  expect(await screen.findByTestId("portal-webhook-secret-text")).toHaveTextContent("whsec_abc");
  expect(lastAsked("POST")?.body).toEqual({ url: URL, topics: ["call"] });
  await expectAccessible();
  await user.click(screen.getByTestId("portal-webhook-secret-done"));
  expect(screen.queryByText("whsec_abc")).toBeNull();
  expect(await screen.findByTestId("portal-webhook")).toHaveTextContent("呼出");
});

test("a delivery that was given up says why, and is sent again; so is a test", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-webhook-log"));
  const line = within(await screen.findByTestId("portal-delivery"));
  expect(line.getByText(/送信できませんでした · 503 · 41ミリ秒 · エラーの応答です/)).toBeInTheDocument();
  await user.click(line.getByText("内容を見る"));
  expect(line.getByText("busy")).toBeInTheDocument();
  await expectAccessible();
  portal.api.say("POST /api/portal/webhook-deliveries/d1/send-again", null);
  portal.api.say("GET /api/portal/webhooks/w1/deliveries", {
    deliveries: [{ ...SENT, state: "queued", attempts: 1, next_ms: NOW_MS + 5_000 }],
  });
  await user.click(line.getByTestId("portal-delivery-again"));
  await waitFor(() => expect(screen.getByTestId("portal-delivery").dataset.state).toBe("queued"));
  expect(screen.getByTestId("portal-delivery")).toHaveTextContent("1回送信しました");
  portal.api.say("POST /api/portal/webhooks/w1/test", { delivery_id: "d2" });
  await user.click(screen.getByTestId("portal-webhook-test"));
  await waitFor(() => expect(lastAsked("POST")?.path).toBe("/api/portal/webhooks/w1/test"));
});

test("one that was switched off says why, and is switched on again", async () => {
  const user = await open([{ ...HOOK, off_ms: NOW_MS, off_reason: "failing" }]);
  expect(await screen.findByTestId("portal-webhook")).toHaveTextContent("3日続いたためです");
  await user.click(screen.getByTestId("portal-webhook-edit"));
  expect(await screen.findByTestId("portal-webhook-on")).not.toBeChecked();
  await user.click(screen.getByTestId("portal-webhook-on"));
  portal.api.say("PUT /api/portal/webhooks/w1", null);
  portal.api.say(`GET ${HOOKS}`, { webhooks: [HOOK] });
  await user.click(screen.getByTestId("portal-webhook-submit"));
  await waitFor(() => expect(screen.getByTestId("portal-webhook").dataset.on).toBe("true"));
  expect(lastAsked("PUT")?.body).toEqual({ url: URL, topics: ["call"], is_on: true });
});

test("the secret is changed, and the webhook deleted, only after asking", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-webhook-edit"));
  await user.click(await screen.findByTestId("portal-webhook-rotate"));
  expect(lastAsked("POST")).toBeUndefined();
  await expectAccessible();
  portal.api.say("POST /api/portal/webhooks/w1/secret", { webhook_id: "w1", secret: "whsec_new" });
  await user.click(screen.getByTestId("portal-webhook-secret-confirm"));
  expect(await screen.findByTestId("portal-webhook-secret-text")).toHaveTextContent("whsec_new");
  await user.click(screen.getByTestId("portal-webhook-secret-done"));
  await user.click(screen.getByTestId("portal-webhook-edit"));
  await user.click(await screen.findByTestId("portal-webhook-delete"));
  portal.api.say("DELETE /api/portal/webhooks/w1", null);
  portal.api.say(`GET ${HOOKS}`, { webhooks: [] });
  await user.click(screen.getByTestId("portal-webhook-delete-confirm"));
  await screen.findByText("Webhookはまだありません。");
});
