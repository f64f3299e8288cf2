import "./panel.css";
import { PanelDevices } from "@genkan/calls";
import type { PanelDown, PanelUp } from "@genkan/contract";
import { createWords } from "@genkan/i18n";
import { Holdable, hurryWithBrowser, Link, openBrowserSocket } from "@genkan/link";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import ja from "../../../../locales/ja/panel.json";
import { LaterFrames, LaterMedia, takePicture } from "./browser/later";
import { PanelSounds } from "./browser/panel-sounds";
import { PanelSpeech } from "./browser/panel-speech";
import { AGENT_LONGEST_DELAY_MS, AGENT_PATH, StationAgent } from "./browser/station-agent";
import { browserTimers } from "./browser/timers";
import { PanelViewModel } from "./model/panel-view-model";
import { Panel } from "./panel";
import { PanelContext } from "./parts/panel-context";

/** Shorter than an eye notices. The key's tone is heard meanwhile, and the key itself looks pressed. */
const MEDIA_FIRST_MS = 100;

const link = new Link<PanelUp, PanelDown>(
  () => openBrowserSocket(AGENT_PATH),
  Math.random,
  AGENT_LONGEST_DELAY_MS,
);
const agent = new StationAgent(link);
const devices = new PanelDevices();
const media = new LaterMedia({
  devices,
  send: (callId, leg, signal) => agent.tellSignal(callId, leg, signal),
});
const words = createWords({ panel: { ja, en: {} }, phrase: { ja: {}, en: {} } }, "ja");
// Every visit begins in Japanese: the other words come right after the first screen.
void import("./english").then(({ ENGLISH }) => {
  for (const [area, english] of Object.entries(ENGLISH)) words.addResourceBundle("en", area, english, true);
});
const model = new PanelViewModel({
  agent,
  devices,
  media,
  takePicture,
  frames: new LaterFrames(devices),
  sounds: new PanelSounds(),
  timers: browserTimers,
  mediaFirst: () => held.hold(MEDIA_FIRST_MS),
});
const held = new Holdable(model);
const drawn = { get: held.get, subscribe: held.subscribe, now: model.now };
void import("./parts/later-words").then(({ addKeyWords }) => addKeyWords(words));
link.start();
hurryWithBrowser(link);
void devices.start();

// A lobby is dark at night and the screen is never off; light is for pictures and bright halls.
const isLight = new URLSearchParams(location.search).get("theme") === "light";
document.documentElement.dataset.theme = isLight ? "light" : "dark";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <PanelContext
        value={{
          model: drawn,
          remoteAudio: media.remoteAudio,
          expectedAudio: media.expectedAudio,
          speech: new PanelSpeech(),
          media,
          link,
        }}
      >
        <Panel />
      </PanelContext>
    </I18nextProvider>
  </StrictMode>,
);
