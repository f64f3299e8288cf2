/** A door's access policy as its form holds it. */
import type { HttpBody } from "@genkan/contract";
import type { ScheduleErrors } from "@genkan/shell/schedule";
import { always, parseSchedule, readWhen, type When, whenErrors, writeWhen } from "./when";

export type Policy = HttpBody<"PolicyModel">;

export interface Line {
  id: number;
  /** `staff`, `building:ID` or `home:ID`. */
  who: string;
  when: When;
}

export interface PolicyForm {
  isStandard: boolean;
  lines: readonly Line[];
}

let lastId = 0;

/** Give the form of what the server has; a door without rules of its own is proposed those it has anyway. */
export function readPolicy(policy: Policy, buildingId: string, nowMs: number, zone: string): PolicyForm {
  if (policy.grants === null)
    return {
      isStandard: true,
      lines: [
        { id: ++lastId, who: `building:${buildingId}`, when: always(nowMs, zone) },
        { id: ++lastId, who: "staff", when: always(nowMs, zone) },
      ],
    };
  return {
    isStandard: false,
    lines: policy.grants.map((grant) => ({
      id: ++lastId,
      who: grant.who === "staff" ? "staff" : `${grant.who}:${grant.id}`,
      when: readWhen(parseSchedule(grant.schedule), nowMs, zone),
    })),
  };
}

export function newLine(who: string, nowMs: number, zone: string): Line {
  return { id: ++lastId, who, when: always(nowMs, zone) };
}

/** Give what is wrong, by line. */
export function findPolicyErrors(form: PolicyForm, nowMs: number, zone: string): Map<number, ScheduleErrors> {
  if (form.isStandard) return new Map();
  const found = form.lines.map((line) => [line.id, whenErrors(line.when, nowMs, zone)] as const);
  return new Map(found.filter(([, errors]) => Object.keys(errors).length > 0));
}

/** Give the policy that the form describes; only for one without errors. */
export function writePolicy(form: PolicyForm, zone: string): Policy {
  if (form.isStandard) return { grants: null };
  return {
    grants: form.lines.map(({ who, when }) => {
      const [audience, id] = who.split(":", 2);
      return {
        who: audience === "building" || audience === "home" ? audience : "staff",
        id: id ?? null,
        schedule: writeWhen(when, zone),
      };
    }),
  };
}
