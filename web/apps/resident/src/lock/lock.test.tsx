import { appCall } from "@genkan/calls/testing";
import { refuse } from "@genkan/link";
import { act, cleanup, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, ME, openHome, type TestApp } from "../testing/render-app";

let app: TestApp;
let visibility: DocumentVisibilityState = "visible";
Object.defineProperty(document, "visibilityState", { get: () => visibility, configurable: true });

async function see(state: DocumentVisibilityState) {
  visibility = state;
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
}

async function leaveFor(ms: number) {
  await see("hidden");
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + ms);
  await see("visible");
}

const code = () => screen.findByTestId("code");
const type = async (digits: string) => userEvent.type(await code(), digits);

async function setLock(digits = "4826") {
  await userEvent.click(screen.getByTestId("tab-me"));
  await userEvent.click(await screen.findByTestId("me-lock"));
  await type(digits);
  await screen.findByLabelText("確認のため、もう一度");
  await type(digits);
  await screen.findByText("ロックを設定しました。");
}

// Fetched when first needed; here they are at hand, so that no test waits for a busy machine.
beforeAll(() => Promise.all([import("./lock-screen"), import("./lock-page"), import("../call/call-screen")]));

beforeEach(async () => {
  localStorage.clear();
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  vi.stubGlobal(
    "MediaStream",
    class {
      getTracks = () => [];
    },
  );
  visibility = "visible";
  app = await openHome();
});

afterEach(() => {
  vi.restoreAllMocks();
  app.services.link.stop();
});

describe("with a lock", () => {
  beforeEach(() => setLock());

  test("the digits are kept nowhere", () => {
    expect(JSON.stringify({ ...localStorage })).not.toContain("4826");
  });

  test("a moment away it stays open, after the time it is closed, and the digits open it", async () => {
    await leaveFor(59_000);
    expect(screen.queryByTestId("lock-screen")).not.toBeInTheDocument();
    await leaveFor(60_000);
    expect(await screen.findByTestId("lock-screen")).toBeVisible();
    expect(screen.queryByTestId("tab-me")).not.toBeInTheDocument();
    await type("4826");
    expect(await screen.findByTestId("tab-me")).toBeVisible();
  });

  test("opened anew, it is closed where nobody knows how long it was left", async () => {
    app.services.link.stop();
    cleanup();
    app = await openHome();
    expect(await screen.findByTestId("lock-screen")).toBeVisible();
    await expectAccessible();
  });

  test("five wrong tries sign out and take the lock off", async () => {
    await leaveFor(60_000);
    for (const left of [4, 3, 2, 1]) {
      await type("0000");
      expect(await screen.findByText(`暗証番号が違います。あと${left}回試せます。`)).toBeVisible();
    }
    expect(app.api.signOut).not.toHaveBeenCalled();
    await type("0000");
    expect(await screen.findByTestId("sign-in-username")).toBeVisible();
    expect(localStorage.getItem("genkan.lock")).toBeNull();
  });

  test("used up without network, it stays closed", async () => {
    app.api.signOut.mockResolvedValue(refuse("offline"));
    await leaveFor(60_000);
    for (let time = 0; time < 5; time += 1) {
      await type("0000");
      if (time < 4) await screen.findByText(`暗証番号が違います。あと${4 - time}回試せます。`);
    }
    expect(await screen.findByText(/サーバーにつながりません/)).toBeVisible();
    expect(screen.queryByTestId("code")).not.toBeInTheDocument();
    expect(screen.getByTestId("lock-screen")).toBeVisible();
  });

  test("forgotten: signing in again takes it off", async () => {
    await leaveFor(60_000);
    await userEvent.click(await screen.findByTestId("lock-sign-out"));
    expect(await screen.findByTestId("sign-in-username")).toBeVisible();
    expect(localStorage.getItem("genkan.lock")).toBeNull();
  });

  test("a visitor's call rings above it and is answered there; afterwards it is still closed", async () => {
    await leaveFor(60_000);
    await screen.findByTestId("lock-screen");
    await act(async () => app.server.say("show.calls", { calls: [appCall({})] }));
    expect(await screen.findByTestId("call-answer")).toBeVisible();
    await act(async () => app.server.say("show.calls", { calls: [] }));
    expect(screen.getByTestId("lock-screen")).toBeInTheDocument();
  });

  test("it is changed and taken off by whoever knows it; a wrong digit closes the app", async () => {
    await userEvent.click(screen.getByTestId("lock-change"));
    await type("4826");
    await screen.findByLabelText("新しい暗証番号（4桁）");
    await type("1357");
    await screen.findByLabelText("確認のため、もう一度");
    await type("1357");
    await screen.findByText("ロックを設定しました。");
    await userEvent.click(screen.getByTestId("lock-off"));
    await type("4826");
    expect(await screen.findByTestId("lock-screen")).toBeVisible();
    await type("1357");
    await userEvent.click(await screen.findByTestId("lock-off"));
    await type("1357");
    expect(await screen.findByText("ロックを外しました。")).toBeVisible();
    await leaveFor(3_600_000);
    expect(screen.queryByTestId("lock-screen")).not.toBeInTheDocument();
  });

  test("it is nobody else's", async () => {
    await act(async () => app.services.session.enter({ ...ME, person_id: "p2" }));
    await leaveFor(60_000);
    expect(screen.queryByTestId("lock-screen")).not.toBeInTheDocument();
  });
});

test("digits that differ the second time are asked for anew", async () => {
  await userEvent.click(screen.getByTestId("tab-me"));
  await userEvent.click(await screen.findByTestId("me-lock"));
  await type("1234");
  await screen.findByLabelText("確認のため、もう一度");
  await type("4321");
  expect(await screen.findByText(/2回の入力が違いました/)).toBeVisible();
  expect(app.services.lock.view.get().record).toBeNull();
  await expectAccessible();
});
