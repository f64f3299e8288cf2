import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { INSTALLER } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";
import type { ImportPlan } from "./import-dialog";

const EAST = { building_id: "east", name: "東館", time_zone: "Asia/Tokyo", homes: 0 };
const SAKURA = { property_id: "sakura", name: "さくらハイツ", buildings: [EAST] };
const UME = { property_id: "ume", name: "うめハイツ", buildings: [] };
const FIT: ImportPlan = {
  lines: 3,
  new_homes: 2,
  new_households: 1,
  new_residents: 2,
  faulty_lines: 0,
  faults: [],
};
const FAULTY: ImportPlan = {
  ...FIT,
  faulty_lines: 2,
  faults: [
    { line: 3, column: "携帯電話", reason: "mobile-unfit", text: "110" },
    { line: 4, column: "住戸", reason: "home-unfit", text: "1A2" },
  ],
};
const PREVIEW = "POST /api/portal/properties/sakura/import/preview";
const IMPORT = "POST /api/portal/properties/sakura/import";

let portal: TestPortal;

async function open(properties: unknown[] = [SAKURA]) {
  portal = await openPortal({
    path: "/portal/homes",
    me: INSTALLER,
    answers: {
      "GET /api/portal/properties": { properties },
      "GET /api/portal/properties/sakura/homes": { homes: [] },
      "GET /api/portal/properties/ume/homes": { homes: [] },
    },
  });
  await portal.show([]);
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("portal-import-open"));
  await screen.findByTestId("portal-import");
  return user;
}

const field = () => screen.getByTestId("portal-import-file");
const list = (text = "住戸\n101\n") => new File([text], "名簿.csv", { type: "text/csv" });
const asked = (path: string) => portal.api.asked.filter((one) => `${one.method} ${one.path}` === path);

test("a file is looked at, and imported only by a second press", async () => {
  const user = await open();
  await expectAccessible();
  portal.api.say(PREVIEW, FIT);
  await user.upload(field(), list());
  const plan = await screen.findByTestId("portal-import-plan");
  expect(plan).toHaveTextContent("名簿.csv");
  expect(within(plan).getByText("新しい住戸").parentElement).toHaveTextContent("2戸");
  expect(plan).toHaveTextContent("2人へのメールはまだ送られません");
  await expectAccessible();
  expect(asked(IMPORT)).toHaveLength(0);

  portal.api.say(IMPORT, FIT);
  await user.click(screen.getByTestId("portal-import-submit"));
  await waitFor(() => expect(screen.queryByTestId("portal-import")).toBeNull());
  expect(asked(IMPORT)[0]?.body).toEqual({
    content: btoa(unescape(encodeURIComponent("住戸\n101\n"))),
    language: "ja",
  });
});

test("every fault is named by line and column, and there is nothing to import", async () => {
  const user = await open();
  portal.api.say(PREVIEW, FAULTY);
  await user.upload(field(), list());
  const faults = await screen.findByTestId("portal-import-faults");
  expect(faults).toHaveTextContent("2行に修正が必要です");
  const lines = within(faults).getAllByRole("listitem");
  expect(lines[0]).toHaveTextContent("3行目");
  expect(lines[0]).toHaveTextContent("携帯電話");
  expect(lines[0]).toHaveTextContent("「110」");
  expect(lines[1]).toHaveTextContent("部屋番号は数字8桁までです");
  expect(screen.queryByTestId("portal-import-submit")).toBeNull();
  await expectAccessible();

  portal.api.say(PREVIEW, FIT);
  await user.upload(field(), list());
  expect(await screen.findByTestId("portal-import-plan")).toBeVisible();
});

test("what was refused at the last moment is said, and the file need not be chosen again", async () => {
  const user = await open();
  portal.api.say(PREVIEW, FIT);
  await user.upload(field(), list());
  portal.api.refuse(IMPORT, 422, "import-unfit");
  await user.click(await screen.findByTestId("portal-import-submit"));
  expect(await screen.findByTestId("portal-problem")).toHaveTextContent("取り込みは行われませんでした");
  expect(screen.getByTestId("portal-import-submit")).toBeEnabled();
});

test("with several properties one is chosen, and what was looked at for another is forgotten", async () => {
  const user = await open([SAKURA, UME]);
  portal.api.say(PREVIEW, FIT);
  await user.upload(field(), list());
  await screen.findByTestId("portal-import-plan");
  await user.selectOptions(screen.getByTestId("portal-property"), "ume");
  expect(screen.queryByTestId("portal-import-plan")).toBeNull();
  expect(screen.queryByTestId("portal-import-submit")).toBeNull();
});
