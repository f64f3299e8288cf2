import { type Answer, refuse } from "@genkan/link";
import { expect, test, vi } from "vitest";
import { NOW_MS } from "../testing/fakes";
import { enrolCommand } from "./enrol-command";
import { Enrolment, type EnrolmentCode, EnrolmentDesk } from "./enrolment";

const ISSUED = { code: "ABCD2345", expires_ms: NOW_MS + 600_000 };

function open(answer: Answer<EnrolmentCode> = { ok: true, body: ISSUED }) {
  const askForCode = vi.fn(async () => answer);
  return { askForCode, enrolment: new Enrolment("east", askForCode, () => NOW_MS) };
}

test("an empty place gets its code at once", async () => {
  const { enrolment, askForCode } = open();
  await enrolment.begin(false);
  expect(askForCode).toHaveBeenCalledExactlyOnceWith("east");
  expect(enrolment.view.get()).toEqual({
    step: "issued",
    code: "ABCD-2345",
    issuedMs: NOW_MS,
    expiresMs: ISSUED.expires_ms,
    replaces: false,
  });
});

test("a unit in service is replaced only after a second thought", async () => {
  const { enrolment, askForCode } = open();
  await enrolment.begin(true);
  expect(enrolment.view.get()).toEqual({ step: "confirming" });
  enrolment.cancel();
  expect(enrolment.view.get()).toEqual({ step: "idle" });
  await enrolment.begin(true);
  expect(askForCode).not.toHaveBeenCalled();
  await enrolment.confirm();
  expect(enrolment.view.get()).toMatchObject({ step: "issued", replaces: true });
});

test("two presses make one code: the second would void the first", async () => {
  const { enrolment, askForCode } = open();
  await Promise.all([enrolment.begin(false), enrolment.begin(false)]);
  expect(askForCode).toHaveBeenCalledOnce();
});

test("a refusal is told, and can be tried again", async () => {
  const { enrolment } = open(refuse("offline"));
  await enrolment.begin(false);
  expect(enrolment.view.get()).toMatchObject({ step: "refused", refusal: { reason: "offline" } });
});

test("a new code for the same purpose follows one that has died", async () => {
  const { enrolment, askForCode } = open();
  await enrolment.begin(true);
  await enrolment.confirm();
  await enrolment.renew();
  expect(askForCode).toHaveBeenCalledTimes(2);
  expect(enrolment.view.get()).toMatchObject({ step: "issued", replaces: true });
});

test("closing the details loses no code, signing out does", async () => {
  const desk = new EnrolmentDesk(
    async () => ({ ok: true, body: ISSUED }),
    () => NOW_MS,
  );
  await desk.of("east").begin(false);
  expect(desk.of("east").view.get().step).toBe("issued");
  expect(desk.of("west").view.get().step).toBe("idle");
  desk.forget();
  expect(desk.of("east").view.get().step).toBe("idle");
});

test("the command is one that a shell takes, in lines that fit a phone", () => {
  expect(enrolCommand("https://genkan.example.org", "ABCD-2345")).toBe(
    "genkan station enrol \\\n  --server https://genkan.example.org \\\n  --code ABCD-2345",
  );
});
