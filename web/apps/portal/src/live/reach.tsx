import type { HttpBody } from "@genkan/contract";
import { callApi, tellProblem } from "@genkan/shell";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useWords } from "../app/use-words";

type CallReach = HttpBody<"CallReachOut">;
type State = { kind: "closed" } | { kind: "loading" } | { kind: "failed"; reason: string } | Shown;
type Shown = { kind: "shown"; calls: readonly CallReach[] };

const COLUMNS = ["at", "station", "devices", "pushed", "woke", "rang", "first"] as const;
const CELL = "border-line border-b px-3 py-2 text-left text-14";

/** How the newest calls reached phones: whether calls arrive, and nothing of whose they were. Asked for on a press. */
export function Reach() {
  const { t } = useWords();
  const [state, setState] = useState<State>({ kind: "closed" });
  const load = async () => {
    setState({ kind: "loading" });
    const answer = await callApi<HttpBody<"ReachOut">>("/api/portal/reach");
    setState(
      answer.ok
        ? { kind: "shown", calls: answer.body.calls }
        : { kind: "failed", reason: answer.refusal.reason },
    );
  };
  return (
    <section aria-labelledby="reach-title" className="mt-8">
      <h2 id="reach-title" className="font-semibold text-16">
        {t("reach.title")}
      </h2>
      <p className="mt-1 mb-3 text-14 text-quiet">{t("reach.lead")}</p>
      {state.kind === "shown" && state.calls.length > 0 ? <ReachTable calls={state.calls} /> : null}
      {state.kind === "shown" && state.calls.length === 0 ? (
        <p className="text-16 text-quiet">{t("reach.empty")}</p>
      ) : null}
      {state.kind === "failed" ? <Banner tone="danger">{tellProblem(t, state.reason)}</Banner> : null}
      {state.kind === "loading" ? <Skeleton className="h-32 rounded-control" /> : null}
      <Button
        tone="quiet"
        className="mt-3"
        icon={<ChevronDown size={20} strokeWidth={1.75} />}
        data-testid="portal-reach"
        onClick={() => void load()}
      >
        {t(state.kind === "closed" ? "reach.show" : "reach.again")}
      </Button>
    </section>
  );
}

function ReachTable({ calls }: { calls: readonly CallReach[] }) {
  const { t, i18n } = useWords();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "medium" });
  return (
    <div className="overflow-x-auto">
      <table className="tabular w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("reach.title")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`${CELL} font-semibold text-quiet`}>
                {t(`reach.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={`${call.at_ms}-${call.station_name}`} data-testid="portal-reach-row">
              <td className={CELL}>{format.format(call.at_ms)}</td>
              <td className={CELL}>
                {call.building_name} {call.station_name}
              </td>
              <td className={CELL}>{call.devices}</td>
              <td className={CELL}>{t("reach.of", { part: call.accepted, whole: call.pushed })}</td>
              <td className={CELL}>{call.woke}</td>
              <td className={CELL}>{t("reach.of", { part: call.rang, whole: call.devices })}</td>
              <td className={CELL}>
                {call.first_rang_ms === null
                  ? t("reach.never")
                  : t("reach.seconds", { seconds: (call.first_rang_ms / 1000).toFixed(1) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
