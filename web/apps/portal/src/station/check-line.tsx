import type { HttpBody } from "@genkan/contract";
import { Button } from "@genkan/ui";
import { CircleCheck, CircleDashed, CircleMinus, CircleX } from "lucide-react";
import { type ReactNode, useState } from "react";
import ja from "../../../../../locales/ja/check.json";
import { useUnitWords } from "./use-unit-words";

type Line = HttpBody<"CheckLineOut">;
type Said = HttpBody<"CheckAnswerIn">["answer"];
type ReasonKey = Extract<keyof typeof ja, `check.reason.${string}`>;

interface CheckLineProps {
  line: Line;
  /** Whoever leads the check has shown that they stand at the unit. */
  isThere: boolean;
  isBusy: boolean;
  answer(said: Said): void;
}

/** Reasons for which there is nothing to try: `NOT_BUILT_IN` of the server. */
const ABSENT: ReadonlySet<string> = new Set(["not-built-in", "no-monitor", "no-relay", "no-turn"]);
const ICONS = {
  waiting: CircleDashed,
  asking: CircleDashed,
  ok: CircleCheck,
  failed: CircleX,
  skipped: CircleMinus,
};
const COLOURS = {
  waiting: "text-quiet",
  asking: "text-indigo",
  ok: "text-pine",
  failed: "text-crimson",
  skipped: "text-quiet",
};

/** One line of a running check: how it stands, what to do about it, and what can be said now. */
export function CheckLine({ line, isThere, isBusy, answer }: CheckLineProps) {
  const { t } = useUnitWords();
  const Icon = ICONS[line.state];
  const shown = ABSENT.has(line.reason) ? "absent" : line.state;
  const reason = line.state === "failed" || line.state === "skipped" ? tellReason(line.reason) : null;
  return (
    <li
      className="flex flex-col gap-3 p-4"
      data-testid={`portal-check-line-${line.key}`}
      data-state={line.state}
    >
      <div className="flex gap-3">
        <Icon size={20} strokeWidth={1.75} aria-hidden className={`mt-0.5 shrink-0 ${COLOURS[line.state]}`} />
        <div className="min-w-0 flex-1">
          <p className="text-16">
            {t(`check:check.part.${line.part}`)}
            {line.door_name === "" ? null : (
              <span className="block text-14 text-quiet">{line.door_name}</span>
            )}
          </p>
          {reason === null ? null : <p className="text-14 text-quiet">{t(`check:${reason}`)}</p>}
        </div>
        <p className="tabular shrink-0 text-right text-14">
          <span className={COLOURS[line.state]}>{t(`check:check.state.${shown}`)}</span>
          {line.detail === "" ? null : <span className="block text-quiet">{line.detail}</span>}
        </p>
      </div>
      <Steps line={line} isThere={isThere} isBusy={isBusy} answer={answer} />
    </li>
  );
}

function Steps({ line, isThere, isBusy, answer }: CheckLineProps) {
  const { t } = useUnitWords();
  const isOpen = line.state === "waiting" || line.state === "asking";
  const isAsking = line.state === "asking";
  const skip = isOpen ? (
    <Button
      size="small"
      tone="plain"
      className="self-start"
      disabled={isBusy}
      aria-label={t("unitCheck.skipOf", { line: t(`check:check.part.${line.part}`) })}
      onClick={() => answer("skip")}
    >
      {t("unitCheck.skip")}
    </Button>
  ) : null;
  const ask = (question: string, yes: string | null, no: string) => (
    <Question question={question} yes={yes} no={no} isBusy={isBusy || !isThere} answer={answer} />
  );
  switch (line.part) {
    case "loudspeaker":
      return isAsking ? ask(t("unitCheck.askSound"), t("unitCheck.heard"), t("unitCheck.unheard")) : null;
    case "relay":
      return line.reason === "no-relay" ? null : (
        <Stack>
          {isAsking ? ask(t("unitCheck.askRelay"), t("unitCheck.opened"), t("unitCheck.notOpened")) : null}
          <Pulse line={line} isThere={isThere} isBusy={isBusy} answer={answer} />
          {skip}
        </Stack>
      );
    case "monitor":
      return (
        <Stack>
          {isAsking ? ask(t("unitCheck.askMonitor"), null, t("unitCheck.unmoved")) : null}
          {skip}
        </Stack>
      );
    case "call":
      return <Call line={line} isBusy={isBusy} answer={answer} skip={skip} ask={ask} />;
    default:
      return null;
  }
}

function Call({
  line,
  isBusy,
  answer,
  skip,
  ask,
}: {
  line: Line;
  isBusy: boolean;
  answer(said: Said): void;
  skip: ReactNode;
  ask(question: string, yes: string, no: string): ReactNode;
}) {
  const { t } = useUnitWords();
  if (line.state === "asking") {
    return (
      <div className="flex flex-col gap-2">
        {line.reason === "answered" ? (
          ask(t("unitCheck.askVoice"), t("unitCheck.voices"), t("unitCheck.noVoice"))
        ) : (
          <p className="text-14">{t("unitCheck.askCall")}</p>
        )}
        {skip}
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        tone="quiet"
        disabled={isBusy}
        data-testid="portal-check-call"
        onClick={() => answer("call")}
      >
        {t(line.state === "waiting" ? "unitCheck.call" : "unitCheck.callAgain")}
      </Button>
      {skip}
    </div>
  );
}

function Stack({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-3 empty:hidden">{children}</div>;
}

interface QuestionProps {
  question: string;
  yes: string | null;
  no: string;
  isBusy: boolean;
  answer(said: Said): void;
}

function Question({ question, yes, no, isBusy, answer }: QuestionProps) {
  return (
    <div className="flex flex-col gap-2 rounded-control border border-line p-3">
      <p className="text-14">{question}</p>
      <div className="flex flex-wrap gap-2">
        {yes === null ? null : (
          <Button
            size="small"
            disabled={isBusy}
            data-testid="portal-check-yes"
            onClick={() => answer("confirm")}
          >
            {yes}
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          disabled={isBusy}
          data-testid="portal-check-no"
          onClick={() => answer("deny")}
        >
          {no}
        </Button>
      </div>
    </div>
  );
}

/** A door that may open is asked about first. */
function Pulse({ line, isThere, isBusy, answer }: CheckLineProps) {
  const { t } = useUnitWords();
  const [isSure, setSure] = useState(false);
  const door = line.door_name;
  if (!isSure) {
    return (
      <div>
        <Button
          size="small"
          tone="quiet"
          disabled={isBusy || !isThere}
          aria-label={t("unitCheck.pulseOf", { door })}
          data-testid="portal-check-pulse"
          onClick={() => setSure(true)}
        >
          {t(line.state === "waiting" ? "unitCheck.pulse" : "unitCheck.pulseAgain")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3 rounded-control bg-amber-wash p-4">
      <p className="font-semibold text-16">{t("unitCheck.pulseTitle", { door })}</p>
      <p className="text-14">{t("unitCheck.pulseText")}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={isBusy}
          data-testid="portal-check-pulse-confirm"
          onClick={() => {
            setSure(false);
            answer("pulse");
          }}
        >
          {t("unitCheck.pulseConfirm")}
        </Button>
        <Button size="small" tone="plain" onClick={() => setSure(false)}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </div>
  );
}

function tellReason(reason: string): ReasonKey | null {
  if (reason === "") return null;
  const key = `check.reason.${reason}`;
  return key in ja ? (key as ReasonKey) : "check.reason.other";
}
