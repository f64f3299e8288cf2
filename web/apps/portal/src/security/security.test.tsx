import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { MANAGER, NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const NONE = {
  has_password: true,
  totp_since_ms: null,
  totp_last_used_ms: null,
  passkeys: [],
  recovery_codes_left: 0,
  is_required: false,
};
const BOTH = {
  ...NONE,
  totp_since_ms: NOW_MS,
  totp_last_used_ms: NOW_MS,
  passkeys: [{ passkey_id: "k1", name: "会社のパソコン", created_ms: NOW_MS, last_used_ms: null }],
  recovery_codes_left: 7,
};
const SECRET = { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/Genkan:1?secret=JBSWY3DPEHPK3PXP" };
const CODES = Array.from({ length: 10 }, (_, place) => `abcde2345${place}`);

let portal: TestPortal;

async function open(security: object = NONE, me = MANAGER) {
  portal = await openPortal({
    path: "/portal/security",
    me,
    answers: { "GET /api/portal/me/security": security },
  });
  return userEvent.setup();
}

const asked = (path: string) => portal.api.asked.filter((request) => request.path === path);

afterEach(() => {
  vi.useRealTimers();
});

test("an authenticator app is set up after a proof, and its recovery codes are shown once", async () => {
  const user = await open();
  portal.api.refuse("POST /api/portal/me/security/totp", 403, "proof-needed");
  await user.click(await screen.findByTestId("totp-begin"));
  await user.type(await screen.findByTestId("proof-password"), "secret");
  portal.api.say("POST /api/portal/me/proof", {});
  portal.api.say("POST /api/portal/me/security/totp", SECRET);
  await user.click(screen.getByTestId("proof-submit"));
  expect(await screen.findByTestId("totp-secret")).toHaveTextContent("JBSW Y3DP EHPK 3PXP");
  portal.api.refuse("POST /api/portal/me/security/totp/confirm", 401, "second-factor-wrong");
  await user.type(screen.getByTestId("code"), "123456");
  await user.click(screen.getByTestId("totp-confirm"));
  const dialog = within(screen.getByTestId("totp-dialog"));
  expect(await dialog.findByText(/今表示されている新しいコード/)).toBeVisible();
  expect(screen.getByTestId("code")).toHaveValue("123456");
  portal.api.say("POST /api/portal/me/security/totp/confirm", { recovery_codes: CODES });
  portal.api.say("GET /api/portal/me/security", BOTH);
  await user.click(screen.getByTestId("totp-confirm"));
  const shown = await screen.findAllByTestId("recovery-code");
  expect(shown.map((code) => code.textContent)).toContain("abcde-23450");
  await expectAccessible();
  await user.click(screen.getByTestId("recovery-codes-done"));
  expect(screen.queryByTestId("recovery-code")).toBeNull();
  expect(await screen.findByTestId("totp-on")).toBeVisible();
});

test("a passkey is removed after it was asked for", async () => {
  const user = await open(BOTH);
  expect(await screen.findByTestId("recovery-left")).toHaveTextContent("残り 7 個");
  await user.click(screen.getByTestId("passkey-remove"));
  expect(asked("/api/portal/me/security/passkeys/k1")).toEqual([]);
  await expectAccessible();
  portal.api.say("DELETE /api/portal/me/security/passkeys/k1", {});
  portal.api.say("GET /api/portal/me/security", { ...BOTH, passkeys: [] });
  await user.click(screen.getByTestId("passkey-remove-confirm"));
  await waitFor(() => expect(screen.queryByTestId("passkey-line")).toBeNull());
});

test("where the browser knows no passkeys it says so, and the name stays", async () => {
  const user = await open();
  await user.click(await screen.findByTestId("passkey-add"));
  const name = screen.getByTestId("passkey-name");
  await user.clear(name);
  await user.click(screen.getByTestId("passkey-make"));
  expect(name).toHaveAccessibleDescription("名前を入力してください");
  await user.type(name, "事務所");
  portal.api.say("POST /api/portal/me/security/passkeys/begin", {
    asked: { challenge: "YQ", rp_id: "localhost", credential_ids: [] },
    user_id: "p1",
    username: "100000901",
    display_name: "田中 恵",
  });
  await user.click(screen.getByTestId("passkey-make"));
  expect(await screen.findByTestId("passkey-why")).toHaveTextContent("認証アプリをお使いください");
  expect(name).toHaveValue("事務所");
});

test("whoever has to have a second factor sees nothing else before it is set up", async () => {
  await open(NONE, { ...MANAGER, must_set_up: true });
  expect(await screen.findByTestId("portal-set-up")).toBeVisible();
  expect(screen.queryByRole("navigation")).toBeNull();
  expect(await screen.findByTestId("totp-begin")).toBeVisible();
  await expectAccessible();
});

test("after a right password the second step is asked for, and what was typed stays", async () => {
  portal = await openPortal({ me: null });
  const user = userEvent.setup();
  portal.api.refuse("POST /api/sign-in", 401, "second-factor-needed");
  portal.api.say("POST /api/sign-in/second/look", {
    has_totp: true,
    has_recovery_codes: true,
    passkey: null,
  });
  await user.type(screen.getByTestId("portal-sign-in-username"), "100000901");
  await user.type(screen.getByTestId("portal-sign-in-password"), "tk4tqc98ep");
  await user.click(screen.getByTestId("portal-sign-in-submit"));
  portal.api.refuse("POST /api/sign-in/second/code", 401, "second-factor-wrong");
  await user.type(await screen.findByTestId("code"), "123456");
  expect(await screen.findByText(/今表示されている新しいコード/)).toBeVisible();
  expect(screen.getByTestId("code")).toHaveValue("123456");
  await expectAccessible();
  await user.click(screen.getByTestId("second-recovery"));
  await user.type(screen.getByTestId("second-recovery-code"), "ABCDE-23450");
  portal.api.say("POST /api/sign-in/second/code", MANAGER);
  await user.click(screen.getByTestId("second-submit"));
  await screen.findByRole("navigation");
  expect(asked("/api/sign-in/second/code").at(-1)?.body).toMatchObject({
    code: "ABCDE-23450",
    app: "portal",
  });
});
