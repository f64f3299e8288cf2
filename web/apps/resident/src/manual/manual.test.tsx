import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import ja from "../../../../../locales/ja/manual.json";
import { expectAccessible, ME, openHome, type TestApp } from "../testing/render-app";

let app: TestApp;

async function openManual(setting: Parameters<typeof openHome>[0] = {}) {
  app = await openHome(setting);
  await userEvent.click(screen.getByTestId("tab-me"));
  await userEvent.click(await screen.findByRole("link", { name: "入居者用マニュアル" }));
  await screen.findByRole("heading", { name: "入居者用マニュアル", level: 1 });
}

afterEach(() => {
  app.services.link.stop();
  cleanup();
});

test("says every step, shows its pictures, and whom to ask", async () => {
  await openManual();
  for (const [key, words] of Object.entries(ja)) {
    if (/\.\d+$/.test(key)) expect(screen.getByText(words)).toBeVisible();
  }
  const picture = screen.getByRole("img", { name: ja["manual.answer.picture"] });
  expect(picture).toHaveAttribute("src", expect.stringMatching(/manual\/answer-ja\.jpg$/));
  expect(screen.getByTestId("manual-support")).toHaveAttribute("href", "tel:03-1234-5678");
  expect(screen.getByText("平日 9:00〜18:00")).toBeVisible();
  await expectAccessible();
});

test("without a contact it says whom to ask instead", async () => {
  const homes = ME.homes.map((home) => ({ ...home, support_phone: "", support_hours: "" }));
  await openManual({ me: { ok: true, body: { ...ME, homes } } });
  expect(screen.queryByTestId("manual-support")).not.toBeInTheDocument();
  expect(screen.getByText(ja["manual.support.none"])).toBeVisible();
});

test("with homes in two buildings each contact says whose it is", async () => {
  const homes = [
    ...ME.homes,
    ...ME.homes.map((home) => ({ ...home, household_id: "hh2", building_name: "丘の下" })),
  ];
  await openManual({ me: { ok: true, body: { ...ME, homes } } });
  const contacts = screen.getByRole("heading", { name: "お問合せ" }).parentElement as HTMLElement;
  for (const name of ["みどりの丘", "丘の下"]) expect(within(contacts).getByText(name)).toBeVisible();
});
