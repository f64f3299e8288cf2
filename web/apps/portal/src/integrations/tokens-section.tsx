import { announce } from "@genkan/shell";
import { separatorOf } from "@genkan/shell/schedule";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Ban, KeySquare, Plus } from "lucide-react";
import { useState } from "react";
import { type ApiToken, Refused, tokensQuery } from "../app/data";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { TokenDialog } from "./token-dialog";
import { SCOPE_WORDS, useIntegrationWords } from "./use-integration-words";

/** The tokens by which other programs ask: who made them, what they may, when they were used. */
export function TokensSection({ propertyId }: { propertyId: string }) {
  const { t } = useIntegrationWords();
  const tokens = useQuery(tokensQuery(propertyId));
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t("tokens.title")}
      text={t("tokens.text")}
      action={
        <Button
          size="small"
          icon={<Plus size={18} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-token-add"
          onClick={() => setAdding(true)}
        >
          {t("tokens.add")}
        </Button>
      }
    >
      {tokens.isError ? (
        <Problem refusal={tokens.error instanceof Refused ? tokens.error.refusal : null} />
      ) : null}
      {tokens.data?.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("tokens.empty")}</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {tokens.data?.map((token) => (
          <TokenLine key={token.token_id} token={token} />
        ))}
      </ul>
      {isAdding ? <TokenDialog propertyId={propertyId} close={() => setAdding(false)} /> : null}
    </Section>
  );
}

function TokenLine({ token }: { token: ApiToken }) {
  const { t, i18n } = useIntegrationWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const revoke = async () => {
    const answer = await sending.send("DELETE", `/api/portal/tokens/${encodeURIComponent(token.token_id)}`);
    if (answer.ok) announce(t("tokens.revoked", { name: token.name }));
  };
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-token" data-open={token.is_open}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <KeySquare size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        <div className="min-w-48 flex-1">
          <p
            className={`break-words font-semibold text-16 ${token.is_open ? "" : "text-quiet line-through"}`}
          >
            {token.name}
          </p>
          <p className="text-14">
            {token.scopes.map((scope) => t(`scope.${SCOPE_WORDS[scope]}`)).join(separatorOf(i18n.language))}
          </p>
          <TokenTimes token={token} />
          {token.is_open && !token.has_maker ? (
            <p className="text-14 text-crimson">{t("tokens.makerGone")}</p>
          ) : null}
        </div>
        {isAsking || !token.is_open ? null : (
          <Button
            tone="quiet"
            size="small"
            icon={<Ban size={18} strokeWidth={1.75} aria-hidden />}
            aria-label={t("tokens.revokeOf", { name: token.name })}
            data-testid="portal-token-revoke"
            onClick={() => setAsking(true)}
          >
            {t("tokens.revoke")}
          </Button>
        )}
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking && token.is_open ? (
        <Confirm
          title={t("tokens.revokeTitle", { name: token.name })}
          text={t("tokens.revokeText")}
          action={t("tokens.revoke")}
          isBusy={sending.isBusy}
          confirm={() => void revoke()}
          cancel={() => setAsking(false)}
          testId="portal-token-revoke"
        />
      ) : null}
    </li>
  );
}

function TokenTimes({ token }: { token: ApiToken }) {
  const { t, i18n } = useIntegrationWords();
  const { now } = useServices();
  const say = (atMs: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(atMs);
  const used =
    token.last_used_ms === null ? t("tokens.unused") : t("tokens.used", { time: say(token.last_used_ms) });
  const until =
    token.until_ms === null
      ? t("tokens.forever")
      : t(token.until_ms > now() ? "tokens.until" : "tokens.ended", { time: say(token.until_ms) });
  const maker = token.made_by ?? t("tokens.nobody");
  return (
    <p className="text-14 text-quiet">
      {t("tokens.made", { name: maker })} · {used} · {until}
    </p>
  );
}
