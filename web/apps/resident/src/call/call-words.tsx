import type { PhoneCallView } from "@genkan/calls";
import { announce } from "@genkan/shell";
import { vibrate } from "@genkan/ui";
import { clsx } from "clsx";
import { useEffect } from "react";
import { type Translate, useWords } from "../app/use-words";

type Word = PhoneCallView["words"][number];

const SHOWN = 3; // the picture stays to be seen; older ones are read already

/** What was said without a voice, the newest below. A visitor's answer is also said aloud and felt. */
export function CallWords({ words }: { words: readonly Word[] }) {
  const { t } = useWords();
  const latest = words.at(-1);
  const heard = latest?.by === "visitor" ? readWord(latest, t) : null;
  const heardMs = latest?.at_ms;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same answer given again is told again
  useEffect(() => {
    if (heard === null) return;
    announce(t("call.visitorSays", { words: heard }));
    vibrate(60);
  }, [heard, heardMs, t]);
  if (words.length === 0) return null;
  return (
    <ul
      aria-label={t("call.words")}
      className="mx-auto flex w-full max-w-md flex-col gap-2 px-5"
      data-testid="call-words"
    >
      {words.slice(-SHOWN).map((word) => (
        <li
          key={`${word.at_ms}-${word.by}`}
          data-by={word.by}
          className={clsx(
            "max-w-[85%] rounded-card px-4 py-2 text-16 leading-snug",
            word.by === "visitor"
              ? "animate-rise self-start bg-white text-black"
              : "self-end bg-indigo text-on-fill",
          )}
        >
          <span className="sr-only">
            {word.by === "visitor" ? t("call.said.visitor") : t("call.said.home")}:{" "}
          </span>
          {readWord(word, t)}
        </li>
      ))}
    </ul>
  );
}

/** Typed text as it is; a phrase in the reader's language. */
function readWord(word: Word, t: Translate): string {
  if (word.text != null) return word.text;
  return isPhrase(word.phrase) ? t(`phrase:${word.phrase}`) : "…";
}

const PHRASES = ["box", "doorstep", "wait", "leave", "yes", "no", "again", "parcel", "later"] as const;

function isPhrase(phrase: string | null | undefined): phrase is (typeof PHRASES)[number] {
  return PHRASES.some((known) => known === phrase);
}
