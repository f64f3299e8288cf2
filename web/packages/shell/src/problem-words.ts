import type problems from "../../../../locales/ja/problem.json";

type Translate = (key: `problem:${keyof typeof problems}`) => string;

/**
 * Give what a refusal says: what happened, why, what to do. Words of another part's spelling fit too.
 *
 * Every app knows the refusals it may meet: the portal's own are words of the portal alone.
 */
export function tellProblem(t: Translate, reason: string): string {
  const key = reason.replaceAll("_", "-");
  const told = t(`problem:${key}` as "problem:internal");
  return told === key ? t("problem:internal") : told; // i18next gives back a key it has no words for
}
