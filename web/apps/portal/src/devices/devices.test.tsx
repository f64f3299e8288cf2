import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { OFFLINE, station, UNENROLLED } from "../testing/fakes";
import { expectAccessible, openBoard } from "../testing/render-portal";

const ALL = [station(), OFFLINE, UNENROLLED];
const shown = () =>
  [...document.querySelectorAll("[data-testid^='portal-station-'][data-testid]")]
    .map((element) => element.getAttribute("data-testid")?.replace("portal-station-", ""))
    .filter((id) => id !== "state");

afterEach(() => {
  vi.useRealTimers();
});

test("every station has its line below its building", async () => {
  await openBoard(ALL, { path: "/portal/devices" });
  const table = screen.getByRole("table", { name: "ドアと機器" });
  expect(within(table).getAllByRole("link")).toHaveLength(3);
  within(table).getByRole("rowheader", { name: /^西館/ });
  const line = screen.getByTestId("portal-station-east");
  expect(line).toHaveTextContent("正面玄関");
  expect(line).toHaveTextContent("正確（±14ミリ秒）");
  expect(line).toHaveTextContent("0.1.0");
  await expectAccessible();
});

test("a phone gets cards instead of a table", async () => {
  await openBoard(ALL, { path: "/portal/devices", isWide: false });
  expect(screen.queryByRole("table")).toBeNull();
  expect(shown()).toHaveLength(3);
  await expectAccessible();
});

test("what is searched for stands in the address and survives a reload", async () => {
  await openBoard(ALL, { path: "/portal/devices" });
  const user = userEvent.setup();
  await user.type(screen.getByTestId("portal-search"), "西館");
  expect(shown()).toEqual(["west"]);
  expect(new URLSearchParams(location.search).get("q")).toBe("西館");
  expect(screen.getByText("1台の玄関機")).toBeInTheDocument();
});

test("an address with a search opens with it, digits too", async () => {
  await openBoard([station({ name: "101番ゲート" }), OFFLINE], { path: "/portal/devices?q=101" });
  expect(screen.getByTestId("portal-search")).toHaveValue("101");
  expect(shown()).toEqual(["east"]);
});

test("a filter shows its part, and says how many it would", async () => {
  await openBoard(ALL, { path: "/portal/devices" });
  const user = userEvent.setup();
  expect(screen.getByRole("radio", { name: /^要確認\s*1$/ })).toBeInTheDocument();
  await user.click(screen.getByTestId("portal-filter-trouble"));
  expect(shown()).toEqual(["west"]);
  await user.click(screen.getByTestId("portal-filter-unenrolled"));
  expect(shown()).toEqual(["annex"]);
});

test("a search that finds nothing offers the way back", async () => {
  await openBoard(ALL, { path: "/portal/devices?q=nowhere&show=trouble" });
  const user = userEvent.setup();
  expect(screen.getByText("条件に合う玄関機がありません")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "すべて表示" }));
  expect(shown()).toHaveLength(3);
  expect(screen.getByTestId("portal-search")).toHaveValue("");
});

test("keys do what the list of keys says", async () => {
  await openBoard(ALL, { path: "/portal/" });
  const user = userEvent.setup();
  await user.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "キーボードショートカット" })).toBeInTheDocument();
  await expectAccessible();
  await user.keyboard("{Escape}");
  await user.keyboard("d");
  await screen.findByRole("table");
  await user.keyboard("jj");
  expect(document.activeElement?.closest("tr")).toHaveAttribute(
    "data-testid",
    `portal-station-${shown()[1]}`,
  );
  await user.keyboard("k{Enter}");
  expect(await screen.findByTestId("portal-sheet")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await user.keyboard("/");
  expect(screen.getByTestId("portal-search")).toHaveFocus();
  await user.keyboard("l"); // now a letter like any other
  expect(screen.getByTestId("portal-search")).toHaveValue("l");
});
