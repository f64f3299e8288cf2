import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { UnitCheck } from "../app/data";
import { INSTALLER, MANAGER, NOW_MS, station } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const CHECKS = "GET /api/portal/stations/east/checks";
const ANSWERS = "POST /api/portal/checks/k1/answers";

type Line = UnitCheck["lines"][number];
const line = (change: Partial<Line> & Pick<Line, "part">): Line => ({
  key: change.part,
  door_name: "",
  state: "waiting",
  reason: "",
  detail: "",
  by_person: false,
  ...change,
});
const RELAY = line({ part: "relay", key: "relay:d1", door_name: "エントランス" });
const CHECK: UnitCheck = {
  check_id: "k1",
  started_ms: NOW_MS - 60_000,
  ended_ms: null,
  person_name: "高橋 誠",
  version: "0.1.0",
  is_running: true,
  is_own: true,
  needs_code: true,
  verdict: "incomplete",
  lines: [
    line({ part: "link", state: "ok", detail: "12 ms" }),
    line({ part: "camera", state: "failed", reason: "missing" }),
    line({ part: "loudspeaker", state: "asking" }),
    RELAY,
    line({ part: "call" }),
  ],
};
const DONE: UnitCheck = { ...CHECK, ended_ms: NOW_MS, is_running: false, verdict: "faults" };

async function openCheck(checks: UnitCheck[], me = INSTALLER, online = true) {
  return openBoard([station({ online })], {
    me,
    path: "/portal/?station=east",
    answers: { [CHECKS]: { checks } },
  });
}

const at = (key: string) => within(screen.getByTestId(`portal-check-line-${key}`));
const sent = (portal: Awaited<ReturnType<typeof openCheck>>, path: string) =>
  portal.api.asked.filter((ask) => ask.method === "POST" && ask.path.endsWith(path)).map(({ body }) => body);

test("an installer starts a check in the language they read", async () => {
  const portal = await openCheck([]);
  portal.api.say("POST /api/portal/stations/east/checks", { check_id: "k1" });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-check-start"));
  await waitFor(() => expect(sent(portal, "/checks")).toEqual([{ language: "ja" }]));
  portal.api.refuse("POST /api/portal/stations/east/checks", 409, "station-outdated");
  await user.click(screen.getByTestId("portal-check-start"));
  expect(await screen.findByText(/玄関機を更新してください/)).toBeInTheDocument();
});

test("a relay waits for the code of the unit's screen, and then for a question", async () => {
  const portal = await openCheck([CHECK]);
  const user = userEvent.setup();
  await screen.findByTestId("portal-check-running");
  expect(at("camera").getByText(/接続と電源を確かめてください/)).toBeInTheDocument();
  expect(at("relay:d1").getByTestId("portal-check-pulse")).toBeDisabled();
  await expectAccessible();
  portal.api.refuse("POST /api/portal/checks/k1/code", 422, "check-code-wrong");
  await user.type(screen.getByTestId("portal-check-code"), "４８２ ９１４{Enter}");
  expect(await screen.findByText(/番号が違います/)).toBeInTheDocument();
  expect(sent(portal, "/code")).toEqual([{ code: "482914" }]);
  expect(screen.getByTestId("portal-check-code")).toHaveValue("４８２ ９１４");

  portal.api.say(CHECKS, { checks: [{ ...CHECK, needs_code: false }] });
  portal.api.say(ANSWERS, null);
  expect(await screen.findByTestId("portal-check-there")).toBeInTheDocument();
  await user.click(at("relay:d1").getByTestId("portal-check-pulse"));
  expect(at("relay:d1").getByText(/エントランスを解錠します/)).toBeInTheDocument();
  expect(sent(portal, "/answers")).toEqual([]);
  await expectAccessible();
  await user.click(at("relay:d1").getByTestId("portal-check-pulse-confirm"));
  expect(sent(portal, "/answers")).toEqual([{ line: "relay:d1", answer: "pulse" }]);
});

test("what was seen and heard is said line by line", async () => {
  const asking = [
    line({ part: "loudspeaker", state: "asking" }),
    { ...RELAY, state: "asking" as const, detail: "5 s" },
    line({ part: "monitor", key: "monitor:d1", door_name: "エントランス", state: "asking" }),
    line({ part: "call", state: "asking", reason: "answered", detail: "4.2 s" }),
  ];
  const portal = await openCheck([{ ...CHECK, needs_code: false, lines: asking }]);
  portal.api.say(ANSWERS, null);
  const user = userEvent.setup();
  await screen.findByTestId("portal-check-running");
  expect(at("monitor:d1").queryByTestId("portal-check-yes")).toBeNull();
  const said: [key: string, which: string, answer: string][] = [
    ["loudspeaker", "portal-check-yes", "confirm"],
    ["relay:d1", "portal-check-no", "deny"],
    ["monitor:d1", "portal-check-no", "deny"],
    ["call", "portal-check-yes", "confirm"],
  ];
  for (const [key, which] of said) {
    await waitFor(() => expect(at(key).getByTestId(which)).toBeEnabled());
    await user.click(at(key).getByTestId(which));
  }
  expect(sent(portal, "/answers")).toEqual(said.map(([key, , answer]) => ({ line: key, answer })));
  await expectAccessible();
});

test("the last result stands there with its faults and its report, for managers too", async () => {
  await openCheck([DONE, { ...DONE, check_id: "k0", verdict: "passed", lines: [] }], MANAGER);
  const [last] = await screen.findAllByTestId("portal-check-done");
  expect(last).toHaveTextContent("不合格の項目があります");
  expect(last).toHaveTextContent("カメラ");
  expect(within(last as HTMLElement).getByRole("link")).toHaveAttribute(
    "href",
    "/api/portal/checks/k1/report?language=ja",
  );
  expect(screen.getByText("以前のチェック 1件")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-check-start")).toBeNull();
  await expectAccessible();
});

test("a check that somebody else leads is theirs, and a unit without a link cannot be checked", async () => {
  await openCheck([{ ...CHECK, is_own: false }], INSTALLER, false);
  expect(await screen.findByText("高橋 誠さんが実施中です。")).toBeInTheDocument();
  expect(screen.queryByTestId("portal-check-running")).toBeNull();
  expect(screen.getByTestId("portal-check-start")).toBeDisabled();
});
