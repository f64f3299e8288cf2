import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { CircleCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { UnitCheck } from "../app/data";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { CheckLine } from "./check-line";
import { useUnitWords } from "./use-unit-words";

/** The check one leads: the code that shows one stands there, every line, and the end. */
export function RunningCheck({ check }: { check: UnitCheck }) {
  const { t } = useUnitWords();
  const sending = useSending();
  const path = `/api/portal/checks/${encodeURIComponent(check.check_id)}`;
  const answer = (line: string, said: HttpBody<"CheckAnswerIn">["answer"]) => {
    if (!sending.isBusy) void sending.send("POST", `${path}/answers`, { line, answer: said });
  };
  const finish = async () => {
    const ended = await sending.send("POST", `${path}/finish`);
    if (ended.ok) announce(t("unitCheck.finished"));
  };
  return (
    <div className="flex flex-col gap-4" data-testid="portal-check-running">
      {check.needs_code ? (
        <CodeForm path={path} />
      ) : (
        <p className="flex items-center gap-2 text-14 text-pine" data-testid="portal-check-there">
          <CircleCheck size={18} strokeWidth={1.75} aria-hidden />
          {t("unitCheck.there")}
        </p>
      )}
      <ul className="divide-y divide-line rounded-card border border-line">
        {check.lines.map((line) => (
          <CheckLine
            key={line.key}
            line={line}
            isThere={!check.needs_code}
            isBusy={sending.isBusy}
            answer={(said) => answer(line.key, said)}
          />
        ))}
      </ul>
      <Problem refusal={sending.refusal} />
      <p className="text-14 text-quiet">{t("unitCheck.finishText")}</p>
      <div className="flex flex-wrap gap-3">
        <Button isBusy={sending.isBusy} data-testid="portal-check-finish" onClick={() => void finish()}>
          {t("unitCheck.finish")}
        </Button>
        <Button
          tone="quiet"
          disabled={sending.isBusy}
          data-testid="portal-check-again"
          onClick={() => void sending.send("POST", `${path}/look-again`)}
        >
          {t("unitCheck.again")}
        </Button>
      </div>
    </div>
  );
}

/** What is typed stays when it was wrong: one digit of six is quickly mended. */
function CodeForm({ path }: { path: string }) {
  const { t } = useUnitWords();
  const sending = useSending();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: HttpBody<"CheckCodeIn"> = { code: code.normalize("NFKC").replace(/\s/g, "") };
    if (!sending.isBusy && body.code !== "") void sending.send("POST", `${path}/code`, body);
  };
  return (
    <form className="flex flex-col gap-3 rounded-card bg-sunken p-4" noValidate onSubmit={submit}>
      <TextField
        label={t("unitCheck.code")}
        hint={t("unitCheck.codeHint")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={code}
        data-testid="portal-check-code"
        onChange={(event) => setCode(event.target.value)}
      />
      <Problem refusal={sending.refusal} />
      <Button type="submit" isBusy={sending.isBusy} data-testid="portal-check-code-send">
        {t("unitCheck.codeSend")}
      </Button>
    </form>
  );
}
