import type { HttpBody } from "@genkan/contract";
import { useIntegrationWords } from "./use-integration-words";

type Topic = HttpBody<"WebhookIn">["topics"][number];

const TOPICS: readonly Topic[] = ["opening", "call", "alarm", "resident"];

export interface TopicChoiceProps {
  chosen: readonly Topic[];
  choose(topics: readonly Topic[]): void;
  error: string | null;
}

/** What is told. */
export function TopicChoice({ chosen, choose, error }: TopicChoiceProps) {
  const { t } = useIntegrationWords();
  const toggle = (topic: Topic) =>
    choose(chosen.includes(topic) ? chosen.filter((other) => other !== topic) : [...chosen, topic]);
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 font-medium text-14">{t("webhooks.topics")}</legend>
      {TOPICS.map((topic) => (
        <label key={topic} className="flex min-h-12 cursor-pointer items-start gap-3 py-1 text-16">
          <input
            type="checkbox"
            className="mt-1 size-5 shrink-0 accent-indigo"
            data-testid={`portal-webhook-topic-${topic}`}
            checked={chosen.includes(topic)}
            aria-invalid={error !== null || undefined}
            onChange={() => toggle(topic)}
          />
          <span>
            {t(`topic.${topic}`)}
            <span className="block text-14 text-quiet">{t(`topic.hint.${topic}`)}</span>
          </span>
        </label>
      ))}
      {error === null ? null : <p className="text-14 text-crimson">{error}</p>}
    </fieldset>
  );
}
