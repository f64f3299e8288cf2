import { MessageCircleReply } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Commands, VISITOR_PHRASES, type Word } from "../model/view";
import { useCallee } from "./callee";
import { useReadable, useWorld } from "./panel-context";
import { Pressable } from "./pressable";
import { useReadWord } from "./read-word";

const LONG_TEXT = 28; // more would not fit into the screen in the largest letters

/** What the home says, in the largest letters and aloud; below it what the visitor answered last. */
export function WordsBoard({ words, homeNumber }: { words: readonly Word[]; homeNumber: string }) {
  const { t } = useTranslation(["panel", "phrase"]);
  const read = useReadWord();
  const nameCallee = useCallee();
  const home = words.findLast(({ by }) => by === "home");
  const own = words.findLast(({ by }) => by === "visitor");
  useSpoken(home);
  if (home === undefined) return null;
  const sentence = read(home);
  return (
    <div className="words-board" data-testid="panel-words">
      <p className="words-from">
        <MessageCircleReply aria-hidden="true" strokeWidth={1.75} />
        {t("words.from", { callee: nameCallee(homeNumber) })}
      </p>
      <p className="words-sentence" data-long={sentence.length > LONG_TEXT || undefined} key={home.atMs}>
        {sentence}
      </p>
      {own !== undefined && own.atMs >= home.atMs ? (
        <p className="words-own">{t("words.yours", { words: read(own) })}</p>
      ) : null}
    </div>
  );
}

/** The visitor's answers, for who cannot or will not speak. */
export function AnswerKeys({ say }: { say: Commands["say"] }) {
  const { t } = useTranslation(["panel", "phrase"]);
  return (
    <fieldset className="answer-keys" aria-label={t("words.answers")}>
      {VISITOR_PHRASES.map((phrase) => (
        <Pressable
          key={phrase}
          className="answer-key"
          data-testid={`panel-say-${phrase}`}
          onPress={say === null ? null : () => say(phrase)}
        >
          {t(`phrase:${phrase}`)}
        </Pressable>
      ))}
    </fieldset>
  );
}

/** Say the home's newest word aloud, in the language the visitor has chosen. */
export function useSpoken(word: Word | undefined): void {
  const { i18n } = useTranslation();
  const { speech, model } = useWorld();
  const { volume } = useReadable(model);
  const read = useReadWord();
  const sentence = word === undefined ? "" : read(word);
  const key = word?.atMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same sentence said again is spoken again
  useEffect(() => {
    if (sentence !== "") speech.speak(sentence, i18n.language, volume);
    return () => speech.stop();
  }, [sentence, key, speech, i18n.language]);
}
