import type { Answer } from "@genkan/link";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";

const ProofDialog = lazy(() => import("./proof-dialog"));

/**
 * Ask who is there before something that would hurt in other hands.
 *
 * `withProof(call)` makes the call; where the server asks for a proof, the dialog takes it and the call is made
 * again. Null: the person went away. `dialog` is to be rendered.
 */
export function useProof(): {
  withProof<T>(call: () => Promise<Answer<T>>): Promise<Answer<T> | null>;
  dialog: ReactNode;
} {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isProved: boolean) => void>(() => undefined);
  const ask = () =>
    new Promise<boolean>((resolve) => {
      settle.current = (isProved) => {
        setOpen(false);
        resolve(isProved);
      };
      setOpen(true);
    });
  return {
    withProof: async (call) => {
      const answer = await call();
      if (answer.ok || answer.refusal.reason !== "proof-needed") return answer;
      return (await ask()) ? call() : null;
    },
    dialog: isOpen ? (
      <Suspense fallback={null}>
        <ProofDialog settle={(isProved: boolean) => settle.current(isProved)} />
      </Suspense>
    ) : null,
  };
}
