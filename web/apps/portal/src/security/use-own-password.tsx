import type { Refusal } from "@genkan/link";
import { callApi, useProof, useReadable } from "@genkan/shell";
import { lazy, type ReactNode } from "react";
import { useServices } from "../app/services";

const ProofDialog = lazy(() => import("./proof-dialog"));

export interface OwnPassword {
  /** Whether the person has one of their own, and not that of their account mail. */
  isSet: boolean;
  /** Make the password theirs; "away": they were asked who they are, and went away. */
  choose(password: string): Promise<Refusal | "away" | null>;
  /** What asks who they are; to be rendered. */
  ask: ReactNode;
}

/** The password of whoever is signed in. */
export function useOwnPassword(): OwnPassword {
  const { session } = useServices();
  const view = useReadable(session.view);
  const { withProof, ask } = useProof(ProofDialog);
  const me = view.state === "signed_in" ? view.me : null;
  const choose = async (password: string) => {
    const answer = await withProof(() =>
      callApi<void>("/api/portal/me/password", { method: "POST", body: { password } }),
    );
    if (answer === null) return "away" as const;
    if (!answer.ok) return answer.refusal;
    if (me !== null) session.enter({ ...me, has_password: true });
    return null;
  };
  return { isSet: me?.has_password ?? false, choose, ask };
}
