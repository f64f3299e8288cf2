import { UserRoundPlus } from "lucide-react";
import type { Me } from "../app/api-types";
import { callersOf } from "./callers";
import { ContactLink } from "./contact-link";
import { useContactWords } from "./use-contact-words";

/** 「連絡先として設定」 in 「マイページ」; nothing while no telephone calls. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ContactRows({ me }: { me: Me }) {
  const { t } = useContactWords();
  return callersOf(me).map((home) => (
    <ContactLink
      key={home.backup_caller}
      home={home}
      className="flex min-h-14 items-center justify-between gap-4 py-2.5 text-16 font-medium"
    >
      <span>
        {t("title")}
        <span className="block font-normal text-14 text-quiet">
          {t("row")} <span className="tabular whitespace-nowrap">{home.backup_caller}</span>
        </span>
      </span>
      <UserRoundPlus size={20} strokeWidth={1.75} className="shrink-0 text-quiet" aria-hidden />
    </ContactLink>
  ));
}
