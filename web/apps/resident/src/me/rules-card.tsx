import type { HttpBody } from "@genkan/contract";
import type { Refusal } from "@genkan/link";
import { callApi, tellProblem } from "@genkan/shell";
import { Banner, Button, TextField } from "@genkan/ui";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import type { Me } from "../app/api-types";
import { useWords } from "../app/use-words";
import { Choice } from "./choice";

type Rules = HttpBody<"HouseholdRulesOut">;

const BACKUPS = ["after_no_answer", "after_ten_seconds", "together"] as const;
const LONGEST_NAME = 40;

/** What a household decides for its calls. The master changes it; everybody sees it. */
export function RulesCard({ home }: { home: Me["homes"][number] }) {
  const { t } = useWords();
  const [rules, setRules] = useState<Rules | null>(null);
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isMaster = home.role === "master";
  const path = `/api/app/households/${encodeURIComponent(home.household_id)}/rules`;
  const take = useCallback(async (asked: ReturnType<typeof callApi<Rules>>) => {
    const answer = await asked;
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setRules(answer.body);
    setName(answer.body.name ?? "");
  }, []);
  useEffect(() => void take(callApi<Rules>(path)), [path, take]);
  if (rules === null) {
    return refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>;
  }
  const change = (next: { name: string | null; backup: string }) => {
    setBusy(true);
    void take(callApi<Rules>(path, { method: "PUT", body: next }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ name: name.trim() === "" ? null : name, backup: rules.backup });
  };
  return (
    <div className="py-2" data-testid="rules-card">
      {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
      {isMaster ? (
        <>
          <Choice
            legend={t("rules.backup")}
            name="backup"
            value={rules.backup}
            options={BACKUPS.map((value) => ({ value, label: t(`rules.backup.${value}`) }))}
            choose={(backup) => change({ name: rules.name, backup })}
          />
          <p className="pb-3 text-14 text-quiet">{t("rules.backupText")}</p>
          <form onSubmit={submit} className="flex items-start gap-3 border-line border-t py-4">
            <TextField
              className="min-w-0 flex-1"
              label={t("rules.name")}
              hint={t("rules.nameText")}
              value={name}
              maxLength={LONGEST_NAME}
              data-testid="rules-name"
              onChange={(event) => setName(event.target.value)}
            />
            <Button
              type="submit"
              tone="quiet"
              className="mt-7 min-h-14"
              isBusy={isBusy}
              disabled={name.trim() === (rules.name ?? "")}
              data-testid="rules-save"
            >
              {t("rules.save")}
            </Button>
          </form>
        </>
      ) : (
        <div className="flex flex-col gap-3 py-2">
          <dl className="flex flex-col gap-3 text-16">
            <div>
              <dt className="text-14 text-quiet">{t("rules.backup")}</dt>
              <dd>
                {t(`rules.backup.${BACKUPS.find((known) => known === rules.backup) ?? "after_no_answer"}`)}
              </dd>
            </div>
            <div>
              <dt className="text-14 text-quiet">{t("rules.name")}</dt>
              <dd>{rules.name ?? t("rules.noName")}</dd>
            </div>
          </dl>
          <p className="text-14 text-quiet">{t("rules.masterOnly")}</p>
        </div>
      )}
    </div>
  );
}
