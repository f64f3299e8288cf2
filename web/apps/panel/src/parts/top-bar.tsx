import { Globe } from "lucide-react";
import type { PanelView } from "../model/view";
import { Pressable } from "./pressable";

/** Where the visitor stands, and the way to their language. */
export function TopBar({ view }: { view: PanelView }) {
  return (
    <header className="top-bar">
      <div className="min-w-0">
        <p className="building" data-testid="panel-building">
          {view.buildingName}
        </p>
        <p className="station">{view.stationName}</p>
      </div>
      <LanguageKey view={view} />
    </header>
  );
}

/** One touch for the next language, named in that language. */
function LanguageKey({ view: { language, languages, commands } }: { view: PanelView }) {
  const next = languages[(languages.indexOf(language) + 1) % languages.length];
  if (next === undefined || next === language) return null;
  const name = new Intl.DisplayNames([next], { type: "language" }).of(next) ?? next;
  return (
    <Pressable
      className="language-key"
      data-testid="panel-language"
      lang={next}
      onPress={() => commands.chooseLanguage(next)}
    >
      <Globe aria-hidden="true" strokeWidth={1.75} />
      {name}
    </Pressable>
  );
}
