import { announce } from "@genkan/shell";
import { Button, Card, EmptyState, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MailOpen } from "lucide-react";
import { useState } from "react";
import { type Invitation, invitationsQuery, Refused } from "../app/data";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";

/** Where the mail to somebody who has an account already leads: what one is asked to be, and the answer. */
export function InvitationPage() {
  const { t } = useWords();
  const invitations = useQuery(invitationsQuery);
  return (
    <Page title={t("invitation.title")} lead={t("invitation.lead")}>
      {invitations.isPending ? <Skeleton className="h-40" /> : null}
      {invitations.error instanceof Refused ? <Problem refusal={invitations.error.refusal} /> : null}
      {invitations.data?.length === 0 ? (
        <EmptyState
          icon={<MailOpen size={28} strokeWidth={1.75} />}
          title={t("invitation.none.title")}
          action={
            <Link to="/" className="font-semibold text-indigo underline underline-offset-4">
              {t("nav.live")}
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
  const { t, i18n } = useWords();
  const { session } = useServices();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const place = [invitation.property_name, invitation.home_number].filter(Boolean).join(" ");
  const until = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long" }).format(invitation.expires_ms);
  const answerWith = async (answer: "accept" | "refuse") => {
    const said = await sending.send("POST", `/api/portal/invitations/${invitation.invitation_id}/${answer}`);
    if (!said.ok) return;
    await session.refresh();
    announce(t(`invitation.${answer}.done`, { place }));
  };
  const isStaff = invitation.role === "manager" || invitation.role === "installer";
  return (
    <Card className="flex max-w-xl flex-col gap-4 p-5 lg:p-6" data-testid="portal-invitation">
      <div>
        <h2 className="font-semibold text-20">{place}</h2>
        <p className="mt-1 text-16">{t(isStaff ? "invitation.asStaff" : "invitation.asResident")}</p>
        <p className="mt-1 text-14 text-quiet">{t("invitation.until", { date: until })}</p>
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("invitation.refuse.title", { place })}
          text={t("invitation.refuse.text")}
          action={t("invitation.refuse.action")}
          isBusy={sending.isBusy}
          confirm={() => void answerWith("refuse")}
          cancel={() => setAsking(false)}
          testId="portal-invitation-refuse"
        />
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button
            isBusy={sending.isBusy}
            data-testid="portal-invitation-accept"
            onClick={() => void answerWith("accept")}
          >
            {t("invitation.accept.action")}
          </Button>
          <Button tone="quiet" data-testid="portal-invitation-refuse" onClick={() => setAsking(true)}>
            {t("invitation.refuse.action")}
          </Button>
        </div>
      )}
    </Card>
  );
}
