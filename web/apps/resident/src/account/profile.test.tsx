import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectAccessible, openHome, type TestApp } from "../testing/render-app";

const PROFILE = {
  given_name: "花子",
  family_name: "佐藤",
  language: "ja",
  email: "hanako@example.test",
  mobile: "090-1234-5678",
  landline: "03-1234-5678",
  has_password: true,
};

let app: TestApp;
let answers: Record<string, () => Response>;
let sent: Record<string, unknown>;

const json = (body: object, status = 200) => new Response(JSON.stringify(body), { status });
const problem = (status: number, type: string) =>
  new Response(JSON.stringify({ type: `urn:genkan:problem:${type}`, status }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });

beforeEach(async () => {
  localStorage.clear();
  sent = {};
  answers = { "GET profile": () => json(PROFILE) };
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const what = `${init?.method ?? "GET"} ${path.replace(/^\/api\/app\/me\/?/, "")}`;
    const answer = answers[what];
    if (answer === undefined) throw new TypeError(`no answer to ${what}`);
    if (typeof init?.body === "string") sent[what] = JSON.parse(init.body);
    return answer();
  });
  app = await openHome();
  await act(async () => history.pushState(null, "", "/app/me/profile"));
  await act(async () => void window.dispatchEvent(new PopStateEvent("popstate")));
  await screen.findByTestId("own-erase", undefined, { timeout: 5_000 });
});

afterEach(() => {
  app.services.link.stop();
  vi.unstubAllGlobals();
});

async function erase() {
  await userEvent.click(screen.getByTestId("own-erase"));
  await userEvent.click(await screen.findByTestId("own-erase-confirm"));
}

test("a master of others is told to hand the role over first, and led there", async () => {
  answers["DELETE "] = () => problem(409, "master-needed");
  await erase();
  expect(await screen.findByTestId("entry-problem")).toHaveTextContent("世帯主を変更するか");
  expect(screen.getByTestId("own-to-family")).toHaveAttribute("href", "/app/me/family/hh1");
  expect(app.services.session.view.get().state).toBe("signed_in");
  await expectAccessible();
});

test("erasing asks whether it is you, and signs out once it is done", async () => {
  let proved = false;
  answers["DELETE "] = () => (proved ? new Response(null, { status: 204 }) : problem(403, "proof-needed"));
  answers["POST proof"] = () => {
    proved = true;
    return new Response(null, { status: 204 });
  };
  await erase();
  const sheet = await screen.findByRole("dialog", { name: "ご本人の確認" });
  await userEvent.type(within(sheet).getByTestId("proof-password"), "old password");
  app.api.me.mockResolvedValue({ ok: false, refusal: { reason: "not-signed-in", retryAfterMs: null } });
  await userEvent.click(within(sheet).getByTestId("proof-submit"));
  expect(await screen.findByRole("heading", { name: "ユーザー名でログイン" })).toBeVisible();
  expect(sent["POST proof"]).toEqual({ password: "old password" });
});

test("the landline is shown and changed; what was typed stays when it is refused", async () => {
  const field = screen.getByLabelText(/固定電話/);
  expect(field).toHaveValue("03-1234-5678");
  await userEvent.clear(field);
  await userEvent.type(field, "110");
  answers["PUT profile"] = () => problem(422, "landline-unfit");
  await userEvent.click(screen.getByRole("button", { name: "保存する" }));
  expect(await screen.findByText(/固定電話番号を確かめてください/)).toBeVisible();
  expect(field).toHaveValue("110");
});
