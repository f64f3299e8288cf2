import { expect, test, vi } from "vitest";
import { callApi } from "./api";

function answer(respond: () => Promise<Response>) {
  const fetch = vi.fn<(path: string, init: RequestInit) => Promise<Response>>(respond);
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

test("a body is an answer", async () => {
  answer(async () => Response.json({ name: "さくら" }));
  expect(await callApi("/api/x")).toEqual({ ok: true, body: { name: "さくら" } });
});

test("no content is an answer too", async () => {
  answer(async () => new Response(null, { status: 204 }));
  expect(await callApi("/api/x", { method: "POST" })).toEqual({ ok: true, body: undefined });
});

test("what is sent travels as JSON, with this origin's cookies, past every cache", async () => {
  const fetch = answer(async () => Response.json({}));
  await callApi("/api/x", { method: "POST", body: { a: 1 } });
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    method: "POST",
    body: '{"a":1}',
    credentials: "same-origin",
    cache: "no-store",
    headers: { "content-type": "application/json" },
  });
});

test("a problem is a refusal with its reason and its wait", async () => {
  answer(async () =>
    Response.json({ type: "urn:genkan:problem:too-often", retry_after_ms: 1500 }, { status: 429 }),
  );
  expect(await callApi("/api/x")).toEqual({
    ok: false,
    refusal: { reason: "too-often", retryAfterMs: 1500 },
  });
});

test("a server that cannot be reached, or takes too long, is offline", async () => {
  answer(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await callApi("/api/x")).toMatchObject({ ok: false, refusal: { reason: "offline" } });
  answer(() => Promise.reject(new DOMException("slow", "TimeoutError")));
  expect(await callApi("/api/x")).toMatchObject({ ok: false, refusal: { reason: "offline" } });
});

test.each([
  [401, "not-signed-in"],
  [429, "too-often"],
  [502, "offline"],
  [503, "offline"],
  [504, "offline"],
  [500, "internal"],
  [404, "internal"],
])("a proxy's own page with status %d is said in our words", async (status, reason) => {
  answer(async () => new Response("<h1>Bad gateway</h1>", { status, headers: { "retry-after": "3" } }));
  expect(await callApi("/api/x")).toEqual({ ok: false, refusal: { reason, retryAfterMs: 3000 } });
});

test("an answer that was cut short is no answer", async () => {
  answer(async () => new Response('{"name":', { status: 200 }));
  expect(await callApi("/api/x")).toMatchObject({ ok: false, refusal: { reason: "internal" } });
});
