import { refuse } from "@genkan/link";
import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import { DEVICES, START_MS } from "./testing/fakes";
import { renderPanel } from "./testing/render-panel";

const BUILDINGS = [
  { building_id: "b1", name: "東館" },
  { building_id: "b2", name: "西館" },
];
const state = () => screen.getByTestId("panel-state").getAttribute("data-state");
const entered = () => screen.getByTestId("panel-number").textContent;
const alert = () => document.querySelector("[aria-live=assertive]")?.textContent;

function show(panel: ReturnType<typeof renderPanel>) {
  act(() => panel.agent.show());
  return panel;
}

describe("the keypad", () => {
  test("types when a key is touched, before it is let go, and once", async () => {
    show(renderPanel());
    const key = screen.getByTestId("panel-key-1");
    fireEvent.pointerDown(key, { button: 0 });
    expect(entered()).toBe("1");
    expect(key).toHaveProperty("dataset.pressed", "true");
    fireEvent.pointerUp(key);
    fireEvent.click(key);
    expect(entered()).toBe("1");
  });

  test("serves a screen reader, which clicks without touching", () => {
    show(renderPanel());
    fireEvent.click(screen.getByTestId("panel-key-7"));
    expect(entered()).toBe("7");
  });

  test("names every key for a screen reader", () => {
    const { agent } = show(renderPanel());
    for (const digit of "0123456789") screen.getByRole("button", { name: digit });
    screen.getByRole("button", { name: "呼出" });
    fireEvent.click(screen.getByTestId("panel-key-1"));
    screen.getByRole("button", { name: "訂正（1文字消す）" });
    screen.getByRole("button", { name: "取消（すべて消す）" });
    expect(agent.called).toEqual([]);
  });

  test("takes digits, Backspace, Escape and Enter of a keyboard", async () => {
    const { agent } = show(renderPanel());
    const user = userEvent.setup();
    await user.keyboard("1023{Backspace}");
    expect(entered()).toBe("102");
    await user.keyboard("{Escape}");
    expect(entered()).toBe("");
    await user.keyboard("101{Enter}");
    expect(agent.called).toEqual(["101"]);
  });

  test("calls with Enter also after a key on the screen was touched", async () => {
    const { agent } = show(renderPanel());
    const user = userEvent.setup();
    await user.click(screen.getByTestId("panel-key-5"));
    await user.keyboard("{Enter}");
    expect(agent.called).toEqual(["5"]);
  });

  test("asks for the number when 「呼出」 comes without one", async () => {
    show(renderPanel());
    await userEvent.setup().click(screen.getByTestId("panel-call"));
    screen.getByRole("heading", { name: "先に部屋番号を入力してください" });
    expect(alert()).toBe("先に部屋番号を入力してください");
  });

  test("keeps an unknown number beside the sentence about it", async () => {
    const { agent } = show(renderPanel());
    agent.answer = refuse("home-unknown");
    const user = userEvent.setup();
    await user.keyboard("909{Enter}");
    expect(state()).toBe("unknown_home");
    screen.getByRole("heading", { name: "909号室は見つかりません。番号をご確認ください" });
    expect(entered()).toBe("909");
    await user.click(screen.getByTestId("panel-correct"));
    expect(state()).toBe("idle");
    expect(entered()).toBe("90");
  });
});

describe("the home screen", () => {
  test("shows the building and the time on its wall", () => {
    show(renderPanel());
    expect(screen.getByTestId("panel-building").textContent).toBe("みどりの丘レジデンス");
    expect(screen.getByTestId("panel-clock").textContent).toBe("14:0711月23日(月)");
  });

  test("shows no time rather than a wrong one", () => {
    const { agent } = renderPanel();
    act(() => agent.show({ server_ms: null }));
    expect(screen.getByTestId("panel-clock").textContent?.trim()).toBe("");
  });

  test("speaks the other language at a touch", async () => {
    show(renderPanel());
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "English" }));
    await screen.findByRole("heading", { name: "Enter the apartment number, then press Call" });
    expect(document.documentElement.lang).toBe("en");
    expect(screen.getByTestId("panel-clock").textContent).toBe("14:07Mon 23 November");
    await user.click(screen.getByTestId("panel-language"));
    await screen.findByRole("heading", { name: "部屋番号を入力し、呼出を押してください" });
  });

  test("offers no language when there is only one", () => {
    const { agent } = renderPanel();
    act(() => agent.show({ languages: ["ja"] }));
    expect(screen.queryByTestId("panel-language")).toBeNull();
  });

  test("tells the installer about a camera and a microphone that do not work", () => {
    const { devices } = show(renderPanel());
    act(() => devices.view.set({ ...DEVICES, camera: "refused", microphone: "missing" }));
    screen.getByText(/このページのカメラを許可してください/);
    screen.getByText("マイクが見つかりません。接続を確認してください");
    expect(screen.getByTestId("panel-call")).toHaveProperty("disabled", false);
  });
});

describe("a call", () => {
  test("shows whom it rings and can be cancelled, but not by the second tap of a hasty 「呼出」", () => {
    vi.useFakeTimers();
    const { agent } = show(renderPanel());
    act(() => agent.showCall());
    expect(state()).toBe("calling");
    screen.getByRole("heading", { name: "呼出中です" });
    screen.getByText("101号室");
    const cancel = screen.getByTestId("panel-hangup");
    fireEvent.pointerDown(cancel, { button: 0 });
    expect(agent.hangUps).toBe(0);
    act(() => vi.advanceTimersByTime(500));
    fireEvent.pointerDown(cancel, { button: 0 });
    expect(agent.hangUps).toBe(1);
    expect(state()).toBe("idle");
    vi.useRealTimers();
  });

  test("says that the visitor is not seen without a camera, nor heard without a microphone", () => {
    const { agent, devices } = show(renderPanel());
    act(() => devices.view.set({ camera: "missing", microphone: "missing", stream: null }));
    act(() => agent.showCall());
    screen.getByText("映像は届きません");
    act(() => agent.showCall({ phase: "talking", answered_by: "a1", deadline_ms: START_MS + 60_000 }));
    screen.getByRole("heading", { name: "お聞きください" });
    screen.getByText("マイクが使えないため、あなたの声は届きません");
  });

  test("shows the time that is left from 20 s on", () => {
    const { agent } = show(renderPanel());
    const talk = { phase: "talking", answered_by: "a1" };
    act(() => agent.showCall({ ...talk, deadline_ms: START_MS + 20_001 }));
    expect(screen.queryByRole("timer")).toBeNull();
    act(() => agent.showCall({ ...talk, deadline_ms: START_MS + 19_500 }));
    expect(screen.getByRole("timer").textContent).toBe("あと20秒で通話が終わります");
  });

  test("says when the connection is being checked", () => {
    const { agent } = show(renderPanel());
    act(() => agent.showCall({ phase: "talking", answered_by: "a1" }));
    act(() => agent.status.set("away"));
    screen.getByText("通信を確認しています");
  });
});

describe("a station of several buildings", () => {
  test("offers them by name, says the question, and names building and home in the call", async () => {
    const { agent } = renderPanel();
    act(() => agent.show({ buildings: BUILDINGS }));
    expect(alert()).toBe("どの棟をお訪ねですか");
    fireEvent.click(screen.getByRole("button", { name: "西館" }));
    await userEvent.setup().keyboard("203{Enter}");
    expect(agent.called).toEqual(["b2 203"]);
    act(() => agent.showCall({ home_number: "203", building_name: "西館" }));
    screen.getByText("西館 203号室");
    expect(alert()).toBe("西館 203号室 呼出中です");
  });

  test("has a way back to the question beside the keypad", () => {
    const { agent } = renderPanel();
    act(() => agent.show({ buildings: BUILDINGS }));
    fireEvent.click(screen.getByRole("button", { name: "東館" }));
    expect(document.querySelector(".number-well")?.textContent).toContain("東館");
    fireEvent.click(screen.getByRole("button", { name: "棟を選び直す" }));
    expect(state()).toBe("building");
  });
});

const ENDS = [
  ["no_answer", "応答がありません"],
  ["declined", "ただいま対応できません"],
  ["lost", "通話が切れました"],
  ["time_up", "通話時間が終わりました"],
  ["hung_up", "通話が終わりました"],
  ["opened", "ドアが開きました。お入りください"],
] as const;

test.each(ENDS)("the end %s is a screen, and is read out at once", (end, sentence) => {
  const { agent, timers } = show(renderPanel());
  act(() => agent.showCall());
  act(() => agent.showCall({ phase: "ended", end }));
  expect(state()).toBe(end);
  screen.getByRole("heading", { name: sentence });
  expect(alert()).toContain(sentence);
  act(() => timers.pass(5_000));
  expect(state()).toBe("idle");
});

describe("a unit that cannot call", () => {
  test("says what to do instead", () => {
    const { agent } = renderPanel();
    act(() => agent.show({ online: false }));
    expect(state()).toBe("offline");
    screen.getByRole("heading", { name: "現在ご利用いただけません" });
    screen.getByText("お急ぎの方は、訪問先へお電話いただくか、管理会社へご連絡ください");
    expect(screen.queryByTestId("panel-call")).toBeNull();
  });

  test("says how to enrol it", async () => {
    const { agent } = renderPanel();
    act(() => agent.show({ enrolled: false, online: false }));
    expect(state()).toBe("not_enrolled");
    await screen.findByText(/genkan station enrol/);
  });

  test("that was replaced says so, where the next code comes from, and offers neither call nor key", async () => {
    const { agent } = renderPanel();
    act(() => agent.show());
    fireEvent.click(screen.getByTestId("panel-keys")); // somebody is about to type a PIN
    act(() => agent.show({ online: false, revoked: true }));
    expect(state()).toBe("revoked");
    await screen.findByRole("heading", { name: "この機器は交換または取り外し済みです" });
    screen.getByText(/管理ポータルの「ドアと機器」.*登録コード/);
    screen.getByText(/genkan station enrol --replace/);
    for (const key of ["panel-keys", "panel-call", "panel-unlock"])
      expect(screen.queryByTestId(key)).toBeNull();
  });
});

describe("accessibility", () => {
  const scenes: Record<string, (panel: ReturnType<typeof renderPanel>) => void> = {
    idle: ({ agent }) => agent.show(),
    building: ({ agent }) => agent.show({ buildings: BUILDINGS }),
    calling: ({ agent }) => agent.showCall(),
    talking: ({ agent }) => agent.showCall({ phase: "talking", answered_by: "a1" }),
    opened: ({ agent }) => agent.show({ opened_ms: START_MS }),
    offline: ({ agent }) => agent.show({ online: false }),
    not_enrolled: ({ agent }) => agent.show({ enrolled: false }),
    revoked: ({ agent }) => agent.show({ revoked: true }),
    starting: () => undefined,
    declined: ({ agent }) => {
      agent.showCall();
      agent.showCall({ phase: "ended", end: "declined" });
    },
  };

  test.each(Object.entries(scenes))("%s has nothing axe would report", async (name, stage) => {
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null); // jsdom draws nothing
    const panel = renderPanel();
    act(() => stage(panel));
    expect(state()).toBe(name);
    // Colours need a real layout: they are checked in the browser.
    const { violations } = await axe.run(panel.container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe("the key screens", () => {
  test("hold no problem that axe knows, and name their keys", async () => {
    const { container, agent } = show(renderPanel());
    fireEvent.click(screen.getByRole("button", { name: "解錠" }));
    expect(state()).toBe("key_pin");
    await screen.findByTestId("panel-unlock");
    expect((await axe.run(container)).violations).toEqual([]);
    for (const digit of "4930") fireEvent.click(screen.getByTestId(`panel-key-${digit}`));
    expect(screen.getByTestId("panel-pin").getAttribute("aria-label")).toBe("入力した暗証番号 4桁");
    agent.pinEntry = { outcome: "unknown" };
    fireEvent.click(screen.getByTestId("panel-unlock"));
    await screen.findByRole("heading", { name: "番号が違います" });
    expect(screen.getByTestId("key-words").textContent).toContain("番号が違います");
    expect((await axe.run(container)).violations).toEqual([]);
  });

  test("show the camera with a frame, and the way back to the keypad", async () => {
    const { container } = show(renderPanel());
    fireEvent.click(screen.getByTestId("panel-keys"));
    fireEvent.click(await screen.findByTestId("panel-to-qr"));
    expect(state()).toBe("key_qr");
    await screen.findByRole("heading", { name: "QRコードをカメラにかざしてください" });
    expect((await axe.run(container)).violations).toEqual([]);
    fireEvent.click(screen.getByTestId("panel-to-pin"));
    expect(state()).toBe("key_pin");
  });
});

describe("what the home says without a voice", () => {
  const box = { by: "home", at_ms: START_MS, phrase: "box" };

  test("fills the screen with a chime and a voice, and is answered with a button", async () => {
    const { agent, sounds, speech } = show(renderPanel());
    act(() => agent.showCall());
    expect(screen.queryByTestId("panel-say-yes")).toBeNull();
    act(() => agent.showCall({ words: [box] }));
    expect(screen.getByTestId("panel-words").textContent).toContain("宅配ボックスに入れてください");
    expect(sounds.played.filter((sound) => sound === "word")).toHaveLength(1);
    expect(speech.spoken).toEqual(["宅配ボックスに入れてください"]);
    expect(alert()).toContain("宅配ボックスに入れてください");
    fireEvent.click(screen.getByTestId("panel-say-yes"));
    expect(agent.said).toEqual(["yes"]);
    const yes = { by: "visitor", at_ms: START_MS + 1, phrase: "yes" };
    act(() => agent.showCall({ words: [box, yes] }));
    expect(screen.getByTestId("panel-words").textContent).toContain("あなたの返事：はい");
    expect(speech.spoken).toHaveLength(1);
  });

  test("is text, whatever it looks like", () => {
    const { agent } = show(renderPanel());
    act(() =>
      agent.showCall({ words: [{ by: "home", at_ms: START_MS, text: "<img src=x onerror=alert(1)>" }] }),
    );
    screen.getByText("<img src=x onerror=alert(1)>");
    expect(document.querySelector("img")).toBeNull();
  });

  test("stays to be read when the ring is over", () => {
    const { agent } = show(renderPanel());
    act(() => agent.showCall({ words: [box] }));
    act(() => agent.showCall({ words: [box], phase: "ended", end: "replied" }));
    expect(state()).toBe("replied");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("宅配ボックスに入れてください");
  });
});

describe("whom a visitor can call beside a number", () => {
  const hours = [{ weekday: 0, from_minute: 540, to_minute: 1020 }];

  test("the office, whose hours are told when it is closed", async () => {
    const { agent } = renderPanel();
    act(() => agent.show());
    expect(screen.queryByTestId("panel-office")).toBeNull();
    act(() => agent.show({ office_hours: hours }));
    agent.answer = refuse("office-closed");
    await act(async () => fireEvent.click(screen.getByTestId("panel-office")));
    expect(agent.called).toEqual(["office"]);
    expect(state()).toBe("office_closed");
    expect(screen.getByText("9:00–17:00")).toBeTruthy();
    act(() => agent.showCall({ home_number: "" }));
    expect(screen.getByText("管理室")).toBeTruthy();
  });

  test("a home of the list, which is asked for anew each time", async () => {
    const { agent } = renderPanel();
    const entries = Array.from({ length: 8 }, (_, place) => ({
      home_number: String(101 + place),
      ...(place === 0 ? { name: "佐藤" } : {}),
    }));
    agent.directory = { ok: true, body: { entries } };
    act(() => agent.show({ has_directory: true }));
    await act(async () => fireEvent.click(screen.getByTestId("panel-directory")));
    expect(screen.getByTestId("panel-entry-101").textContent).toBe("101号室佐藤");
    expect(screen.getByTestId("panel-entry-102").textContent).toBe("102号室");
    expect(screen.queryByTestId("panel-entry-107")).toBeNull();
    fireEvent.click(screen.getByTestId("panel-page-next"));
    await act(async () => fireEvent.click(screen.getByTestId("panel-entry-107")));
    expect(agent.called).toEqual(["107"]);
  });
});

describe("the screen's manners", () => {
  test("who waits is told so, and rings by itself", () => {
    const { agent, sounds } = show(renderPanel());
    act(() => agent.showCall({ phase: "waiting" }));
    expect(state()).toBe("waiting");
    expect(alert()).toContain("通話中です。お待ちください");
    expect(sounds.isRingingBack).toBe(false);
    act(() => agent.showCall());
    expect(state()).toBe("calling");
    expect(sounds.isRingingBack).toBe(true);
  });

  test("a live view is shown to whoever stands there, who may call all the same", async () => {
    const { agent, media } = show(renderPanel());
    act(() => agent.showCall({ kind: "view", phase: "talking", answered_by: "a1" }));
    expect(state()).toBe("idle");
    expect(screen.getByTestId("panel-viewed").textContent).toBe("カメラ使用中");
    expect(media.shown).not.toBeNull();
    fireEvent.click(screen.getByTestId("panel-key-1"));
    await act(async () => fireEvent.click(screen.getByTestId("panel-call")));
    expect(agent.called).toEqual(["1"]);
    act(() => agent.showCall({ kind: "view", phase: "ended", end: "hung_up" }));
    expect(screen.queryByTestId("panel-viewed")).toBeNull();
    expect(media.shown).toBeNull();
    act(() => agent.showCall({ call_id: "c2" }));
    expect(state()).toBe("calling");
  });

  test("a large display comes with one key and goes with the visitor", () => {
    const { timers, container } = show(renderPanel());
    fireEvent.click(screen.getByTestId("panel-reach"));
    expect(container.querySelector("[data-large]")).not.toBeNull();
    act(() => timers.pass(20_000));
    expect(container.querySelector("[data-large]")).toBeNull();
  });

  test("no picture is taken where the property keeps none", () => {
    const panel = show(renderPanel());
    act(() => panel.agent.show({ takes_pictures: false }));
    act(() => panel.agent.showCall());
    expect(screen.queryByText("不在のときは、写真が住戸に残ります")).toBeNull();
    act(() => panel.timers.pass(5_000));
    expect(panel.agent.snapshots).toEqual([]);
  });

  test("it is softer at night", () => {
    const { agent, sounds } = show(renderPanel());
    expect(sounds.volume).toBe(1);
    act(() => agent.show({ night: { from_minute: 14 * 60, to_minute: 15 * 60, volume: 30 } }));
    expect(sounds.volume).toBe(0.3);
  });
});

describe("what an installer asks for", () => {
  const names = () => document.querySelector(".top-names") as HTMLElement;

  test("held for long, the building's name shows how the call's connections are, and again hides it", async () => {
    vi.useFakeTimers();
    const panel = show(renderPanel());
    panel.reading.set({
      level: "sound",
      legs: new Map([
        [
          "a1",
          {
            route: "relay udp",
            widthPx: 640,
            heightPx: 360,
            framesPerSecond: 15,
            codec: "VP8",
            availableBps: 61_000,
            roundTripMs: 38,
            lostShare: 0.125,
            sentBytes: 1_000,
            receivedBytes: 500,
          },
        ],
      ]),
    });
    fireEvent.pointerDown(names(), { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(4_100));
    fireEvent.pointerUp(names());
    const board = screen.getByTestId("panel-figures");
    for (const text of ["relay udp", "640×360 · 15/s · VP8", "61 kbit/s", "38 ms", "12.5 %", "音声のみ"]) {
      expect(board.textContent).toContain(text);
    }
    panel.reading.set({
      level: "full",
      legs: new Map([...panel.reading.get().legs].map(([leg, now]) => [leg, { ...now, sentBytes: 126_000 }])),
    });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(board.textContent).toMatch(/送信\d+ kbit\/s/);
    fireEvent.pointerDown(names(), { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(4_100));
    expect(screen.queryByTestId("panel-figures")).toBeNull();
    vi.useRealTimers();
  });

  test("a touch in passing shows nothing", async () => {
    vi.useFakeTimers();
    show(renderPanel());
    fireEvent.pointerDown(names(), { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    fireEvent.pointerUp(names());
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.queryByTestId("panel-figures")).toBeNull();
    vi.useRealTimers();
  });
});
