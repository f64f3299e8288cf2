import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { INSTALLER, MANAGER, MINUTE_MS, NOW_MS, station } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const DOOR = {
  door_id: "d1",
  name: "エントランス",
  building_name: "東館",
  building_id: "b1",
  online: true,
  relay: 1,
  release_ms: 5_000,
  fail_mode: "secure",
};
const EAST = station({ building_id: "b1", doors: [DOOR] });
const PLACES = "GET /api/portal/properties";
const place = (buildings: object[]) => ({
  properties: [{ property_id: "sakura", name: "さくらハイツ", buildings }],
});
const BUILDING = { building_id: "b1", name: "東館", time_zone: "Asia/Tokyo", homes: 6 };
const WHOLE = { [PLACES]: place([BUILDING]) };
const SHEET = { me: INSTALLER, path: "/portal/devices?station=east", answers: WHOLE };

afterEach(() => {
  vi.useRealTimers();
});

test("an installer without anything is led from the property on, one step at a time", async () => {
  const nobody = { ...INSTALLER, properties: [] };
  const portal = await openBoard([], {
    me: nobody,
    path: "/portal/devices",
    answers: { [PLACES]: { properties: [] } },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-step-property"));
  expect(await screen.findByTestId("portal-property-name")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await expectAccessible();

  portal.api.say("GET /api/portal/me", INSTALLER);
  for (const [answer, step] of [
    [place([]), "building"],
    [place([{ ...BUILDING, homes: 0 }]), "homes"],
    [place([BUILDING]), "station"],
  ] as const) {
    portal.api.say(PLACES, answer);
    await portal.services.session.refresh();
    await portal.services.queries.invalidateQueries();
    expect(await screen.findByTestId(`portal-step-${step}`)).toBeInTheDocument();
  }
  expect(screen.getByRole("heading", { name: "さくらハイツの立ち上げ" })).toBeInTheDocument();
});

test("a manager is told whom to ask, and makes nothing", async () => {
  await openBoard([], { me: MANAGER, path: "/portal/devices", answers: WHOLE });
  expect(await screen.findByText(/設置業者にお問い合わせください/)).toBeInTheDocument();
  expect(screen.queryByTestId("portal-steps")).toBeNull();
  expect(screen.queryByTestId("portal-add-station")).toBeNull();
});

test("a station is made with its first door, and leads to the code of its unit", async () => {
  const portal = await openBoard([EAST], { me: INSTALLER, path: "/portal/devices", answers: WHOLE });
  const user = userEvent.setup();
  await user.click(screen.getByTestId("portal-add-station"));
  const name = await screen.findByTestId("portal-station-name");
  expect(name, "the building has a 正面玄関").toHaveValue("");
  await user.click(screen.getByTestId("portal-station-submit"));
  expect(screen.getByText("玄関機の名前を入力してください")).toBeInTheDocument();
  expect(screen.getByText("ドアの名前を入力してください")).toBeInTheDocument();
  await user.type(name, "裏口");
  await user.type(screen.getByTestId("portal-door-name"), "エントランス");
  expect(screen.getByText("この棟に同じ名前のドアがあります")).toBeInTheDocument();
  await user.type(screen.getByTestId("portal-door-name"), "裏");
  expect(screen.getByText(/火災受信機から電気錠へ直接/)).toBeInTheDocument();
  await expectAccessible();

  portal.api.refuse("POST /api/portal/stations", 409, "name-taken");
  await user.click(screen.getByTestId("portal-station-submit"));
  expect(await screen.findByText(/別の名前を付けてください/)).toBeInTheDocument();
  expect(name).toHaveValue("裏口");

  portal.api.say("POST /api/portal/stations", { station_id: "back" });
  const code = { code: "ABCD2345", expires_ms: NOW_MS + 10 * MINUTE_MS };
  portal.api.say("POST /api/portal/stations/back/enrolment-code", code);
  await user.click(screen.getByTestId("portal-station-submit"));
  await waitFor(() => expect(portal.api.asked.at(-1)?.method).toBe("GET"));
  const back = station({ station_id: "back", name: "裏口", enrolled: false, online: false, doors: [] });
  await portal.show([EAST, back]);
  expect(await screen.findByTestId("portal-enrol-code")).toHaveTextContent("ABCD-2345");
  expect(new URLSearchParams(location.search).get("station")).toBe("back");
  expect(screen.queryByTestId("portal-station-dialog")).toBeNull();
  const sent = portal.api.asked.filter(({ path }) => path === "/api/portal/stations").at(-1);
  expect(sent?.body).toEqual({
    name: "裏口",
    building_id: "b1",
    door: { name: "エントランス裏", relay: 1, building_id: "b1", release_ms: 5_000, fail_mode: "secure" },
  });
});

test("a door is added at a free relay; the taken one says whose it is", async () => {
  const portal = await openBoard([EAST], SHEET);
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-door-add"));
  const relay = screen.getByTestId("portal-door-relay");
  expect(relay).toHaveValue("2");
  expect(within(relay).getByRole("option", { name: /エントランスが使用中/ })).toBeDisabled();
  await user.type(screen.getByTestId("portal-door-name"), "駐輪場");
  await user.clear(screen.getByTestId("portal-door-seconds"));
  await user.type(screen.getByTestId("portal-door-seconds"), "90");
  await user.click(screen.getByTestId("portal-door-submit"));
  expect(screen.getByText("1から60までの秒数を入力してください")).toBeInTheDocument();
  await user.clear(screen.getByTestId("portal-door-seconds"));
  await user.type(screen.getByTestId("portal-door-seconds"), "10");
  await user.click(screen.getByTestId("portal-door-safe"));
  await expectAccessible();

  portal.api.refuse("POST /api/portal/stations/east/doors", 409, "relay-taken");
  await user.click(screen.getByTestId("portal-door-submit"));
  expect(await screen.findByText(/空いているリレーを選んでください/)).toBeInTheDocument();
  portal.api.say("POST /api/portal/stations/east/doors", { door_id: "d2" });
  await user.click(screen.getByTestId("portal-door-submit"));
  await waitFor(() => expect(screen.queryByTestId("portal-door-form")).toBeNull());
  expect(portal.api.asked.findLast(({ method }) => method === "POST")?.body).toEqual({
    name: "駐輪場",
    relay: 2,
    building_id: "b1",
    release_ms: 10_000,
    fail_mode: "safe",
  });
});

test("a door is moved, and removed only after a question", async () => {
  const portal = await openBoard([EAST], SHEET);
  portal.api.say("PUT /api/portal/doors/d1", {});
  portal.api.say("DELETE /api/portal/doors/d1", { keys: 2 });
  const user = userEvent.setup();
  expect(await screen.findByText(/リレー1 · 5秒 · フェイルセキュア/)).toBeInTheDocument();
  await user.click(screen.getByTestId("portal-door-edit-d1"));
  await user.selectOptions(screen.getByTestId("portal-door-relay"), "3");
  await user.click(screen.getByTestId("portal-door-submit"));
  await waitFor(() => expect(screen.queryByTestId("portal-door-form")).toBeNull());
  expect(portal.api.asked.findLast(({ method }) => method === "PUT")?.body).toMatchObject({
    relay: 3,
    station_id: "east",
  });

  await user.click(screen.getByTestId("portal-door-edit-d1"));
  await user.click(screen.getByTestId("portal-door-remove"));
  expect(screen.getByText("エントランスを削除しますか")).toBeInTheDocument();
  await expectAccessible();
  await user.click(screen.getByTestId("portal-door-remove-confirm"));
  await waitFor(() => expect(screen.queryByTestId("portal-door-form")).toBeNull());
  expect(await screen.findByText(/2本の鍵が使えなくなりました/)).toBeInTheDocument();
});

test("a station gets another name", async () => {
  const portal = await openBoard([EAST], SHEET);
  portal.api.say("PUT /api/portal/stations/east", {});
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-station-rename"));
  const name = screen.getByTestId("portal-station-name");
  await user.clear(name);
  await user.click(screen.getByTestId("portal-station-name-save"));
  expect(screen.getByText("玄関機の名前を入力してください")).toBeInTheDocument();
  await user.type(name, "北口");
  await user.click(screen.getByTestId("portal-station-name-save"));
  await waitFor(() => expect(screen.getByTestId("portal-station-rename")).toBeInTheDocument());
  expect(portal.api.asked.findLast(({ method }) => method === "PUT")?.body).toEqual({ name: "北口" });
});

test("before a station is removed, its sheet says what goes with it", async () => {
  const offline = station({ ...EAST, online: false });
  const portal = await openBoard([offline], { ...SHEET, language: "en" });
  portal.api.say("DELETE /api/portal/stations/east", { doors: ["エントランス"], keys: 1 });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-station-remove"));
  expect(screen.getByText(/The doors it releases go with it: エントランス/)).toBeInTheDocument();
  expect(screen.getByText(/What it has not handed over is lost/)).toBeInTheDocument();
  await expectAccessible();
  await user.click(screen.getByTestId("portal-station-remove-confirm"));
  await waitFor(() => expect(location.search).toBe(""));
  expect(await screen.findByText(/was removed, and one key with it/)).toBeInTheDocument();
});
