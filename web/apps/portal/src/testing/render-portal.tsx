/** The whole portal in a test: real view models, words and router; a fake server and HTTP API. */
import type { AlarmView, AppDown, AppUp, StationView } from "@genkan/contract";
import { Link } from "@genkan/link";
import { FakeServer } from "@genkan/link/testing";
import { act, configure, render, screen } from "@testing-library/react";
import axe from "axe-core";
import { I18nextProvider } from "react-i18next";
import { expect, vi } from "vitest";
import { App } from "../app/app";
import type { Me } from "../app/me";
import { openRouter } from "../app/router";
import { openServices, type Services, ServicesProvider } from "../app/services";
import { setUpPortalWords } from "../app/words";
import { FakeApi, MANAGER, NOW_MS } from "./fakes";

// Both cores may be busy with other tests, and axe alone takes a second.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

export interface TestPortal {
  server: FakeServer;
  api: FakeApi;
  services: Services;
  show(stations: StationView[]): Promise<void>;
  showAlarms(alarms: AlarmView[]): Promise<void>;
}

export interface TestPortalSetting {
  /** Who is signed in; null: nobody. */
  me?: Me | null;
  path?: string;
  language?: "ja" | "en";
  /** Whether the window is wide enough for tables. */
  isWide?: boolean;
  /** What the HTTP API says from the start, by route. */
  answers?: Record<string, unknown>;
}

/** Render the portal as somebody opens it. */
export async function openPortal(setting: TestPortalSetting = {}): Promise<TestPortal> {
  const { me = MANAGER, path = "/portal/", language = "ja", isWide = true, answers = {} } = setting;
  localStorage.clear();
  vi.setSystemTime(NOW_MS);
  const api = new FakeApi();
  api.say("GET /api/portal/office-calls", { calls: [] });
  for (const [route, body] of Object.entries(answers)) api.say(route, body);
  vi.stubGlobal("fetch", api.fetch);
  vi.stubGlobal("matchMedia", (media: string) =>
    Object.assign(new EventTarget(), { media, matches: isWide && media.includes("min-width") }),
  );
  if (me === null) api.refuse("GET /api/portal/me", 401, "not-signed-in");
  else api.say("GET /api/portal/me", me);
  history.replaceState(null, "", path);
  const server = new FakeServer();
  const services = openServices(new Link<AppUp, AppDown>(server.openSocket));
  services.shortcuts.listen(window);
  const words = setUpPortalWords(language);
  render(
    <I18nextProvider i18n={words}>
      <ServicesProvider value={services}>
        <App router={openRouter()} />
      </ServicesProvider>
    </I18nextProvider>,
  );
  await act(() => services.session.start());
  const show = (stations: StationView[]) => act(async () => server.say("show.stations", { stations }));
  const showAlarms = (alarms: AlarmView[]) => act(async () => server.say("show.alarms", { alarms }));
  return { server, api, services, show, showAlarms };
}

/** Sign-in done, link open, stations shown. */
export async function openBoard(
  stations: StationView[],
  setting: TestPortalSetting = {},
): Promise<TestPortal> {
  const portal = await openPortal(setting);
  await portal.show(stations);
  await screen.findByRole("main", { hidden: true });
  return portal;
}

/** Fail with the rules that the page breaks. Contrast is looked at in a real browser: here nothing has a colour. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
