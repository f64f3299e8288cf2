import problems from "../../../../locales/ja/problem.json";

type ProblemKey = keyof typeof problems;
type Translate = (key: `problem:${ProblemKey}`) => string;

function isKnown(reason: string): reason is ProblemKey {
  return Object.hasOwn(problems, reason);
}

/** Give what a refusal says: what happened, why, what to do. Words of another part's spelling fit too. */
export function tellProblem(t: Translate, reason: string): string {
  const key = reason.replaceAll("_", "-");
  return t(`problem:${isKnown(key) ? key : "internal"}`);
}
