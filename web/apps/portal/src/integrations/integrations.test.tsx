import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { later, MANAGER, NOW_MS, PROPERTY_SETTINGS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const PLACE = {
  property_id: "sakura",
  name: "さくらハイツ",
  buildings: [{ building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 1 }],
};
const TOKENS = "/api/portal/properties/sakura/tokens";
const BOOKING = {
  token_id: "t1",
  name: "予約システム",
  scopes: ["residents:read"],
  made_by: "田中 恵",
  created_ms: NOW_MS,
  until_ms: null,
  last_used_ms: null,
  is_open: true,
  has_maker: true,
};

let portal: TestPortal;

async function open(
  tokens: unknown[] = [BOOKING],
  path = "/portal/api",
  webhooks: unknown = { webhooks: [] },
) {
  portal = await openPortal({
    path,
    me: MANAGER,
    answers: {
      "GET /api/portal/properties": { properties: [PLACE] },
      [`GET ${TOKENS}`]: { tokens },
      "GET /api/portal/properties/sakura/webhooks": webhooks,
      "GET /api/portal/properties/sakura/managers": { managers: [] },
      "GET /api/portal/properties/sakura/seats": { orders: [] },
      "GET /api/portal/properties/sakura/settings": PROPERTY_SETTINGS,
    },
  });
  return userEvent.setup();
}

const lastAsked = (method: string) => portal.api.asked.filter((asked) => asked.method === method).at(-1);

afterEach(() => {
  vi.useRealTimers();
});

test("nothing can be pressed before all is there: it would slide away from under the finger", async () => {
  const [webhooks, sayWebhooks] = later();
  await open([BOOKING], "/portal/api", webhooks);
  await waitFor(() => expect(lastAsked("GET")?.path).toContain("webhooks"));
  expect(screen.queryByTestId("portal-token-add")).not.toBeInTheDocument();
  sayWebhooks({ webhooks: [] });
  expect(await screen.findByTestId("portal-token-add")).toBeInTheDocument();
  expect(screen.getByTestId("portal-webhook-add")).toBeInTheDocument();
});

test("a token is made for a program, with what it may do, and is shown this once", async () => {
  const user = await open([]);
  await screen.findByText("APIトークンはまだありません。");
  await user.click(screen.getByTestId("portal-token-add"));
  await user.click(await screen.findByTestId("portal-token-submit"));
  expect(screen.getByTestId("portal-token-name")).toBeInvalid();
  await screen.findByText("許可する操作を1つ以上選んでください");
  await user.type(screen.getByTestId("portal-token-name"), "予約システム");
  await user.click(screen.getByTestId("portal-token-scope-residents-read"));
  await user.selectOptions(screen.getByTestId("portal-token-life"), "30");
  await expectAccessible();
  portal.api.refuse(`POST ${TOKENS}`, 409, "tokens-full");
  await user.click(screen.getByTestId("portal-token-submit"));
  await screen.findByTestId("portal-problem");
  expect(screen.getByTestId("portal-token-name")).toHaveValue("予約システム");
  const token = `genkan_${"a".repeat(49)}`;
  portal.api.say(`POST ${TOKENS}`, { token_id: "t1", token });
  portal.api.say(`GET ${TOKENS}`, { tokens: [BOOKING] });
  await user.click(screen.getByTestId("portal-token-submit"));
  expect(await screen.findByTestId("portal-token-text")).toHaveTextContent(token);
  const asked = lastAsked("POST")?.body as { until_ms: number };
  expect(asked).toMatchObject({ name: "予約システム", scopes: ["residents:read"] });
  expect(Math.round((asked.until_ms - NOW_MS) / 86_400_000)).toBe(30);
  await expectAccessible();
  await user.click(screen.getByTestId("portal-token-done"));
  expect(screen.queryByText(token)).toBeNull();
  expect(await screen.findByTestId("portal-token")).toHaveTextContent("住戸と居住者を見る");
});

test("a token is revoked only after asking, and stays listed as ended", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("portal-token-revoke"));
  expect(lastAsked("DELETE")).toBeUndefined();
  await expectAccessible();
  portal.api.say("DELETE /api/portal/tokens/t1", null);
  portal.api.say(`GET ${TOKENS}`, { tokens: [{ ...BOOKING, is_open: false, until_ms: NOW_MS - 1 }] });
  await user.click(screen.getByTestId("portal-token-revoke-confirm"));
  await waitFor(() => expect(screen.getByTestId("portal-token").dataset.open).toBe("false"));
  expect(screen.getByTestId("portal-token")).toHaveTextContent("終了：");
  expect(screen.queryByTestId("portal-token-revoke")).toBeNull();
});

test("a token whose maker has left says why it does not work", async () => {
  await open([{ ...BOOKING, has_maker: false }]);
  expect(await screen.findByTestId("portal-token")).toHaveTextContent("担当を外れたため、使えません");
});

test("the reference shows what tokens may ask for, read from the server's own description", async () => {
  const home = { type: "object", required: ["number"], properties: { number: { type: "string" } } };
  const content = (schema: unknown) => ({ content: { "application/json": { schema } } });
  portal = await openPortal({
    path: "/portal/api/reference",
    answers: {
      "GET /api/openapi.json": {
        paths: {
          "/api/portal/homes": {
            get: {
              tags: ["households"],
              description: "List the homes.",
              "x-token-scopes": ["residents:read"],
              parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
              responses: {
                200: content({
                  type: "object",
                  properties: {
                    homes: { type: "array", items: { $ref: "#/components/schemas/Home" } },
                    next: { anyOf: [{ type: "string" }, { type: "null" }] },
                    state: { enum: ["a", "b"] },
                  },
                }),
              },
            },
            delete: {
              tags: ["households"],
              description: "Remove.",
              "x-token-scopes": ["residents:write"],
              requestBody: content({ $ref: "#/components/schemas/Home" }),
              responses: { 204: {} },
            },
            put: { tags: ["households"], description: "For people alone.", responses: {} },
          },
        },
        components: { schemas: { Home: home } },
      },
    },
  });
  const user = userEvent.setup();
  const operations = await screen.findAllByTestId("portal-operation");
  expect(operations).toHaveLength(2);
  const [list, remove] = operations.map((operation) => within(operation));
  if (list === undefined || remove === undefined) throw new Error("two are shown");
  await user.click(list.getByText("/api/portal/homes"));
  for (const text of ["residents:read", "limit", "homes[].number", "string | null", '"a" | "b"'])
    expect(list.getByText(text, { exact: false })).toBeInTheDocument();
  await user.click(remove.getByText("/api/portal/homes"));
  expect(remove.getByText("204を返し、本文はありません。")).toBeInTheDocument();
  expect(screen.queryByText("For people alone.")).toBeNull();
  await expectAccessible();
});

test("the way to it is in the settings", async () => {
  const user = await open([BOOKING], "/portal/settings");
  await user.click(await screen.findByTestId("portal-integrations-open"));
  await screen.findByTestId("portal-token");
});
