/** The whole panel on the fakes, for component tests. */
import { createWords } from "@genkan/i18n";
import { Store } from "@genkan/link";
import { render } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import en from "../../../../../locales/en/panel.json";
import ja from "../../../../../locales/ja/panel.json";
import { PanelViewModel } from "../model/panel-view-model";
import type { MediaReading } from "../model/ports";
import { Panel } from "../panel";
import { addKeyWords } from "../parts/later-words";
import { PanelContext } from "../parts/panel-context";
import { whenScreensAreThere } from "../screens/late-screens";
import { FakeAgent, FakeDevices, FakeFrames, FakeMedia, FakeSounds, FakeSpeech, FakeTimers } from "./fakes";

await whenScreensAreThere;

export function renderPanel() {
  const timers = new FakeTimers();
  const agent = new FakeAgent(timers);
  const devices = new FakeDevices();
  const media = new FakeMedia();
  const reading = new Store<MediaReading>({ legs: new Map(), level: "full" });
  const frames = new FakeFrames();
  const sounds = new FakeSounds();
  const model = new PanelViewModel({
    agent,
    devices,
    media,
    frames,
    sounds,
    timers,
    takePicture: async () => null,
  });
  const words = createWords({ panel: { ja, en }, phrase: { ja: {}, en: {} } }, "ja");
  addKeyWords(words);
  const speech = new FakeSpeech();
  const told: [kind: string, body: unknown][] = [];
  const link = {
    tell: (kind: string, body: unknown) => void told.push([kind, body]),
    ask: async (kind: string, body: unknown) => {
      told.push([kind, body]);
      return { ok: true as const, body: {} as never };
    },
  };
  const remoteAudio = new Store<MediaStream | null>(null);
  const expectedAudio = new Store<readonly MediaStream[]>([]);
  const connections = { read: async () => reading.get() };
  const { container } = render(
    <I18nextProvider i18n={words}>
      <PanelContext value={{ model, remoteAudio, expectedAudio, speech, media: connections, link }}>
        <Panel />
      </PanelContext>
    </I18nextProvider>,
  );
  return { timers, agent, devices, media, frames, sounds, speech, reading, model, container, told };
}
