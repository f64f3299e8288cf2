import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { station } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const CALL = {
  at_ms: Date.UTC(2026, 10, 23, 9, 0),
  station_name: "正面玄関",
  building_name: "東館",
  devices: 3,
  pushed: 2,
  accepted: 1,
  woke: 1,
  rang: 2,
  first_rang_ms: 640,
};

test("says on a press how the newest calls reached phones, without whose they were", async () => {
  const { api } = await openBoard([station()]);
  api.say("GET /api/portal/reach", { calls: [CALL, { ...CALL, at_ms: 1, rang: 0, first_rang_ms: null }] });
  await userEvent.click(screen.getByTestId("portal-reach"));
  const [first, second] = await screen.findAllByTestId("portal-reach-row");
  expect(within(first as HTMLElement).getByText("東館 正面玄関")).toBeVisible();
  expect(within(first as HTMLElement).getByText("1/2")).toBeVisible();
  expect(within(first as HTMLElement).getByText("0.6秒")).toBeVisible();
  expect(within(second as HTMLElement).getByText("鳴りませんでした")).toBeVisible();
  await expectAccessible();
});

test("a refusal is said in words", async () => {
  const { api } = await openBoard([station()]);
  api.refuse("GET /api/portal/reach", 403, "not-allowed");
  await userEvent.click(screen.getByTestId("portal-reach"));
  expect(await screen.findByRole("alert")).toBeVisible();
});
