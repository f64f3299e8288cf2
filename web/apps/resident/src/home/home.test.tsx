import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, openHome, type TestApp } from "../testing/render-app";

let app: TestApp;

beforeEach(async () => {
  localStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  app = await openHome();
});

afterEach(() => {
  app.services.link.stop();
  vi.useRealTimers();
});

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const button = () => screen.getByTestId("door-open-d1");
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe("a door card", () => {
  test("names door and building, and says in words whether the station is there", () => {
    const doors = within(screen.getByRole("region", { name: "解錠できるドア" }));
    expect(doors.getByRole("heading", { name: "正面玄関" })).toBeVisible();
    expect(doors.getByText("オンライン")).toBeVisible();
    expect(doors.getByText("オフライン")).toBeVisible();
  });

  test("of a station that is not there cannot be pressed, and says why", () => {
    const offline = screen.getByTestId("door-open-d2");
    expect(offline).toBeDisabled();
    expect(offline).toHaveAccessibleDescription(/玄関機とつながっていない/);
  });

  test("comes back by itself with its station", async () => {
    await act(async () =>
      app.server.say("show.home", {
        homes: [],
        doors: [{ door_id: "d2", name: "通用口", building_name: "みどりの丘", online: true }],
      }),
    );
    expect(screen.getByTestId("door-open-d2")).toBeEnabled();
    expect(screen.queryByTestId("door-open-d1")).not.toBeInTheDocument();
  });
});

describe("opening a door", () => {
  test("claims nothing before the station answered, then says 「解錠成功」 for 3 s", async () => {
    await user().click(button());
    expect(button()).toHaveTextContent("解錠しています");
    expect(button()).toHaveAttribute("aria-busy", "true");
    await pass(2_000);
    expect(screen.queryByTestId("door-result")).not.toBeInTheDocument();
    await act(async () => app.server.reply("door.release", { event_id: "e1", at_ms: 1 }));
    expect(screen.getByTestId("door-result")).toHaveTextContent("解錠成功");
    await pass(3_000);
    expect(button()).toHaveTextContent("ドアオープン");
  });

  test("is felt in the hand and said to a screen reader", async () => {
    const vibrate = vi.fn();
    Object.defineProperty(navigator, "vibrate", { value: vibrate, configurable: true });
    await user().click(button());
    await act(async () => app.server.reply("door.release", { event_id: "e1", at_ms: 1 }));
    await pass(100);
    expect(vibrate).toHaveBeenCalledWith(30);
    expect(screen.getAllByRole("status").map((region) => region.textContent)).toContain("解錠成功");
  });

  test.each([
    ["relay-failed", "電気錠を動かせませんでした"],
    ["release-late", "安全のため解錠しませんでした"],
    ["access-denied", "権限がありません"],
    ["of-a-newer-server", "サーバーで問題が起きました"],
  ])("refused (%s): the reason in plain words, and the button is back", async (reason, words) => {
    await user().click(button());
    await act(async () => app.server.refuse("door.release", reason));
    expect(screen.getByTestId("door-result")).toHaveTextContent(words);
    expect(button()).toHaveTextContent("ドアオープン");
    expect(button()).not.toHaveAttribute("aria-disabled");
  });

  test("without an answer it says within 3 s that nobody knows", async () => {
    await user().click(button());
    await pass(3_000);
    expect(screen.getByTestId("door-result")).toHaveTextContent("返事がなく、解錠されたか確認できません");
  });

  test("works with the keyboard alone", async () => {
    button().focus();
    await user().keyboard("{Enter}");
    expect(app.server.heard("door.release")).toHaveLength(1);
  });
});

describe("the link", () => {
  test("lost: the banner says so, the doors stay, and a tap is answered in words", async () => {
    app.server.isUp = false;
    await act(async () => app.server.drop());
    expect(screen.queryByTestId("offline-banner")).not.toBeInTheDocument();
    await pass(1_500);
    expect(screen.getByTestId("offline-banner")).toHaveTextContent("サーバーにつながりません");
    expect(screen.getAllByText("未接続")).toHaveLength(2);
    await user().click(button());
    await pass(3_100);
    expect(screen.getByTestId("door-result")).toHaveTextContent("サーバーにつながりません");
  });

  test("back: the banner goes by itself", async () => {
    app.server.isUp = false;
    await act(async () => app.server.drop());
    await pass(1_500);
    app.server.isUp = true;
    await pass(15_000);
    expect(screen.queryByTestId("offline-banner")).not.toBeInTheDocument();
  });

  test("a restarting server is named as such", async () => {
    await act(async () => app.server.say("bye", { reason: "restarting", retry_after_ms: 5_000 }));
    await pass(1_500);
    expect(screen.getByTestId("offline-banner")).toHaveTextContent("サーバーを再起動しています");
  });
});

test("without doors it says why, and whom to ask", async () => {
  await act(async () => app.server.say("show.home", { homes: [], doors: [] }));
  expect(screen.getByText("解錠できるドアがありません")).toBeVisible();
});

test("the microphone is asked for on a tap with its reason, and not again after 「あとで」", async () => {
  expect(screen.getByText(/あなたの声を届けるため/)).toBeVisible();
  await user().click(screen.getByRole("button", { name: "あとで" }));
  expect(screen.queryByText(/あなたの声を届けるため/)).not.toBeInTheDocument();
  expect(localStorage.getItem("genkan.ready.later")).not.toBeNull();
});

test("breaks no rule of accessibility", async () => {
  vi.useRealTimers();
  await expectAccessible();
});
