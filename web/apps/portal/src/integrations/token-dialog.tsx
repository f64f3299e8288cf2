import type { HttpBody } from "@genkan/contract";
import { Banner, Button, SelectField, TextField } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { CopyButton } from "../station/copy-button";
import { SCOPE_WORDS, type Scope, useIntegrationWords } from "./use-integration-words";

type TokenIn = HttpBody<"TokenIn">;

export const SCOPES: readonly Scope[] = [
  "stations:read",
  "events:read",
  "residents:read",
  "residents:write",
  "keys:manage",
];
const LIVES = ["30", "90", "365", "never"] as const;
type Life = (typeof LIVES)[number];
const DAY_MS = 86_400_000;

export interface TokenDialogProps {
  propertyId: string;
  close(): void;
}

/** For which program, what it may, how long; then the token, this once. */
export function TokenDialog({ propertyId, close }: TokenDialogProps) {
  const { t } = useIntegrationWords();
  const { now } = useServices();
  const sending = useSending();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [life, setLife] = useState<Life>("365");
  const [wasTried, setTried] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    if (name.trim() === "" || scopes.length === 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const body: TokenIn = {
      name: name.trim(),
      scopes: [...scopes],
      until_ms: life === "never" ? null : now() + Number(life) * DAY_MS,
    };
    const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/tokens`;
    const answer = await sending.send<HttpBody<"TokenMadeOut">>("POST", path, body);
    if (answer.ok) setToken(answer.body.token);
  };

  if (token !== null) return <TokenMade name={name.trim()} token={token} close={close} />;
  return (
    <Dialog place="side" title={t("tokens.add")} close={close} testId="portal-token-dialog">
      <form ref={form} className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("tokens.name")}
          hint={t("tokens.nameHint")}
          error={wasTried && name.trim() === "" ? t("tokens.nameMissing") : null}
          value={name}
          maxLength={120}
          autoComplete="off"
          data-testid="portal-token-name"
          onChange={(event) => setName(event.target.value)}
        />
        <ScopeChoice
          chosen={scopes}
          choose={setScopes}
          error={wasTried && scopes.length === 0 ? t("tokens.scopesMissing") : null}
        />
        <SelectField
          label={t("tokens.life")}
          value={life}
          data-testid="portal-token-life"
          onChange={(event) => setLife(LIVES.find((known) => known === event.target.value) ?? "365")}
        >
          {LIVES.map((known) => (
            <option key={known} value={known}>
              {t(`tokens.life.${known}`)}
            </option>
          ))}
        </SelectField>
        <p className="text-14 text-quiet">{t("tokens.yours")}</p>
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-token-submit">
          {t("tokens.submit")}
        </Button>
      </form>
    </Dialog>
  );
}

interface ScopeChoiceProps {
  chosen: readonly Scope[];
  choose(scopes: readonly Scope[]): void;
  error: string | null;
}

function ScopeChoice({ chosen, choose, error }: ScopeChoiceProps) {
  const { t } = useIntegrationWords();
  const toggle = (scope: Scope) =>
    choose(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope]);
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 font-medium text-14">{t("tokens.scopes")}</legend>
      {SCOPES.map((scope) => (
        <label key={scope} className="flex min-h-12 cursor-pointer items-start gap-3 py-1 text-16">
          <input
            type="checkbox"
            className="mt-1 size-5 shrink-0 accent-indigo"
            data-testid={`portal-token-scope-${scope.replace(":", "-")}`}
            checked={chosen.includes(scope)}
            aria-invalid={error !== null || undefined}
            onChange={() => toggle(scope)}
          />
          <span>
            {t(`scope.${SCOPE_WORDS[scope]}`)}
            <span className="block text-14 text-quiet">{t(`scope.hint.${SCOPE_WORDS[scope]}`)}</span>
          </span>
        </label>
      ))}
      {error === null ? null : <p className="text-14 text-crimson">{error}</p>}
    </fieldset>
  );
}

/** The new token: shown this once, to be given to the program. */
function TokenMade({ name, token, close }: { name: string; token: string; close(): void }) {
  const { t } = useIntegrationWords();
  return (
    <Dialog
      place="middle"
      title={t("tokens.madeTitle")}
      description={name}
      close={close}
      testId="portal-token-made"
    >
      <div className="flex flex-col gap-5">
        <p
          className="select-all break-all rounded-control bg-sunken px-4 py-3 font-mono text-16"
          data-testid="portal-token-text"
        >
          {token}
        </p>
        <Banner tone="warning" icon={<TriangleAlert size={20} />}>
          {t("tokens.once")}
        </Banner>
        <p className="text-14">{t("tokens.how")}</p>
        <pre className="overflow-x-auto rounded-control bg-sunken px-4 py-3 text-14">
          {"Authorization: Bearer genkan_…"}
        </pre>
        <div className="flex flex-wrap justify-center gap-3">
          <CopyButton text={token}>{t("tokens.copy")}</CopyButton>
          <Button size="small" data-testid="portal-token-done" onClick={close}>
            {t("tokens.done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
