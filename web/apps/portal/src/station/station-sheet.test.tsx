import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { INSTALLER, MINUTE_MS, NOW_MS, OFFLINE, station, UNENROLLED } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const CODE_OF_ANNEX = "POST /api/portal/stations/annex/enrolment-code";
const code = () => screen.findByTestId("portal-enrol-code");

afterEach(() => {
  vi.useRealTimers();
});

test("a name opens the details, and Escape closes them", async () => {
  await openBoard([station()]);
  const user = userEvent.setup();
  await user.click(screen.getByRole("link", { name: "正面玄関" }));
  const sheet = await screen.findByRole("dialog", { name: "正面玄関" });
  expect(sheet).toHaveAccessibleDescription("さくらハイツ · 東館");
  expect(location.search).toBe("?station=east");
  await expectAccessible();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(location.search).toBe("");
});

test("an offline station says in its details what to check", async () => {
  await openBoard([OFFLINE], { path: "/portal/devices?station=west", language: "en" });
  const sheet = await screen.findByTestId("portal-sheet");
  expect(sheet).toHaveTextContent("What to check first");
});

test("a station that is gone, or another's, is said to be not there", async () => {
  await openBoard([station()], { path: "/portal/?station=elsewhere" });
  expect(await screen.findByRole("dialog", { name: "玄関機が見つかりません" })).toBeInTheDocument();
});

test("a manager issues no codes, and learns who does", async () => {
  await openBoard([UNENROLLED], { path: "/portal/?station=annex" });
  expect(await screen.findByTestId("portal-sheet")).toHaveTextContent("設置業者にご連絡ください");
  expect(screen.queryByTestId("portal-enrol")).toBeNull();
});

test("an installer of another property issues no codes here", async () => {
  const foreign = { ...UNENROLLED, property_id: "momiji" };
  await openBoard([foreign], { me: INSTALLER, path: "/portal/?station=annex" });
  await screen.findByTestId("portal-sheet");
  expect(screen.queryByTestId("portal-enrol")).toBeNull();
});

test("an installer gets a code with its command, and sees the unit arrive", async () => {
  const portal = await openBoard([UNENROLLED], { me: INSTALLER, path: "/portal/?station=annex" });
  portal.api.say(CODE_OF_ANNEX, { code: "ABCD2345", expires_ms: NOW_MS + 10 * MINUTE_MS });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-enrol"));
  expect(await code()).toHaveTextContent("ABCD-2345");
  expect(screen.getByRole("timer")).toHaveTextContent("残り 10:00");
  expect(screen.getByText(/genkan station enrol/)).toHaveTextContent(`--server ${location.origin}`);
  expect(await screen.findByRole("img", { name: "登録コマンドのQRコード" })).toBeInTheDocument();
  await expectAccessible();

  const enrolled = { ...UNENROLLED, enrolled: true, enrolled_ms: NOW_MS + 2_000 };
  await portal.show([enrolled]);
  expect(screen.queryByTestId("portal-enrol-code")).toBeNull();
  expect(screen.getByText(/機器の起動を待っています/)).toBeInTheDocument();
  await portal.show([{ ...enrolled, online: true, since_ms: NOW_MS + 5_000 }]);
  expect(screen.getByTestId("portal-enrol-done")).toHaveTextContent("玄関機がつながりました");
});

test("a code that has died says so, and a new one can be had", async () => {
  const portal = await openBoard([UNENROLLED], { me: INSTALLER, path: "/portal/?station=annex" });
  portal.api.say(CODE_OF_ANNEX, { code: "ABCD2345", expires_ms: NOW_MS + 10 * MINUTE_MS });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-enrol"));
  await code();
  vi.setSystemTime(NOW_MS + 10 * MINUTE_MS);
  await screen.findByText(/有効期限が切れました/);
  expect(screen.queryByTestId("portal-enrol-code")).toBeNull();
  portal.api.say(CODE_OF_ANNEX, { code: "WXYZ6789", expires_ms: NOW_MS + 20 * MINUTE_MS });
  await user.click(screen.getByTestId("portal-enrol-renew"));
  expect(await code()).toHaveTextContent("WXYZ-6789");
});

test("a unit in service is replaced only after a question, and its code stays while it comes and goes", async () => {
  const portal = await openBoard([station()], { me: INSTALLER, path: "/portal/?station=east" });
  portal.api.say("POST /api/portal/stations/east/enrolment-code", {
    code: "ABCD2345",
    expires_ms: NOW_MS + 10 * MINUTE_MS,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-enrol"));
  expect(screen.getByText("いまの機器を取り替えますか")).toBeInTheDocument();
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "キャンセル" }));
  expect(portal.api.asked.some(({ method }) => method === "POST")).toBe(false);
  await user.click(screen.getByTestId("portal-enrol"));
  await user.click(screen.getByTestId("portal-enrol-confirm"));
  await code();
  await portal.show([station({ since_ms: NOW_MS + 60_000 })]); // the old unit's network blinked
  expect(screen.getByTestId("portal-enrol-code")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-enrol-done")).toBeNull();
  const fresh = station({ enrolled_ms: NOW_MS + 70_000, since_ms: NOW_MS + 80_000 });
  await portal.show([{ ...fresh, online: false }]);
  expect(screen.getByText(/前の機器は切り離されました/)).toBeInTheDocument();
  await portal.show([fresh]);
  expect(screen.getByTestId("portal-enrol-done")).toHaveTextContent("前の機器は切り離され、もう使えません");
});

test("a refusal says what to do, and the button stays", async () => {
  const portal = await openBoard([UNENROLLED], { me: INSTALLER, path: "/portal/?station=annex" });
  portal.api.cut(CODE_OF_ANNEX);
  await userEvent.setup().click(await screen.findByTestId("portal-enrol"));
  expect(await screen.findByText(/サーバーにつながりません/)).toBeInTheDocument();
  expect(screen.getByTestId("portal-enrol")).toBeEnabled();
});

test("copying says that it worked, and without a clipboard what to do instead", async () => {
  const portal = await openBoard([UNENROLLED], { me: INSTALLER, path: "/portal/?station=annex" });
  portal.api.say(CODE_OF_ANNEX, { code: "ABCD2345", expires_ms: NOW_MS + 10 * MINUTE_MS });
  const user = userEvent.setup();
  const writeText = vi.fn<(text: string) => Promise<void>>(async () => undefined);
  vi.stubGlobal("navigator", Object.create(navigator, { clipboard: { value: { writeText } } }));
  await user.click(await screen.findByTestId("portal-enrol"));
  await code();
  await user.click(screen.getByRole("button", { name: "コードをコピー" }));
  expect(writeText).toHaveBeenCalledExactlyOnceWith("ABCD-2345");
  expect(await screen.findByRole("button", { name: "コピーしました" })).toBeInTheDocument();
  writeText.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  await user.click(screen.getByRole("button", { name: "コマンドをコピー" }));
  await waitFor(() => expect(screen.getByRole("button", { name: /選んでコピー/ })).toBeInTheDocument());
  await act(async () => undefined);
});

const EAST = { building_id: "b1", name: "東館" };
const WEST = { building_id: "b2", name: "西館" };
const PLACES = {
  properties: [
    {
      property_id: "sakura",
      name: "さくらハイツ",
      buildings: [EAST, WEST].map((building) => ({ ...building, time_zone: "Asia/Tokyo", homes: 6 })),
    },
  ],
};

test("an installer chooses which buildings a station serves, and reads what that means", async () => {
  const gate = station({ building_id: "b1", serves: [EAST] });
  const portal = await openBoard([gate], { me: INSTALLER, path: "/portal/?station=east" });
  portal.api.say("GET /api/portal/properties", PLACES);
  const user = userEvent.setup();
  expect(await screen.findByTestId("portal-serves")).toHaveTextContent("東館");
  await user.click(screen.getByTestId("portal-serves-change"));
  expect(await screen.findByRole("checkbox", { name: /東館/ })).toBeDisabled();
  await user.click(screen.getByRole("checkbox", { name: "西館" }));
  expect(screen.getByText(/はじめに棟を選び/)).toBeInTheDocument();
  await expectAccessible();

  portal.api.refuse("PUT /api/portal/stations/east/buildings", 422, "buildings-unfit");
  await user.click(screen.getByTestId("portal-serves-save"));
  expect(await screen.findByText(/18棟までで/)).toBeInTheDocument();
  expect(screen.getByRole("checkbox", { name: "西館" })).toBeChecked();

  portal.api.say("PUT /api/portal/stations/east/buildings", {});
  await user.click(screen.getByTestId("portal-serves-save"));
  await waitFor(() => expect(screen.getByTestId("portal-serves-change")).toBeInTheDocument());
  const sent = portal.api.asked.findLast(({ method }) => method === "PUT");
  expect(sent?.body).toEqual({ building_ids: ["b1", "b2"] });
  await portal.show([{ ...gate, serves: [EAST, WEST] }]);
  expect(screen.getByTestId("portal-serves")).toHaveTextContent("東館・西館");
});

test("a manager reads which buildings a gate serves, and changes nothing", async () => {
  await openBoard([station({ serves: [EAST, WEST] })], { path: "/portal/?station=east" });
  expect(await screen.findByTestId("portal-serves")).toHaveTextContent("西館");
  expect(screen.queryByTestId("portal-serves-change")).toBeNull();
});
