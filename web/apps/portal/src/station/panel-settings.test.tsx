import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { station } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const DEFAULTS = {
  volume: 100,
  night_volume: null,
  brightness: 100,
  night_brightness: 100,
  language: "ja",
  idle_s: 20,
  snapshots: "property",
};
const SHOWN = {
  settings: { ...DEFAULTS, volume: 80 },
  defaults: DEFAULTS,
  of_property: { night: { from_minute: 1320, to_minute: 420 }, night_volume: 40, snapshots: "missed" },
};
const ROUTE = "/api/portal/stations/east/settings";

async function openSettings(shown: object = SHOWN, online = true) {
  const answers = { [`GET ${ROUTE}`]: shown };
  return openBoard([station({ online })], { path: "/portal/?station=east", answers });
}

test("a manager reads how the unit is set, with what the property decides", async () => {
  await openSettings();
  const facts = await screen.findByTestId("portal-unit-facts");
  expect(facts).toHaveTextContent("昼 80%・夜 32%");
  expect(facts).toHaveTextContent("20秒");
  expect(facts).toHaveTextContent("物件の設定に合わせる（残す）");
});

test("what is chosen is sent as a whole, and a refusal loses nothing of it", async () => {
  const portal = await openSettings();
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-unit-change"));
  expect(screen.getByText(/夜間は 22:00〜07:00/)).toBeInTheDocument();
  await user.selectOptions(screen.getByTestId("portal-unit-night"), "own");
  expect(screen.getByRole("slider", { name: /昼間に対する夜間の音量/ })).toHaveValue("40");
  await user.selectOptions(screen.getByTestId("portal-unit-language"), "en");
  await user.selectOptions(screen.getByTestId("portal-unit-snapshots"), "never");
  await user.clear(screen.getByTestId("portal-unit-idle"));
  await user.type(screen.getByTestId("portal-unit-idle"), "30");
  await expectAccessible();

  portal.api.cut(`PUT ${ROUTE}`);
  await user.click(screen.getByTestId("portal-unit-save"));
  expect(await screen.findByTestId("portal-problem")).toBeInTheDocument();
  expect(screen.getByTestId("portal-unit-idle")).toHaveValue("30");

  portal.api.say(`PUT ${ROUTE}`, SHOWN);
  await user.click(screen.getByTestId("portal-unit-save"));
  await waitFor(() => expect(screen.queryByTestId("portal-unit-form")).toBeNull());
  const sent = portal.api.asked.findLast(({ method }) => method === "PUT");
  expect(sent?.body).toEqual({
    ...SHOWN.settings,
    night_volume: 40,
    language: "en",
    snapshots: "never",
    idle_s: 30,
  });
});

test("an idle time out of bounds is not sent, and says what fits", async () => {
  const portal = await openSettings();
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-unit-change"));
  await user.clear(screen.getByTestId("portal-unit-idle"));
  await user.type(screen.getByTestId("portal-unit-idle"), "5{Enter}");
  expect(screen.getByTestId("portal-unit-idle")).toHaveAccessibleDescription(/10から120まで/);
  expect(screen.getByTestId("portal-unit-save")).toBeDisabled();
  expect(portal.api.asked.some(({ method }) => method === "PUT")).toBe(false);
});

test("the defaults come back with one press, and a unit without a link is said to follow later", async () => {
  await openSettings({ ...SHOWN, of_property: { ...SHOWN.of_property, night: null } }, false);
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-unit-change"));
  expect(screen.getByText(/次につながったとき/)).toBeInTheDocument();
  expect(screen.getByText(/夜間の時間帯がない/)).toBeInTheDocument();
  expect(screen.getByTestId("portal-unit-volume")).toHaveValue("80");
  await user.click(screen.getByTestId("portal-unit-reset"));
  expect(screen.getByTestId("portal-unit-volume")).toHaveValue("100");
});
