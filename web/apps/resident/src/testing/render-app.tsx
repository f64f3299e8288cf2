/** The whole app in a test: real view models and words; a fake server, a fake HTTP API, no browser media. */
import { FakePeers, FakeStream, FakeTrack } from "@genkan/calls/testing";
import { setUpWords } from "@genkan/i18n";
import type { Answer } from "@genkan/link";
import { FakeServer } from "@genkan/link/testing";
import type { SessionApi } from "@genkan/shell";
import { act, render } from "@testing-library/react";
import axe from "axe-core";
import { I18nextProvider } from "react-i18next";
import { expect, vi } from "vitest";
import enPhrase from "../../../../../locales/en/phrase.json";
import en from "../../../../../locales/en/resident.json";
import jaPhrase from "../../../../../locales/ja/phrase.json";
import ja from "../../../../../locales/ja/resident.json";
import type { Me } from "../app/api-types";
import { App } from "../app/app";
import { openRouter } from "../app/router";
import { openServices, type Services, ServicesProvider } from "../app/services";
import { Push } from "../push/push";

export const ME: Me = {
  person_id: "p1",
  display_name: "佐藤 花子",
  username: "482913067",
  language: "ja",
  server_id: "sakura-01",
  homes: [
    {
      home_id: "h1",
      number: "101",
      building_name: "みどりの丘",
      household_id: "hh1",
      role: "master",
      backup_caller: "",
      support_phone: "03-1234-5678",
      support_hours: "平日 9:00〜18:00",
    },
  ],
  properties: [],
  is_installer: false,
  has_password: true,
  consent_version: null,
  must_set_up: false,
};

export const DOORS = [
  { door_id: "d1", name: "正面玄関", building_name: "みどりの丘", online: true },
  { door_id: "d2", name: "通用口", building_name: "みどりの丘", online: false },
];

export interface TestApp {
  server: FakeServer;
  services: Services;
  api: { [K in keyof SessionApi<Me>]: ReturnType<typeof vi.fn<SessionApi<Me>[K]>> };
  peers: FakePeers;
  microphone: FakeTrack;
}

export interface TestAppSetting {
  /** What the server says about who this is. */
  me?: Answer<Me>;
  language?: "ja" | "en";
  openMicrophone?: () => Promise<MediaStream>;
  push?: Push;
}

/** Render the app as somebody opens it. */
export async function openApp(setting: TestAppSetting = {}): Promise<TestApp> {
  const server = new FakeServer();
  const peers = new FakePeers();
  const microphone = new FakeTrack("audio");
  const api = {
    me: vi.fn<SessionApi<Me>["me"]>(async () => setting.me ?? { ok: true, body: ME }),
    signIn: vi.fn<SessionApi<Me>["signIn"]>(async () => ({ ok: true, body: ME })),
    signOut: vi.fn<SessionApi<Me>["signOut"]>(async () => ({ ok: true, body: undefined })),
  };
  const openMicrophone =
    setting.openMicrophone ?? (async () => new FakeStream([microphone]) as unknown as MediaStream);
  const services = openServices({
    openSocket: server.openSocket,
    sessionApi: api,
    locks: null,
    media: { openMicrophone, openPeer: peers.open },
    noteSeen: () => undefined,
    push:
      setting.push ?? new Push(async () => ({ check: async () => undefined, ask: async () => undefined })),
  });
  services.phone.start();
  history.replaceState(null, "", "/app/");
  const words = setUpWords(
    { resident: { ja, en }, phrase: { ja: jaPhrase, en: enPhrase } },
    setting.language ?? "ja",
  );
  render(
    <I18nextProvider i18n={words}>
      <ServicesProvider value={services}>
        <App router={openRouter()} />
      </ServicesProvider>
    </I18nextProvider>,
  );
  await act(() => services.session.start());
  return { server, services, api, peers, microphone };
}

/** Sign-in done, link open, doors shown. */
export async function openHome(setting: TestAppSetting = {}): Promise<TestApp> {
  const app = await openApp(setting);
  await act(async () => app.server.say("show.home", { homes: ME.homes, doors: DOORS }));
  return app;
}

/** Fail with the rules that the page breaks. Contrast is looked at in a real browser: here nothing has a colour. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
