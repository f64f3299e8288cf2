import { refuse } from "@genkan/link";
import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectAccessible, ME, openHome, type TestApp } from "../testing/render-app";

let app: TestApp;

beforeEach(async () => {
  localStorage.clear();
  app = await openHome();
  await userEvent.click(screen.getByTestId("tab-me"));
  await screen.findByRole("heading", { name: "マイページ" });
});

afterEach(() => app.services.link.stop());

test("shows who is signed in, where, and at which server", () => {
  for (const words of ["佐藤 花子", "482913067", "sakura-01", "みどりの丘 101号室", "世帯主"]) {
    expect(screen.getByText(words)).toBeVisible();
  }
  expect(screen.getByText(/バージョン 0\.0\.0-test/)).toBeVisible();
});

test("the language is chosen here, and kept", async () => {
  await userEvent.click(screen.getByRole("radio", { name: "English" }));
  expect(await screen.findByRole("heading", { name: "My page" })).toBeVisible();
  expect(localStorage.getItem("genkan.language")).toBe("en");
});

test("the brightness is chosen here, and kept", async () => {
  await userEvent.click(screen.getByRole("radio", { name: "ダーク" }));
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.getItem("genkan.theme")).toBe("dark");
  await userEvent.click(screen.getByRole("radio", { name: "ライト" }));
  expect(document.documentElement.dataset.theme).toBe("light");
});

describe("signing out", () => {
  beforeEach(async () => {
    await userEvent.click(screen.getByTestId("sign-out"));
    await screen.findByRole("dialog", { name: "この端末からログアウトしますか" });
  });

  test("says what it means, and waits for a yes", () => {
    expect(screen.getByText(/呼出が鳴らなくなります/)).toBeInTheDocument();
    expect(app.api.signOut).not.toHaveBeenCalled();
  });

  test("leaves nothing of the person on the device", async () => {
    await userEvent.click(screen.getByTestId("sign-out-confirm"));
    expect(await screen.findByRole("heading", { name: "ユーザー名でログイン" })).toBeInTheDocument();
    expect(Object.keys(localStorage).filter((key) => /me|home/.test(key))).toEqual([]);
    expect(app.services.link.status.get().state).toBe("stopped");
  });

  test("without network it does not pretend", async () => {
    app.api.signOut.mockResolvedValue(refuse("offline"));
    await userEvent.click(screen.getByTestId("sign-out-confirm"));
    const dialog = screen.getByRole("dialog");
    expect(await within(dialog).findByText(/サーバーにつながりません/)).toBeInTheDocument();
    expect(app.services.session.view.get().state).toBe("signed_in");
  });
});

test("the number that telephones call from is a contact to save, once there is one", async () => {
  expect(screen.queryByTestId("contact-save")).not.toBeInTheDocument();
  app.services.link.stop();
  cleanup();
  const homes = ME.homes.map((home) => ({ ...home, backup_caller: "050-3123-4567" }));
  app = await openHome({ me: { ok: true, body: { ...ME, homes } } });
  await userEvent.click(screen.getByTestId("tab-me"));
  expect(await screen.findByTestId("contact-save")).toHaveTextContent("050-3123-4567");
  await expectAccessible();
});

test("breaks no rule of accessibility", expectAccessible);
