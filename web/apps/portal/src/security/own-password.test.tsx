import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { MANAGER } from "../testing/fakes";
import { expectAccessible, openPortal } from "../testing/render-portal";

const NEW = { ...MANAGER, has_password: false };
const PATH = "/api/portal/me/password";

const page = () => screen.findByTestId("portal-own-password");

afterEach(() => {
  vi.useRealTimers();
});

test("whoever came in by what was issued chooses a password before the portal, and it stays when refused", async () => {
  const { api, services } = await openPortal({ me: NEW });
  const user = userEvent.setup();
  expect(await page()).toBeVisible();
  expect(screen.queryByRole("navigation")).toBeNull();
  await expectAccessible();
  const field = screen.getByTestId("new-password");
  await user.type(field, "short");
  await user.click(screen.getByTestId("new-password-submit"));
  expect(field).toHaveAccessibleDescription(/8文字以上で入力してください/);
  expect(api.asked.some(({ path }) => path === PATH)).toBe(false);
  await user.type(field, " but now far too long");
  api.refuse(`POST ${PATH}`, 422, "password-unfit");
  await user.click(screen.getByTestId("new-password-submit"));
  expect(await screen.findByTestId("entry-problem")).toHaveTextContent("8文字以上、20文字以内");
  expect(field).toHaveValue("short but now far too long");
  await user.clear(field);
  await user.type(field, "sakura-no-hana");
  api.say(`POST ${PATH}`, {});
  await user.click(screen.getByTestId("new-password-submit"));
  expect(await screen.findByRole("navigation")).toBeVisible();
  expect(api.asked.findLast(({ path }) => path === PATH)?.body).toEqual({ password: "sakura-no-hana" });
  expect(services.session.view.get()).toMatchObject({ me: { has_password: true } });
});

test("put off it is asked for again at the next sign-in, and not before", async () => {
  const { api, services } = await openPortal({ me: NEW, language: "en" });
  const user = userEvent.setup();
  await page();
  await user.click(screen.getByTestId("portal-own-password-later"));
  await screen.findByRole("navigation");
  await act(() => services.session.start()); // as a reload does
  expect(screen.queryByTestId("portal-own-password")).toBeNull();
  api.say("POST /api/sign-out?app=portal", {});
  await act(() => services.session.signOut());
  await act(async () => services.session.enter(NEW));
  expect(await page()).toBeVisible();
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Choose a password of your own");
});

test("the password comes before the second factor that a property requires", async () => {
  const { api } = await openPortal({ me: { ...NEW, must_set_up: true } });
  await page();
  api.say("GET /api/portal/me/security", {});
  await userEvent.setup().click(screen.getByTestId("portal-own-password-later"));
  expect(await screen.findByTestId("portal-set-up")).toBeVisible();
});

test("after a while it asks who is there, and the password is taken then", async () => {
  const { api } = await openPortal({ me: NEW });
  const user = userEvent.setup();
  await page();
  api.refuse(`POST ${PATH}`, 403, "proof-needed");
  await user.type(screen.getByTestId("new-password"), "sakura-no-hana");
  await user.click(screen.getByTestId("new-password-submit"));
  api.say("POST /api/portal/me/proof/code", { expires_in_ms: 60_000, resend_in_ms: 30_000 });
  const byCode = await screen.findByTestId("proof-by-code");
  expect(screen.queryByTestId("proof-password")).toBeNull(); // they have none yet
  await user.click(byCode);
  await user.type(await screen.findByTestId("code"), "123456");
  api.say("POST /api/portal/me/proof", {});
  api.say(`POST ${PATH}`, {});
  await user.click(screen.getByTestId("proof-submit"));
  expect(await screen.findByRole("navigation")).toBeVisible();
});

test("it is changed on the page of one's account, and what follows from it is said", async () => {
  const { api } = await openPortal({ path: "/portal/security" });
  const user = userEvent.setup();
  expect(await screen.findByTestId("portal-password-state")).toHaveTextContent("設定済み");
  await user.click(screen.getByTestId("portal-password-change"));
  expect(screen.getByTestId("portal-password-dialog")).toHaveTextContent("ほかの端末からはログアウト");
  api.say(`POST ${PATH}`, {});
  await user.type(screen.getByTestId("new-password"), "sakura-no-hana");
  await expectAccessible();
  await user.click(screen.getByTestId("new-password-submit"));
  await waitFor(() => expect(screen.queryByTestId("portal-password-dialog")).toBeNull());
  expect(screen.getAllByText(/パスワードを変更しました/)[0]).toBeVisible();
});
