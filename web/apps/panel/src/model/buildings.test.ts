import { beforeEach, describe, expect, test } from "vitest";
import { FakeAgent, FakeDevices, FakeFrames, FakeMedia, FakeSounds, FakeTimers } from "../testing/fakes";
import { PanelViewModel } from "./panel-view-model";
import type { Digit } from "./view";

const EAST = { building_id: "east", name: "東館" };
const WEST = { building_id: "west", name: "西館" };
const HOURS = [{ weekday: 0, from_minute: 0, to_minute: 1_440 }];

let timers: FakeTimers;
let agent: FakeAgent;
let model: PanelViewModel;

beforeEach(() => {
  timers = new FakeTimers();
  agent = new FakeAgent(timers);
  model = new PanelViewModel({
    agent,
    devices: new FakeDevices(),
    takePicture: async () => null,
    media: new FakeMedia(),
    frames: new FakeFrames(),
    sounds: new FakeSounds(),
    timers,
  });
  agent.show({ buildings: [EAST, WEST], has_directory: true, office_hours: HOURS });
});

const screen = () => model.get().screen;
const commands = () => model.get().commands;

function type(digits: string): void {
  for (const digit of digits) commands().press?.(digit as Digit);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

async function call(number: string): Promise<void> {
  type(number);
  commands().call?.();
  await settle();
}

describe("a station of several buildings", () => {
  test("asks which one first, and has no keypad before it knows", () => {
    expect(screen()).toMatchObject({ state: "building", buildings: [{ name: "東館" }, { name: "西館" }] });
    expect(commands().press).toBeNull();
    expect(commands().call).toBeNull();
    expect(commands().openDirectory).toBeNull(); // the list is a building's
    expect(commands().callOffice).not.toBeNull(); // the office is everybody's
    expect(commands().openKeys).not.toBeNull();
  });

  test("calls the home of the building that was chosen, and names it", async () => {
    commands().chooseBuilding?.("west");
    expect(screen()).toMatchObject({ state: "idle", number: "" });
    expect(model.get().chosenBuilding).toBe("西館");
    await call("203");
    expect(agent.called).toEqual(["west 203"]);
    expect(model.get().calledBuilding).toBe("西館");
    agent.showCall({ home_number: "203", building_name: "西館" });
    agent.showCall({ home_number: "203", building_name: "西館", phase: "ended", end: "no_answer" });
    expect(model.get().calledBuilding).toBe("西館");
    timers.pass(5_000);
    expect(screen().state).toBe("building"); // the next visitor is asked anew
  });

  test("goes back to the question by a key, and by itself when nobody is there", () => {
    commands().chooseBuilding?.("east");
    type("20");
    commands().changeBuilding?.();
    expect(screen().state).toBe("building");
    commands().chooseBuilding?.("east");
    expect(screen()).toMatchObject({ number: "" });
    timers.pass(20_000);
    expect(screen().state).toBe("building");
  });

  test("keeps building and number after a typo", async () => {
    agent.answer = { ok: false, refusal: { reason: "home-unknown", retryAfterMs: null } };
    commands().chooseBuilding?.("west");
    await call("909");
    expect(screen()).toMatchObject({ state: "unknown_home", unknownNumber: "909" });
    expect(model.get().chosenBuilding).toBe("西館");
    commands().correct?.();
    expect(screen()).toMatchObject({ state: "idle", number: "90" });
  });

  test("lists the homes of the chosen building, and calls from the list", async () => {
    agent.directory = { ok: true, body: { entries: [{ home_number: "203", name: null }] } };
    commands().chooseBuilding?.("west");
    commands().openDirectory?.();
    await settle();
    expect(agent.directoriesOf).toEqual(["west"]);
    commands().callEntry?.("203");
    await settle();
    expect(agent.called).toEqual(["west 203"]);
  });

  test("calls the office without the question, and is back at it afterwards", async () => {
    commands().callOffice?.();
    await settle();
    expect(agent.called).toEqual(["office"]);
    expect(model.get().calledBuilding).toBe("");
  });

  test("asks for the building before the home number behind a PIN", async () => {
    agent.pinEntry = { outcome: "home_number" };
    commands().openKeys?.();
    type("4930");
    commands().unlock?.();
    await settle();
    expect(screen()).toMatchObject({ state: "key_pin", step: "building" });
    expect(commands().press).toBeNull();
    expect(commands().unlock).toBeNull();
    commands().chooseBuilding?.("west");
    expect(screen()).toMatchObject({ step: "home", buildingName: "西館" });
    agent.pinEntry = { outcome: "unknown" };
    type("203");
    commands().unlock?.();
    await settle();
    expect(agent.pins.at(-1)).toMatchObject({ digits: "4930", homeNumber: "203", buildingId: "west" });
  });

  test("forgets a building that the station serves no longer", () => {
    commands().chooseBuilding?.("west");
    agent.show({ buildings: [EAST, { building_id: "south", name: "南館" }] });
    expect(screen().state).toBe("building");
  });
});

test("with homes in one building only, nothing is asked and that one is called", async () => {
  agent.show({ buildings: [WEST] });
  expect(screen()).toMatchObject({ state: "idle" });
  expect(model.get().chosenBuilding).toBe("");
  expect(commands().changeBuilding).toBeNull();
  await call("203");
  expect(agent.called).toEqual(["west 203"]);
});

test("a station of one building asks nothing, and its agent is told of none", async () => {
  agent.show({ buildings: [] });
  expect(screen()).toMatchObject({ state: "idle" });
  await call("101");
  expect(agent.called).toEqual(["101"]);
});
