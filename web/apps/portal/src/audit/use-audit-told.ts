import type { AuditDoer, AuditLine } from "./audit-data";
import { AREAS } from "./audit-filter";
import { useAuditWords } from "./use-audit-words";

const ROLES = ["manager", "installer", "token", "operator"] as const;
const OUTCOMES = {
  opened: "good",
  failed: "bad",
  unknown: "warning",
  denied: "idle",
  untold: "warning",
} as const;
const INSTANTS = ["since", "until"];

type Value = AuditLine["changes"][number]["before"];
/** Any of the words: that the key exists is asked before. */
type Key = "audit.erased";

/** Say who did what, by the clock of the property. What a newer server knows is shown as it names it. */
export function useAuditTold(zone: string) {
  const { t, i18n } = useAuditWords();
  const clock = new Intl.DateTimeFormat(i18n.language, {
    timeZone: zone,
    month: "numeric",
    day: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const say = (key: string, otherwise: string) => (i18n.exists(`portal:${key}`) ? t(key as Key) : otherwise);
  const tellValue = (field: string, value: Value): string => {
    if (value === null || value === "") return t("audit.value.none");
    if (typeof value === "boolean") return value ? t("audit.value.on") : t("audit.value.off");
    if (typeof value === "number") {
      return INSTANTS.includes(field)
        ? clock.format(value)
        : new Intl.NumberFormat(i18n.language).format(value);
    }
    return say(`audit.value.${field}.${value}`, value);
  };
  const tellChange = ({ field, before, after }: AuditLine["changes"][number]): string => {
    const label = say(`audit.field.${field}`, field);
    if (before === null && after === null) return label;
    const told = tellValue(field, after);
    return `${label}: ${before === null ? told : `${tellValue(field, before)} → ${told}`}`;
  };
  const tellRole = (role: string) => say(`audit.role.${role}`, role);
  const tellDoer = ({ role, name }: AuditDoer) =>
    role === "operator" ? t("audit.role.operator") : (name ?? t("audit.erased"));
  const tellSubject = (line: AuditLine): string => {
    const parts: string[] = [];
    if (line.subject !== null) {
      const name = line.subject.name || t("audit.erased");
      const thing = line.subject.kind === "home" ? t("audit.home", { number: name }) : name;
      parts.push(`${line.subject.place} ${thing}`.trim());
    }
    if (line.is_about_member) parts.push(line.member ?? t("audit.erased"));
    return parts.join(" · ");
  };
  return {
    doer: (doer: AuditDoer) => {
      const name = tellDoer(doer);
      return doer.role === "operator" ? name : `${name} (${tellRole(doer.role)})`;
    },
    line: (line: AuditLine) => ({
      time: clock.format(line.at_ms),
      doer: tellDoer(line.doer),
      role: ROLES.some((role) => role === line.doer.role && role !== "operator")
        ? tellRole(line.doer.role)
        : "",
      operation: say(`audit.operation.${line.operation}`, line.operation),
      area: AREAS.some((area) => area === line.area) ? say(`audit.area.${line.area}`, line.area) : "",
      subject: tellSubject(line),
      details: [
        ...(line.count === null ? [] : [`${t("audit.count")}: ${tellValue("", line.count)}`]),
        ...line.changes.map(tellChange),
      ],
      reason: line.reason === null ? null : t("audit.reason", { reason: line.reason }),
      outcome:
        line.outcome === null
          ? null
          : {
              tone: OUTCOMES[line.outcome as keyof typeof OUTCOMES] ?? ("idle" as const),
              text: say(`audit.outcome.${line.outcome}`, line.outcome),
            },
    }),
  };
}
