import { act, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ALARM, INSTALLER, OFFLINE, station, UNENROLLED } from "../testing/fakes";
import { expectAccessible, openBoard, openPortal } from "../testing/render-portal";

const overall = () => screen.getByTestId("portal-overall").getAttribute("data-state");
const state = (id: string) =>
  within(screen.getByTestId(`portal-station-${id}`)).getByTestId("portal-station-state");

afterEach(() => {
  vi.useRealTimers();
});

test("before the server has spoken, the shape of what is coming stands there, with words", async () => {
  await openPortal();
  expect(await screen.findByText("読み込んでいます")).toBeInTheDocument();
  await expectAccessible();
});

test("a house where everything works says so in one sentence", async () => {
  await openBoard([station()]);
  expect(overall()).toBe("good");
  expect(state("east")).toHaveTextContent("オンライン3時間前から");
  expect(screen.getByTestId("portal-door-d1")).toHaveTextContent("エントランス解錠できます");
  expect(screen.getByText("最後のイベント：12分前")).toBeInTheDocument();
  await expectAccessible();
});

test("an offline station stands above the others, with what to check and since when", async () => {
  await openBoard([station(), OFFLINE]);
  expect(overall()).toBe("trouble");
  const [first] = screen.getAllByTestId("portal-station-state");
  expect(first).toHaveTextContent("オフライン25分前から");
  expect(screen.getByRole("heading", { name: "まず確かめること" })).toBeInTheDocument();
  expect(screen.getByTestId("portal-door-d2")).toHaveTextContent("いまは解錠できません");
  expect(document.title).toBe("(1) ライブ – Genkan 管理ポータル");
  await expectAccessible();
});

test("a station that is lost while somebody looks changes before their eyes, and is read out", async () => {
  const portal = await openBoard([station()]);
  await portal.show([station({ online: false })]);
  expect(overall()).toBe("trouble");
  expect(state("east")).toHaveAttribute("data-state", "offline");
  expect(await screen.findByText("東館 正面玄関がオフラインになりました。")).toBeInTheDocument();
  await portal.show([station()]);
  expect(overall()).toBe("good");
  expect(await screen.findByText("東館 正面玄関がオンラインに戻りました。")).toBeInTheDocument();
});

test("open alarms stand above everything, as they come, and lead to all of them", async () => {
  const portal = await openBoard([station()]);
  expect(screen.queryByTestId("portal-open-alarms")).toBeNull();
  await portal.showAlarms([ALARM]);
  const alarms = await screen.findByTestId("portal-open-alarms");
  expect(alarms).toHaveTextContent("確認が必要なアラーム 1件");
  expect(within(alarms).getByTestId("portal-alarm")).toHaveTextContent(
    "解錠していないのに、ドアが開きました",
  );
  expect(document.title).toBe("(1) ライブ – Genkan 管理ポータル");
  expect(screen.getByTestId("portal-all-alarms")).toHaveAttribute("href", "/portal/alarms");
  await expectAccessible();
  await portal.showAlarms([]);
  expect(screen.queryByTestId("portal-open-alarms")).toBeNull();
});

test("a unit whose housing is open says so", async () => {
  await openBoard([station({ tampered: true })]);
  expect(state("east")).toHaveTextContent("カバーが開いています");
  expect(screen.getByTestId("portal-door-d1")).toHaveTextContent("解錠できます");
});

test("a clock that is not sure is said, with what it means for the doors", async () => {
  await openBoard([station({ clock_uncertainty_ms: 5_000 })], { language: "en" });
  expect(state("east")).toHaveTextContent("Clock not sure");
  expect(screen.getByTestId("portal-door-d1")).toHaveTextContent("Cannot be opened now");
});

test("a place without a unit is no trouble, but is counted", async () => {
  await openBoard([station(), UNENROLLED]);
  expect(overall()).toBe("good");
  expect(screen.getByTestId("portal-overall")).toHaveTextContent("未登録 1台");
  expect(document.title).toBe("ライブ – Genkan 管理ポータル");
});

test.each([
  [undefined, "設置の予定は設置業者にお問い合わせください"],
  [INSTALLER, "上から順に進めてください"],
])("without a station, it says what comes next for whoever looks", async (me, words) => {
  await openBoard([], me === undefined ? {} : { me });
  expect(screen.getByText("まだ玄関機がありません")).toBeInTheDocument();
  expect(screen.getByText(words, { exact: false })).toBeInTheDocument();
});

test("when the link is lost, nobody is told that all is well", async () => {
  const portal = await openBoard([station()]);
  portal.server.isUp = false;
  vi.useFakeTimers({ shouldAdvanceTime: true });
  act(() => portal.server.drop());
  expect(overall()).toBe("stale");
  await act(() => vi.advanceTimersByTimeAsync(1_500));
  const banner = screen.getByTestId("offline-banner");
  expect(banner).toHaveTextContent("サーバーにつながりません");
  expect(banner).toHaveTextContent("の状態です");
  portal.server.isUp = true;
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  await portal.show([station()]);
  expect(overall()).toBe("good");
  expect(screen.queryByTestId("offline-banner")).toBeNull();
});

test("managers see who called their office and what became of it, with the picture of a missed one", async () => {
  const call = {
    call_id: "c1",
    at_ms: Date.UTC(2026, 10, 23, 9, 0),
    station_name: "正面玄関",
    building_name: "東館",
    outcome: "no_answer",
    answered_by: null,
    talked_s: null,
    has_picture: true,
  };
  const scrolled = vi.fn<() => void>();
  Element.prototype.scrollIntoView = scrolled; // jsdom has no layout to scroll in
  const taken = {
    ...call,
    call_id: "c2",
    outcome: "hung_up",
    answered_by: "田中 恵",
    talked_s: 12,
    has_picture: false,
  };
  await openBoard([station()], {
    path: "/portal/#office-calls",
    answers: { "GET /api/portal/office-calls": { calls: [call, taken] } },
  });
  const [missed, answered] = await screen.findAllByTestId("portal-office-call");
  expect(scrolled).toHaveBeenCalled(); // the notice of a missed call leads right there
  expect(missed).toHaveTextContent("応答なし");
  expect(answered).toHaveTextContent("田中 恵が応答（通話12秒）");
  await expectAccessible();
  await act(async () =>
    within(missed as HTMLElement)
      .getByRole("button")
      .click(),
  );
  const picture = await screen.findByRole("img", { name: "来訪者の画像" });
  expect(picture).toHaveAttribute("src", "/api/portal/office-calls/c1/picture");
  act(() => void picture.dispatchEvent(new Event("error")));
  expect(await screen.findByText("この画像は、もう残っていません。")).toBeInTheDocument();
});

test("an installer sees nobody's calls", async () => {
  const portal = await openBoard([station()], { me: INSTALLER });
  expect(screen.queryByTestId("portal-office-calls")).toBeNull();
  expect(portal.api.asked.some(({ path }) => path.endsWith("office-calls"))).toBe(false);
});
