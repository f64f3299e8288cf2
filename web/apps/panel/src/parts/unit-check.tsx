import "../unit-check.css";
import type { CheckView } from "@genkan/contract";
import { addWords } from "@genkan/i18n";
import { ChevronDown, CircleCheck, CircleDashed, CircleMinus, CircleX, ClipboardCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/check.json";
import ja from "../../../../../locales/ja/check.json";
import { browserProbes } from "../browser/unit-probes";
import { insist, type Probes, runUnitCheck } from "../model/unit-check";
import type { PanelView } from "../model/view";
import { useModel, useWorld } from "./panel-context";
import { Pressable } from "./pressable";

const RESTING: ReadonlySet<string> = new Set(["idle", "building", "unknown_home", "offline"]);
const PARTS = [
  "link",
  "clock",
  "turn",
  "camera",
  "microphone",
  "loudspeaker",
  "relay",
  "monitor",
  "nfc",
  "call",
] as const;
const STATES = ["waiting", "asking", "ok", "failed", "skipped", "absent"] as const;
/** What was begun, by check and round: an effect that runs twice begins it once. */
const begun = new Set<string>();

interface UnitCheckProps {
  view: PanelView;
  check: CheckView;
  makeProbes?: typeof browserProbes;
}

/** The installation check at the unit itself: tries what a screen can try, and shows how far it has come. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function UnitCheck({ view, check, makeProbes = browserProbes }: UnitCheckProps) {
  const t = useCheckWords(check.language);
  const [isHidden, setHidden] = useState(false);
  useProbing(check, makeProbes);
  const isAway = isHidden || check.is_calling === true;
  if (!RESTING.has(view.screen.state)) return null;
  if (isAway) {
    return (
      <aside className="unit-check-chip" lang={check.language} data-testid="panel-check-chip">
        <Pressable onPress={() => setHidden(false)}>
          <ClipboardCheck aria-hidden="true" strokeWidth={1.75} />
          {t(check.is_calling === true ? "check.panel.call" : "check.panel.open")}
        </Pressable>
      </aside>
    );
  }
  const isSounding = check.wanted?.includes("loudspeaker") ?? false;
  return (
    <section
      className="unit-check"
      lang={check.language}
      aria-label={t("check.title")}
      data-testid="panel-check"
    >
      <header>
        <h2>
          <ClipboardCheck aria-hidden="true" strokeWidth={1.75} />
          {t("check.title")}
        </h2>
        <p>{t(isSounding ? "check.panel.sound" : "check.panel.lead")}</p>
        {check.code == null ? null : (
          <p className="unit-check-code">
            <span>{t("check.panel.code")}</span>
            <output className="tabular" data-testid="panel-check-code">
              {check.code}
            </output>
          </p>
        )}
      </header>
      <ul>
        {(check.lines ?? []).map(({ part, state, door_name }) => {
          const known = PARTS.find((each) => each === part);
          const shown = STATES.find((each) => each === state) ?? "waiting";
          return known === undefined ? null : (
            <li key={`${part} ${door_name ?? ""}`} data-state={shown}>
              <StateIcon state={shown} />
              <span className="unit-check-name">
                {t(`check.part.${known}`)}
                {door_name ? <small>{door_name}</small> : null}
              </span>
              <span>{t(`check.state.${shown}`)}</span>
            </li>
          );
        })}
      </ul>
      <Pressable className="unit-check-hide" data-testid="panel-check-hide" onPress={() => setHidden(true)}>
        <ChevronDown aria-hidden="true" strokeWidth={1.75} />
        {t("check.panel.hide")}
      </Pressable>
    </section>
  );
}

function StateIcon({ state }: { state: (typeof STATES)[number] }) {
  const Icon = {
    waiting: CircleDashed,
    asking: CircleDashed,
    ok: CircleCheck,
    failed: CircleX,
    skipped: CircleMinus,
    absent: CircleMinus,
  }[state];
  return <Icon aria-hidden="true" strokeWidth={1.75} />;
}

/** The words in the installer's language, whatever the visitors' screen speaks. */
function useCheckWords(language: string) {
  const { i18n } = useTranslation();
  addWords(i18n, "check", { ja, en });
  return i18n.getFixedT(language, "check");
}

function useProbing(
  check: CheckView,
  makeProbes: (...made: Parameters<typeof browserProbes>) => Probes,
): void {
  const model = useModel();
  const { link } = useWorld();
  const { check_id, round } = check;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each round, with what was wanted at its start
  useEffect(() => {
    const name = `${check_id} ${round}`;
    if (begun.has(name)) return;
    begun.add(name);
    const probes = makeProbes(() => model.get().devices, (model.get().unit?.volume ?? 100) / 100);
    void runUnitCheck(check, probes, (results) =>
      insist(() => link.ask("panel.check", { check_id, round: round ?? 1, results })),
    );
  }, [check_id, round]);
}
