import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { INSTALLER, MANAGER, station } from "../testing/fakes";
import { expectAccessible, openPortal } from "../testing/render-portal";

const username = () => screen.getByTestId<HTMLInputElement>("portal-sign-in-username");
const password = () => screen.getByTestId<HTMLInputElement>("portal-sign-in-password");
const submit = () => screen.getByTestId<HTMLButtonElement>("portal-sign-in-submit");
const problem = () => screen.findByTestId("portal-sign-in-problem");

async function tryToSignIn() {
  const user = userEvent.setup();
  await user.type(username(), " 100000901 ");
  await user.type(password(), "tk4tqc98ep");
  await user.click(submit());
  return user;
}

afterEach(() => {
  vi.useRealTimers();
});

test("a manager signs in and sees the stations live", async () => {
  const portal = await openPortal({ me: null });
  portal.api.say("POST /api/sign-in", MANAGER);
  await tryToSignIn();
  expect(portal.api.asked.at(-1)).toMatchObject({
    path: "/api/sign-in",
    body: { username: "100000901", password: "tk4tqc98ep", app: "portal" },
  });
  await portal.show([station()]);
  await screen.findByTestId("portal-station-east");
});

test("a wrong password is told, and what was typed stays", async () => {
  const { api } = await openPortal({ me: null });
  api.refuse("POST /api/sign-in", 401, "wrong-password");
  await tryToSignIn();
  expect(await problem()).toHaveTextContent("ユーザー名またはパスワードが違います");
  expect(username()).toHaveValue(" 100000901 ");
  expect(password()).toHaveValue("tk4tqc98ep");
  expect(password()).toHaveFocus();
  await expectAccessible();
});

test("too many tries count down, and then the way is free", async () => {
  const { api } = await openPortal({ me: null, language: "en" });
  api.refuse("POST /api/sign-in", 429, "too-often", 2_000);
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await user.type(username(), "100000901");
  await user.type(password(), "guess");
  await user.click(submit());
  await waitFor(() => expect(submit()).toHaveTextContent("You can try again in 2 seconds"));
  expect(submit()).toBeDisabled();
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(submit()).toBeEnabled();
  expect(submit()).toHaveTextContent("Sign in");
});

test("without a network it says so, and what was typed stays", async () => {
  const { api } = await openPortal({ me: null });
  api.cut("POST /api/sign-in");
  await tryToSignIn();
  expect(await problem()).toHaveTextContent("サーバーにつながりません");
  expect(password()).toHaveValue("tk4tqc98ep");
});

test("a resident is told where the app is", async () => {
  const { api } = await openPortal({ me: null });
  api.refuse("POST /api/sign-in", 403, "not-allowed");
  await tryToSignIn();
  expect(await problem()).toHaveTextContent("このアカウントは入居者用です");
  expect((await problem()).querySelector("a")).toHaveAttribute("href", "/app/");
});

test("an empty field is named before anything is sent", async () => {
  const { api } = await openPortal({ me: null });
  const user = userEvent.setup();
  await user.click(submit());
  expect(username()).toHaveFocus();
  expect(username()).toHaveAccessibleDescription("ユーザー名を入力してください");
  await user.type(username(), "100000901");
  await user.click(submit());
  expect(password()).toHaveFocus();
  expect(api.asked.some(({ path }) => path === "/api/sign-in")).toBe(false);
});

test("signing out leads back here, and forgets the stations", async () => {
  const portal = await openPortal({ me: INSTALLER });
  portal.api.say("POST /api/sign-out?app=portal", {});
  await portal.show([station()]);
  await act(() => portal.services.session.signOut());
  expect(screen.queryByTestId("portal-station-east")).toBeNull();
  expect(portal.services.board.view.get().stations).toBeNull();
  expect(username()).toBeVisible();
});

test("a server that cannot be reached at the start is tried again by hand", async () => {
  const portal = await openPortal({ me: null });
  portal.api.cut("GET /api/portal/me");
  await act(() => portal.services.session.start());
  portal.api.say("GET /api/portal/me", MANAGER);
  await userEvent.setup().click(await screen.findByRole("button", { name: "もう一度試す" }));
  await screen.findByRole("navigation");
});
