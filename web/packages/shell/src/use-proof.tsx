import type { Answer } from "@genkan/link";
import { type ComponentType, type ReactNode, Suspense, useRef, useState } from "react";

export interface ProofAskProps {
  /** Called once: whether the person has proved who they are. */
  settle(isProved: boolean): void;
}

/**
 * Ask who is there before something that would hurt in other hands.
 *
 * `withProof(call)` makes the call; where the server asks for a proof, `Ask` takes it and the call is made
 * again. Null: the person went away. `ask` is to be rendered.
 */
export function useProof(Ask: ComponentType<ProofAskProps>): {
  withProof<T>(call: () => Promise<Answer<T>>): Promise<Answer<T> | null>;
  ask: ReactNode;
} {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isProved: boolean) => void>(() => undefined);
  const prove = () =>
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
      return (await prove()) ? call() : null;
    },
    ask: isOpen ? (
      <Suspense fallback={null}>
        <Ask settle={(isProved) => settle.current(isProved)} />
      </Suspense>
    ) : null,
  };
}
