import { StatusDot } from "@genkan/ui";
import type { Member } from "./family-query";
import { useFamilyWords } from "./use-family-words";

/** How far somebody who was added has come. */
export function MemberState({ member }: { member: Pick<Member, "state" | "mail"> }) {
  const { t } = useFamilyWords();
  if (member.state === "joined") return <StatusDot tone="good">{t("family.state.joined")}</StatusDot>;
  if (member.state === "refused") return <StatusDot tone="warning">{t("family.state.refused")}</StatusDot>;
  if (member.state === "without_account") {
    return <StatusDot tone="idle">{t("family.state.without_account")}</StatusDot>;
  }
  if (member.mail === "failed") return <StatusDot tone="warning">{t("family.state.failed")}</StatusDot>;
  return <StatusDot tone="idle">{t("family.state.waiting")}</StatusDot>;
}
