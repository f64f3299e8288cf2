import { act, cleanup, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { expectAccessible, ME, openHome, type TestApp } from "../testing/render-app";

const NEW = { ...ME, has_password: false, consent_version: "2026-11" };
const NO_PIN = { is_set: false, length: null, set_ms: null, is_void: false };
const PROPOSED = {
  pin: "493027",
  lengths: [{ length: 6, guesses_alone: 49, guesses_with_home: 49 }],
};

let app: TestApp;
let pin: object;
let asked: string[];
let isProofNeeded: boolean;

const step = () => screen.getByTestId("welcome").dataset.step;
const json = (body: object) => new Response(JSON.stringify(body), { status: 200 });
const done = () => new Response(null, { status: 204 });
const refuseForProof = () =>
  new Response('{"type": "urn:genkan:problem:proof-needed", "status": 403}', {
    status: 403,
    headers: { "content-type": "application/problem+json" },
  });

const answers: Record<string, () => Response> = {
  "GET households/hh1/pin": () => json(pin),
  "POST households/hh1/pin/proposal": () => json(PROPOSED),
  "PUT households/hh1/pin": () => json({ ...NO_PIN, is_set: true, length: 6 }),
  "POST me/consent": done,
  "POST me/password": () => (isProofNeeded ? refuseForProof() : done()),
  "POST me/proof/code": () => json({ expires_in_ms: 600_000, resend_in_ms: 60_000 }),
  "POST me/proof": () => {
    isProofNeeded = false;
    return done();
  },
};

async function expectStep(name: string) {
  await vi.waitFor(() => expect(step()).toBe(name), { timeout: 5_000 });
}

async function skip() {
  await userEvent.click(await screen.findByTestId("welcome-skip"));
}

async function agree() {
  await userEvent.click(await screen.findByTestId("consent-agree"));
  await userEvent.click(screen.getByTestId("consent-done"));
}

async function open(me: typeof ME = NEW) {
  app = await openHome({ me: { ok: true, body: me } });
}

beforeAll(() => Promise.all([import("./welcome-page"), import("./proof-sheet")]));

beforeEach(() => {
  localStorage.clear();
  pin = NO_PIN;
  asked = [];
  isProofNeeded = false;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const what = `${init?.method ?? "GET"} ${path.replace("/api/app/", "")}`;
    asked.push(what);
    const answer = answers[what];
    if (answer === undefined) throw new TypeError(`no answer to ${what}`);
    return answer();
  });
});

afterEach(() => {
  app.services.link.stop();
  vi.unstubAllGlobals();
});

test("leads from the policy over password, lock, permissions and test call to the PIN, each to be skipped", async () => {
  await open();
  await expectStep("policy");
  expect(screen.getByText("はじめての設定 1/6")).toBeVisible();
  expect(screen.queryByTestId("welcome-skip")).not.toBeInTheDocument();
  await agree();
  for (const [place, name] of ["password", "lock", "permissions", "test", "pin"].entries()) {
    await expectStep(name);
    expect(screen.getByText(`はじめての設定 ${place + 2}/6`)).toBeVisible();
    expect(screen.getByText(/あとから「マイページ」/)).toBeVisible();
    await expectAccessible();
    await skip();
  }
  expect(await screen.findByTestId("tab-me")).toBeVisible();
  expect(asked).not.toContain("PUT households/hh1/pin");
});

test("closed in the middle, it goes on where it was, and once done it is over", async () => {
  await open();
  await agree();
  await skip();
  await expectStep("lock");
  const again = { ...NEW, consent_version: null };
  app.services.link.stop();
  cleanup();
  await open(again as unknown as typeof ME);
  await expectStep("lock");
  for (const name of ["lock", "permissions", "test", "pin"]) {
    await expectStep(name);
    await skip();
  }
  await screen.findByTestId("tab-me");
  app.services.link.stop();
  cleanup();
  await open(again as unknown as typeof ME);
  expect(await screen.findByTestId("tab-me")).toBeVisible();
});

test("what is done needs no skipping: the lock is on, the proposed PIN is the household's", async () => {
  await open();
  await agree();
  await skip();
  await expectStep("lock");
  await userEvent.type(screen.getByTestId("code"), "4826");
  await screen.findByLabelText("確認のため、もう一度");
  await userEvent.type(screen.getByTestId("code"), "4826");
  await expectStep("permissions");
  expect(app.services.lock.view.get().record?.personId).toBe("p1");
  await skip();
  await expectStep("test");
  await skip();
  await vi.waitFor(() => expect(screen.getByTestId("pin-input")).toHaveValue("493027"));
  await userEvent.click(screen.getByTestId("pin-save"));
  expect(await screen.findByTestId("tab-me")).toBeVisible();
  expect(asked).toContain("PUT households/hh1/pin");
});

test("who comes to the password late is asked who they are, and keeps what was typed", async () => {
  isProofNeeded = true;
  await open();
  await agree();
  await expectStep("password");
  await userEvent.type(screen.getByTestId("new-password"), "sakura-no-hana");
  await userEvent.click(screen.getByTestId("new-password-submit"));
  await screen.findByRole("dialog", { name: "ご本人の確認" });
  expect(screen.getByTestId("new-password")).toHaveValue("sakura-no-hana");
  expect(screen.queryByTestId("proof-password")).toBeNull(); // they have none yet
  await userEvent.click(screen.getByTestId("proof-by-code"));
  await userEvent.type(await screen.findByTestId("code"), "123456");
  await userEvent.click(screen.getByTestId("proof-submit"));
  await expectStep("lock");
  expect(asked.filter((what) => what === "POST me/password")).toHaveLength(2);
});

test("who has a password, and a household with a PIN, is asked for neither", async () => {
  pin = { ...NO_PIN, is_set: true, length: 6 };
  await open({ ...NEW, has_password: true } as unknown as typeof ME);
  await expectStep("policy");
  await agree();
  for (const name of ["lock", "permissions", "test"]) {
    await expectStep(name);
    await skip();
  }
  expect(await screen.findByTestId("tab-me")).toBeVisible();
});

test("where a telephone calls, its number is offered as a contact, and nowhere else", async () => {
  const homes = ME.homes.map((home) => ({ ...home, backup_caller: "050-3123-4567" }));
  await open({ ...NEW, homes });
  await expectStep("policy");
  expect(screen.getByText("はじめての設定 1/7")).toBeVisible();
  await agree();
  for (const name of ["password", "lock", "permissions"]) {
    await expectStep(name);
    await skip();
  }
  await expectStep("contact");
  expect(screen.getByText("050-3123-4567")).toBeVisible();
  const link = screen.getByTestId("contact-save");
  expect(link).toHaveAttribute("href", "/api/app/households/hh1/contact.vcf");
  await expectAccessible();
  link.addEventListener("click", (event) => event.preventDefault()); // jsdom goes nowhere
  await userEvent.click(link);
  expect(screen.getByRole("button", { name: "次へ" })).toBeVisible();
  await userEvent.click(screen.getByTestId("welcome-next"));
  await expectStep("test");
});

test("the microphone is asked for on a tap, with its reason", async () => {
  await open();
  await agree();
  await skip();
  await skip();
  await expectStep("permissions");
  expect(screen.getByText(/あなたの声を届けるため/)).toBeVisible();
  const ask = vi.spyOn(app.services.microphone, "ask");
  await act(async () => screen.getByTestId("allow-microphone").click());
  expect(ask).toHaveBeenCalledOnce();
});
