import { StatusDot } from "@genkan/ui";
import type { Member } from "../app/data";
import { useWords } from "../app/use-words";

/** How far somebody who was added has come. */
export function MemberState({ member }: { member: Pick<Member, "state" | "mail"> }) {
  const { t } = useWords();
  if (member.state === "joined") return <StatusDot tone="good">{t("people.state.joined")}</StatusDot>;
  if (member.state === "refused") return <StatusDot tone="warning">{t("people.state.refused")}</StatusDot>;
  if (member.state === "without_account") {
    return <StatusDot tone="idle">{t("people.state.without_account")}</StatusDot>;
  }
  if (member.mail === "failed") return <StatusDot tone="warning">{t("people.state.failed")}</StatusDot>;
  return <StatusDot tone="idle">{t("people.state.waiting")}</StatusDot>;
}
