import type { CheckView } from "@genkan/contract";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { expect, test } from "vitest";
import { renderPanel } from "../testing/render-panel";

const CHECK: CheckView = {
  check_id: "k",
  language: "en",
  code: "482913",
  lines: [
    { part: "link", state: "ok" },
    { part: "relay", state: "failed", door_name: "Entrance" },
    { part: "call", state: "waiting" },
  ],
  wanted: [],
};

async function showCheck(change: Partial<CheckView> = {}) {
  const panel = renderPanel();
  act(() => panel.agent.show({ check: { ...CHECK, ...change } }));
  await screen.findByTestId(change.is_calling ? "panel-check-chip" : "panel-check");
  return panel;
}

test("the unit shows the code and every line, in the installer's language", async () => {
  const { agent, container } = await showCheck();
  expect(screen.getByTestId("panel-check-code").textContent).toContain("482913");
  expect(screen.getByTestId("panel-check").textContent).toContain("Door release (relay)Entrance");
  expect(screen.getByTestId("panel-check").textContent).toContain("Failed");
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  act(() => agent.show({ check: { ...CHECK, code: null } }));
  expect(screen.queryByTestId("panel-check-code")).toBeNull();
  act(() => agent.show({ check: null }));
  expect(screen.queryByTestId("panel-check")).toBeNull();
});

test("a visitor who comes meanwhile gets the keypad back, and a call is never covered", async () => {
  const { agent } = await showCheck();
  fireEvent.click(screen.getByTestId("panel-check-hide"));
  expect(screen.queryByTestId("panel-check")).toBeNull();
  expect(screen.getByTestId("panel-check-chip").textContent).toContain("Installation check");
  act(() => agent.showCall());
  expect(screen.queryByTestId("panel-check-chip")).toBeNull();
});

test("for the test call the keypad is there, with what to do", async () => {
  await showCheck({ is_calling: true });
  expect(screen.getByTestId("panel-check-chip").textContent).toContain(
    "Test call: call a home or the office",
  );
  expect(screen.queryByTestId("panel-check")).toBeNull();
});

test("a camera that is not there is found out and told", async () => {
  const { told } = await showCheck({ check_id: "senses", wanted: ["camera"] });
  const report = {
    check_id: "senses",
    round: 1,
    results: [{ part: "camera", state: "failed", reason: "missing", detail: "" }],
  };
  await waitFor(() => expect(told).toContainEqual(["panel.check", report]));
});
