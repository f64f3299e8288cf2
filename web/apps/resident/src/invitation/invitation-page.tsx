import type { HttpBody } from "@genkan/contract";
import { announce, tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button, Card, EmptyState, Skeleton } from "@genkan/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CloudOff, MailOpen } from "lucide-react";
import { useState } from "react";
import { Page } from "../app/page";
import { Problem } from "../app/problem";
import { load, Refused } from "../app/refused";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { WithQueries } from "../app/with-queries";
import { useFamilyWords } from "../family/use-family-words";

type Invitation = HttpBody<"InvitationOut">;

function invitationsQuery(personId: string) {
  return queryOptions({
    queryKey: ["invitations", personId],
    queryFn: async () => (await load<HttpBody<"InvitationsOut">>("/api/app/invitations")).invitations,
  });
}

/** Where an invitation's mail leads: what one is asked to be, and the answer. */
export function InvitationPage() {
  return (
    <WithQueries>
      <Invitations />
    </WithQueries>
  );
}

function Invitations() {
  const { t } = useFamilyWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const invitations = useQuery(invitationsQuery(view.state === "signed_in" ? view.me.person_id : ""));
  return (
    <Page title={t("invitation.title")}>
      {invitations.isPending ? <Skeleton className="h-40" /> : null}
      {invitations.error instanceof Refused ? (
        <Banner tone="warning" icon={<CloudOff size={20} />}>
          {tellProblem(t, invitations.error.refusal.reason)}
        </Banner>
      ) : null}
      {invitations.data?.length === 0 ? (
        <EmptyState
          icon={<MailOpen size={28} strokeWidth={1.75} />}
          title={t("invitation.none.title")}
          action={
            <Link to="/" className="grid min-h-12 place-items-center px-4 font-semibold text-indigo">
              {t("invitation.home")}
            </Link>
          }
        >
          {t("invitation.none.text")}
        </EmptyState>
      ) : null}
      {invitations.data?.map((invitation) => (
        <InvitationCard key={invitation.invitation_id} invitation={invitation} />
      ))}
    </Page>
  );
}

function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { t, i18n } = useFamilyWords();
  const { session } = useServices();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const path = `/api/app/invitations/${invitation.invitation_id}`;
  const place = [invitation.property_name, invitation.home_number].filter(Boolean).join(" ");
  const until = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long" }).format(invitation.expires_ms);
  const answerWith = async (answer: "accept" | "refuse") => {
    const said = await sending.send("POST", `${path}/${answer}`);
    if (!said.ok) return;
    await session.refresh();
    announce(t(`invitation.${answer}.done`, { place }));
  };
  const isStaff = invitation.role === "manager" || invitation.role === "installer";
  return (
    <Card className="flex flex-col gap-4 p-5" data-testid="invitation">
      <div>
        <h2 className="font-semibold text-20">
          {invitation.home_number === null
            ? invitation.property_name
            : t("resident:home.room", { building: invitation.property_name, number: invitation.home_number })}
        </h2>
        <p className="mt-1 text-16">
          {isStaff
            ? t("invitation.asManager")
            : t(`invitation.as.${invitation.role === "master" ? "master" : "family"}`)}
        </p>
        <p className="mt-1 text-14 text-quiet">{t("invitation.until", { date: until })}</p>
      </div>
      <Problem refusal={sending.refusal} />
      <Button
        size="large"
        isWide
        isBusy={sending.isBusy && !isAsking}
        data-testid="invitation-accept"
        onClick={() => void answerWith("accept")}
      >
        {t("invitation.accept.action")}
      </Button>
      {isAsking ? (
        <div className="flex flex-col gap-3">
          <p className="text-16">{t("invitation.refuse.text")}</p>
          <Button
            tone="danger"
            isWide
            isBusy={sending.isBusy}
            data-testid="invitation-refuse-confirm"
            onClick={() => void answerWith("refuse")}
          >
            {t("invitation.refuse.action")}
          </Button>
          <Button tone="plain" isWide onClick={() => setAsking(false)}>
            {t("common:action.cancel")}
          </Button>
        </div>
      ) : (
        <Button
          tone="quiet"
          size="large"
          isWide
          data-testid="invitation-refuse"
          onClick={() => setAsking(true)}
        >
          {t("invitation.refuse.action")}
        </Button>
      )}
    </Card>
  );
}
