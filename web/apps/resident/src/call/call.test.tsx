import { appCall } from "@genkan/calls/testing";
import type { AppCall } from "@genkan/contract";
import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, openHome, type TestApp, type TestAppSetting } from "../testing/render-app";

let app: TestApp;

// Fetched with the first call; here they are at hand, so that no test waits for a busy machine.
beforeAll(() =>
  Promise.all([import("./call-screen"), import("./call-conversation"), import("./reply-form")]),
);

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  await start();
});

afterEach(() => {
  app.services.link.stop();
  vi.useRealTimers();
});

const TALKING = { phase: "talking", leg_state: "connected", version: 2 } as const;
const ENDED = { phase: "ended", leg_state: "left", leg_end: "over", version: 3 } as const;

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const show = (change: Partial<AppCall> = {}) =>
  act(async () => app.server.say("show.calls", { calls: [appCall(change)] }));
const words = () => screen.getByTestId("call-state").textContent;

async function start(setting: TestAppSetting = {}): Promise<void> {
  vi.stubGlobal(
    "MediaStream",
    class {
      getTracks = () => [];
    },
  );
  app = await openHome(setting);
}

async function talk(): Promise<void> {
  await show();
  await user().click(screen.getByTestId("call-answer"));
  await act(async () => app.server.reply("call.answer", { won: true }));
  await show({ ...TALKING, answered_ms: Date.now() });
}

describe("an incoming call", () => {
  test("fills the screen: who is where, and the three things to do", async () => {
    await show();
    expect(screen.getByRole("dialog", { name: "正面玄関からの呼出" })).toBeVisible();
    expect(words()).toBe("着信中");
    expect(screen.getByTestId("call-decline")).toHaveAccessibleName("拒否");
    expect(screen.getByTestId("call-answer")).toHaveAccessibleName("応答");
    expect(screen.getByTestId("call-open")).toHaveAccessibleName("ドアオープン");
    expect(screen.queryByTestId("call-hangup")).not.toBeInTheDocument();
  });

  test("is replied to without a voice, by button and by typing", async () => {
    await show();
    await user().click(await screen.findByTestId("call-reply-box"));
    expect(app.server.heard("call.say").at(-1)?.body).toEqual({ call_id: "c1", phrase: "box" });
    await act(async () => app.server.reply("call.say", {}));
    await user().click(screen.getByTestId("call-reply-type"));
    const field = await screen.findByTestId("call-reply-text");
    await waitFor(() => expect(field).toHaveFocus());
    await user().type(field, "裏口へどうぞ{Enter}");
    expect(app.server.heard("call.say").at(-1)?.body).toEqual({ call_id: "c1", text: "裏口へどうぞ" });
    await act(async () => app.server.refuse("call.say", "too-often"));
    expect(screen.getByRole("alert")).toHaveTextContent("操作の回数が多すぎます");
    expect(field).toHaveValue("裏口へどうぞ");
    const words = [
      { by: "home", at_ms: 1, text: "<b>裏口</b>" },
      { by: "visitor", at_ms: 2, phrase: "yes" },
    ];
    await show({ version: 2, words });
    const shown = within(screen.getByTestId("call-words")).getAllByRole("listitem");
    expect(shown.map((line) => line.textContent)).toEqual(["こちら: <b>裏口</b>", "訪問者: はい"]);
    await expectAccessible();
  });

  test("takes the focus without choosing, and everything behind it out of reach", async () => {
    const before = screen.getByTestId("door-open-d1");
    before.focus();
    await show();
    expect(screen.getByRole("dialog")).toHaveFocus();
    expect(before.closest("[inert]")).not.toBeNull();
    await act(async () => app.server.say("show.calls", { calls: [appCall({ ...ENDED, end: "cancelled" })] }));
    await pass(5_000);
    expect(before.closest("[inert]")).toBeNull();
    expect(before).toHaveFocus();
  });

  test("is answered, opened and declined by keyboard", async () => {
    await show();
    await screen.findByTestId("call-reply-box");
    await user().tab();
    expect(await screen.findByTestId("call-reply-box")).toHaveFocus();
    for (let count = 0; count < 5; count += 1) await user().tab();
    expect(screen.getByTestId("call-open")).toHaveFocus();
    await user().tab();
    expect(screen.getByTestId("call-decline")).toHaveFocus();
    await user().tab();
    expect(screen.getByTestId("call-answer")).toHaveFocus();
    await user().keyboard("{Enter}");
    expect(app.server.heard("call.answer")).toHaveLength(1);
  });

  test("shakes the phone until somebody does something", async () => {
    const vibrate = vi.fn();
    Object.defineProperty(navigator, "vibrate", { value: vibrate, configurable: true });
    await show();
    await pass(6_000);
    expect(vibrate).toHaveBeenCalledTimes(3);
    await user().click(screen.getByTestId("call-answer"));
    expect(vibrate).toHaveBeenLastCalledWith(0);
  });

  test("stands in the window's title while it rings", async () => {
    document.title = "Genkan";
    await show();
    expect(document.title).toBe("着信中 – 正面玄関");
    await user().click(screen.getByTestId("call-decline"));
    expect(document.title).toBe("Genkan");
  });

  test("declined, it is gone at once", async () => {
    await show();
    await user().click(screen.getByTestId("call-decline"));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    expect(app.server.heard("call.decline")).toHaveLength(1);
  });

  test("says that the picture comes, or that there is no camera", async () => {
    await show();
    expect(screen.getByText("映像を準備しています")).toBeVisible();
  });

  test("an answer the server refused says why and can be tried again", async () => {
    await show();
    await user().click(screen.getByTestId("call-answer"));
    await act(async () => app.server.refuse("call.answer", "too-often"));
    expect(screen.getByText(/操作の回数が多すぎます/)).toBeVisible();
    expect(screen.getByTestId("call-answer")).toBeVisible();
  });

  test("breaks no rule of accessibility", async () => {
    await show();
    vi.useRealTimers();
    await expectAccessible();
  });
});

describe("a talk", () => {
  test("shows how long it lasts, and how to mute, end and open", async () => {
    await talk();
    expect(words()).toBe("通話中");
    await pass(5_000);
    expect(screen.getByText(/^0:0[45]$/)).toBeVisible();
    expect(screen.getByTestId("call-hangup")).toHaveAccessibleName("終了");
    expect(screen.getByTestId("call-open")).toBeVisible();
    await user().click(screen.getByTestId("call-mute"));
    expect(words()).toBe("消音中");
    expect(app.microphone.enabled).toBe(false);
    await user().click(screen.getByRole("button", { name: "消音を解除" }));
    expect(app.microphone.enabled).toBe(true);
  });

  test("says when its time is running out", async () => {
    await talk();
    await show({ ...TALKING, deadline_ms: Date.now() + 10_000, version: 4 });
    await pass(1_000);
    expect(screen.getByText(/あと\d+秒で通話が終わります/)).toBeVisible();
  });

  test("hung up, it is over", async () => {
    await talk();
    await user().click(screen.getByTestId("call-hangup"));
    expect(screen.getByTestId("call-result")).toHaveTextContent("通話が終わりました");
    await pass(2_500);
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  test("without leave for the microphone it says what that means and how to change it", async () => {
    app.services.link.stop();
    document.body.replaceChildren();
    await start({
      openMicrophone: async () => {
        throw new DOMException("no", "NotAllowedError");
      },
    });
    await talk();
    const notice = screen.getByTestId("microphone-notice");
    expect(notice).toHaveTextContent("あなたの声は届きません");
    expect(notice).toHaveTextContent("許可するには");
    expect(screen.getByTestId("call-open")).toBeVisible();
    expect(screen.getByTestId("call-hangup")).toBeVisible();
    expect(within(notice).getByRole("button", { name: "マイクを許可する" })).toBeVisible();
  });

  test("where the browser wants a tap for sound, it asks for one", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "play").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    await talk();
    await act(async () =>
      app.server.say("call.signal", {
        call_id: "c1",
        leg: "s1",
        signal: { type: "offer", sdp: "v=0\r\no=- 1 2 IN IP4 0\r\nt=0 0\r\n" },
      }),
    );
    expect(await screen.findByRole("button", { name: "タップすると訪問者の声が聞こえます" })).toBeVisible();
  });

  test("the network goes: it says so, and after 5 s that the call is over", async () => {
    await talk();
    app.server.isUp = false;
    await act(async () => app.server.drop());
    expect(words()).toBe("再接続しています");
    expect(screen.getByTestId("offline-banner")).toBeVisible();
    await pass(6_500);
    expect(screen.getByTestId("call-result")).toHaveTextContent("通信が途切れたため、通話が終わりました");
  });

  test("breaks no rule of accessibility", async () => {
    await talk();
    vi.useRealTimers();
    await expectAccessible();
  });
});

describe("opening the door", () => {
  test("says that it opened on the station's word, then goes by itself", async () => {
    await show();
    await user().click(screen.getByTestId("call-open"));
    expect(screen.getByTestId("call-open")).toHaveTextContent("解錠しています");
    await act(async () => app.server.reply("door.release", { event_id: "e1", at_ms: 1 }));
    expect(screen.getByTestId("call-result")).toHaveTextContent("ドアが開きました");
    await pass(4_000);
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  test("refused, the call goes on and the reason stands there", async () => {
    await show();
    await user().click(screen.getByTestId("call-open"));
    await act(async () => app.server.refuse("door.release", "station-offline"));
    expect(screen.getByTestId("door-result")).toHaveTextContent("玄関機とつながっていない");
    expect(screen.getByTestId("call-answer")).toBeVisible();
  });

  test("with several doors each is named", async () => {
    const door = { building_name: "みどりの丘", online: true };
    await show({
      doors: [
        { ...door, door_id: "d1", name: "正面玄関" },
        { ...door, door_id: "d2", name: "宅配室" },
      ],
    });
    expect(screen.getByRole("button", { name: "正面玄関をドアオープン" })).toBeVisible();
    expect(screen.getByRole("button", { name: "宅配室をドアオープン" })).toBeVisible();
  });
});

describe("how it ended is told in words", () => {
  test.each([
    [{ ...ENDED, end: "cancelled" }, "訪問者が呼出をやめました"],
    [{ ...ENDED, end: "no_answer" }, "不在着信になりました"],
    [{ ...ENDED, end: "lost" }, "接続が切れたため、通話が終わりました"],
    [{ ...ENDED, end: "time_up" }, "通話できる時間が過ぎたため、終わりました"],
    [{ phase: "talking", leg_state: "left", leg_end: "elsewhere" }, "ほかの端末で応答しました"],
  ])("%o", async (state, told) => {
    await show();
    await show(state);
    expect(screen.getByTestId("call-result")).toHaveTextContent(told);
    await user().click(screen.getByTestId("call-dismiss"));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

test("signed out in the middle of a call, nothing of it stays", async () => {
  await talk();
  await act(async () => app.server.say("bye", { reason: "signed_out" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(app.microphone.isStopped).toBe(true);
});
