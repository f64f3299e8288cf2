import problems from "../../../../../locales/ja/problem.json";
import type { Translate } from "./use-words";

type ProblemKey = keyof typeof problems;

function isKnown(reason: string): reason is ProblemKey {
  return Object.hasOwn(problems, reason);
}

/** Give what a refusal says: what happened, why, what to do. Words of another part's spelling fit too. */
export function tellProblem(t: Translate, reason: string): string {
  const key = reason.replaceAll("_", "-");
  return t(`problem:${isKnown(key) ? key : "internal"}`);
}
