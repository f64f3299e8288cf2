import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Invitation } from "../app/data";
import { NOW_MS } from "../testing/fakes";
import { expectAccessible, openPortal, type TestPortal } from "../testing/render-portal";

const INVITED = {
  invitation_id: "i1",
  role: "manager",
  property_name: "みどりの丘",
  home_number: null,
  expires_ms: NOW_MS + 86_400_000,
} as Invitation;

let portal: TestPortal;

async function open(invitations: Invitation[]) {
  portal = await openPortal({
    path: "/portal/invitation",
    answers: { "GET /api/portal/invitations": { invitations } },
  });
  await portal.show([]);
}

const asked = () => portal.api.asked.map(({ method, path }) => `${method} ${path}`);

beforeAll(() => import("./invitation-page"));
afterEach(() => {
  vi.useRealTimers();
});

test("the mail's link leads to what one is asked to be, and joining asks who one is anew", async () => {
  await open([INVITED]);
  const card = await screen.findByTestId("portal-invitation");
  expect(card).toHaveTextContent("みどりの丘");
  expect(card).toHaveTextContent("管理者として招待されています。");
  await expectAccessible();
  portal.api.say("POST /api/portal/invitations/i1/accept", {}, 200);
  portal.api.say("GET /api/portal/invitations", { invitations: [] });
  await userEvent.click(screen.getByTestId("portal-invitation-accept"));
  expect(await screen.findByText("招待はありません")).toBeVisible();
  expect(asked().filter((what) => what === "GET /api/portal/me").length).toBeGreaterThan(1);
});

test("declining is asked about first", async () => {
  await open([INVITED]);
  await userEvent.click(await screen.findByTestId("portal-invitation-refuse"));
  expect(screen.getByText("招待した方に「辞退」と表示されます。")).toBeVisible();
  expect(asked()).not.toContain("POST /api/portal/invitations/i1/refuse");
  portal.api.say("POST /api/portal/invitations/i1/refuse", {}, 200);
  portal.api.say("GET /api/portal/invitations", { invitations: [] });
  await userEvent.click(screen.getByTestId("portal-invitation-refuse-confirm"));
  expect(await screen.findByText("招待はありません")).toBeVisible();
  expect(asked()).toContain("POST /api/portal/invitations/i1/refuse");
});

test("one that has expired says so and stays", async () => {
  await open([INVITED]);
  portal.api.refuse("POST /api/portal/invitations/i1/accept", 410, "invitation-over");
  await userEvent.click(await screen.findByTestId("portal-invitation-accept"));
  expect(await screen.findByTestId("portal-problem")).toBeVisible();
});
