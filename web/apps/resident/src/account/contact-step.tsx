import { CircleCheck, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import type { Home } from "../contact/callers";
import { ContactLink } from "../contact/contact-link";
import { useContactWords } from "../contact/use-contact-words";
import { StepFrame } from "./step-frame";

/** 「連絡先として設定」: so that a call from the entrance is known for one. */
export function ContactStep({ homes, next }: { homes: readonly Home[]; next(): void }) {
  const { t } = useContactWords();
  const [isSaved, setSaved] = useState(false);
  return (
    <StepFrame title={t("title")} text={t("lead")} skip={next} isDone={isSaved}>
      {homes.map((home) => (
        <div
          key={home.backup_caller}
          className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
        >
          <p>
            <span className="block text-14 text-quiet">{home.building_name}</span>
            <span className="tabular font-semibold text-24">{home.backup_caller}</span>
          </p>
          <ContactLink
            home={home}
            onSave={() => setSaved(true)}
            className="flex min-h-16 items-center justify-center gap-2 rounded-control bg-indigo px-5 font-semibold text-20 text-on-fill"
          >
            <UserRoundPlus size={20} strokeWidth={1.75} aria-hidden />
            {t("save")}
          </ContactLink>
        </div>
      ))}
      {isSaved ? (
        <p role="status" className="flex gap-2 text-16 text-pine">
          <CircleCheck size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
          {t("saved")}
        </p>
      ) : null}
    </StepFrame>
  );
}
